from dataclasses import replace
from datetime import date, timedelta

import pytest

from allegedly.corpus import read_corpus

START = date(2012, 5, 1)


@pytest.fixture
def relate(draft):
    """The relations of two accounts of one happening, published a day apart, "same" left out."""

    def between(first, second, **both):
        drafts = []
        for number, more in enumerate((first, second)):
            text = more.pop("text", f"Odo Brandt paid Ilse Marn {number}.")
            one = draft(text, published=START + timedelta(days=number), outlet=f"Paper {number}")
            one.entity("Odo Brandt")
            one.entity("Ilse Marn")
            roles = {"agent": "Odo Brandt", "recipient": "Ilse Marn"}
            trigger = next(word for word in ("paid", "pay") if word in text)
            one.claim(text.rstrip("."), trigger, "pay", **{**roles, **both, **more})
            drafts.append(one.annotated())
        corpus = read_corpus(drafts)
        assert len(corpus.events) == 1, "the accounts are not in one event"
        found = [one for one in corpus.relations if one.relation != "same"]
        assert [one.slot for one in found] == list(dict.fromkeys(one.slot for one in found))
        return {one.slot: (one.relation, one.found_by) for one in found}

    return between


DAY, OTHER_DAY = {"day": "2012-04-12"}, {"day": "2012-04-13"}


def test_accounts_that_agree_are_the_same(draft):
    drafts = []
    for number in range(3):
        one = draft(f"Odo Brandt paid Ilse Marn {number}.", published=START + timedelta(days=number))
        one.entity("Odo Brandt")
        one.entity("Ilse Marn")
        one.claim("Odo Brandt paid Ilse Marn", "paid", "pay", agent="Odo Brandt", recipient="Ilse Marn", **DAY)
        drafts.append(one)
    relations = read_corpus([one.annotated() for one in drafts]).relations
    ids = [one.claims[0].id for one in drafts]
    assert [(one.a, one.b, one.relation, one.slot) for one in relations] == [
        (ids[0], ids[1], "same", None),
        (ids[0], ids[2], "same", None),
    ]


def test_days_within_days_are_no_conflict(relate):
    week = {"day": "2012-04-09", "until": "2012-04-15"}
    assert relate(week, DAY) == {"time": ("coarser", "relation.time.within")}
    assert relate(DAY, week) == {"time": ("finer", "relation.time.within")}


def test_days_that_overlap_are_no_conflict(relate):
    assert relate({"day": "2012-04-09", "until": "2012-04-13"}, {"day": "2012-04-12", "until": "2012-04-15"}) == {}


@pytest.fixture
def cross(draft):
    """The relations of two dated accounts of a crossing."""

    def between(first, second):
        drafts = []
        for number, more in enumerate((first, second)):
            one = draft(f"Odo Brandt crossed {number}.", published=START + timedelta(days=number), outlet=f"P{number}")
            one.entity("Odo Brandt")
            one.claim("Odo Brandt crossed", "crossed", "cross", agent="Odo Brandt", **more)
            drafts.append(one.annotated())
        return [(one.slot, one.relation, one.detail) for one in read_corpus(drafts).relations if one.slot]

    return between


def test_disjoint_days_conflict(cross):
    assert cross(DAY, OTHER_DAY) == [("time", "conflict", "2012-04-12 / 2012-04-13")]


def test_a_hedge_leaves_a_conflict_possible(cross):
    hedged = {**OTHER_DAY, "certainty": "probable"}
    assert cross(DAY, hedged) == [("time", "possible_conflict", "2012-04-12 / 2012-04-13")]


def test_what_was_planned_for_another_day_has_been_updated(cross):
    assert cross({**DAY, "reality": "planned"}, OTHER_DAY) == [("time", "update", "2012-04-12 / 2012-04-13")]
    assert cross(DAY, {**OTHER_DAY, "reality": "planned"}) == [("time", "not_comparable", "2012-04-12 / 2012-04-13")]


