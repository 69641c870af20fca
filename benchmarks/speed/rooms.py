"""How soon each room of the interface shows something in a browser, and how smoothly it scrolls.

    python -m benchmarks.speed.rooms CASE

CASE has been read; Chromium must be there. Each room is opened anew, ``_ROUNDS`` times in a window of its own. Printed
are the milliseconds from the beginning of the navigation until the room's main part has a heading and nothing in it is
still being fetched (the median), and while the wheel is turned: the milliseconds between two pictures, at the 95th
percentile and at most.
"""

import argparse
import tempfile
from importlib.resources import files
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.screenshots import addresses
from tests.browser.served import Desk, Served, chromium, launched

from ..figures import SkippedError

_ROUNDS = 3
_TURNS = 60
_READY = """() => {
  const main = document.querySelector("main");
  const shown = main?.querySelector("h1, h2") && !main.querySelector("[aria-busy=true]") && main.innerText.length > 40;
  return shown ? performance.now() : 0;
}"""
_WATCH = """() => {
  window.gaps = [];
  let last = performance.now();
  const next = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""


class Room(NamedTuple):
    """Milliseconds until it shows something; between pictures while scrolled, at the 95th percentile and at most."""

    name: str
    content: float
    picture: float
    longest: float


def score(case: Path, rounds: int = _ROUNDS) -> dict[str, float]:
    """Milliseconds until each room shows something, the most of them, and between two pictures while it is scrolled."""
    found = measured(case, rounds)
    return {
        "slowest_room": max(room.content for room in found),
        "slowest_picture": max(room.picture for room in found),
        **{room.name: room.content for room in found},
    }


def measured(case: Path, rounds: int) -> list[Room]:
    """Each room; raises ``SkippedError`` where there is no Chromium, or the interface is not built."""
    program = chromium()
    if program is None:
        raise SkippedError("there is no Chromium on this machine")
    if not (files("allegedly") / "web/static/index.html").is_file():
        raise SkippedError("the interface is not built")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Served(case, Path(folder) / "server.log")
        try:
            browser = launched(playwright, program)
            first = Desk(browser, served)
            rooms = addresses(first)
            first.close()
            found = [_measured(browser, served, *room, rounds) for room in rooms.items()]
            browser.close()
        finally:
            served.stop()
    return found


def _measured(browser: Browser, served: Served, name: str, path: str, rounds: int) -> Room:
    ready: list[float] = []
    gaps: list[float] = []
    for _ in range(rounds):
        desk = Desk(browser, served, viewport={"width": 1280, "height": 860})
        ready.append(_opened(desk.page, desk.served.base + path))
        gaps += _scrolled(desk.page)
        desk.close()
    return Room(name, median(ready), quantiles(gaps, n=20)[-1], max(gaps))


def _opened(page: Page, url: str) -> float:
    page.goto(url, wait_until="commit")
    return float(page.wait_for_function(_READY, polling="raf").json_value())


def _scrolled(page: Page) -> list[float]:
    page.mouse.move(640, 500)
    page.evaluate(_WATCH)
    for _ in range(_TURNS):
        page.mouse.wheel(0, 240)
        page.wait_for_timeout(16)
    return [float(gap) for gap in page.evaluate("window.gaps")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    print(f"{'':20} {'content':>8} {'picture':>8} {'at most':>8}")
    for room in measured(parser.parse_args().case, _ROUNDS):
        print(f"{room.name:20} {room.content:8.0f} {room.picture:8.0f} {room.longest:8.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
