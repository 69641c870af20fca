"""What tests of several rooms share."""

import importlib
import importlib.util
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from tests import postgres
from tests.watched import sitecustomize as network

from allegedly import case as case_module
from allegedly.case import Case
from allegedly.demo import fill

HERE = Path(__file__).parent

# A machine that has much to do is not wrong.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgresql", action="store_true", help="Keep every case of the tests in PostgreSQL.")


@pytest.fixture(scope="session")
def the_server() -> Iterator[postgres.Server | None]:
    with postgres.running() as found:
        yield found


@pytest.fixture
def server(the_server: postgres.Server | None) -> Iterator[postgres.Server]:
    """A server of PostgreSQL. Where the machine has none its tests are left out, unless it must have one."""
    if the_server is None:
        why = "There is no PostgreSQL on this machine (initdb, postgres)."
        if os.environ.get("ALLEGEDLY_POSTGRESQL") == "required":
            pytest.fail(why)
        pytest.skip(why)
    yield the_server
    the_server.drop_databases()


@pytest.fixture(autouse=True)
def _cases_on_a_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--postgresql`` each new case has a database of its own there."""
    if not request.config.getoption("--postgresql"):
        return
    if request.node.get_closest_marker("sqlite"):
        pytest.skip("This is about a case in a file.")
    server = request.getfixturevalue("server")
    make = case_module.create_folder

    def on_server(folder: Path, database: str | None = None) -> None:
        make(folder, database or server.database())

    monkeypatch.setattr(case_module, "create_folder", on_server)


def pytest_configure() -> None:
    """Tests press Ctrl-C in programs that they start; a shell that runs in the background has them ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    handle, record = tempfile.mkstemp(prefix="allegedly-network-")
    os.close(handle)
    network.watch(record)


def pytest_unconfigure() -> None:
    Path(os.environ[network.RECORD]).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    """Every test, with all that it starts, fails where anything reaches for another machine."""
    yield
    record = Path(os.environ[network.RECORD])
    if tried := record.read_text("utf-8"):
        record.write_bytes(b"")
        pytest.fail(f"A network was reached for:\n{tried}")


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
