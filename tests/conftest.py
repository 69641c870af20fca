"""What tests of several rooms share."""

import importlib.util
import signal
import sys
from pathlib import Path
from types import ModuleType

import pytest

from allegedly.case import Case


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """Document stages that need no language model: see ``fakes.py``."""
    name = "allegedly_test_fakes"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / "fakes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def pytest_configure() -> None:
    """Tests press Ctrl-C in programs that they start; a shell that runs in the background has them ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def inbox(tmp_path):
    """A folder with two letters."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Otto left Lyon in 1999. Zoe stayed.")
    (folder / "b.txt").write_text("Nobody met Otto.\n\nZoe met Anna in 2001.")
    return folder


@pytest.fixture
def opened(tmp_path, fakes):
    with Case.create(tmp_path / "case", stages=fakes.stages()) as case:
        yield case
