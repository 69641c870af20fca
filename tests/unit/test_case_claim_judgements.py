"""Judging two claims in a case that is stored: one happening, two, open, or a difference that is settled."""

import re
from datetime import date

import pytest

from allegedly.errors import AllegedlyError
from allegedly.exporters import Material, jsonl
from allegedly.reports import Lookup
from allegedly.reports.differences import differences


@pytest.fixture
def case(opened, tmp_path):
    """Two letters that tell of Otto's leaving, a year apart; a third that tells of another's."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text("Otto left Lyon in 1999. Zoe stayed.")
    (folder / "b.txt").write_text("Otto left Lyon in 1998. Zoe wept.")
    (folder / "c.txt").write_text("Anna left Lyon in 1997.")
    opened.add([folder])
    return opened


def claims(case):
    """The ids of the claims by their words up to the year."""
    return {
        one.document.text[claim.start : claim.end].strip(): claim.id for one in case.annotated() for claim in one.claims
    }


@pytest.fixture
def otto(case):
    """The ids of both claims of Otto's leaving."""
    return [own for words, own in sorted(claims(case).items(), reverse=True) if words.startswith("Otto")]


def together(case):
    return sorted(len(event.claims) for event in case.corpus().events if len(event.claims) > 1)


def open_ones(case):
    return [one for one in differences(Lookup(list(case.annotated()), case.corpus())) if one.is_open]


def exported(case, folder):
    jsonl.write(Material(list(case.annotated()), case.corpus()), folder)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "judgements.jsonl"}


def test_two_claims_are_joined_and_parted_again_byte_for_byte(case, otto, tmp_path):
    before = exported(case, tmp_path / "before")
    made = case.judge("same", otto[0][:6], otto[1][:8], by="Ada", why="one ticket")
    assert together(case) == [2]
    assert [(s.kind, s.name, s.start) for s in made.subjects] == [
        ("claim", "Otto left Lyon in 1999.", 0),
        ("claim", "Otto left Lyon in 1998.", 0),
    ]
    assert [shown.exact for shown in made.evidence] == ["Otto left Lyon in 1999.", "Otto left Lyon in 1998."]
    case.undo(made.id, by="Ada")
    assert exported(case, tmp_path / "after") == before


def test_what_was_known_by_a_day_is_read_as_if_there_were_no_more(opened, tmp_path):
    for name, day in (("a", 1), ("b", 2)):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"Otto left Lyon in {1997 + day}. He wrote.")
        opened.add([file], published=date(2000, 1, day))
    opened.judge("same", *(own for words, own in claims(opened).items() if words.startswith("Otto")), by="Ada")
    assert opened.conflicts().open == 1
    view = opened.conflicts(known_by=date(2000, 1, 1))
    assert (view.documents, view.open) == (1, 0)
    assert opened.timeline(known_by=date(2000, 1, 1)).claims == 2
    assert opened.timeline(known_by=date(2000, 1, 2)).claims == opened.timeline().claims == 4


def test_the_judgement_outlives_a_new_reading(case, otto, fakes):
    case.judge("same", *otto, by="Ada")
    with type(case).open(case.folder, stages=fakes.stages("2")) as again:
        assert together(again) == [2]


def test_it_says_what_it_overrules_and_is_overruled_by(case, otto):
    anna = claims(case)["Anna left Lyon in 1997."]
    wall = case.decide("different", *otto, by="Ada").made
    case.judge("same", otto[1], anna, by="Ada")
    told = case.decide("same", otto[0], anna, by="Ada").told
    about = "“Otto left Lyon in 1999.” (a.txt) tells of another happening than “Otto left Lyon in 1998.” (b.txt)"
    assert told == (f"It has no effect: {wall.id[:8]} ({about}) overrules it.",)
    assert [line.state for line in case.judgement_log()] == ["in_force", "in_force", "overruled"]
    assert case.decide("same", *reversed(otto), by="Ada").told[0] == f"It replaces {wall.id[:8]} ({about})."


def test_what_is_one_happening_cannot_be_left_open(case, otto):
    case.judge("same", *otto, by="Ada")
    anna = claims(case)["Anna left Lyon in 1997."]
    case.judge("same", otto[0], anna, by="Ada")
    told = case.decide("unsure", otto[1], anna, by="Ada").told
    assert told == ("It has no effect: the two are one happening here, and only different parts them.",)


