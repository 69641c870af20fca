"""Judging, previewing and undoing in a case that is stored."""

import json

import pytest

from allegedly.errors import AllegedlyError, NotFoundError
from allegedly.exporters import export_jsonl
from allegedly.reports import Filters


@pytest.fixture
def case(opened, tmp_path):
    """Otto in one letter, Ottone in another; Zoe in both."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text("Otto left Lyon in 1999. Zoe stayed.")
    (folder / "b.txt").write_text("Ottone left Lyon in 1999. Zoe wept.")
    opened.add([folder])
    return opened


def exported(case, folder):
    """Every byte that the case gives away, save the log itself."""
    export_jsonl(list(case.annotated()), case.corpus(), folder)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "judgements.jsonl"}


def people(case):
    return sorted(tuple(name.name for name in member.names) for member in case.cast().persons)


def test_a_judgement_is_kept_with_who_when_why_and_the_passages(case):
    made = case.judge("same", "Otto", "Ottone", by="Ada", why="one suitcase")
    assert case.judgements() == (made,)
    assert (made.number, made.kind, made.by, made.why) == (1, "same", "Ada", "one suitcase")
    assert made.at.endswith("Z")
    assert [subject.name for subject in made.subjects] == ["Otto", "Ottone"]
    texts = {entry.id: case.document(entry.id).text for entry in case.documents()}
    assert [texts[shown.document][shown.start : shown.end] for shown in made.evidence] == ["Otto", "Ottone"]


def test_merge_then_undo_is_byte_for_byte_as_before(case, tmp_path):
    before = exported(case, tmp_path / "before")
    made = case.judge("same", "Otto", "Ottone", by="Ada")
    assert ("Otto", "Ottone") in people(case)
    assert exported(case, tmp_path / "between") != before
    case.undo(made.id[:8], by="Ada", why="two suitcases")
    assert exported(case, tmp_path / "after") == before
    assert [line.kind for line in case.judgements()] == ["same", "undo"]


def test_the_log_is_exported(case, tmp_path):
    made = case.judge("unsure", "Otto", "Ottone", by="Ada")
    export_jsonl(list(case.annotated()), case.corpus(), tmp_path / "out")
    (line,) = (tmp_path / "out" / "judgements.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["id"] == made.id
    assert json.loads(line)["subjects"][1]["name"] == "Ottone"


def test_old_ids_lead_to_the_new(case):
    ids = {member.names[0].name: member.id for member in case.cast().persons}
    case.judge("same", "Otto", "Ottone", by="Ada")
    (both,) = [member for member in case.cast().persons if len(member.names) == 2]
    for old in (ids["Otto"], ids["Ottone"]):
        made = case.judge("different", old, "Zoe@b.txt", by="Ada")
        assert made.subjects[0].document in both.documents


def test_of_one_name_the_document_tells_which(case):
    case.judge("different", "Zoe@a.txt", "Zoe@b.txt", by="Ada")
    assert [names for names in people(case) if names == ("Zoe",)] == [("Zoe",), ("Zoe",)]


def test_a_preview_shows_what_would_be_joined_and_keeps_nothing(case):
    before = case.cast()
    view = case.preview("same", "Otto", "Ottone")
    assert {party.name for party in view.before} == {"Otto", "Ottone"}
    (joined,) = view.after
    assert joined.documents == 2
    assert not view.changes_nothing
    assert case.cast() == before
    assert case.judgements() == ()


def test_a_preview_of_what_is_so_already_changes_nothing(case):
    case.judge("different", "Otto", "Ottone", by="Ada")
    assert case.preview("different", "Otto", "Ottone").changes_nothing


@pytest.mark.parametrize(
    ("kind", "parties", "name", "words"),
    [
        ("same", ("Otto", "Nobody"), None, "Nobody"),
        ("same", ("Otto", "Otto"), None, "NAME@DOCUMENT"),
        ("same", ("Otto@a.txt", "Ottone@a.txt"), None, "a.txt"),
        ("same", ("Otto",), None, "two parties"),
        ("alias", ("Otto",), None, "two parties"),
    ],
)
def test_what_cannot_be_judged_is_told_and_not_kept(case, kind, parties, name, words):
    with pytest.raises(AllegedlyError, match=words):
        case.judge(kind, *parties, name=name, by="Ada")
    assert case.judgements() == ()


def test_only_a_judgement_can_be_undone(case):
    with pytest.raises(NotFoundError, match="allegedly judgements"):
        case.undo("abcdef", by="Ada")


def test_judgements_outlive_a_new_reading_and_a_new_opening(case, fakes):
    case.judge("same", "Otto", "Ottone", by="Ada")
    with type(case).open(case.folder, stages=fakes.stages("2")) as again:
        assert ("Otto", "Ottone") in people(again)


def test_reports_follow_a_judgement(case):
    assert case.timeline(Filters(entity="Ottone")).shown == 1
    case.judge("same", "Otto", "Ottone", by="Ada")
    assert case.timeline(Filters(entity="Ottone")).shown == 2
