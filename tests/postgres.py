"""A private server of PostgreSQL, for tests: in a temporary folder, on a Unix socket, without any care for power cuts.

``ALLEGEDLY_TEST_POSTGRESQL`` may give the address of another one, where databases may be made and dropped.
"""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from allegedly.store.postgresql import filled_database

ASKED_FOR = os.environ.get("ALLEGEDLY_TEST_POSTGRESQL")
_ROOM = 1024**3
_SETTINGS = {"listen_addresses": "", "max_connections": "200"}
_CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


class Server:
    """Databases on a server; ``start``, ``stop`` and ``kill`` only where it is ours."""

    def __init__(
        self,
        address: str,
        programs: Path | None = None,
        folder: Path | None = None,
        settings: Mapping[str, str] = _CARELESS,
    ) -> None:
        self._address = address
        self._settings = {**_SETTINGS, **settings}
        self._programs = programs
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._names = (f"allegedly_{os.getpid()}_{number}" for number in itertools.count())
        self._made: list[str] = []
        self._template: str | None = None

    def address(self, name: str) -> str:
        parts = urlsplit(self._address)
        return urlunsplit(parts._replace(path=f"/{name}"))

    def execute(self, *statements: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self._address, autocommit=True) as connection:
            rows = [connection.execute(each) for each in statements][-1]
            return rows.fetchall() if rows.description else []

    def database(self, template: str = "template0") -> str:
        """The address of a new, empty database."""
        name = next(self._names)
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return self.address(name)

    def database_with_tables(self) -> str:
        """The address of one that has the tables of an empty case."""
        if self._template is None:
            address = self.database()
            with filled_database(Path("template"), address):
                pass
            self._template = urlsplit(address).path[1:]
        return self.database(self._template)

    def drop_databases(self) -> None:
        """Drop all that were made, save the one that others are made from."""
        for name in self._made:
            if name != self._template:
                self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made = [name for name in self._made if name == self._template]

    def start(self) -> None:
        assert self._programs is not None
        assert self._folder is not None
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._folder / "data", "-k", self._folder, *settings],
                stdout=log, stderr=log, **_as_whom(),
            )  # fmt: skip
        until = time.monotonic() + 60
        while True:
            try:
                self.execute("SELECT 1")
                return
            except psycopg.Error:
                assert time.monotonic() < until, (self._folder / "log").read_text()
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Break off whoever is connected, and end."""
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait(60)


@contextmanager
def running(*, safe: bool = False) -> Iterator[Server | None]:
    """A server for the tests of a process; ``None`` where the machine has none. A ``safe`` one cares for power cuts."""
    if ASKED_FOR:
        server = Server(ASKED_FOR)
        yield server
        server.drop_databases()
        return
    programs = _programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="allegedly-pg-", dir=None if safe else _memory()))
    try:
        _prepare(folder, programs)
        address = f"postgresql://tester@/postgres?host={quote(str(folder), safe='')}"
        server = Server(address, programs, folder, {} if safe else _CARELESS)
        server.start()
        yield server
        with suppress(ProcessLookupError):
            server.stop(signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Where ``initdb`` and ``postgres`` are."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


def _memory() -> Path | None:
    """Each database is a thousand files, of which a disk makes much ado."""
    memory = Path("/dev/shm")  # noqa: S108
    return memory if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM else None


def _as_whom() -> dict[str, object]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            who = pwd.getpwnam(name)
            return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    raise RuntimeError("There is no user but root to run PostgreSQL as.")


def _prepare(folder: Path, programs: Path) -> None:
    who = _as_whom()
    if who:
        os.chown(folder, who["user"], who["group"])
    initdb = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "tester",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-sync",
    ]
    # Another order of texts than that of characters, where the server can: ours must not hang on it.
    for order in (
        ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"],
        ["--locale=C.UTF-8"],
        ["--locale=C"],
    ):
        shutil.rmtree(folder / "data", ignore_errors=True)
        done = subprocess.run([*initdb, *order], cwd=folder, capture_output=True, **who)
        if done.returncode == 0:
            return
    raise RuntimeError(done.stderr.decode())