def test_places_apart_conflict(relate):
    assert relate({"place": "Batumi"}, {"place": "Trabzon"}, **DAY) == {"place": ("conflict", "relation.place.apart")}


def test_places_that_contain_each_other_do_not_conflict(relate):
    assert relate({"place": "Georgia"}, {"place": "Batumi"}, **DAY) == {"place": ("coarser", "relation.place.within")}
    assert relate({"place": "Batumi"}, {"place": "Georgia"}, **DAY) == {"place": ("finer", "relation.place.within")}


def test_where_and_whither_are_not_compared(relate):
    assert relate({"place": "Batumi"}, {"place": "Trabzon", "place_role": "to"}, **DAY) == {}


def paid(words):
    return {"text": f"Odo Brandt paid Ilse Marn {words}."}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("500 euros", "700 euros", {"number": ("conflict", "relation.number.differs")}),
        ("at least 500 euros", "700 euros", {"number": ("coarser", "relation.number.covered")}),
        ("500 euros", "up to 700 euros", {"number": ("finer", "relation.number.covered")}),
        ("at least 500 euros", "400 euros", {"number": ("conflict", "relation.number.differs")}),
        ("500 euros", "700 dollars", {}),
        ("500 euros", "500 euros", {}),
        ("500", "700", {}),
        ("500 euros of 900 euros", "700 euros", {}),
        ("between 500 and 800 euros", "700 euros", {"number": ("coarser", "relation.number.covered")}),
        ("10,000 euros", "9,850 euros", {"number": ("coarser", "relation.number.rounded")}),
        ("a fee of 500 euros", "a fine of 700 euros", {}),
        ("for Flight 300", "for Flight 103", {}),
    ],
)
def test_numbers(relate, first, second, expected):
    assert relate(paid(first), paid(second), **DAY) == expected


def test_who_denies_what_another_asserts_conflicts(relate):
    assert relate({}, {"act": "deny"}, **DAY) == {"polarity": ("conflict", "relation.polarity")}
    assert relate({}, {"polarity": "negative"}, **DAY) == {"polarity": ("conflict", "relation.polarity")}


def test_a_denial_differs_in_nothing_else(relate):
    denial = {"polarity": "negative", "place": "Trabzon", "text": "Odo Brandt did not pay Ilse Marn 700 euros."}
    assert set(relate({"place": "Batumi"}, denial, **DAY)) == {"polarity"}


def told(draft, number, text, trigger, predicate, cue=None, **more):
    one = draft(text, published=START + timedelta(days=number), outlet=f"Paper {number}")
    one.entity("Odo Brandt")
    one.entity("Ilse Marn")
    one.claim("Odo Brandt paid Ilse Marn", trigger, predicate, agent="Odo Brandt", recipient="Ilse Marn", **more)
    if cue is not None:
        one.attribution(cue, "that Odo Brandt paid Ilse Marn")
    return one


def test_could_not_be_confirmed_is_no_denial(draft):
    one = told(draft, 0, "Odo Brandt paid Ilse Marn.", "paid", "pay", **DAY)
    other = told(
        draft, 1, "The bank could not confirm that Odo Brandt paid Ilse Marn.", "paid", "pay", "could not confirm",
        certainty="possible", **DAY,
    )  # fmt: skip
    corpus = read_corpus([one.annotated(), other.annotated()])
    assert len(corpus.events) == 1
    assert corpus.relations == ()
    assert corpus.origins[0].denying == ()
    assert corpus.origins[0].documents == 1


def test_said_no_such_thing_contradicts_the_report_and_not_the_happening(draft):
    one = told(draft, 0, "Odo Brandt paid Ilse Marn, Tam Oren said.", "paid", "pay", **DAY)
    other = draft("Tam Oren said no such thing.", published=START + timedelta(days=1))
    other.entity("Tam Oren")
    other.claim(
        "Tam Oren said no such thing", "said", "say", agent="Tam Oren", patient="no such thing", polarity="negative"
    )
    corpus = read_corpus([one.annotated(), other.annotated()])
    assert [len(event.claims) for event in corpus.events] == [1, 1]
    assert corpus.relations == ()


