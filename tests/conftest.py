"""What tests of several rooms share."""

import importlib
import importlib.util
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from allegedly.case import Case
from allegedly.demo import fill

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """Document stages that need no language model: see ``fakes.py``. Started processes find them by their name."""
    sys.path.append(str(HERE))
    return importlib.import_module("fakes")


@pytest.fixture(scope="session")
def affairs() -> ModuleType:
    """The maker of an invented affair, as records: see ``unit/reports/affair.py``."""
    name = "allegedly_test_affair"
    spec = importlib.util.spec_from_file_location(name, HERE / "unit" / "reports" / "affair.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def affair(affairs: ModuleType) -> Any:
    return affairs.build()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory) -> Path:
    """A case that holds the sample, read once for all tests of a process; who writes to it takes a copy."""
    folder = tmp_path_factory.mktemp("sample") / "case"
    with Case.create(folder) as case:
        fill(case)
        case.make_views()
    return folder


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
