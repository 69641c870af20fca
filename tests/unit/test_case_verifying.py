"""Whatever in a case is not as it was, ``verify`` names it."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import text

from allegedly import adding
from allegedly.case import Case
from allegedly.errors import CaseError


def test_a_sound_case_verifies(opened, inbox):
    opened.add([inbox])
    report = opened.verify()
    assert (report.documents, report.originals, report.problems, report.notes) == (2, 2, (), ())
    assert report.passages > 20
    assert report.ok


def damage_original(case):
    path = next((case.folder / "originals").glob("*/*"))
    path.chmod(0o644)
    path.write_bytes(b"!" + path.read_bytes()[1:])


def lose_original(case):
    next((case.folder / "originals").glob("*/*")).unlink()


def strange_original(case):
    (case.folder / "originals" / "strange.txt").write_text("x")


def original_in_the_wrong_place(case):
    path = next((case.folder / "originals").glob("*/*"))
    (case.folder / "originals" / path.name).write_bytes(path.read_bytes())


def run(statement, **values):
    def damage(case):
        with case._store._writing() as connection:
            connection.execute(text(statement), values)

    return damage


def damage_record(case):
    """Another word in a reading, as if its document had said so."""
    annotated = next(case.annotated())
    wrong = replace(annotated, mentions=(replace(annotated.mentions[0], text="Ottx"), *annotated.mentions[1:]))
    fingerprint = adding.Stages(None, None, lambda document: "k").fingerprint()
    case._store.keep_readings([adding.Reading("k", fingerprint, wrong)])


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (damage_original, "is not what it was: "),
        (lose_original, "is missing: "),
        (strange_original, "The folder of originals holds a file that never came in: "),
        (original_in_the_wrong_place, "The folder of originals holds a file that never came in: "),
        (damage_record, "is not what stands at"),
        (run("UPDATE document SET text = replace(text, 'Otto', 'Ottx')"), "The text of the document"),
        (run("UPDATE document SET text_sha256 = 'x'"), "The text of the document"),
        (run("DELETE FROM passage WHERE id = 1"), "cannot be searched rightly"),
        (run("UPDATE claim SET earliest = '1900-01-01'"), "The table claim does not agree"),
        (run("DELETE FROM mention"), "The table mention does not agree"),
        (run("UPDATE reading SET content = :bytes", bytes=b"x"), "is not what was written. It can be made anew."),
        pytest.param(
            run("UPDATE document SET notices = 'x'"),
            "cannot be checked. The database of the case",
            marks=pytest.mark.sqlite,  # PostgreSQL itself would not have it
        ),
    ],
)
def test_what_is_not_as_it_was_is_named(opened, inbox, damage, problem):
    opened.add([inbox])
    damage(opened)
    report = opened.verify()
    assert not report.ok
    assert any(problem in each for each in report.problems)


def test_an_original_that_was_lost_is_mended_by_adding_it_again(opened, inbox):
    opened.add([inbox])
    for lose in (lose_original, damage_original):
        lose(opened)
        assert not opened.verify().ok
        opened.add([inbox], by="Ada")
        assert opened.verify().ok
    assert [(line.by, line.record) for line in opened.custody() if line.what == "put back"] == [("Ada", "document")] * 2


@pytest.mark.sqlite
def test_any_flipped_byte_is_told_or_harmless_but_never_a_traceback(tmp_path, inbox, fakes):
    for i in range(12):
        (inbox / f"{i}.txt").write_text(f"Otto {i} met Zoe in {1900 + i}. " * 12)
    with Case.create(tmp_path / "case", stages=fakes.stages()) as case:
        case.add([inbox])
    file = tmp_path / "case" / "case.sqlite"
    whole = file.read_bytes()
    chance = random.Random(7)  # noqa: S311 (the same places each time)
    told = 0
    for _ in range(60):
        place = chance.randrange(len(whole))
        file.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        try:
            with Case.open(tmp_path / "case", stages=fakes.stages()) as case:
                told += not case.verify().ok
        except CaseError:
            told += 1
    assert told > 20
