from dataclasses import replace
from datetime import date, timedelta

import pytest

from allegedly.errors import NotFoundError
from allegedly.model import ClaimTime, Place, Role, Stance
from allegedly.reports import whereabouts
from allegedly.resources.gazetteer import lookup


def test_movements_and_stays_in_order_and_not_having_left_is_a_stay(affair):
    (ana,) = whereabouts(affair.annotated, affair.corpus, "Brandt")
    assert [(stop.kind, stop.origin, stop.place) for stop in ana.dated] == [
        ("movement", "Lisbon", None),
        ("movement", "Lisbon", None),
        ("stay", None, "Porto"),
    ]
    assert ana.undated == ()


def test_a_gap_is_shown_as_a_gap(affair):
    (ana,) = whereabouts(affair.annotated, affair.corpus, "Ana Brandt")
    assert [gap and (gap.earliest, gap.latest) for gap in ana.gaps] == [
        None,
        None,
        (date(2011, 4, 13), date(2011, 4, 14)),
    ]
    assert ana.gaps[2].words == "Nothing here says where from 13 April 2011 to 14 April 2011 (2 days)."


def test_a_plan_fills_no_gap(affair):
    courier, post, hostile = affair.annotated
    middle = date(2011, 4, 13)
    planned = replace(
        post.claims[0],
        stance=Stance(reality="planned"),
        time=ClaimTime("2011-04-13", middle, middle, None, "own_clause"),
    )
    (ana,) = whereabouts((courier, replace(post, claims=(planned,)), hostile), affair.corpus, "Brandt")
    assert ana.gaps[-1].earliest == date(2011, 4, 12)


def test_never_having_been_somewhere_is_an_absence(affair):
    post = affair.annotated[1]
    roles = tuple(replace(role, role="to") if role.role == "from" else role for role in post.claims[0].roles)
    never = replace(post.claims[0], roles=roles, stance=Stance(polarity="negative"))
    (ana,) = whereabouts((replace(post, claims=(never,)),), affair.corpus)
    assert [(stop.kind, stop.place) for stop in ana.dated] == [("absence", "Lisbon")]


def test_conditions_and_questions_put_nobody_anywhere(affair):
    post = affair.annotated[1]
    supposed = replace(post.claims[0], stance=Stance(reality="conditional"))
    assert whereabouts((replace(post, claims=(supposed,)),), affair.corpus) == ()


def test_nobody_of_that_name(affair):
    with pytest.raises(NotFoundError):
        whereabouts(affair.annotated, affair.corpus, "Zacharias Quint")


def _told(affair, document, stance, spot, day):
    """One document of the affair with only its first claim, a stay at a place on a day."""
    item = affair.annotated[document]
    start, end = item.claims[0].start, item.claims[0].end
    known = lookup(spot)[0]
    place = Place(start, end, spot, spot, known.lat, known.lon, known.country, None, None, "test")
    agent = next(role for role in item.claims[0].roles if role.role == "agent")
    where = Role("place", start, end, spot, None, "test")
    stay = replace(
        item.claims[0], roles=(agent, where), stance=stance, time=ClaimTime(str(day), day, day, None, "own_clause")
    )
    return replace(item, claims=(stay,), places=(place,))


PRESENT, ABSENT = Stance(), Stance(polarity="negative")


@pytest.mark.parametrize(
    ("first", "second", "days_between", "clash"),
    [
        ((PRESENT, "Lisbon"), (PRESENT, "Vienna"), 0, True),
        ((PRESENT, "Lisbon"), (PRESENT, "Vienna"), 1, False),
        ((PRESENT, "Lisbon"), (PRESENT, "Portugal"), 0, False),
        ((PRESENT, "Lisbon"), (ABSENT, "Lisbon"), 0, True),
        ((PRESENT, "Lisbon"), (ABSENT, "Portugal"), 0, True),
        ((PRESENT, "Portugal"), (ABSENT, "Lisbon"), 0, False),
        ((ABSENT, "Lisbon"), (ABSENT, "Vienna"), 0, False),
    ],
)
def test_two_accounts_that_cannot_both_hold(affair, first, second, days_between, clash):
    day = date(2011, 4, 11)
    told = (_told(affair, 0, *first, day), _told(affair, 1, *second, day + timedelta(days=days_between)))
    (ana,) = whereabouts(told, affair.corpus, "Brandt")
    assert len(ana.dated) == 2
    assert [(c.a, c.b, c.day) for c in ana.clashes] == (
        [(ana.dated[0].line.claim, ana.dated[1].line.claim, day)] if clash else []
    )
    if clash and second == (PRESENT, "Vienna"):
        assert ana.clashes[0].words == "Of 11 April 2011 one account says in Lisbon, another in Vienna."
