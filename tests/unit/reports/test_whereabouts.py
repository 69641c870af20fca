from dataclasses import replace
from datetime import date, timedelta

import pytest

from allegedly import Case
from allegedly.errors import NotFoundError
from allegedly.model import ClaimTime, Hop, Place, Role, Stance
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


def test_who_telephones_does_not_travel(affair):
    post = affair.annotated[1]
    telephoned = replace(post.claims[0], predicate="telephone")
    (ana,) = whereabouts((replace(post, claims=(telephoned,)),), affair.corpus)
    assert [(stop.kind, stop.origin, stop.place) for stop in ana.dated] == [("stay", None, "Lisbon")]
    roles = tuple(replace(role, role="to") if role.role == "from" else role for role in post.claims[0].roles)
    wrote = replace(post.claims[0], predicate="write", roles=roles)
    assert whereabouts((replace(post, claims=(wrote,)),), affair.corpus) == ()


def test_conditions_and_questions_put_nobody_anywhere(affair):
    post = affair.annotated[1]
    supposed = replace(post.claims[0], stance=Stance(reality="conditional"))
    assert whereabouts((replace(post, claims=(supposed,)),), affair.corpus) == ()


def test_nobody_of_that_name(affair):
    with pytest.raises(NotFoundError):
        whereabouts(affair.annotated, affair.corpus, "Zacharias Quint")


def _place(item, name):
    start, end = item.claims[0].start, item.claims[0].end
    known = lookup(name)[0]
    return Place(start, end, name, name, known.lat, known.lon, known.country, None, None, "test")


def _time(first, last=None, *, within=False):
    last = last or first
    edtf = str(first) if first == last else f"{first}/{last}"
    return ClaimTime(f"[{first}..{last}]" if within else edtf, first, last, None, "own_clause")


def _claim(item, spot, time, *, role="place", stance=None, predicate=None, told_by=(), number=0):
    """The first claim of a document of the affair, made one of its person at a place."""
    claim = item.claims[0]
    agent = next(role for role in claim.roles if role.role == "agent")
    where = Role(role, claim.start, claim.end, spot, None, "test")
    chain = tuple(Hop(name, "organisation") for name in told_by)
    return replace(
        claim,
        id=f"{claim.id}{number}",
        roles=(agent, where),
        stance=stance or Stance(),
        time=time,
        chain=chain,
        predicate=predicate or claim.predicate,
    )


def _told(affair, document, spot, time, **how):
    """One document of the affair with only one claim, of its person at a place."""
    item = affair.annotated[document]
    return replace(item, claims=(_claim(item, spot, time, **how),), places=(_place(item, spot),))


def _clashes(affair, *told):
    (ana,) = whereabouts(told, affair.corpus, "Brandt")
    return [(clash.day.day, clash.until.day) for clash in ana.clashes], [clash.words for clash in ana.clashes]


PRESENT, ABSENT = Stance(), Stance(polarity="negative")
DENIED = Stance(act="deny")


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
        ((PRESENT, "Lisbon"), (DENIED, "Lisbon"), 0, True),
        ((PRESENT, "Lisbon"), (DENIED, "Vienna"), 0, False),
    ],
)
def test_two_accounts_that_cannot_both_hold(affair, first, second, days_between, clash):
    day = date(2011, 4, 11)
    told = (
        _told(affair, 0, first[1], _time(day), stance=first[0]),
        _told(affair, 1, second[1], _time(day + timedelta(days=days_between)), stance=second[0]),
    )
    (ana,) = whereabouts(told, affair.corpus, "Brandt")
    assert len(ana.dated) == 2
    assert [(c.a, c.b, c.day) for c in ana.clashes] == (
        [(ana.dated[0].line.claim, ana.dated[1].line.claim, day)] if clash else []
    )
    if clash and second == (PRESENT, "Vienna"):
        assert ana.clashes[0].words == "Of 11 April 2011 one account says in Lisbon, another in Vienna."


def _june(number):
    return date(2011, 6, number)


@pytest.mark.parametrize(
    ("stay", "other", "how", "days"),
    [
        ((1, 3), (2, 2), {}, [(2, 2)]),
        ((1, 3), (3, 3), {}, [(3, 3)]),
        ((1, 3), (4, 4), {}, []),
        ((1, 5), (3, 9), {}, [(3, 5)]),
        ((1, 3), (3, 9), {}, []),  # leaves as it comes
        ((1, 3), (3, 3), {"role": "to"}, []),
        ((1, 3), (1, 1), {"role": "to"}, []),
        ((1, 3), (2, 2), {"role": "to"}, [(2, 2)]),
        ((1, 3), (3, 3), {"predicate": "arrive"}, []),
        ((1, 3), (2, 3), {"within": True}, []),
        ((1, 5), (2, 4), {"within": True}, [(2, 4)]),
        ((1, 5), (2, 4), {"predicate": "live"}, []),
        ((1, 3), (2, 2), {"spot": "Spain"}, []),
    ],
)
def test_stays_of_several_days(affair, stay, other, how, days):
    how = dict(how)
    spot, within = how.pop("spot", "Lyon"), how.pop("within", False)
    madrid = _told(affair, 0, "Madrid", _time(_june(stay[0]), _june(stay[1])), predicate="stay")
    second = _told(affair, 1, spot, _time(_june(other[0]), _june(other[1]), within=within), **how)
    assert _clashes(affair, madrid, second)[0] == days


def test_a_clash_of_several_days_names_them(affair):
    madrid = _told(affair, 0, "Madrid", _time(_june(1), _june(5)))
    lyon = _told(affair, 1, "Lyon", _time(_june(3), _june(9)))
    assert _clashes(affair, madrid, lyon)[1] == [
        "Of the days from 3 to 5 June 2011 one account says in Madrid, another in Lyon."
    ]


