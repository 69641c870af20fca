"""The log of custody on the command line: shown, ended, and asked for an end that was noted."""

import json
import sqlite3
from contextlib import closing

import pytest
from typer.testing import CliRunner, Result

from allegedly.case import Case
from allegedly.cli.app import app


def run(*arguments: object) -> Result:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def case(tmp_path, inbox, fakes):
    with Case.create(tmp_path / "case", stages=fakes.stages()) as made:
        made.add([inbox], by="anna")
        made.judge("same", "Zoe@a.txt", "Zoe@b.txt", by="bruno", why="One and the same.")
    return tmp_path / "case"


def test_each_line_says_when_what_and_by_whom(case, inbox):
    lines = run("custody", case).stdout.splitlines()
    assert [line.split("  ", 3)[3] for line in lines[:4]] == [
        f"received {inbox / 'a.txt'}, by anna",
        f"received {inbox / 'b.txt'}, by anna",
        f"kept {inbox / 'a.txt'}, by anna",
        f"kept {inbox / 'b.txt'}, by anna",
    ]
    assert lines[4].endswith(", by bruno")
    assert "wrote judgement " in lines[4]


def test_what_is_told_of_one_file_can_be_asked_for(case):
    by_name = run("custody", case, "a.txt").stdout
    assert len(by_name.splitlines()) == 2
    own = json.loads(run("custody", case, "a.txt", "--json").stdout)[0]["subject"]
    assert run("custody", case, own[:10]).stdout == by_name
    missing = run("custody", case, "nothing.txt")
    assert missing.exit_code == 2
    assert missing.stderr == "Nothing came in as nothing.txt; give its path, or eight characters of its id.\n"


def test_an_empty_case_says_so(tmp_path):
    Case.create(tmp_path / "case").close()
    assert run("custody", tmp_path / "case").stdout == "Nothing came in yet, so that the log of custody is empty.\n"
    assert json.loads(run("custody", tmp_path / "case", "--json").stdout) == []


def test_verify_says_where_the_log_ends_and_looks_for_an_end_that_was_noted(case):
    last, first = run("verify", case).stdout.splitlines()
    head = first.removeprefix("The log of custody ends at ")
    assert head.startswith("5:")
    assert last.startswith("All 2 originals and ")
    for noted in (head, head.partition(":")[2], head[:20]):
        assert run("verify", case, "--head", noted).stdout.splitlines()[2:] == [
            "The log still holds the line that was noted."
        ]
    with closing(sqlite3.connect(case / "case.sqlite")) as connection, connection:
        connection.execute("DELETE FROM custody WHERE number = 5")
        connection.execute("DELETE FROM judgement")
    assert run("verify", case).exit_code == 0
    cut = run("verify", case, "--head", head)
    assert cut.exit_code == 1
    assert cut.stderr.startswith("The log of custody ends at line 4, before line 5 that was noted: its end was cut off")


@pytest.mark.parametrize("words", ["x", "5:", "12345"])
def test_what_is_no_end_of_a_log_is_told(case, words):
    done = run("verify", case, "--head", words)
    assert done.exit_code == 2
    assert "is no end of a log of custody" in " ".join(done.stderr.split())


def test_a_head_is_asked_of_no_bundle(case, tmp_path):
    run("export", case, "--format", "bundle", "--output", tmp_path / "b.zip")
    done = run("verify", tmp_path / "b.zip", "--head", "a" * 64)
    assert (done.exit_code, done.stderr) == (
        2, "A bundle is looked through as it is; restore it first, then ask for the head.\n",
    )  # fmt: skip


def test_a_bundle_of_which_the_end_is_missing_is_told_as_damaged(case, tmp_path):
    run("export", case, "--format", "bundle", "--output", tmp_path / "b.zip")
    (tmp_path / "b.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:-100])
    done = run("verify", tmp_path / "b.zip")
    assert (done.exit_code, done.stderr.split("b.zip")[-1]) == (
        2, " is damaged, or is no bundle of a case. Get it again.\n",
    )  # fmt: skip


def test_a_damaged_reading_is_named_with_its_remedy_which_makes_it_as_it_was(case, fakes, monkeypatch):
    with Case.open(case, stages=fakes.stages()) as opened:
        before = fakes.content(opened)
    with closing(sqlite3.connect(case / "case.sqlite")) as connection, connection:
        connection.execute("UPDATE reading SET content = substr(content, 1, 40) WHERE rowid = 1")
    told = run("verify", case)
    assert told.exit_code == 1
    assert "is not what was written. It can be made anew." in told.stderr
    assert f"1 reading can be made anew from the text: allegedly verify {case} --read-anew" in told.stderr
    monkeypatch.setattr("allegedly.case._document_stages", fakes.stages)
    assert run("verify", case, "--read-anew").exit_code == 0
    with Case.open(case, stages=fakes.stages()) as opened:
        assert fakes.content(opened) == before


def test_who_adds_can_be_named(case, inbox, fakes, monkeypatch):
    monkeypatch.setattr("allegedly.case._document_stages", fakes.stages)
    (inbox / "c.txt").write_text("Otto came back.")
    assert run("add", case, inbox / "c.txt", "--by", "carla").exit_code == 0
    with Case.open(case) as opened:
        assert {(one.by, one.how) for one in opened.receipts()} == {("anna", "file"), ("carla", "file")}


def test_the_name_of_a_file_begins_no_line_of_its_own(tmp_path, fakes):
    """Else whoever names a file writes what seems to be a line of the log, or of what was added."""
    letter = tmp_path / "a.txt\n9  2026-01-01T00:00:00Z  0123456789abcdef  kept other.pdf, by anna\rX"
    letter.write_text("Otto left Lyon.")
    with Case.create(tmp_path / "case", stages=fakes.stages()) as made:
        made.add([letter], by="anna")
    lines = run("custody", tmp_path / "case").stdout.splitlines()
    assert len(lines) == 2
    assert all("a.txt⟨U+000A⟩9  2026" in line and "⟨U+000D⟩X, by anna" in line for line in lines)
    found = run("search", tmp_path / "case", "Lyon").stdout
    assert "\n9  2026" not in found
    assert "⟨U+000A⟩" in found
