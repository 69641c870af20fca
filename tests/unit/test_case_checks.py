"""Saying of one claim in a case that is stored that it is read rightly, is none, or is to be read otherwise."""

import re
from dataclasses import replace
from datetime import date

import pytest

from allegedly.errors import AllegedlyError, NotFoundError
from allegedly.exporters import Material, html, jsonl
from allegedly.model import Correction
from allegedly.reports import Filters
from allegedly.reports.rulings import said


@pytest.fixture
def case(opened, tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text("Otto left Lyon in 1999. Zoe stayed.")
    (folder / "b.txt").write_text("Otto left Lyon in 1998. Zoe wept.")
    opened.add([folder])
    return opened


def own(case, words):
    """The id of the claim that begins so, whatever was judged of it."""
    return next(
        claim.id
        for one in case.annotated()
        for claim in one.claims
        if one.document.text[claim.start : claim.end].startswith(words)
    )


def lines(case):
    view = case.timeline()
    undated = (line for document in view.undated for line in document.claims)
    dated = (line for group in view.groups for entry in group.entries for line in (*entry.accounts, *entry.undated))
    return {line.text: line for line in (*dated, *undated)}


def exported(case, folder):
    jsonl.write(Material(list(case.readings()), case.corpus()), folder)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "judgements.jsonl"}


WHEN = Correction(when="2011-03-28/2011-03-30")


def test_a_rejected_claim_is_in_no_report_and_comes_back_byte_for_byte(case, tmp_path):
    before, otto = exported(case, tmp_path / "before"), own(case, "Otto left Lyon in 1999")
    assert case.timeline().claims == 4
    made = case.judge("reject", otto[:6], by="Ana", why="a slip")
    assert "Otto left Lyon in 1999." not in lines(case)
    assert case.timeline().claims == 3
    assert otto not in {claim for event in case.corpus().events for claim in event.claims}
    assert otto in {claim.id for one in case.annotated() for claim in one.claims}
    assert case.verify().ok
    assert {own: (hand.state, hand.by) for own, hand in case.rulings().items()} == {otto: ("rejected", "Ana")}
    case.undo(made.id, by="Ana")
    assert exported(case, tmp_path / "after") == before
    assert case.rulings() == {}


def test_a_rejected_claim_says_who_rejected_it_and_how_to_take_that_back(case):
    otto = own(case, "Otto left Lyon in 1999")
    made = case.judge("reject", otto, by="Ana")
    told = "“Otto left Lyon in 1999.” (a.txt) is not counted as a claim: Ana rejected it on "
    ways = f"{made.at[:10]}; `allegedly undo CASE {made.id[:8]}` takes that back."
    for asked in (lambda: case.trace(otto[:8]), lambda: case.judge("same", otto, own(case, "Zoe wept"), by="Bo")):
        with pytest.raises(NotFoundError) as raised:
            asked()
        assert str(raised.value) == told + ways


def test_an_accepted_claim_shows_the_hand_and_is_what_it_was(case):
    otto = own(case, "Otto left Lyon in 1999")
    before = lines(case)["Otto left Lyon in 1999."]
    made = case.judge("accept", otto, by="Ana")
    line = lines(case)["Otto left Lyon in 1999."]
    assert (line.hand.state, line.hand.by, line.hand.at, line.hand.judgement) == ("accepted", "Ana", made.at, made.id)
    assert replace(line, hand=None) == before
    assert before.hand is None


def test_an_edited_claim_is_dated_placed_and_labelled_as_asked_everywhere(case, tmp_path):
    zoe = own(case, "Zoe stayed")
    edit = Correction(when="1997-05", place="Oran", label="denied", polarity="negative", roles=(("agent", "OTTO"),))
    case.judge("edit", zoe, edit=edit, by="Ana")
    line = lines(case)["Zoe stayed."]
    assert (line.when, line.edtf, line.earliest, line.latest) == (
        "May 1997", "1997-05", date(1997, 5, 1), date(1997, 5, 31),
    )  # fmt: skip
    assert (line.where, line.label, line.polarity, line.hand.state) == ("Oran", "denied", "negative", "edited")
    assert (line.claim, line.who) == (zoe, "Otto")
    assert case.timeline(Filters(entity="Otto")).shown == 3
    trace = case.trace(zoe)
    assert [(one.what, one.now, one.was) for one in trace.changes] == [
        ("when", "May 1997", "no date"),
        ("place", "Oran", "Lyon"),
        ("label", "denied", "hedged"),
        ("polarity", "negative", "positive"),
        ("agent", "Otto", "Zoe"),
    ]
    (place,) = {claim.place for one in case.readings() for claim in one.claims if claim.id == zoe}
    assert (round(place.lat), round(place.lon), place.country) == (36, -1, "DZ")
    assert case.where("Otto")
    page = html.write(Material(list(case.readings()), case.corpus(), "x"), tmp_path / "x.html").path
    assert "edited by Ana" in page.read_text()
    record = next(line for line in exported(case, tmp_path / "x")["claims.jsonl"].decode().splitlines() if zoe in line)
    assert '"hand": {"state": "edited", "by": "Ana"' in record