def test_what_is_judged_already_is_not_written_again(case, otto):
    made = case.judge("same", *otto, by="Ada")
    again = case.decide("same", *reversed(otto), by="Bo")
    assert (again.known, again.made) == (True, made)


def test_a_preview_shows_entries_joined_and_differences(case, otto):
    view = case.preview("same", *otto)
    assert (view.before, view.after) == ((), ())
    assert [(entry.change, list(map(len, entry.parts))) for entry in view.entries] == [("joined", [1, 1])]
    assert (view.differences_before, view.differences_after) == (0, 1)
    assert not view.changes_nothing
    assert case.judgements() == ()
    case.judge("same", *otto, by="Ada")
    assert [entry.change for entry in case.preview("different", *otto).entries] == ["parted"]
    assert case.preview("same", *otto).changes_nothing


def test_a_difference_is_settled_and_opened_again(case, otto):
    case.judge("same", *otto, by="Ada")
    (difference,) = open_ones(case)
    assert (difference.slot, difference.values) == ("time", ("1999", "1998"))
    preview = case.preview("settled", *otto)
    assert (preview.differences_before, preview.differences_after) == (1, 0)
    assert preview.lists == ("This difference would be shown as settled: time: 1999 / 1998.",)
    made = case.judge("settled", *otto, by="Ada", why="the ticket says 1998")
    assert (made.name, made.why) == ("time", "the ticket says 1998")
    assert open_ones(case) == []
    assert together(case) == [2]
    case.undo(made.id, by="Bo")
    assert open_ones(case) == [difference]


def test_a_settled_difference_waits_while_the_two_are_apart(case, otto):
    same = case.judge("same", *otto, by="Ada")
    settled = case.judge("settled", *otto, by="Ada", why="the ticket")
    told = case.take_back(same.id, by="Ada").told
    about = "the difference of time between “Otto left Lyon in 1999.” (a.txt) and “Otto left Lyon in 1998.” (b.txt)"
    assert told == (f"It leaves without effect {settled.id[:8]} ({about} is settled).",)
    assert [line.state for line in case.judgement_log()] == ["undone", "waits", "in_force"]


def test_settling_replaces_no_other_judgement_of_the_two(case, otto):
    case.judge("same", *otto, by="Ada")
    assert case.decide("settled", *otto, by="Ada", why="the ticket").told == ()
    assert [line.state for line in case.judgement_log()] == ["in_force", "in_force"]


@pytest.mark.parametrize(
    ("kind", "parties", "more", "words"),
    [
        ("same", (0, "Otto"), {}, "is a claim and 'Otto' is not"),
        ("same", ("Zoe@a.txt", 1), {}, "is a claim and 'Zoe@a.txt' is not"),
        ("same", (0, 0), {}, "are one claim"),
        ("same", (0, 1), {"name": "time"}, "Only what is settled has a slot"),
        ("same", ("Otto", "Zoe@a.txt"), {"name": "time"}, "Only what is settled has a slot"),
        ("settled", (0, 1), {"why": "a"}, "not taken to speak of one happening"),
        ("settled", ("Otto", "Zoe"), {"why": "a"}, "at least 6 characters of a claim's id"),
        ("settled", ("ffffff", 1), {"why": "a"}, "No claim has an id that begins with 'ffffff'"),
        ("alias", (0,), {"name": "Fox"}, "goes by the name"),
    ],
)
def test_what_cannot_be_judged_is_told_in_a_sentence(case, otto, kind, parties, more, words):
    given = [otto[party] if isinstance(party, int) else party for party in parties]
    with pytest.raises(AllegedlyError, match=re.escape(words)) as raised:
        case.judge(kind, *given, by="Ada", **more)
    assert str(raised.value).endswith(".")
    assert case.judgements() == ()


def test_settling_wants_a_why_and_the_slot_in_which_the_two_differ(case, otto):
    case.judge("same", *otto, by="Ada")
    with pytest.raises(AllegedlyError, match="--why"):
        case.judge("settled", *otto, by="Ada", why=" ")
    with pytest.raises(AllegedlyError, match="do not differ in place, but in time"):
        case.judge("settled", *otto, by="Ada", why="a", name="place")
    assert len(case.judgements()) == 1
