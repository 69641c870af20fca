"""Files with others inside on their way into a case: received before what is in them, kept after it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allegedly.case import Case
from allegedly.model import Document, sha256
from allegedly.readers import About, Beside, Given, LeftOut, Part, Piece, Refused
from allegedly.store import SqliteStore


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """Lines of "> " are a message's own text, those of "name: text" files in it; "!" is one that cannot be taken."""
    if not data.startswith((b"> ", b"[")):
        yield document(path, data, data.decode(), given)
        return
    lines = data.decode().splitlines()
    if lines[0].startswith("> "):
        yield document(path, data, lines[0][2:], given)
    for line in lines[1:]:
        name, _, text = line.partition(": ")
        if name == "!":
            yield Refused(text, f"{path}/{text} is broken.")
        elif name == "@":
            yield Beside(text, About(title="as the list says"))
        elif name == "-":
            yield LeftOut(text)
        else:
            yield Part(name, text.replace("|", "\n").encode())


def document(path: Path | None, data: bytes, text: str, given: Given) -> Document:
    title = given.about.title
    return Document(sha256(data), text, sha256(text.encode()), path=str(path), parent=given.parent, title=title)


@pytest.fixture
def opened(tmp_path, fakes) -> Iterator[Case]:
    with Case.create(tmp_path / "case", stages=replace(fakes.stages(), open_file=open_file)) as case:
        yield case


BOX = b"[\na.txt: Otto left in 1999.\n!: b.txt\nc.txt: Zoe stayed.\n-: Three pictures."
MAIL = b"> Otto wrote this.\nd.txt: It was attached."


@pytest.fixture
def inbox(tmp_path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "box.zip").write_bytes(BOX)
    (folder / "mail.eml").write_bytes(MAIL)
    return folder


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_inside_comes_in_with_what_it_is_in(opened, inbox, fakes, processes):
    report = opened.add([inbox], processes=processes)
    assert fakes.outcomes(report) == [
        ("a.txt", "added"), ("b.txt", "refused"), ("c.txt", "added"), ("box.zip", "opened"),
        ("d.txt", "added"), ("mail.eml", "added"),
    ]  # fmt: skip
    by_name = {Path(entry.path).name: entry for entry in opened.documents()}
    assert sorted(by_name) == ["a.txt", "c.txt", "d.txt", "mail.eml"]
    assert by_name["a.txt"].parent == by_name["c.txt"].parent == sha256(BOX)
    assert by_name["d.txt"].parent == by_name["mail.eml"].id
    (box,) = opened.containers()
    assert (box.id, box.notices, box.size) == (sha256(BOX), ("Three pictures.",), len(BOX))
    assert opened.original(sha256(BOX)) == BOX
    assert [Path(r.path).name for r in opened.receipts(sha256(BOX))] == ["box.zip"]
    assert opened.verify().ok
    assert opened.verify().originals == 5


def test_an_archive_behind_a_document_in_an_archive_is_its_own(opened, tmp_path, fakes):
    inner = b"[\nc.txt: Zoe stayed.\n-: Two sounds."
    outer = b"[\na.txt: Otto left in 1999.\ninner.zip: " + inner.replace(b"\n", b"|")
    (tmp_path / "outer.zip").write_bytes(outer)
    report = opened.add([tmp_path / "outer.zip"])
    assert fakes.outcomes(report) == [
        ("a.txt", "added"), ("c.txt", "added"), ("inner.zip", "opened"), ("outer.zip", "opened"),
    ]  # fmt: skip
    assert {one.id: one.notices for one in opened.containers()} == {sha256(outer): (), sha256(inner): ("Two sounds.",)}
    assert opened.document(sha256(b"Otto left in 1999.")).notices == ()
    assert opened.add([]).steps == ()  # nothing is left to be finished


