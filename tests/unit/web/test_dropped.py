"""Names of dropped files: what they were called, and never a place outside of their batch."""

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.web.dropped import (
    NotANameError,
    aside_for,
    batch_folder,
    batches,
    new_name,
    place_for,
    put_at,
    remember,
    remembered,
    take_away,
    take_away_halves,
)

DAY = date(2011, 4, 12)


@pytest.fixture
def batch(tmp_path):
    return made(tmp_path)


def made(case):
    folder = batch_folder(case, new_name())
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "..",
        ".",
        "./",
        "../a",
        "a/../../b",
        "a/..",
        "/etc/passwd",
        "\\\\host\\share\\a",
        "..\\a",
        "a\\..\\..\\b",
        "//a",
        "///a",
        "\\/a",
        "/".join("a" * 21),
    ],
)
def test_names_that_lead_out_or_are_none_are_refused(batch, name):
    with pytest.raises(NotANameError, match="is no name for a file here"):
        place_for(batch, name)
    assert [*batch.iterdir()] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.txt", "a.txt"),
        ("letters/1999/a.txt", "letters/1999/a.txt"),
        ("letters\\a.txt", "letters/a.txt"),
        ("./a//b.txt", "a/b.txt"),
        (".hidden", ".hidden"),
        ("...", "..."),
        ("-rf", "-rf"),
        ("a b\u00a0c.txt", "a b\u00a0c.txt"),
        ("café.txt", "café.txt"),
        ("cafe\u0301.txt", "cafe\u0301.txt"),
        ("خطاب.txt", "خطاب.txt"),
        ("\u202egnp.txt", "\u202egnp.txt"),
        ("🗞️.txt", "🗞️.txt"),
        ("C:\\a.txt", "C_/a.txt"),
        ("a\0b\n\x1b[31m.txt", "a_b__[31m.txt"),
        ('<a>:"|?*.txt', "_a______.txt"),
        ("\ud800.txt", "_.txt"),
        ("\uffff.txt", "_.txt"),
        ("<script>alert(1)</script>.txt", "_script_alert(1)_/script_.txt"),
    ],
)
def test_names_are_kept_save_for_what_no_disk_takes(batch, name, kept):
    assert place_for(batch, name).relative_to(batch).as_posix() == kept


@pytest.mark.parametrize(
    "name", ["a" * 900, "é" * 400 + ".txt", "a." + "b" * 500, "." + "a" * 500, "🗞" * 300 + ".html"]
)
def test_a_name_that_is_too_long_is_cut_and_keeps_its_ending(batch, name):
    place = place_for(batch, name)
    place.write_bytes(b"there")
    assert len(place.name.encode()) <= 200
    ending = name.rpartition(".")[2]
    if "." in name and len(ending) <= 20:
        assert place.name.endswith(f".{ending}")


NAMES = st.text(max_size=300) | st.lists(st.sampled_from(["/", "\\", "..", ".", "a", ":", "\0", " "])).map("".join)


@given(NAMES)
def test_whatever_the_name_the_place_is_in_the_batch(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("batch")
    try:
        place = place_for(folder, name)
    except NotANameError:
        return
    place.write_bytes(b"")
    assert place.resolve().is_relative_to(folder.resolve())
    assert place != folder
    assert len([file for file in folder.rglob("*") if file.is_file()]) == 1


def test_a_name_cannot_be_that_of_a_file_and_of_a_folder(batch):
    place_for(batch, "a").write_bytes(b"")
    with pytest.raises(NotANameError):
        place_for(batch, "a/b")


def test_names_that_differ_in_capitals_are_two_where_the_disk_says_so(batch):
    place_for(batch, "A.txt").write_bytes(b"1")
    other = place_for(batch, "a.txt")
    assert other.exists() == (batch / "a.txt").exists()


@pytest.mark.parametrize("name", ["", "..", "/absolute", "A" * 16, "0" * 15, "0" * 17, "0" * 15 + "/", "../" * 5 + "a"])
def test_what_is_no_name_of_a_batch_is_refused(tmp_path, name):
    with pytest.raises(NotANameError):
        batch_folder(tmp_path, name)


def test_a_batch_that_is_over_takes_no_more(tmp_path):
    folder = batch_folder(tmp_path, "0" * 16)
    with pytest.raises(NotANameError, match="over"):
        place_for(folder, "a.txt")
    assert not folder.exists()


def test_batches_wait_oldest_first_with_the_day_that_was_given_and_who_sent_them(tmp_path):
    assert batches(tmp_path) == []
    first, second = (made(tmp_path) for _ in range(2))
    remember(first, DAY, "anna")
    remember(second, None, "Zoë")
    assert {*batches(tmp_path)} == {first, second}
    assert (remembered(first), remembered(second)) == ((DAY, "anna"), (None, "Zoë"))
    take_away(first)
    assert batches(tmp_path) == [second]
    assert [*first.parent.glob(f"{first.name}*")] == []
    assert remembered(first) == (None, None)


def test_what_was_cut_off_long_ago_is_taken_away_and_what_is_on_its_way_is_not(tmp_path):
    batch = made(tmp_path)
    (batch / "a.txt").write_text("whole")
    old, new = aside_for(tmp_path), aside_for(tmp_path)
    for aside in (old, new):
        aside.write_text("half")
    os.utime(old, (1, 1))
    take_away_halves(tmp_path)
    assert (old.exists(), new.exists()) == (False, True)
    assert batches(tmp_path) == [batch]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_has_its_place_in_a_moment_and_takes_that_of_no_other(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr("pathlib.Path.hardlink_to", without_links)
    batch = made(tmp_path)
    for name, content in (("a", "first"), ("a", "second")):
        aside = aside_for(tmp_path)
        aside.write_text(content)
        if content == "second":
            with pytest.raises(FileExistsError):
                put_at(batch / name, aside)
        else:
            put_at(batch / name, aside)
    assert (batch / "a").read_text() == "first"


def without_links(*_):
    raise PermissionError(1, "Operation not permitted")
