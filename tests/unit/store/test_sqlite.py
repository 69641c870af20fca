import os
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from allegedly.errors import CaseError
from allegedly.model import Verdict
from allegedly.model.protocols import Arrival, Reading, Receipt
from allegedly.store import SqliteStore, create_folder, lock, migrating, sqlite
from allegedly.store.sqlite import open_database, transaction
from allegedly.store.tables import metadata

NOW = "2011-06-15T09:30:00Z"


@pytest.fixture
def folder(tmp_path):
    create_folder(tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def engine(folder):
    engine = open_database(folder)
    yield engine
    engine.dispose()


def ours(thing, name, kind, reflected, compare_to):
    return not (kind == "table" and name.startswith("passage_index"))


def test_the_migrations_make_the_tables_that_the_code_knows(engine, folder):
    options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
    with transaction(engine, folder) as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_the_migrated_tables_are_made_just_as_the_code_would_make_them(engine, folder, tmp_path):
    fresh = sqlite.create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    metadata.create_all(fresh)
    assert facts(engine) == facts(fresh)
    fresh.dispose()


def facts(engine):
    """Columns, keys, indexes and whether rows are kept in the order of the key, for each of our tables."""
    found = {}
    with engine.connect() as connection:
        for name in sorted(metadata.tables):
            asked = [f"PRAGMA {what}('{name}')" for what in ("table_info", "foreign_key_list", "index_list")]
            found[name] = [sorted(map(str, map(keyed, connection.exec_driver_sql(each)))) for each in asked]
            found[name].append(connection.exec_driver_sql("SELECT wr FROM pragma_table_list(?)", (name,)).scalar())
    return found


def keyed(row):
    """A row of facts without its number, which is the order of making."""
    return tuple(row)[1:]


@pytest.mark.parametrize(
    "acting",
    [
        "CREATE TRIGGER lost BEFORE INSERT ON receipt BEGIN SELECT raise(ignore); END",
        "CREATE TRIGGER gone AFTER INSERT ON judgement BEGIN DELETE FROM judgement; END",
        "CREATE VIEW shown AS SELECT * FROM document",
    ],
)
def test_a_database_that_acts_by_itself_is_not_opened(folder, acting):
    """What is told as kept would not be, and nobody would see it."""
    with closing(sqlite3.connect(folder / "case.sqlite")) as database, database:
        database.execute(acting)
    with pytest.raises(CaseError, match="has a trigger or a view, of which Allegedly makes none"):
        SqliteStore(folder)


def test_head_is_the_newest_migration():
    script = ScriptDirectory(str(migrating._FOLDER))
    assert script.get_heads() == [migrating.HEAD]
    assert all(migrating.is_known(step.revision) for step in script.walk_revisions())


def test_the_settings_hold(engine, folder):
    with transaction(engine, folder) as connection:
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert values == ["wal", 1, 2, int(lock.WAIT_SECONDS * 1000)]


def test_what_it_raises_quotes_nothing_that_was_to_be_stored(engine, folder):
    with pytest.raises(IntegrityError) as error, transaction(engine, folder, writing=True) as connection:
        connection.execute(insert(metadata.tables["container"]), {"id": "c", "path": "Zwettlberg"})
    assert "Zwettlberg" not in str(error.value)


def test_a_case_of_a_newer_program_is_told(folder):
    with closing(sqlite3.connect(folder / "case.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(CaseError, match=r"newer Allegedly \(its tables are at version 0999, this one knows .*Update"):
        open_database(folder)


def no_such(path):
    pass


def a_file(path):
    path.write_text("x")


def an_empty_folder(path):
    path.mkdir()


def an_empty_database(path):
    path.mkdir()
    (path / "case.sqlite").touch()


def another_database(path):
    path.mkdir()
    with closing(sqlite3.connect(path / "case.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE t (a)")


@pytest.mark.parametrize("make", [no_such, an_empty_folder, an_empty_database, another_database])
def test_what_is_no_case_is_told_and_stays_as_it_is(tmp_path, make):
    make(tmp_path / "other")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CaseError, match=r"other is not a case: .* Make one with: allegedly new"):
        open_database(tmp_path / "other")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_is_told_with_how_to_add_it(tmp_path):
    a_file(tmp_path / "letter.txt")
    with pytest.raises(CaseError, match=r"letter.txt is a file, not a case. .* allegedly add CASE .*letter.txt$"):
        open_database(tmp_path / "letter.txt")


def test_what_is_no_database_is_told(folder):
    (folder / "case.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(CaseError, match=r"case is damaged \(file is not a database\)\. Restore it from a backup"):
        open_database(folder)


def test_a_database_that_is_held_is_waited_for_then_told(folder, monkeypatch):
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.2)
    store = SqliteStore(folder)
    with closing(sqlite3.connect(folder / "case.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="Another process is writing to the case"):
            store.receive([Receipt("d", "p", NOW)])
        assert store.receipts() == []
        other.execute("ROLLBACK")
    store.receive([Receipt("d", "p", NOW)])
    assert len(store.receipts()) == 1
    store.close()


def test_a_database_that_is_held_for_a_moment_is_waited_for(folder):
    store = SqliteStore(folder)
    other = sqlite3.connect(folder / "case.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
    timer.start()
    store.receive([Receipt("d", "p", NOW)])
    timer.join()
    other.close()
    assert len(store.receipts()) == 1
    store.close()


def test_a_writer_takes_its_turn_before_it_looks(folder, monkeypatch):
    """Else what it saw may be gone when it writes, and no waiting would help."""
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.1)
    one, other = SqliteStore(folder), SqliteStore(folder)
    with one._writing() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM receipt")
        with pytest.raises(CaseError, match="Another process"):
            other.receive([Receipt("d", "p", NOW)])
        connection.exec_driver_sql("DELETE FROM receipt")
    one.close()
    other.close()


def test_readers_go_on_while_one_writes(folder):
    store = SqliteStore(folder)
    store.receive([Receipt("d", "p", NOW)])
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM receipt")
        assert len(store.receipts()) == 1
    assert store.receipts() == []
    store.close()


def test_a_full_disk_is_told_and_nothing_is_half_done(engine, folder):
    # Within one connection SQLite can be told that the disk has no more pages.
    with transaction(engine, folder) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    rows = [(f"d{i}", "p" * 1000, NOW) for i in range(1000)]
    with (
        pytest.raises(CaseError, match=r"disk that holds the case .* is full"),
        transaction(engine, folder, writing=True) as connection,
    ):
        connection.exec_driver_sql(
            "INSERT INTO receipt (document_id, id, path, received_at, \"by\") VALUES (?, 'i', ?, ?, '')", rows
        )
    with transaction(engine, folder) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM receipt").scalar() == 0


def test_a_case_on_a_read_only_disk_can_be_read(folder, monkeypatch):
    store = SqliteStore(folder)
    store.receive([Receipt("d", "p", NOW)])
    store.close()
    monkeypatch.setattr(sqlite.os, "access", lambda path, mode: mode != os.W_OK)
    store = SqliteStore(folder)
    assert len(store.receipts()) == 1
    with pytest.raises(CaseError, match="may not be opened or changed"):
        store.receive([Receipt("e", "p", NOW)])
    store.close()
    assert not (folder / "case.sqlite-shm").exists()


@pytest.mark.parametrize("damage", ["UPDATE document SET published = 'soon'", "UPDATE document SET notices = '[\"'",
                                    "UPDATE document SET title = CAST(x'ff41' AS TEXT)"])  # fmt: skip
def test_a_damaged_row_is_told(folder, fakes, damage):
    store = SqliteStore(folder)
    store.keep([Arrival(fakes.read(None, b"Otto left."), 10, NOW)], [])
    with closing(sqlite3.connect(folder / "case.sqlite")) as connection, connection:
        connection.execute(damage)
    with pytest.raises(CaseError, match="is damaged"):
        store.documents()
    store.close()


@pytest.mark.parametrize("damage", [b"", b"x", b"\x78\x01"])
def test_a_damaged_reading_is_told(folder, fakes, damage):
    store = SqliteStore(folder)
    document = fakes.read(None, b"Otto left.")
    store.keep([Arrival(document, 10, NOW, Reading("k", "s", fakes.annotated_of(document)))], [])
    with closing(sqlite3.connect(folder / "case.sqlite")) as connection, connection:
        connection.execute("UPDATE reading SET content = ?", [damage])
    with pytest.raises(CaseError, match=f"is damaged .the reading of the document {document.id}"):
        list(store.annotated())
    store.close()


def test_rows_that_speak_of_nothing_are_a_problem(folder):
    with closing(sqlite3.connect(folder / "case.sqlite")) as connection, connection:
        connection.execute("INSERT INTO passage VALUES (1, 'nowhere', 0, 1, 'x')")
    store = SqliteStore(folder)
    assert "The table passage speaks of something that the table document does not have." in list(store.problems())
    store.close()


def test_an_index_that_does_not_fit_the_texts_is_a_problem(folder, fakes):
    store = SqliteStore(folder)
    store.keep([Arrival(fakes.read(None, b"Otto left."), 10, NOW)], [])
    assert list(store.problems()) == []
    with closing(sqlite3.connect(folder / "case.sqlite")) as connection, connection:
        connection.execute("UPDATE passage SET text = 'Zoe stays.'")
    (problem,) = store.problems()
    assert problem.startswith("The index for searching does not agree with the passages")
    store.close()


def test_a_case_that_may_not_be_entered_is_told(folder, monkeypatch):
    def denied(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sqlite.Path, "is_file", denied)
    with pytest.raises(CaseError, match="may not be opened or changed"):
        open_database(folder)


def test_what_was_moved_or_replaced_while_it_was_open_is_not_written_to(folder):
    store, file = SqliteStore(folder), folder / "case.sqlite"
    store.receive([Receipt("d", "p", NOW)])
    copy = file.with_name("copy")
    file.rename(copy)
    with pytest.raises(CaseError, match=r"was moved or replaced while it was open; this was not written\. Open it"):
        store.receive([Receipt("e", "p", NOW)])
    shutil.copy(copy, file)
    with pytest.raises(CaseError, match="was moved or replaced"):
        store.judge(Verdict("same", (), by="Ada", at=NOW), after=0)
    copy.replace(file)
    store.receive([Receipt("f", "p", NOW)])
    assert [one.document for one in store.receipts()] == ["d", "f"]
    store.close()
