"""Judging, previewing and undoing in a case that is stored."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from allegedly.errors import AllegedlyError, NotFoundError
from allegedly.exporters import Material, jsonl
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
    jsonl.write(Material(list(case.annotated()), case.corpus()), folder)
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
    jsonl.write(Material(list(case.annotated()), case.corpus()), tmp_path / "out")
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
        ("alias", ("Otto",), "", "letter"),
        ("alias", ("Otto",), " -!", "letter"),
        ("same", ("Otto@nosuch.txt", "Ottone"), None, "no document 'nosuch.txt'"),
        ("same", ("Oto", "Zoe"), None, "'Oto'"),
        ("same", ("O", "Zoe"), None, "'O'"),
        ("same", ("Otton", "Zoe"), None, "perhaps you mean Ottone"),
    ],
)
def test_what_cannot_be_judged_is_told_and_not_kept(case, kind, parties, name, words):
    with pytest.raises(AllegedlyError, match=words):
        case.judge(kind, *parties, name=name, by="Ada")
    assert case.judgements() == ()


def test_only_a_judgement_can_be_undone(case):
    with pytest.raises(NotFoundError, match="allegedly judgements"):
        case.undo("abcdef", by="Ada")


@pytest.mark.parametrize("beginning", ["", "1", "abcde"])
def test_an_undo_wants_six_characters_of_an_id(case, beginning):
    made = case.judge("same", "Otto", "Ottone", by="Ada")
    with pytest.raises(NotFoundError, match="at least 6"):
        case.undo(made.id[: len(beginning)], by="Ada")
    assert case.judgements() == (made,)


def test_an_alias_for_two_is_refused_naming_the_first_judgement(case):
    made = case.judge("alias", "Otto", name="Fox", by="Ada")
    with pytest.raises(AllegedlyError, match=rf"stands for Otto \(a.txt\) already, by the judgement {made.id}"):
        case.judge("alias", "Zoe@a.txt", name="fox", by="Ada")
    case.judge("same", "Otto", "Ottone", by="Ada")
    assert case.judge("alias", "Ottone", name="Fox", by="Ada").number == 3


def test_what_is_judged_already_is_told_and_not_written_again(case):
    first = case.decide("same", "Otto", "Ottone", by="Ada")
    again = case.decide("same", "Ottone", "otto", by="Bo")
    assert (first.known, again.known, again.made) == (False, True, first.made)
    assert again.told == (f"It is judged so already, by {first.made.id[:8]}.",)
    assert len(case.judgements()) == 1


def test_the_same_call_with_old_ids_is_the_same_judgement(case):
    ids = [member.id for member in case.cast().persons if member.name in ("Otto", "Ottone")]
    made = case.judge("same", *ids, by="Ada")
    assert case.judge("same", *ids, by="Ada") == made


def test_what_is_taken_back_already_is_not_taken_back_again(case):
    made = case.judge("same", "Otto", "Ottone", by="Ada")
    undo = case.undo(made.id, by="Ada")
    again = case.take_back(made.id, by="Bo")
    assert (again.known, again.made) == (True, undo)
    assert again.told == (f"{made.id[:8]} is taken back already, by {undo.id[:8]}.",)
    assert len(case.judgements()) == 2


def test_of_many_who_judge_the_same_at_once_one_is_written(case, fakes):
    def judge(_):
        with type(case).open(case.folder, stages=fakes.stages()) as own:
            return own.judge("same", "Otto", "Ottone", by="Ada")

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(judge, range(4)))
    assert made == set(case.judgements())
    assert len(made) == 1


@pytest.mark.parametrize("way", ["accept", "same", "undo"])
def test_of_many_who_decide_the_same_at_once_one_is_written(case, fakes, way):
    claim = next(iter(case.annotated())).claims[0].id
    case.corpus()
    first = case.judge("same", "Otto", "Ottone", by="Ada") if way == "undo" else None

    def decide(_):
        with type(case).open(case.folder, stages=fakes.stages()) as own:
            if first is not None:
                return own.take_back(first.id, by="Ada", at_once=True).made
            parties = (claim,) if way == "accept" else ("Otto", "Ottone")
            return own.decide(way, *parties, by="Ada", at_once=True).made

    before = len(case.judgements())
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(decide, range(8)))
    assert len(made) == 1
    assert case.judgements()[before:] == tuple(made)


def states(case):
    return [(line.kind, line.state, line.state_by) for line in case.judgement_log()]


def test_a_judgement_that_another_overrules_says_so(case):
    case.judge("different", "Otto", "Ottone", by="Ada")
    case.judge("same", "Zoe@a.txt", "Otto", by="Ada")
    wall = case.judgements()[0].id
    told = f"{wall[:8]} (Otto (a.txt) is not the same as Ottone (b.txt)) overrules it."
    assert case.preview("same", "Zoe@a.txt", "Ottone").told == (f"It would have no effect: {told}",)
    assert case.decide("same", "Zoe@a.txt", "Ottone", by="Ada").told == (f"It has no effect: {told}",)
    assert states(case)[1:] == [("same", "in_force", None), ("same", "overruled", wall)]


def test_a_judgement_says_which_it_replaces_overrules_or_brings_back(case):
    wall = case.judge("different", "Otto", "Ottone", by="Ada")
    about = f"{wall.id[:8]} (Otto (a.txt) is not the same as Ottone (b.txt))"
    assert case.preview("same", "Otto", "Ottone").told == (f"It would replace {about}.",)
    same = case.decide("same", "Otto", "Ottone", by="Ada")
    assert same.told == (f"It replaces {about}.",)
    assert states(case)[0] == ("different", "replaced", same.made.id)
    assert case.take_back(same.made.id, by="Ada").told == (f"It brings back into force {about}.",)
    assert states(case) == [
        ("different", "in_force", None),
        ("same", "undone", case.judgements()[2].id),
        ("undo", "in_force", None),
    ]


def test_an_alias_that_nobody_goes_by_waits(case):
    told = case.decide("alias", "Otto", name="Fox", by="Ada").told
    assert told == ("It has no effect yet: the cast calls nobody by that name.",)
    assert states(case) == [("alias", "waits", None)]


def test_a_preview_says_what_the_cast_would_list(case):
    unsure = case.preview("unsure", "Otto", "Ottone")
    assert unsure.lists == ("The cast would list Otto (a.txt) and Ottone (b.txt) as open.",)
    assert not unsure.changes_nothing
    different = case.preview("different", "Otto", "Ottone")
    assert [line for line in different.lists if "as perhaps the same" in line or "are apart already" in line]
    made = case.judge("unsure", "Otto", "Ottone", by="Ada")
    again = case.preview("unsure", "Otto", "Ottone")
    assert (again.changes_nothing, again.told) == (True, (f"It is judged so already, by {made.id[:8]}.",))


def test_the_log_names_the_document_of_each_party(case):
    case.judge("different", "Zoe@a.txt", "Zoe@b.txt", by="Ada")
    (line,) = case.judgement_log()
    assert [(party.name, party.document_name) for party in line.subjects] == [("Zoe", "a.txt"), ("Zoe", "b.txt")]


def test_reports_take_ids_old_ones_too_and_names_with_a_document(case):
    ids = {member.names[0].name: member.id for member in case.cast().persons}
    case.judge("same", "Otto", "Ottone", by="Ada")
    for reference in (ids["Otto"], ids["Ottone"][:6], "Ottone@b.txt"):
        assert case.timeline(Filters(entity=reference)).shown == 2
        (found,) = case.where(reference)
        assert found.name in ("Otto", "Ottone")


def test_judgements_outlive_a_new_reading_and_a_new_opening(case, fakes):
    case.judge("same", "Otto", "Ottone", by="Ada")
    with type(case).open(case.folder, stages=fakes.stages("2")) as again:
        assert ("Otto", "Ottone") in people(again)


def test_reports_follow_a_judgement(case):
    assert case.timeline(Filters(entity="Ottone")).shown == 1
    case.judge("same", "Otto", "Ottone", by="Ada")
    assert case.timeline(Filters(entity="Ottone")).shown == 2