def test_what_nobody_on_the_map_or_in_the_text_is_called_stands_in_free_words(case):
    zoe = own(case, "Zoe stayed")
    case.judge("edit", zoe, edit=Correction(place="The Grey Inn", roles=(("agent", "the porter"),)), by="Ana")
    line = lines(case)["Zoe stayed."]
    assert (line.where, line.who) == ("The Grey Inn", "the porter")


def test_a_time_and_a_place_are_taken_away(case):
    otto = own(case, "Otto left Lyon in 1999")
    case.judge("edit", otto, edit=Correction(when="", place=""), by="Ana")
    line = lines(case)["Otto left Lyon in 1999."]
    assert (line.when, line.edtf, line.where) == (None, None, None)
    assert case.trace(otto).time is None


def test_a_time_is_given_as_reports_write_it(case):
    otto = own(case, "Otto left Lyon in 1999")
    for words, edtf in (
        ("some time between 11 and 12 April 2011", "[2011-04-11..2011-04-12]"),
        (" 30 march 2011", "2011-03-30"),
    ):
        case.judge("edit", otto, edit=Correction(when=words), by="Ana")
        assert lines(case)["Otto left Lyon in 1999."].edtf == edtf
        assert case.judgements()[-1].edit.when == edtf


def test_an_edit_comes_on_top_of_an_earlier_one_and_is_taken_back_by_itself(case):
    otto = own(case, "Otto left Lyon in 1999")
    case.judge("edit", otto, edit=WHEN, by="Ana")
    made = case.decide("edit", otto, edit=Correction(label="asserted"), by="Bo")
    line = lines(case)["Otto left Lyon in 1999."]
    assert (line.when, line.label) == ("from 28 to 30 March 2011", "asserted")
    assert made.told == (f"It replaces {case.judgements()[0].id[:8]} (“Otto left Lyon in 1999.” (a.txt) is read "
                         "otherwise: when from 28 to 30 March 2011 (was 1999)).",)  # fmt: skip
    case.undo(made.made.id, by="Bo")
    line = lines(case)["Otto left Lyon in 1999."]
    assert (line.when, line.label, line.hand.by) == ("from 28 to 30 March 2011", "hedged", "Ana")


def test_of_accept_reject_and_edit_the_last_counts(case):
    otto = own(case, "Otto left Lyon in 1999")
    case.judge("reject", otto, by="Ana")
    case.judge("edit", otto, edit=WHEN, by="Ana")
    case.judge("accept", otto, by="Bo")
    assert lines(case)["Otto left Lyon in 1999."].when == "1999"
    assert [line.state for line in case.judgement_log()] == ["replaced", "replaced", "in_force"]
    again = case.decide("accept", otto, by="Cy")
    assert (again.known, len(case.judgements())) == (True, 3)


def test_checks_outlive_a_new_reading(case, fakes):
    otto, zoe = own(case, "Otto left Lyon in 1999"), own(case, "Zoe stayed")
    case.judge("reject", otto, by="Ana")
    case.judge("edit", zoe, edit=WHEN, by="Ana")

    def other_ids(documents):
        for one in fakes.annotate(documents):
            yield replace(one, claims=tuple(replace(claim, id=f"{claim.id[:-1]}x") for claim in one.claims))

    stages = fakes.stages("2")
    with type(case).open(case.folder, stages=replace(stages, annotate=other_ids)) as again:
        again.read_pending()
        assert own(again, "Zoe stayed") != zoe
        assert again.timeline().claims == 3
        assert lines(again)["Zoe stayed."].edtf == "2011-03-28/2011-03-30"
        assert [line.state for line in again.judgement_log()] == ["in_force", "in_force"]


def test_a_judged_pair_waits_while_one_of_them_is_rejected(case):
    pair = [own(case, "Otto left Lyon in 1999"), own(case, "Otto left Lyon in 1998")]
    case.judge("same", *pair, by="Ana")
    made = case.decide("reject", pair[0], by="Ana")
    assert [line.state for line in case.judgement_log()] == ["waits", "in_force"]
    case.undo(made.made.id, by="Ana")
    assert [line.state for line in case.judgement_log()] == ["in_force", "undone", "in_force"]