@pytest.mark.parametrize(("sources", "clash"), [(((), ()), False), (((), ("The Malta Post",)), True)])
def test_two_accounts_in_one_document(affair, sources, clash):
    """One account that names two places tells of a way between them; what another says is another account."""
    item = affair.annotated[0]
    lyon = _claim(item, "Lyon", _time(_june(2)), told_by=sources[0])
    places = (_place(item, "Lyon"),)
    geneva = item.claims[1]
    where = Place(geneva.start, geneva.end, "Geneva", "Geneva", 46.2, 6.15, "CH", None, None, "test")
    other = replace(
        _claim(item, "Geneva", _time(_june(2)), told_by=sources[1], number=1), start=geneva.start, end=geneva.end
    )
    other = replace(other, roles=(other.roles[0], Role("place", geneva.start, geneva.end, "Geneva", None, "test")))
    told = replace(item, claims=(lyon, other), places=(*places, where))
    assert bool(_clashes(affair, told)[0]) is clash


def test_an_account_that_has_both_places_contradicts_neither(affair):
    item, post = affair.annotated[0], _told(affair, 1, "Lyon", _time(_june(2)))
    first, second = item.claims[:2]
    places = [Place(c.start, c.end, n, n, *at, None, None, "test") for c, n, at in (
        (first, "Lyon", (45.75, 4.85, "FR")), (second, "Geneva", (46.2, 6.15, "CH")))]  # fmt: skip
    agent = next(role for role in first.roles if role.role == "agent")
    claims = [
        replace(c, roles=(agent, Role("place", c.start, c.end, p.name, None, "test")), time=_time(_june(2)), chain=())
        for c, p in zip((first, second), places, strict=True)
    ]
    assert _clashes(affair, replace(item, claims=tuple(claims), places=tuple(places)), post)[0] == []


def test_the_dead_are_nowhere(affair):
    item = affair.annotated[1]
    buried = _claim(item, "Lyon", _time(_june(2)), predicate="bury")
    buried = replace(buried, roles=(replace(buried.roles[0], role="patient"), buried.roles[1]))
    assert whereabouts((replace(item, claims=(buried,), places=(_place(item, "Lyon"),)),), affair.corpus) == ()


def test_who_sends_somebody_stays(affair):
    item = affair.annotated[1]
    sent = _claim(item, "Lyon", _time(_june(2)), role="to", predicate="send")
    money = Role("patient", sent.start, sent.end, "money", None, "test")
    for roles, moves in ((sent.roles, True), ((*sent.roles, money), False)):
        told = replace(item, claims=(replace(sent, roles=roles),), places=(_place(item, "Lyon"),))
        assert bool(whereabouts((told,), affair.corpus)) is moves


def test_people_behind_one_pronoun_are_all_named(tmp_path):
    text = tmp_path / "post.txt"
    text.write_text(
        "Pedro Almada and Rui Costa flew to Lisbon on 4 June 2011. They stayed in Lisbon until 6 June 2011."
    )
    with Case.create(tmp_path / "case") as case:
        case.add([text])
        (rui,) = case.where("Rui Costa")
    assert [(stop.place, stop.line.who) for stop in (*rui.dated, *rui.undated)] == [
        ("Lisbon", None),
        ("Lisbon", "Pedro Almada and Rui Costa"),
    ]


def test_a_claim_of_two_places_makes_two_stops(affair):
    item = affair.annotated[1]
    claim = _claim(item, "Lyon", _time(_june(2)))
    middle = claim.start + 5
    spots = [("Lyon", claim.start, middle), ("Geneva", middle, claim.end)]
    roles = tuple(Role("place", start, end, name, None, "test") for name, start, end in spots)
    places = tuple(replace(_place(item, name), start=start, end=end) for name, start, end in spots)
    told = replace(item, claims=(replace(claim, roles=(claim.roles[0], *roles)),), places=places)
    (ana,) = whereabouts((told,), affair.corpus, "Brandt")
    assert [(stop.kind, stop.place) for stop in ana.dated] == [("stay", "Lyon"), ("stay", "Geneva")]


def test_who_is_telephoned_somewhere_is_there_and_who_telephones_is_not(affair):
    post = affair.annotated[1]
    claim = post.claims[0]
    caller = next(role for role in claim.roles if role.role == "agent")
    place = next(role for role in claim.roles if role.role == "from")
    called = replace(caller, role="patient")
    at = replace(place, role="place", start=max(place.start, caller.end), end=max(place.end, caller.end))
    telephoned = replace(claim, predicate="telephone", roles=(called, at))
    (ana,) = whereabouts((replace(post, claims=(telephoned,)),), affair.corpus)
    assert [stop.kind for stop in (*ana.dated, *ana.undated)] == ["stay"]
    absent = replace(telephoned, roles=(caller, replace(called, entity=None), at))
    assert whereabouts((replace(post, claims=(absent,)),), affair.corpus) == ()


def test_a_building_is_named_with_its_town(affair):
    post = affair.annotated[1]
    town = _place(post, "Lisbon")
    role = next(role for role in post.claims[0].roles if role.role == "from")
    inside = {"start": role.start, "end": role.end}
    hotel = replace(town, name="Hotel Tejo", text="Hotel Tejo", geonames_id=None, found_by="places.facility", **inside)
    later = replace(town, start=role.end + 1, end=role.end + 2)
    (ana,) = whereabouts((replace(post, claims=post.claims[:1], places=(hotel, later)),), affair.corpus)
    assert {stop.place or stop.origin for stop in (*ana.dated, *ana.undated)} == {"Hotel Tejo, Lisbon"}
