"""Accounts of one happening come together, and those of several stay apart."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from allegedly.corpus import read_corpus
from allegedly.model import Hop

START = date(2012, 5, 1)


def meets(case, place=None, who="Ilse Marn", **more):
    where = f" in {place}" if place else ""
    number = len(case.drafts)
    return case.tell(
        f"Odo Brandt met {who}{where} {number}.", "met", "meet",
        people=("Odo Brandt", who), agent="Odo Brandt", patient=who, place=place, **more,
    )  # fmt: skip


def test_accounts_of_one_meeting_come_together(case):
    meets(case, day="2012-04-12", place="Batumi")
    meets(case, day="2012-04-12")
    assert case.together() == [[0, 1]]
    assert case.rules() == ["event.days"]


def test_repeated_meetings_on_different_days_stay_apart(case):
    meets(case, day="2012-04-12", place="Batumi")
    meets(case, day="2012-04-13", place="Batumi")
    assert case.together() == []


def test_meetings_with_others_on_the_same_day_stay_apart(case):
    meets(case, day="2012-04-12", place="Batumi")
    meets(case, day="2012-04-12", place="Batumi", who="Tam Oren")
    assert case.together() == []


def test_an_undated_account_joins_the_only_meeting_of_the_two(case):
    meets(case, day="2012-04-12")
    meets(case)
    assert case.together() == [[0, 1]]
    assert case.rules() == ["event.pair"]


def test_an_undated_account_of_what_happened_twice_stays_open(case):
    meets(case, day="2012-04-12")
    meets(case, day="2012-04-20")
    meets(case)
    assert case.together() == []
    assert case.candidates() == [(0, 2), (1, 2)]


def test_what_may_be_of_more_happenings_than_a_few_is_a_candidate_of_none(case):
    for day in (12, 14, 16, 20):
        meets(case, day=f"2012-04-{day}")
    meets(case)
    assert case.candidates() == []


def is_arrested(case, place, source, **more):
    return case.tell(
        f"Odo Brandt was arrested in {place} {len(case.drafts)}.", "arrested", "arrest",
        people=("Odo Brandt",), patient="Odo Brandt", place=place, source=source, **more,
    )  # fmt: skip


def test_two_sources_that_put_one_thing_in_two_places_may_speak_of_one(case):
    is_arrested(case, "Batumi", Hop("an official", "unnamed_person"), day="2012-04-11")
    is_arrested(case, "Trabzon", Hop("a brother", "unnamed_person"), day="2012-04-11")
    is_arrested(case, "Trabzon", Hop("a sister", "unnamed_person"), day="2012-06-21")
    assert case.together() == []
    assert case.candidates() == [(0, 1)]


def test_who_met_in_two_places_on_a_day_met_twice(case):
    for place in ("Batumi", "Trabzon"):
        meets(case, day="2012-04-12", place=place, source=Hop(f"an official of {place}", "unnamed_person"))
    assert case.candidates() == []


def test_what_is_judged_the_same_is_one_event_whatever_the_days(case):
    meets(case, day="2012-04-12")
    meets(case, day="2012-04-20")
    made = case.judge("same", 0, 1)
    assert case.together() == [[0, 1]]
    (event,) = case.corpus().events
    assert event.joined[0].by == ("judgement", made.id)
    case.undo(made)
    assert case.together() == []


def test_an_undated_account_joins_two_that_a_person_made_one(case):
    meets(case, day="2012-04-12")
    meets(case, day="2012-04-20")
    meets(case)
    case.judge("same", 0, 1)
    assert case.together() == [[0, 1, 2]]


def test_no_event_spans_a_wall_whatever_joins(case):
    for _ in range(3):
        meets(case, day="2012-04-12")
    assert case.together() == [[0, 1, 2]]
    wall = case.judge("different", 0, 2)
    assert case.together() == [[0, 1]]
    same = case.judge("same", 1, 2)
    assert case.together() == [[1, 2]]
    case.judge("same", 0, 1)
    assert case.together() == [[1, 2]]
    case.undo(same)
    assert case.together() == [[0, 1]]
    case.undo(wall)
    assert case.together() == [[0, 1, 2]]


@pytest.mark.parametrize("walled", combinations(range(4), 2))
def test_a_wall_of_one_is_one_of_all_that_it_is_together_with(case, walled):
    for _ in range(4):
        meets(case, day="2012-04-12", place="Batumi")
    case.judge("different", *walled)
    assert len(case.together()) >= 1
    assert not any({*walled} <= {*group} for group in case.together())
    first, second = (next(one for one in range(4) if one not in walled), walled[0])
    case.judge("same", first, second)
    case.judge("same", first, walled[1])  # what was judged last does not break it either
    assert not any({*walled} <= {*group} for group in case.together())


def test_who_is_walled_off_from_one_of_two_can_only_be_the_other(case):
    meets(case, day="2012-04-12")
    meets(case, day="2012-04-20")
    meets(case)
    case.judge("different", 0, 2)
    assert case.together() == [[1, 2]]
    assert case.candidates() == []


def test_what_is_left_open_joins_nothing_and_is_no_candidate_any_more(case):
    meets(case, day="2012-04-12")
    meets(case, day="2012-04-20")
    meets(case)
    case.judge("unsure", 0, 2)
    assert case.together() == []
    assert case.candidates() == [(1, 2)]
    first, _, third = case.corpus().events
    assert (first.unsure, third.unsure) == (third.claims, first.claims)


def test_a_judgement_about_claims_of_another_part_of_the_case_says_nothing(case):
    meets(case, day="2012-04-12")
    meets(case, day="2012-04-20")
    alone = case.corpus()
    case.judge("same", 0, 1)
    case.drafts.pop()
    assert case.corpus().events == alone.events[:1]


def test_a_settled_difference_joins_and_parts_nothing(case):
    meets(case, day="2012-04-12")
    meets(case, day="2012-04-20")
    before = case.corpus().events
    case.judge("settled", 0, 1)
    assert case.corpus().events == before


def test_an_account_with_a_wide_time_joins_only_what_lies_in_it(case):
    meets(case, day="2012-02-12")
    meets(case, day="2012-04-20")
    meets(case, day="2012-04-01", until="2012-04-30")
    assert case.together() == [[1, 2]]


def crosses(case, day, source=None, **more):
    return case.tell(
        f"Odo Brandt crossed the border {len(case.drafts)}.", "crossed", "cross",
        people=("Odo Brandt",), agent="Odo Brandt", day=day, source=source, **more,
    )  # fmt: skip


def test_two_sources_may_differ_by_a_day_about_one_crossing(case):
    crosses(case, "2012-04-11", Hop("an official", "unnamed_person"))
    crosses(case, "2012-04-12", Hop("a brother", "unnamed_person"))
    assert case.together() == [[0, 1]]
    assert case.rules() == ["event.near"]
    (event,) = case.corpus().events
    assert (event.edtf, event.earliest, event.latest) == (
        "[2012-04-11,2012-04-12]", date(2012, 4, 11), date(2012, 4, 12),
    )  # fmt: skip


def test_one_source_that_tells_of_two_days_tells_of_two_crossings(case):
    for day in ("2012-04-11", "2012-04-12"):
        crosses(case, day, outlet="Tern Gazette")
    assert case.together() == []


def test_crossings_a_month_apart_are_two(case):
    crosses(case, "2012-04-11")
    crosses(case, "2012-05-11")
    assert case.together() == []


def test_days_do_not_creep_on_from_account_to_account(case):
    for day in ("2012-04-11", "2012-04-13", "2012-04-15", "2012-04-17"):
        crosses(case, day)
    assert max(len(group) for group in case.together()) < 4


def arrives(case, words, trigger, predicate, place):
    case.tell(
        words, trigger, predicate, place=place, place_role="to", day="2012-04-11",
        people=("Odo Brandt",), agent="Odo Brandt",
    )  # fmt: skip


def test_two_verbs_of_one_type_on_one_day_need_the_same_place(case):
    arrives(case, "Odo Brandt flew to Trabzon.", "flew", "fly", "Trabzon")
    arrives(case, "Odo Brandt landed in Trabzon.", "landed", "land", "Trabzon")
    arrives(case, "Odo Brandt drove to Batumi.", "drove", "drive", "Batumi")
    assert case.together() == [[0, 1]]
    assert case.rules() == ["event.type"]


def test_a_citation_joins_whatever_the_day(case):
    crosses(case, "2012-04-11", outlet="Tern Wire")
    crosses(case, "2012-04-25", Hop("Tern Wire", "organisation"))
    crosses(case, "2012-04-28", Hop("Lake Mirror", "organisation"))
    assert case.together() == [[0, 1]]
    assert case.rules() == ["event.cited"]


def test_a_citation_does_not_join_what_is_said_of_another(case):
    crosses(case, "2012-04-11", outlet="Tern Wire")
    case.tell(
        "Tam Oren crossed the border.", "crossed", "cross",
        people=("Tam Oren",), agent="Tam Oren", source=Hop("Tern Wire", "organisation"),
    )  # fmt: skip
    assert case.together() == []


COPIED = (
    "The clerk who kept the register of the ferry had torn two pages from it on the evening before the inspectors came "
    "and nobody saw him leave"
)


def test_a_copied_passage_is_one_account(draft):
    drafts = []
    for number, frame in enumerate(("First. {}.", "Here is what they write: {} at all.")):
        one = draft(frame.format(COPIED), published=START + timedelta(days=number))
        one.claim("The clerk who kept the register of the ferry had torn two pages", "torn", "tear")
        drafts.append(one.annotated())
    (event,) = read_corpus(drafts).events
    assert len(event.claims) == 2
    assert event.joined[0].by == ("event.copied",)


def explodes(case, words="an explosion", **more):
    return case.tell(f"There was {words} {len(case.drafts)}.", "was", "be", agent=words, **more)


def test_what_the_case_knows_only_one_of_is_one(case):
    explodes(case)
    explodes(case, day="2012-04-12", place="Batumi")
    explodes(case, "a blast", place="Batumi")
    assert case.together() == [[0, 1, 2]]
    assert set(case.rules()) == {"event.only_one"}


@pytest.mark.parametrize("other", [{"day": "2012-04-13"}, {"place": "Trabzon"}])
def test_two_explosions_leave_the_third_account_open(case, other):
    explodes(case, day="2012-04-12", place="Batumi")
    explodes(case, **other)
    explodes(case)
    assert [2] not in case.together()
    assert all(2 not in group for group in case.together())


@pytest.mark.parametrize("tells", [meets, explodes])
def test_years_that_lie_apart_are_no_one_happening_whatever_lies_between(case, tells):
    tells(case)
    tells(case, day="1984-01-01", until="1984-12-31")
    tells(case, day="1999-01-01", until="1999-12-31")
    tells(case)
    assert not any({1, 2} <= {*group} for group in case.together())


def test_no_such_offer_is_the_offer_told_of_before(draft):
    one = draft("Odo Brandt offered Ilse Marn 500 euros. Varnholt said that no such offer was made.", published=START)
    one.entity("Odo Brandt")
    one.entity("Ilse Marn")
    one.claim("Odo Brandt offered Ilse Marn", "offered", "offer", agent="Odo Brandt", recipient="Ilse Marn")
    one.claim("no such offer was made", "made", "make", patient="no such offer", polarity="negative")
    one.claim("Varnholt said", "said", "say", agent="Varnholt")
    together = [event for event in read_corpus([one.annotated()]).events if len(event.claims) > 1]
    assert [event.joined[0].by[0] for event in together] == ["event.such"]


def test_every_account_is_in_one_event(case):
    meets(case, day="2012-04-12")
    explodes(case)
    crosses(case, "2012-04-11")
    claims = [claim for event in case.corpus().events for claim in event.claims]
    assert sorted(claims) == sorted(claim.id for one in case.drafts for claim in one.claims)


def test_the_record_of_an_event_takes_the_finest_that_all_allow(case):
    meets(case, day="2012-04-12", place="Batumi")
    meets(case, day="2012-04-10", until="2012-04-15", place="Georgia")
    (event,) = case.corpus().events
    assert event.happening == "meet"
    assert event.edtf == "2012-04-12"
    assert event.place.name == "Batumi"
    assert len(event.participants) == 2


def test_an_event_of_which_accounts_exclude_each_other_has_no_place(case):
    meets(case, day="2012-04-12", place="Batumi")
    meets(case, day="2012-04-12", place="Trabzon")
    (event,) = case.corpus().events
    assert event.place is None