def test_what_was_known_by_a_day_is_judged_too(opened, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Otto left Lyon in 1999. Zoe stayed.")
    opened.add([file], published=date(2000, 1, 1))
    opened.judge("reject", own(opened, "Zoe"), by="Ana")
    opened.judge("edit", own(opened, "Otto"), edit=WHEN, by="Ana")
    view = opened.timeline(known_by=date(2000, 1, 2))
    assert view.claims == 1
    assert view.groups[0].entries[0].accounts[0].hand.state == "edited"
    assert opened.timeline_of("Zoe").undated is not None


def test_a_preview_says_what_would_be_otherwise(case):
    otto = own(case, "Otto left Lyon in 1999")
    assert case.preview("reject", otto).lists == ("The claim would be left out of every report.",)
    assert case.preview("accept", otto).lists == ("The claim would be shown as checked.",)
    assert case.preview("edit", otto, edit=WHEN).lists == (
        "The chronology would have it so: “Otto left Lyon in 1999.” (a.txt) is read otherwise: when from 28 to 30 "
        "March 2011 (was 1999).",
    )
    assert case.judgements() == ()
    case.judge("same", otto, own(case, "Otto left Lyon in 1998"), by="Ana")
    view = case.preview("reject", otto)
    assert [entry.change for entry in view.entries] == ["parted"]
    assert (view.differences_before, view.differences_after) == (1, 0)
    assert case.preview("edit", otto, edit=Correction(when="1998")).differences_after == 0
    case.judge("reject", otto, by="Ana")
    assert case.preview("accept", otto).differences_after == 1
    assert case.preview("reject", otto).told[0].startswith("It is judged so already")


@pytest.mark.parametrize(
    ("kind", "edit", "words"),
    [
        ("accept", None, "is read rightly"),
        ("reject", None, "is not counted as a claim"),
        ("edit", Correction(when=""), "is read otherwise: when no date (was 1999)"),
        ("edit", Correction(label="hedged", roles=(("patient", "Zoe"),)),
         "is read otherwise: patient Zoe (was nobody)"),
    ],
)  # fmt: skip
def test_the_log_tells_each_in_a_sentence(case, kind, edit, words):
    made = case.decide(kind, own(case, "Otto left Lyon in 1999"), edit=edit, by="Ana")
    assert said(made.view) == f"“Otto left Lyon in 1999.” (a.txt) {words}"


@pytest.mark.parametrize(
    ("kind", "edit", "words"),
    [
        ("edit", Correction(), "Say what is to be read otherwise"),
        ("edit", None, "To edit a claim is to say what is read otherwise"),
        ("accept", WHEN, "To edit a claim"),
        ("edit", Correction(label="certain"), "no label 'certain'"),
        ("edit", Correction(polarity="no"), "no polarity 'no'"),
        ("edit", Correction(when="2011-02-30"), "No time that a calendar has is written '2011-02-30'"),
        ("edit", Correction(when="last week"), "'last week'"),
        (
            "edit",
            Correction(when="30 March"),
            "No time that a calendar has is written '30 March'. Write \"11 April 2011\",",
        ),
        ("edit", Correction(when="\ud800"), "No time"),
        ("edit", Correction(roles=(("place", "Oran"),)), "No role that can be told otherwise is called 'place'"),
    ],
)
def test_what_cannot_be_judged_is_told_in_a_sentence(case, kind, edit, words):
    with pytest.raises(AllegedlyError, match=re.escape(words)) as raised:
        case.judge(kind, own(case, "Otto"), edit=edit, by="Ana")
    assert str(raised.value).endswith(".")
    assert case.judgements() == ()


def test_what_is_no_claim_is_not_checked(case):
    for parties in (("ffffff",), ("Otto",), ("a",), (own(case, "Otto"), own(case, "Zoe"))):
        with pytest.raises(AllegedlyError):
            case.judge("accept", *parties, by="Ana")
    with pytest.raises(AllegedlyError, match="Only to edit a claim"):
        case.judge("same", "Otto", "Zoe", edit=WHEN, by="Ana")


@pytest.mark.parametrize("odd", ["\ud800", "\u202eoran", "  \n ", "\0", "Z\u0335\u0321oe", "🜨" * 300, "'; drop", "."])
def test_odd_characters_do_no_harm(case, tmp_path, odd):
    zoe = own(case, "Zoe stayed")
    edit = Correction(place=odd, roles=(("agent", odd), ("theme", odd)))
    case.judge("edit", zoe, edit=edit, by="Ana", why=odd)
    assert lines(case)["Zoe stayed."].hand.state == "edited"
    assert case.trace(zoe).changes
    assert case.judgement_log()[0].changes
    exported(case, tmp_path / "x")
    assert case.cast()
    assert case.ledger()
    assert case.where() is not None
    with type(case).open(case.folder) as again:
        assert again.judgements()[0].edit.roles[0][0] == "agent"
