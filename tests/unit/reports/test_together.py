from dataclasses import replace
from datetime import date

from allegedly.model import Role
from allegedly.reports import Lookup
from allegedly.reports.together import MOST_TOGETHER, pairs_of, people_in, who_with_whom


def test_two_are_together_where_one_acts_and_the_other_is_cited(affair):
    lookup = Lookup(affair.annotated, affair.corpus)
    ties = {(tie.a, tie.b): tie for tie in who_with_whom(lookup, lookup.claims())}
    assert set(ties) == {("e-ana", "e-office"), ("e-ana", "e-source")}
    office = ties["e-ana", "e-office"]
    assert office.claims == (affair.claim("In mid-April").id, affair.claim("it offered her").id)
    assert (office.first, office.last) == (date(2011, 4, 11), date(2011, 4, 20))


def test_only_the_claims_that_are_given_count(affair):
    lookup = Lookup(affair.annotated, affair.corpus)
    denied = [pair for pair in lookup.claims() if pair[1].stance.label == "denied"]
    (tie,) = who_with_whom(lookup, denied)
    assert (tie.claims, tie.first, tie.last) == ((denied[0][1].id,), None, None)


def test_places_are_nobody(affair):
    entities = tuple(replace(one, kind="place") if one.id == "e-office" else one for one in affair.corpus.entities)
    lookup = Lookup(affair.annotated, replace(affair.corpus, entities=entities))
    item, claim = lookup.by_claim[affair.claim("In mid-April").id]
    assert isinstance(claim.roles[0], Role)
    assert people_in(lookup, item, claim) == ["e-ana"]


def test_a_list_of_names_ties_nobody():
    people = [f"{number:02}" for number in range(MOST_TOGETHER + 1)]
    assert list(pairs_of(people)) == []
    assert len(list(pairs_of(people[1:]))) == MOST_TOGETHER * (MOST_TOGETHER - 1) // 2
