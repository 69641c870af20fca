from dataclasses import replace

from allegedly.model import CaseEntity, Entity, Member, Mention, NameUse
from allegedly.reports import cast


def test_people_with_names_counts_roles_and_candidates(affair):
    view = cast(affair.annotated, affair.corpus)
    ana = view.persons[0]
    assert (ana.name, len(ana.documents), ana.claims, ana.says) == ("Ana Brandt", 2, 8, 0)
    assert [(use.name, use.count) for use in ana.names] == [("Ana Brandt", 3), ("Brandt", 2)]
    assert [(role.role, role.document_name) for role in ana.roles] == [("clerk", "courier.txt")]
    assert [candidate.name for candidate in ana.candidates] == ["Port Office"]


def test_organisations_and_how_often_they_are_a_source(affair):
    office = cast(affair.annotated, affair.corpus).organisations[0]
    assert (office.claims, office.says) == (2, 1)


def test_people_without_a_name_have_a_list_of_their_own(affair):
    view = cast(affair.annotated, affair.corpus)
    assert [member.name for member in view.unnamed] == ["one customs source"]
    assert "one customs source" not in [member.name for member in view.persons]


def test_a_place_has_the_country_where_its_mentions_are_found(affair):
    courier = affair.annotated[0]
    found = courier.places[0]
    lisbon = Entity("lisbon", "place", "Lisbon", ("Lisbon",))
    mention = Mention("m", found.start, found.end, "Lisbon", "place", lisbon.id, "name", "test")
    named = replace(courier, mentions=(*courier.mentions, mention), entities=(*courier.entities, lisbon))
    use, member = NameUse("Lisbon", 1, (courier.document.id,)), Member(courier.document.id, lisbon.id)
    there = CaseEntity("e-lisbon", "place", "Lisbon", (use,), (), (member,))
    corpus = replace(affair.corpus, entities=(*affair.corpus.entities, there))
    view = cast((named, *affair.annotated[1:]), corpus)
    assert [(member.name, member.country) for member in view.places] == [("Lisbon", "PT")]
    assert [member.country for member in view.persons] == [None]