def test_what_a_browser_saved_beside_a_page_is_left_out_and_told(opened, tmp_path, fakes):
    for name in ("Crane.html", "Crane_files/ad.html", "Crane_files/deep/a.txt", "other_files/b.txt", "crane-Dateien/c"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(f"{name} came in 1999.")
    report = opened.add([tmp_path / "in"])
    assert sorted(fakes.outcomes(report)) == [
        ("Crane.html", "added"), ("a.txt", "hidden"), ("ad.html", "hidden"), ("b.txt", "added"), ("c", "hidden"),
    ]  # fmt: skip
    assert {step.sentence for step in report.of("hidden")} == {"part of a saved page"}
    assert fakes.outcomes(opened.add([tmp_path / "in" / "Crane_files"])) == [("ad.html", "added"), ("a.txt", "added")]


def test_a_known_list_is_looked_through_for_files_that_came_since(opened, tmp_path, fakes):
    (tmp_path / "all.ris").write_bytes(b"[\n@: old.txt\n@: new.txt")
    (tmp_path / "old.txt").write_text("Otto left in 1999.")
    first = fakes.outcomes(opened.add([tmp_path / "all.ris"]))
    assert first == [("old.txt", "added"), ("new.txt", "refused"), ("all.ris", "opened")]
    (tmp_path / "new.txt").write_text("Zoe stayed.")
    assert fakes.outcomes(opened.add([tmp_path / "all.ris"])) == [("new.txt", "added"), ("all.ris", "known")]
    assert opened.document(sha256(b"Zoe stayed.")).title == "as the list says"
    assert fakes.outcomes(opened.add([tmp_path / "all.ris"])) == [("all.ris", "known")]
    assert len(opened.containers()) == 1


def test_all_that_is_known_is_told_so_the_second_time(opened, inbox, fakes):
    opened.add([inbox])
    assert fakes.outcomes(opened.add([inbox])) == [("box.zip", "known"), ("mail.eml", "known")]


def test_the_same_bytes_in_two_archives_are_one_document_with_two_receipts(opened, inbox, fakes):
    (inbox / "other.zip").write_bytes(b"[\nz.txt: Otto left in 1999.")
    report = opened.add([inbox])
    assert ("z.txt", "known") in fakes.outcomes(report)
    names = [Path(receipt.path).name for receipt in opened.receipts(sha256(b"Otto left in 1999."))]
    assert sorted(names) == ["a.txt", "z.txt"]


@pytest.mark.parametrize("commits", range(4))
def test_cut_off_inside_an_archive_the_next_add_goes_on_to_the_same_case(
    tmp_path, opened, inbox, fakes, monkeypatch, commits
):
    monkeypatch.setattr("allegedly.adding.BATCH_STEPS", 1)
    keep, kept = SqliteStore.keep, []

    def cut_off(self, *what):
        if len(kept) == commits:
            raise KeyboardInterrupt
        kept.append(what)
        keep(self, *what)

    monkeypatch.setattr(SqliteStore, "keep", cut_off)
    with pytest.raises(KeyboardInterrupt):
        opened.add([inbox])
    monkeypatch.setattr(SqliteStore, "keep", keep)
    opened.add([])
    opened.add([inbox])
    with Case.create(tmp_path / "whole", stages=replace(fakes.stages(), open_file=open_file)) as whole:
        whole.add([inbox])
        assert fakes.content(opened) == fakes.content(whole)
        assert [replace(one, added_at="") for one in opened.containers()] == [
            replace(one, added_at="") for one in whole.containers()
        ]
    assert opened.verify().ok


def test_a_list_that_was_interrupted_tells_about_its_files_all_the_same(opened, tmp_path, monkeypatch):
    folder = tmp_path / "with a long name"
    folder.mkdir()
    (folder / "all references.ris").write_bytes(b"[\n@: a.txt")
    (folder / "a.txt").write_text("Otto left in 1999.")
    monkeypatch.setattr(SqliteStore, "keep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        opened.add([folder])
    monkeypatch.undo()
    assert opened.pending() == []
    opened.add([])
    assert opened.document(sha256(b"Otto left in 1999.")).title == "as the list says"


def interrupted(*_):
    raise KeyboardInterrupt


def test_an_archive_that_was_changed_on_the_disk_is_found(opened, inbox):
    opened.add([inbox])
    original = opened.folder / "originals" / sha256(BOX)[:2] / sha256(BOX)
    original.chmod(0o644)
    original.write_bytes(BOX + b" ")
    (problem,) = opened.verify().problems
    assert "box.zip is not what it was" in problem