def tolls(draft, *counts, days=1):
    drafts = []
    for number, words in enumerate(counts):
        published = START + timedelta(days=number * days)
        one = draft(f"{words} were killed {number}.", published=published, outlet=f"P{number}")
        one.claim(f"{words} were killed", "killed", "kill", patient=words)
        drafts.append(one)
    numbers = {one.claims[0].id: number for number, one in enumerate(drafts)}
    relations = read_corpus([one.annotated() for one in drafts]).relations
    return {(numbers[one.a], numbers[one.b]): one.relation for one in relations if one.slot == "number"}


def test_a_growing_toll_is_an_update_and_a_shrinking_one_a_conflict(draft):
    assert tolls(draft, "14 people", "at least 23 people", "19 people") == {
        (0, 1): "update", (0, 2): "update", (1, 2): "conflict",
    }  # fmt: skip


def test_counts_a_year_apart_are_of_different_happenings(draft):
    assert tolls(draft, "14 people", "23 people", days=365) == {}


def test_a_denied_figure_is_set_against_who_gives_that_figure(draft):
    drafts = []
    for number, (words, trigger, predicate, act) in enumerate((
        ("14 people were killed", "killed", "kill", "assert"),
        ("23 people were killed", "killed", "kill", "assert"),
        ("The mayor rejects the figure of 23 dead", "rejects", "reject", "refuse"),
    )):  # fmt: skip
        one = draft(f"{words}.", published=START + timedelta(days=number), outlet=f"P{number}")
        one.claim(words, trigger, predicate, act=act)
        drafts.append(one)
    relations = read_corpus([one.annotated() for one in drafts]).relations
    against = [(one.a, one.b) for one in relations if one.slot == "polarity"]
    assert against == [(drafts[1].claims[0].id, drafts[2].claims[0].id)]


def test_relations_grow_in_step_with_the_claims(draft):
    def count(documents):
        drafts = [
            told(draft, n, f"Odo Brandt paid Ilse Marn {n + 100} euros.", "paid", "pay", **DAY)
            for n in range(documents)
        ]
        for one in drafts:
            one.claims = [replace(one.claims[0], end=len(one.text) - 1)]
        return len(read_corpus([one.annotated() for one in drafts]).relations)

    assert count(80) < 2.5 * count(40)


def test_a_count_that_goes_on_is_brought_up_to_date(relate):
    first = {"text": "Odo Brandt paid Ilse Marn for 20 nets.", **DAY}
    later = {"text": "Odo Brandt has now paid Ilse Marn for 35 nets.", **DAY}
    assert relate({**first}, {**later})["number"] == ("update", "relation.number.toll")
    assert relate({**first}, {**later, "text": "Odo Brandt paid Ilse Marn for 35 nets."})["number"][0] == "conflict"


def test_a_later_plan_takes_the_place_of_an_earlier_one(relate):
    both = {"reality": "planned"}
    assert relate({**DAY}, {**OTHER_DAY}, **both)["time"] == ("update", "relation.plan")


def test_to_deny_one_deed_is_a_possible_conflict_with_another(draft):
    drafts = []
    words = (("Odo Brandt did not pass", "pass", "negative"), ("Odo Brandt handed", "handed", "positive"))
    for number, (start, trigger, polarity) in enumerate(words):
        text = f"{start} the green Ostrel ledger to a porter."
        one = draft(text, published=START + timedelta(days=number), outlet=f"Paper {number}")
        one.entity("Odo Brandt")
        one.claim(
            text.rstrip("."), trigger, "pass" if not number else "hand", agent="Odo Brandt",
            patient="the green Ostrel ledger", recipient="a porter", polarity=polarity,
        )  # fmt: skip
        drafts.append(one.annotated())
    (found,) = [one for one in read_corpus(drafts).relations if one.slot == "polarity"]
    assert found.relation == "possible_conflict"
