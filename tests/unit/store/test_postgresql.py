"""What is PostgreSQL's own; what every store does stands in ``tests/contracts``."""

import signal
import sys
import threading
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from allegedly.case import Case
from allegedly.errors import BusyError, CaseError
from allegedly.model import Verdict
from allegedly.model.protocols import Arrival, Reading, Receipt
from allegedly.store import create_folder, lock, migrating, open_store, postgresql
from allegedly.store import server as connecting
from allegedly.store.address import address_of, write_address
from allegedly.store.tables import metadata

NOW = "2011-06-15T09:30:00Z"


@pytest.fixture
def address(server):
    return server.database_with_tables()


@pytest.fixture
def folder(tmp_path, address):
    (tmp_path / "case" / "originals").mkdir(parents=True)
    write_address(tmp_path / "case", address)
    return tmp_path / "case"


@pytest.fixture
def store(folder):
    opened = open_store(folder)
    yield opened
    opened.close()


def run(address, *statements):
    with psycopg.connect(address, autocommit=True) as connection:
        for each in statements:
            connection.execute(each)


def ours(thing, name, kind, reflected, compare_to):
    return (kind, name) != ("table", "turn")


def test_the_migrations_make_the_tables_that_the_code_knows(store):
    options = {"include_object": ours, "compare_type": True, "compare_server_default": False}
    with store._looking() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_every_text_is_sorted_by_its_characters(store):
    with store._looking() as connection:
        assert connection.execute(postgresql._OTHER_ORDER, {"ours": [*metadata.tables]}).all() == []
    paths = ["b", "B", "ä", "a", "Z", "z", "ß", "𝔘", "\ufffd", "é", "E", "_", " "]
    store.receive([Receipt("d", path, NOW) for path in paths])
    assert [receipt.path for receipt in store.receipts()] == sorted(paths)


def test_a_database_without_order_by_characters_is_a_problem(store, address):
    run(address, 'ALTER TABLE refusal ALTER COLUMN path TYPE text COLLATE "default"')
    assert list(store.problems()) == [
        "The column path of the table refusal is sorted in another order than that of characters."
    ]


def test_names_and_paths_may_be_long(store, fakes):
    long = "".join(f"{i:x}" for i in range(9_000))
    store.receive([Receipt("d", long, NOW), Receipt("d", long, NOW), Receipt("d", f"{long}!", NOW)])
    assert len(store.receipts()) == 2
    document = fakes.read(None, f"A{long} left.".encode())
    made = fakes.annotated_of(document)
    store.keep([Arrival(document, 10, NOW, Reading("k", "s", made))], [])
    assert [entry.id for entry in store.documents(naming=f"A{long}")] == [document.id]


def test_a_case_of_a_newer_program_is_told(folder, address):
    run(address, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(CaseError, match=r"newer Allegedly \(its tables are at version 0999"):
        open_store(folder)


def test_an_older_case_is_migrated(folder, address):
    run(
        address,
        "DROP TABLE judgement, container, custody, receipt",
        "ALTER TABLE document DROP parent, DROP pages",
        "ALTER TABLE reading DROP digest",
        "CREATE TABLE receipt (document_id varchar(64), path text, received_at text, published date)",
        "INSERT INTO receipt VALUES ('d', 'p', 'now', '0987-06-05')",
        "UPDATE alembic_version SET version_num = '0001'",
    )
    store = open_store(folder)
    with store._looking() as connection:
        assert migrating.version_of(connection) == migrating.HEAD
    assert store.receipts() == [Receipt("d", "p", "now", date(987, 6, 5))]
    assert not store.check_custody().problems
    with store._looking() as connection:
        assert connection.execute(postgresql._OTHER_ORDER, {"ours": [*metadata.tables]}).all() == []
    store.close()


def test_a_migration_that_fails_changes_nothing(folder, address, monkeypatch):
    run(address, "UPDATE alembic_version SET version_num = '0002'")

    def step(connection):
        connection.exec_driver_sql("DROP TABLE refusal")
        raise KeyError("cut off")

    monkeypatch.setattr(postgresql, "migrate", step)
    with pytest.raises(KeyError):
        open_store(folder)
    run(address, "SELECT * FROM refusal")


def test_a_writer_takes_its_turn_before_it_looks(store, folder, monkeypatch):
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.2)
    other = open_store(folder)
    with store._writing() as connection:
        connection.execute(text("SELECT count(*) FROM receipt"))
        with pytest.raises(CaseError, match="Another process is writing to the case"):
            other.receive([Receipt("d", "p", NOW)])
        assert other.receipts() == []
    other.receive([Receipt("d", "p", NOW)])
    assert len(store.receipts()) == 1
    other.close()


def test_a_writer_waits_for_a_moment(store, folder):
    entered, other = threading.Event(), open_store(folder)

    def writes():
        with store._writing():
            entered.set()
            threading.Event().wait(0.3)

    thread = threading.Thread(target=writes)
    thread.start()
    entered.wait()
    other.receive([Receipt("d", "p", NOW)])
    thread.join()
    assert [receipt.path for receipt in store.receipts()] == ["p"]
    other.close()


