from dataclasses import replace

import pytest

from allegedly.errors import AllegedlyError, NotFoundError
from allegedly.model import CaseEntity, Member, Mention, NameUse
from allegedly.reports import Lookup, find_subject, verdict
from allegedly.reports.naming import find_entities


@pytest.fixture
def lookup(affair):
    """The affair, and who else goes by these names in its first document."""
    document = affair.annotated[0].document.id
    more = (("person", "N. Qaddour"), ("person", "Youssef Kassem"), ("place", "Porto"))
    others = tuple(
        CaseEntity(f"e-{number}", kind, name, (NameUse(name, 1, (document,)),), (), (Member(document, f"{number}"),))
        for number, (kind, name) in enumerate(more)
    )
    return Lookup(affair.annotated, replace(affair.corpus, entities=(*affair.corpus.entities, *others)))


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("ana brandt", ["Ana Brandt"]),
        ("Brandt, Ana", ["Ana Brandt"]),
        ("Ana", ["Ana Brandt"]),
        ("Yousef Qassim", ["Youssef Kassem"]),
        ("Qaddour", ["N. Qaddour"]),
        ("Brandt@post.txt", ["Ana Brandt"]),
    ],
)
def test_reports_find_names_parts_of_names_and_spellings_of_full_names(lookup, asked, names):
    assert [entity.name for entity in find_entities(lookup, asked, "person")] == names


@pytest.mark.parametrize("asked", ["NATO", "Nikita", "nobody", "S", "N", "", "!"])
def test_an_initial_is_never_held_against_an_unrelated_word(lookup, asked):
    with pytest.raises(NotFoundError, match="goes by the name"):
        find_entities(lookup, asked)


def test_a_name_of_another_kind_is_told(lookup):
    with pytest.raises(NotFoundError, match="The cast has 'Porto' as a place, and a person is wanted here"):
        find_entities(lookup, "Porto", "person")


def test_a_name_that_only_the_cast_gives_is_borne(lookup):
    own = lookup.corpus.entities[0]
    shown = replace(own, name="Norway (government)")
    asked = Lookup(lookup.annotated, replace(lookup.corpus, entities=(shown, *lookup.corpus.entities[1:])))
    assert find_entities(asked, "norway (government)") == (shown,)
    assert find_subject(asked, "Norway (government)").entity in {member.entity for member in own.members}


@pytest.mark.parametrize("asked", ["Ana", "Anna Brandt", "A. Brandt", "Brandtt"])
def test_who_judges_gives_a_name_as_it_is_borne(lookup, asked):
    with pytest.raises(NotFoundError, match="goes by the name") as told:
        find_subject(lookup, asked)
    assert repr(asked) in str(told.value)
    assert ("perhaps you mean Ana Brandt (person in courier.txt, e-ana)" in str(told.value)) == (asked != "Ana")


@pytest.mark.parametrize("asked", ["Ana Brandt", "BRANDT ána"])
def test_case_accents_and_order_do_not_count(lookup, asked):
    assert find_subject(lookup, asked).name == "Ana Brandt"


def test_a_document_that_is_not_there_is_told(lookup):
    with pytest.raises(NotFoundError, match=r"There is no document 'nosuch\.txt' in the case"):
        find_entities(lookup, "Ana Brandt@nosuch.txt")


def test_a_person_and_an_organisation_are_never_the_same(lookup):
    with pytest.raises(AllegedlyError, match=r"\(person\) and port office \(organisation\) are of two kinds"):
        verdict(lookup, "same", ("Ana Brandt", "port office"), name=None, by="", why="", at="")


def test_an_alias_takes_no_place_off_the_map(lookup, affair):
    """A name that was taken for a place and lies nowhere may be somebody's."""
    item = affair.annotated[0]
    porto = next(place for place in item.places if place.name == "Porto")
    number = next(entity.members[0].entity for entity in lookup.corpus.entities if entity.name == "Porto")
    mention = Mention("m", porto.start, porto.end, "Porto", "place", number, "name", "test")
    on_map = replace(item, mentions=(*item.mentions, mention))
    for read, refused in ((on_map, True), (replace(on_map, places=()), False)):
        case = Lookup((read, *affair.annotated[1:]), lookup.corpus)
        if refused:
            with pytest.raises(AllegedlyError, match="place on the map"):
                verdict(case, "alias", ("Ana Brandt",), name="porto", by="", why="", at="")
        else:
            assert verdict(case, "alias", ("Ana Brandt",), name="porto", by="", why="", at="").name == "porto"
