"""What the tests in a browser share. Each file has a server of its own on a copy of the sample, and one browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.browser.looked_through import AXE
from tests.browser.served import PATIENCE, Desk, Served, chromium, launched

from allegedly.web.serving import is_built

REQUIRED = os.environ.get("ALLEGEDLY_BROWSER") == "required"
"""Set where a machine must have what these tests need: then they fail without it."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        _without("No Chromium is on this machine; `apt-get install chromium` gets one.")
    elif not is_built():
        _without("The interface is not built; `make ui` builds it.")
    elif not AXE.is_file():
        _without("axe-core is not installed; `npm ci --ignore-scripts` in ui/ does it.")
    # Not for longer than a file: while it runs, no other test of this process can run an event loop.
    with sync_playwright() as playwright:
        opened = launched(playwright, program or "")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Starts a server on a case; all of them stop with the file's last test."""
    started: list[Served] = []

    def serve(folder: Path, *options: str) -> Served:
        started.append(Served(folder, tmp_path_factory.mktemp("served") / "server.log", options=options))
        return started[-1]

    yield serve
    for one in started:
        one.stop()


@pytest.fixture(scope="module")
def served(
    browser: Browser,
    sample_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    serving: Callable[..., Served],
) -> Served:
    """A server on a copy of the sample."""
    return serving(shutil.copytree(sample_folder, tmp_path_factory.mktemp("browser") / "Sakhevi"))


@pytest.fixture
def opening(browser: Browser, served: Served) -> Iterator[Callable[..., Desk]]:
    """Opens the sample in a window of some kind; each is looked through when the test is over."""
    opened: list[Desk] = []

    def open_desk(**options: Any) -> Desk:
        opened.append(Desk(browser, served, **options))
        return opened[-1]

    yield open_desk
    for one in opened:
        one.close()


@pytest.fixture
def desk(opening: Callable[..., Desk]) -> Desk:
    return opening()


@pytest.fixture
def page(desk: Desk) -> Page:
    return desk.page


def _without(reason: str) -> None:
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)