def test_a_reader_sees_one_moment(store, folder):
    other = open_store(folder)
    with store._looking() as connection:
        before = connection.execute(text("SELECT count(*) FROM receipt")).scalar()
        other.receive([Receipt("d", "p", NOW)])
        assert connection.execute(text("SELECT count(*) FROM receipt")).scalar() == before == 0
    assert len(store.receipts()) == 1
    other.close()


def test_two_machines_cannot_both_be_adding(folder, address, tmp_path):
    (tmp_path / "elsewhere" / "originals").mkdir(parents=True)
    write_address(tmp_path / "elsewhere", address)
    here, there = open_store(folder), open_store(tmp_path / "elsewhere")
    with here.alone(), pytest.raises(BusyError, match="Another process is writing"), there.alone(wait=0):
        pass
    with there.alone(wait=0):
        pass
    here.close()
    there.close()


def test_what_is_said_of_the_version_changes_with_every_writing(store, folder):
    other = open_store(folder)
    seen = [store.version(), store.version()]
    other.receive([Receipt("d", "p", NOW)])
    seen.append(store.version())
    store.judge(Verdict("alias", (), by="A", at=NOW, name="Otto"), after=0)
    seen.append(store.version())
    assert seen[0] == seen[1]
    assert len({*seen}) == 3
    other.close()


def test_what_it_raises_quotes_nothing_that_was_to_be_stored(store):
    with pytest.raises(IntegrityError) as error, store._writing() as connection:
        connection.execute(insert(metadata.tables["container"]), {"id": "c", "path": "Zwettlberg"})
    assert "[SQL parameters hidden" in str(error.value)


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "postgresql://anna:secret@host/name",
            "postgresql://host/name?password=secret",
            "postgresql://host/name?user=a&sslpassword=secret",
        ],
    )
    def test_a_password_is_refused_and_not_repeated(self, tmp_path, address):
        with pytest.raises(CaseError, match=r"holds a password.*\.pgpass") as told:
            create_folder(tmp_path / "case", address)
        assert "secret" not in str(told.value)
        assert not (tmp_path / "case").exists()
        write_address(tmp_path, address)
        with pytest.raises(CaseError, match="holds a password"):
            open_store(tmp_path)

    @pytest.mark.parametrize(
        "address", ["", "name", "mysql://a@b/c", "postgresql://a:secret@[b/c", "postgresql://a@b:secret/c?nope=1", "\0"]
    )
    def test_what_is_no_address_is_told(self, tmp_path, address):
        with pytest.raises(CaseError, match="postgresql://user@host/name") as told:
            create_folder(tmp_path / "case", address)
        assert "secret" not in str(told.value)
        assert told.value.__cause__ is None

    @pytest.mark.parametrize(
        "written", [b"", b"x", b"database = 7", b"database = '\xff'", b"other = 'x'", b"a=" + b"[" * 9999]
    )
    def test_a_file_that_names_none_is_told(self, tmp_path, written):
        (tmp_path / "case.toml").write_bytes(written)
        with pytest.raises(CaseError):
            open_store(tmp_path)

    def test_without_the_driver_it_says_what_to_install(self, folder, monkeypatch):
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(CaseError, match=r"pip install 'allegedly\[team\]'"):
            open_store(folder)

    def test_signs_of_all_kinds_are_written_and_read(self, tmp_path):
        address = "postgresql://anna@host/na%20me?options=-c%20work_mem%3D4MB&application_name=\"a'\\"
        write_address(tmp_path, address)
        assert address_of(tmp_path) == address


