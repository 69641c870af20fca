"""Governments in the cast of a document, read through the whole pipeline."""

from collections.abc import Iterator

import pytest

from allegedly.model import Annotated, Entity
from allegedly.pipeline import annotate_documents
from allegedly.readers import read


def annotated(text: str) -> Annotated:
    return next(annotate_documents([read(None, text.encode())]))


def governments(found: Annotated) -> dict[str, Entity]:
    return {entity.government_of: entity for entity in found.entities if entity.government_of is not None}


def led_to(found: Annotated, entity: Entity) -> Iterator[str]:
    return (mention.text for mention in found.mentions if mention.entity == entity.id)


def test_a_capital_and_its_country_are_one_government():
    found = annotated("Ankara demanded an apology. Turkey had recalled its envoy, who flew from Ankara to Oslo.")
    government = governments(found)["TR"]
    assert (government.name, government.kind) == ("Turkey (government)", "organisation")
    assert government.names == ("Ankara", "Turkey")
    assert list(led_to(found, government))[:2] == ["Ankara", "Turkey"]
    places = [entity for entity in found.entities if entity.kind == "place"]
    assert [place.name for place in places] == ["Ankara", "Oslo"]


def test_a_government_that_is_named_is_the_one_that_its_capital_stands_for():
    found = annotated("The Norwegian government asked for time. Oslo refused the terms.")
    government = governments(found)["NO"]
    assert government.name == "Norwegian government"
    assert list(led_to(found, government)) == ["Norwegian government", "Oslo"]


def test_a_people_that_acts_is_its_government_only_beside_a_place_that_acts():
    alone = annotated("The Danes asked for three days. They offered nothing.")
    assert not governments(alone)
    beside = annotated("The Danes asked for three days. Copenhagen refused to say more.")
    assert [*led_to(beside, governments(beside)["DK"])] == ["The Danes", "Copenhagen"]


def test_claims_and_attributions_lead_to_the_government():
    found = annotated("Ankara said that the ship had sunk. Oslo demanded proof from the owner.")
    by_code = governments(found)
    said, *_ = found.attributions
    assert (said.source_entity, said.source_type) == (by_code["TR"].id, "organisation")
    (demand,) = [claim for claim in found.claims if claim.predicate == "demand"]
    agent = demand.role("agent")
    assert agent is not None
    assert agent.entity == by_code["NO"].id
    assert demand.place is None


@pytest.mark.parametrize("text", ["He lives in Ankara.", "Snow fell in Oslo and in Ankara.", "Lyon won 2-1 at Nice."])
def test_without_one_that_acts_there_is_none(text):
    assert not governments(annotated(text))


def test_every_mention_leads_to_an_entity_of_its_kind():
    found = annotated("Ankara refused. It had asked Oslo for help. Oslo is far from Ankara, said the Kremlin.")
    kinds = {entity.id: entity.kind for entity in found.entities}
    assert all(kinds[mention.entity] == mention.kind for mention in found.mentions)
    assert len({mention.id for mention in found.mentions}) == len(found.mentions)
    assert {mention.entity for mention in found.mentions} == set(kinds)


def test_a_place_that_the_cast_has_missed_is_its_government_all_the_same():
    found = annotated("Accra asked Paris for help. Accra thanked Bern.")
    ghana = governments(found)["GH"]
    assert list(led_to(found, ghana)) == ["Accra", "Accra"]
    assert [claim.role("agent").entity for claim in found.claims] == [ghana.id] * len(found.claims)
    starts = [mention.start for mention in found.mentions]
    assert starts == sorted(starts)


def test_a_place_keeps_no_name_that_now_leads_to_its_government():
    found = annotated("The US demanded talks. The United States is a country with lakes, and he lived in it.")
    assert governments(found)["US"].names == ("US",)
    (place,) = [entity for entity in found.entities if entity.kind == "place"]
    assert (place.name, place.names) == ("United States", ("United States",))


def test_a_person_who_has_another_name_is_no_government():
    found = annotated("Chad Miller left. Chad said that he was tired.")
    assert not governments(found)
    (miller,) = found.entities
    assert not any(place.acts_as for place in found.places)
    assert [*led_to(found, miller)] == ["Chad Miller", "Chad", "he"]


@pytest.mark.parametrize("other", ["the United States", "the Netherlands", "South Korea", "the Czech Republic"])
def test_the_government_of_another_country_is_another_party(other):
    found = annotated(f"The French government refused. The government of {other} agreed.")
    assert list(led_to(found, governments(found)["FR"])) == ["French government"]


def test_the_government_of_a_country_is_what_its_capital_stands_for():
    found = annotated("The government of the United States agreed. Washington demanded talks.")
    (government,) = governments(found).values()
    assert {"The government of the United States", "Washington"} <= set(led_to(found, government))
