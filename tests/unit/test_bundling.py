"""A case in one file: whole, the same elsewhere, and told where it is not."""

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from allegedly import bundling
from allegedly.case import Case
from allegedly.errors import AllegedlyError, CaseError
from allegedly.exporters import Material, jsonl

WORDS = "a lamp by the sea"


@pytest.fixture
def case(tmp_path, fakes) -> Iterator[Case]:
    (tmp_path / "in").mkdir()
    fakes.letters(tmp_path / "in", 4)
    (tmp_path / "in" / "empty.txt").write_text(" ")
    with Case.create(tmp_path / "case", stages=fakes.stages()) as opened:
        opened.add([tmp_path / "in"])
        opened.judge("different", "Otto@000.txt", "Otto@001.txt", by="Ana")
        yield opened


def exported(case: Case, folder: Path) -> dict[str, bytes]:
    jsonl.write(Material(list(case.annotated()), case.corpus()), folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("passphrase", [None, WORDS])
def test_a_bundle_opens_elsewhere_to_the_same_case(case, tmp_path, fakes, passphrase):
    file = case.bundle(tmp_path / "out" / "x.allegedly", passphrase=passphrase)
    assert bundling.is_encrypted(file) == (passphrase is not None)
    bundling.restore(file, tmp_path / "there" / "case", passphrase=passphrase)
    with Case.open(tmp_path / "there" / "case", stages=fakes.stages()) as again:
        assert fakes.content(again) == fakes.content(case)
        assert again.judgements() == case.judgements()
        assert exported(again, tmp_path / "b") == exported(case, tmp_path / "a")
        assert again.verify() == case.verify()
        assert (again.folder / "case.sqlite").read_bytes()[100:] == snapshot(case, tmp_path)[100:]
        plain = again.bundle(tmp_path / "again.allegedly").read_bytes()
    assert plain == case.bundle(tmp_path / "once more.allegedly").read_bytes()
    assert not [path for path in case.folder.iterdir() if path.name.startswith(".bundle")]


def snapshot(case: Case, folder: Path) -> bytes:
    with zipfile.ZipFile(case.bundle(folder / "snapshot.allegedly")) as archive:
        return archive.read("case.sqlite")


def test_an_encrypted_bundle_shows_nothing_and_opens_for_nobody_else(case, tmp_path):
    file = case.bundle(tmp_path / "x", passphrase=WORDS)
    assert b"Otto" not in file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["README.txt", "key.age", "case.zip.age"]
        assert archive.read("case.zip.age").startswith(b"age-encryption.org/v1\n")
    for wrong, sentence in ((None, "give its passphrase"), ("a lamp", "does not open")):
        with pytest.raises(AllegedlyError, match=sentence):
            bundling.restore(file, tmp_path / "there", passphrase=wrong)
    assert not (tmp_path / "there").exists()


def test_a_folder_that_is_not_empty_is_left_alone(case, tmp_path):
    file = case.bundle(tmp_path / "x")
    with pytest.raises(CaseError, match="not empty"):
        bundling.restore(file, case.folder)
    (tmp_path / "empty").mkdir()
    bundling.restore(file, tmp_path / "empty")
    assert (tmp_path / "empty" / "case.sqlite").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_to_an_empty_folder_leads_to_the_case(case, tmp_path):
    file = case.bundle(tmp_path / "x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    bundling.restore(file, tmp_path / "link")
    assert (tmp_path / "empty" / "case.sqlite").exists()


def test_nobody_s_own_folder_is_taken_away_under_them(case, tmp_path, monkeypatch):
    file = case.bundle(tmp_path / "x")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(CaseError, match="the folder that you are in"):
        bundling.restore(file, Path())
    bundling.restore(file, Path("case"))
    assert (tmp_path / "here" / "case" / "case.sqlite").exists()


def test_a_case_that_is_not_whole_is_not_bundled(case, tmp_path):
    original = next((case.folder / "originals").glob("*/*"))
    original.unlink()
    with pytest.raises(CaseError, match="missing or not what it was"):
        case.bundle(tmp_path / "x")
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_nor_is_one_with_a_pipe_in_the_place_of_an_original(case, tmp_path):
    original = next((case.folder / "originals").glob("*/*"))
    original.unlink()
    os.mkfifo(original)
    with pytest.raises(CaseError, match="missing or not what it was"):
        case.bundle(tmp_path / "x")


def test_a_bundle_of_which_the_database_acts_by_itself_is_not_restored(case, tmp_path):
    with zipfile.ZipFile(case.bundle(tmp_path / "x")) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
    (tmp_path / "case.sqlite").write_bytes(packed["case.sqlite"])
    with closing(sqlite3.connect(tmp_path / "case.sqlite")) as database, database:
        database.execute("CREATE TRIGGER lost BEFORE INSERT ON judgement BEGIN SELECT raise(ignore); END")
    packed["case.sqlite"] = (tmp_path / "case.sqlite").read_bytes()
    (tmp_path / "forged").write_bytes(made(packed))
    with pytest.raises(AllegedlyError, match="no case that this"):
        bundling.restore(tmp_path / "forged", tmp_path / "there")
    assert not (tmp_path / "there").exists()


def test_every_byte_that_changed_is_found(case, tmp_path):
    whole = case.bundle(tmp_path / "x").read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        changed = bytearray(whole)
        changed[at] ^= 0x41
        (tmp_path / "y").write_bytes(changed)
        try:
            _, problems = bundling.check(tmp_path / "y")
        except AllegedlyError as error:
            problems = [str(error)]
        if not problems:  # what no member depends on: a flag, a date, a comment of the archive
            bundling.restore(tmp_path / "y", tmp_path / f"there{at}")
            same = (tmp_path / f"there{at}" / "case.sqlite").read_bytes()
            assert same == zipfile.ZipFile(io.BytesIO(whole)).read("case.sqlite")


def made(files: dict[str, bytes], listed: list[dict[str, object]] | None = None, **manifest: object) -> bytes:
    import hashlib

    own = [{"path": p, "sha256": hashlib.sha256(d).hexdigest(), "size": len(d)} for p, d in files.items()]
    about = {"format": "allegedly-bundle", "version": 1, "files": own if listed is None else listed, **manifest}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("manifest.json", json.dumps(about))
        for path, data in files.items():
            archive.writestr(path, data)
    return held.getvalue()


def test_what_is_packed_soundly_but_is_no_whole_case_leaves_nothing(case, tmp_path):
    (tmp_path / "junk").write_bytes(made({"case.sqlite": b"no database at all"}))
    with zipfile.ZipFile(case.bundle(tmp_path / "x")) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
    packed.popitem()
    (tmp_path / "poor").write_bytes(made(packed))
    for name, sentence in (("junk", "no case that this"), ("poor", "1 original missing")):
        with pytest.raises(AllegedlyError, match=sentence):
            bundling.restore(tmp_path / name, tmp_path / "there")
    assert not (tmp_path / "there").exists()


DATABASE = {"path": "case.sqlite", "sha256": "0" * 64, "size": 3}


def test_packed_data_that_is_damaged_is_told_however_it_is_packed(tmp_path):
    with zipfile.ZipFile(tmp_path / "x", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("manifest.json", json.dumps({"format": "allegedly-bundle", "version": 1, "files": [DATABASE]}))
        archive.writestr("case.sqlite", bytes(range(256)) * 40)
        begins = archive.getinfo("case.sqlite").header_offset + len("case.sqlite") + 30
    data = bytearray((tmp_path / "x").read_bytes())
    data[begins + 20 : begins + 60] = bytes(40)
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(AllegedlyError, match="damaged"):
        bundling.restore(tmp_path / "x", tmp_path / "there")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "damaged, or is no bundle"),
        (b"PK\x03\x04 and no more", "damaged, or is no bundle"),
        (made({"notes.txt": b"x"}), "no bundle of a case"),
        (made({"case.sqlite": b"x", "../../evil": b"x"}), "no bundle of a case"),
        (made({"case.sqlite": b"x", "originals/aa/" + "b" * 64: b"x"}), "no bundle of a case"),
        (made({"case.sqlite": b"x"}, version=99), "newer Allegedly"),
        (made({"case.sqlite": b"x"}, format="other"), "no bundle of a case"),
        (made({"case.sqlite": b"x"}, [{"path": "case.sqlite"}]), "no bundle of a case"),
        (
            made({"case.sqlite": b"x" * 9}, [{"path": "case.sqlite", "sha256": "0" * 64, "size": 3}]),
            "is not what it was",
        ),
        (made({}, [DATABASE]), "cannot be read"),
        (made({}, [{**DATABASE, "path": ["case.sqlite"]}]), "no bundle of a case"),
        (made({}, [{**DATABASE, "size": float("inf")}]), "no bundle of a case"),
        (made({}, [{**DATABASE, "size": -3}]), "cannot be read"),
    ],
)
def test_what_is_no_bundle_is_one_sentence_and_leaves_nothing(tmp_path, data, sentence):
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(AllegedlyError, match=sentence):
        bundling.restore(tmp_path / "x", tmp_path / "there")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x"]