class TestFaults:
    """Each is one sentence that names the remedy, and never a password."""

    @pytest.fixture(autouse=True)
    def _no_password_is_told(self, monkeypatch):
        monkeypatch.setenv("PGPASSWORD", "secret")

    def refused(self, folder, address, match):
        write_address(folder, address)
        with pytest.raises(CaseError, match=match) as told:
            open_store(folder)
        assert "secret" not in str(told.value)
        assert "\n" not in str(told.value)

    def test_no_such_database(self, folder, server):
        self.refused(folder, server.address("nowhere"), "There is no such database .* Make it with createdb")

    def test_no_such_user(self, folder, address):
        other = address.replace("tester@", "nobody_here@")
        self.refused(folder, other, r"does not let you into .*role \"nobody_here\" does not exist.*\.pgpass")

    @pytest.mark.parametrize("where", ["127.0.0.1:1", "%2Fnowhere"])
    def test_no_server(self, folder, where):
        self.refused(
            folder, f"postgresql://a@{where}/name?connect_timeout=2", "is not there, or went away .* Check that"
        )

    def test_no_tables(self, folder, server):
        self.refused(folder, server.database(), "is not a case: the database .* has no tables of a case")

    def test_rights(self, folder, address):
        run(address, "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN")
        self.refused(folder, address.replace("tester@", "reader@"), "You may not do that in .*grant you the rights")

    def test_a_database_that_may_only_be_read(self, store, address):
        run(address, f"ALTER DATABASE {urlsplit(address).path[1:]} SET default_transaction_read_only = on")
        with store._dialect._engine.connect() as connection:
            connection.exec_driver_sql("SET transaction_read_only = on")
            with pytest.raises(CaseError, match="may only be read"), connecting.told_by_server(Path("c"), address):
                connection.exec_driver_sql("DELETE FROM receipt")

    def test_an_older_server(self, folder, monkeypatch):
        monkeypatch.setattr(postgresql, "_OLDEST", 99)
        with pytest.raises(CaseError, match=r"version 99 or newer is needed. Update the server"):
            open_store(folder)

    def test_another_encoding(self, tmp_path, server):
        name = "latin"
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING SQL_ASCII LOCALE_PROVIDER libc LOCALE 'C'")
        try:
            with pytest.raises(CaseError, match=r"is in the encoding SQL_ASCII.* Make one with: createdb --encoding"):
                create_folder(tmp_path / "new", server.address(name))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @pytest.mark.parametrize(
        ("state", "match"),
        [
            ("53100", "disk of the server .* is full. Free some space"),
            ("53300", "no room for one more connection"),
            ("57P01", "is stopping or starting"),
            ("57014", "broke off"),
            ("58030", "cannot read or write"),
            ("XX001", "is damaged .* Restore it from a backup"),
            ("42P01", "is damaged"),
            ("40P01", "Another process is writing"),
        ],
    )
    def test_what_the_server_says(self, state, match):
        error = psycopg.errors.lookup(state)("it said so\nLINE 1")
        with (
            pytest.raises(CaseError, match=match) as told,
            connecting.told_by_server(Path("case"), "postgresql://a@b/c"),
        ):
            raise error
        assert "\n" not in str(told.value)


class TestMaking:
    def test_a_case_is_made_in_an_empty_database(self, tmp_path, server):
        address = server.database()
        with Case.create(tmp_path / "case", database=address) as case:
            assert case.documents() == []
        assert sorted(file.name for file in (tmp_path / "case").iterdir()) == ["case.toml", "originals"]
        assert address in (tmp_path / "case" / "case.toml").read_text()

    def test_a_database_of_something_else_is_left_alone(self, tmp_path, server):
        address = server.database()
        run(address, "CREATE TABLE t (a int)")
        with pytest.raises(CaseError, match=r"is not empty. A case wants one for itself"):
            create_folder(tmp_path / "case", address)
        assert not (tmp_path / "case" / "case.toml").exists()
        create_folder(tmp_path / "case")

    def test_a_case_that_holds_something_is_not_taken(self, tmp_path, store, address):
        create_folder(tmp_path / "empty", address)
        store.receive([Receipt("d", "p", NOW)])
        with pytest.raises(CaseError, match="is not empty"):
            create_folder(tmp_path / "other", address)

    def test_making_that_was_cut_off_is_done_again(self, tmp_path, server, monkeypatch):
        address = server.database()

        def cut_off(*_):
            raise KeyboardInterrupt

        for place in ("allegedly.store.postgresql.migrate", "allegedly.store.folder.write_address"):
            monkeypatch.setattr(place, cut_off)
            with pytest.raises(KeyboardInterrupt):
                create_folder(tmp_path / "case", address)
            monkeypatch.undo()
        Case.create(tmp_path / "case", database=address).close()


def test_a_server_that_was_started_anew_is_waited_for_by_who_asks(folder, fakes, server):
    if server._process is None:
        pytest.skip("The server is not ours to stop.")
    with Case.open(folder, stages=fakes.stages()) as case:
        for how in (signal.SIGINT, signal.SIGQUIT):
            server.stop(how)
            try:
                with pytest.raises(CaseError, match=r"is not there, or went away|is stopping or starting"):
                    case.documents()
                with pytest.raises(CaseError, match=r"is not there, or went away|is stopping or starting"):
                    case.add([])
            finally:
                server.start()
            assert case.documents() == []
            case.add([])


def test_a_server_that_goes_away_in_the_middle_is_told_and_nothing_is_half_done(store, address):
    with pytest.raises(CaseError, match=r"is stopping or starting|went away"):
        write_while_all_others_are_sent_away(store, address)
    assert store.refusals() == []
    store.receive([Receipt("d", "p", NOW)])
    assert len(store.receipts()) == 1


def write_while_all_others_are_sent_away(store, address):
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    with store._writing() as connection:
        connection.execute(text("INSERT INTO refusal VALUES ('r', 'p', NULL, 's', 'now')"))
        run(address, f"{others} AND pid <> pg_backend_pid()")
        connection.execute(text("SELECT 1"))
