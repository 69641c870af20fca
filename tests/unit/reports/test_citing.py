from datetime import date

from allegedly.model import Hop
from allegedly.reports import Lookup
from allegedly.reports.citing import citing


def told(affair):
    lookup = Lookup(affair.annotated, affair.corpus)
    return citing(lookup, lookup.claims())


def ways(cited):
    names = {one.id: one.name for one in cited.sources}
    return {(names[way.by], names[way.of]): way for way in cited.citations}


def test_an_outlet_is_one_however_it_is_named(affair):
    cited = told(affair)
    found = ways(cited)
    assert ("The Evening Post", "The Harbour Courier") in found
    assert [one.claims for one in cited.sources if one.name == "The Harbour Courier"] == [6]
    way = found["The Evening Post", "The Harbour Courier"]
    assert way.claims == (affair.claim("Brandt left Lisbon on 12").id,)
    assert (way.documents, way.first, way.last) == (1, date(2011, 4, 21), date(2011, 4, 21))


def test_sources_of_the_cast_are_its_entities(affair):
    found = {one.name: one for one in told(affair).sources}
    assert (found["one customs source"].id, found["one customs source"].kind) == ("e-source", "unnamed_person")
    assert found["Port Office"].entity == "e-office"
    assert (found["Ida Roth"].id, found["Ida Roth"].entity) == ("person:ida roth", None)


def of_two_documents(affairs, *hops):
    """The sources of two documents whose claims have these in their chains."""
    made = []
    for number in "12":
        writer = affairs.Writer(f"{number}.txt", f"Ana left {number}.", None, None)
        writer.claim(f"Ana left {number}", "left", hops=[Hop(name, kind) for name, kind in hops])
        made.append(writer.annotated())
    return citing(lookup := Lookup(made, affairs.Corpus()), lookup.claims())


def test_without_a_name_it_is_somebody_of_one_document(affairs):
    cited = of_two_documents(affairs, ("The ministry", "organisation"), ("one source", "unnamed_person"))
    assert [one.documents for one in cited.sources] == [1, 1, 1, 1]


def test_a_name_means_the_same_in_every_document(affairs):
    cited = of_two_documents(affairs, ("the Lamp Office", "organisation"), ("Ada Berg", "person"), (None, "unstated"))
    assert {one.name: one.documents for one in cited.sources} == {
        "the Lamp Office": 2,
        "Ada Berg": 2,
        "somebody unnamed": 1,
    }
    assert len(ways(cited)["the Lamp Office", "Ada Berg"].claims) == 2


def test_nobody_cites_themselves_and_what_has_no_chain_is_counted(affairs):
    cited = of_two_documents(affairs, ("Ada Berg", "person"), ("Ada Berg", "person"))
    assert cited.citations == ()
    assert of_two_documents(affairs).unsourced == 2
