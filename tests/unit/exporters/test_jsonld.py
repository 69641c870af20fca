import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.validators import run_validator

from allegedly.exporters import FORMATS, Material, jsonld
from allegedly.exporters.naming import web_address
from allegedly.model import Claim, Hand, Hop
from allegedly.model.checked import Checked
from allegedly.reports import Filters

READER = Path(__file__).with_name("jsonld_reader.py")
OURS = "urn:x-allegedly:"


@pytest.fixture
def material(affair):
    return Material(affair.annotated, affair.corpus, "Affair")


def nodes(material, folder):
    path = FORMATS["jsonld"].write(material, folder / "case.jsonld").path
    return {node["@id"]: node for node in json.loads(path.read_text("utf-8"))["@graph"]}


def told(found: dict, claim: Claim):
    return found[f"{OURS}claim-{claim.id}"]


def values(node):
    """Every object in a node, itself first."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)


@pytest.mark.parametrize("which", ["material", "sample"])
def test_it_expands_without_a_network_into_terms_that_there_are(request, tmp_path, which):
    material = request.getfixturevalue(which)
    written = jsonld.write(material, tmp_path / "case.jsonld")
    found = json.loads(run_validator(READER, written.path))
    assert found["faults"] == []
    assert not any("Rating" in kind or "Review" in kind for kind in found["types"])
    expected = [
        [f"{OURS}claim-{c.id}", f"urn:sha256:{i.document.id}", c.start, c.end, i.document.text[c.start : c.end]]
        for i in material.annotated
        for c in i.claims
    ]
    assert sorted(found["claims"]) == sorted(expected)


@pytest.mark.parametrize("which", ["material", "sample"])
def test_every_passage_is_found_again_where_it_is_said_to_stand(request, tmp_path, which):
    material = request.getfixturevalue(which)
    texts = {f"urn:sha256:{item.document.id}": item.document.text for item in material.annotated}
    claims = [node for node in nodes(material, tmp_path).values() if node["@type"] == "Claim"]
    assert len(claims) == sum(len(item.claims) for item in material.annotated)
    for claim in claims:
        place = claim["appearance"]["oa:hasSelector"]
        text = texts[claim["appearance"]["isPartOf"]["@id"]]
        assert text[place["oa:start"] : place["oa:end"]] == claim["text"] != ""


def test_a_claim_says_who_says_it_where_and_of_when(material, affair, tmp_path):
    found = nodes(material, tmp_path)
    claim = told(found, affair.claim("Ana Brandt left"))
    own = f"urn:sha256:{affair.annotated[0].document.id}"
    assert found[claim["author"]["@id"]]["name"] == "one customs source"
    assert claim["creditText"] == "The Harbour Courier > Ida Roth > one customs source"
    assert claim["appearance"]["publisher"] == {"@type": "Organization", "name": "The Harbour Courier"}
    assert claim["appearance"]["datePublished"] == "2011-04-20"
    assert claim["firstAppearance"] == {"@id": own}
    assert claim["temporalCoverage"] == "2011-04-11"
    place = found[claim["contentLocation"]["@id"]]
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 38.7, "longitude": -9.1}
    assert place["address"]["addressCountry"] == "PT"
    event = found[claim["about"]["@id"]]
    assert event["name"] == "leave: Ana Brandt; Lisbon; some time between 11 and 12 April 2011 (2 asserted)"
    assert not {"startDate", "endDate"} & event.keys()


def test_how_a_claim_is_put_is_a_word_and_no_rating(material, affair, tmp_path):
    found = nodes(material, tmp_path)
    assert told(found, affair.claim("it offered"))["keywords"] == ["denied"]
    assert told(found, affair.claim("She was not"))["keywords"] == ["asserted in the negative"]
    stopped = found[f"{OURS}event-{affair.claim('She was not').id}"]
    assert (stopped["startDate"], stopped["endDate"]) == ("2011-04-11", "2011-04-11")
    assert stopped["name"].endswith("(1 asserted in the negative)")
    keys = {key for node in found.values() for value in values(node) for key in value}
    assert not {"claimReviewed", "reviewRating", "contentRating", "aggregateRating"} & keys


def test_copied_words_appeared_first_where_they_were_copied_from(affair, tmp_path):
    copied = affair.corpus.derivations[0]
    claim = affair.claim("Brandt left")
    longer = replace(copied, end=claim.end, of_end=copied.of_start + claim.end)
    found = nodes(Material(affair.annotated, replace(affair.corpus, derivations=(longer,))), tmp_path)
    assert told(found, claim)["firstAppearance"] == {"@id": f"urn:sha256:{copied.of_document}"}
    assert told(found, affair.claim("It is not"))["firstAppearance"] == {"@id": f"urn:sha256:{copied.document}"}


def test_who_takes_part_in_a_happening_is_there_though_no_claim_names_them(affair, tmp_path):
    event = replace(affair.corpus.events[0], participants=("e-ana", "e-other"))
    other = replace(affair.corpus.entities[1], id="e-other", members=())
    corpus = replace(affair.corpus, events=(event,), entities=(*affair.corpus.entities, other))
    found = nodes(Material(affair.annotated, corpus), tmp_path)
    assert [found[one["@id"]]["name"] for one in found[f"{OURS}event-event-1"]["about"]] == [
        "Ana Brandt",
        "Port Office",
    ]


@pytest.mark.parametrize(
    ("hop", "author"),
    [
        (Hop("two officials", "unnamed_group"), {"name": "two officials"}),
        (Hop("a clerk", "unnamed_person"), {"@type": "Person", "name": "a clerk"}),
        (Hop("the log", "document"), None),
        (Hop(None, "unstated"), None),
    ],
)
def test_nobody_is_made_an_author_whom_the_text_does_not_make_one(affair, tmp_path, hop, author):
    first, *others = affair.annotated
    claim = replace(first.claims[0], chain=(hop,))
    material = Material((replace(first, claims=(claim, *first.claims[1:])), *others), affair.corpus)
    assert told(nodes(material, tmp_path), claim).get("author") == author


def test_words_of_documents_end_no_element_and_are_no_address(affair, tmp_path):
    hostile = affair.annotated[2]
    document = replace(hostile.document, url="javascript:alert(1)", parent="ab" * 32)
    material = Material((*affair.annotated[:2], replace(hostile, document=document)), affair.corpus)
    written = jsonld.write(material, tmp_path / "case.jsonld").path.read_text("utf-8")
    assert "<" not in written
    found = nodes(material, tmp_path)
    assert "url" not in found[f"urn:sha256:{document.id}"]
    assert found[f"urn:sha256:{document.id}"]["name"] == "</title><script>alert(3)"
    assert found[f"urn:sha256:{'ab' * 32}"] == {"@id": f"urn:sha256:{'ab' * 32}", "@type": "Collection"}


def test_who_edited_a_claim_is_its_editor(affair, tmp_path):
    first, *others = affair.annotated
    edited = replace(first, checked=(Checked(first.claims[0], Hand("edited", "Ida", "2011-06-15T09:30:00Z", "j1")),))
    claim = told(nodes(Material((edited, *others), affair.corpus), tmp_path), first.claims[0])
    assert (claim["editor"], claim["description"]) == ({"@type": "Person", "name": "Ida"}, "edited by Ida")


def test_filters_choose_and_say_what_stands_beside(affair, tmp_path):
    filters = Filters(outlet="courier", earliest=date(2011, 4, 11), labels=("asserted",))
    written = jsonld.write(Material(affair.annotated, affair.corpus, filters=filters), tmp_path / "case.jsonld")
    found = {node["@id"]: node for node in json.loads(written.path.read_text("utf-8"))["@graph"]}
    assert "description" not in told(found, affair.claim("Ana Brandt left"))
    assert told(found, affair.claim("Brandt left"))["description"].startswith("does not fit")
    assert f"urn:sha256:{affair.annotated[2].document.id}" not in found
    named = {value["@id"] for node in found.values() for value in values(node) if value.keys() == {"@id"}}
    assert named <= found.keys()
    assert written.left_out[0].startswith("Of 13 claims")


def test_the_same_material_gives_the_same_bytes(material, tmp_path):
    first, again = (jsonld.write(material, tmp_path / name).path.read_bytes() for name in ("a.jsonld", "b.jsonld"))
    assert first == again


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://courier.example", "https://courier.example/"),
        (" https://courier.example/a b?q=“x”#<y>\n", "https://courier.example/a%20b?q=“x”#%3Cy%3E"),
        ("https://zürich.example/ä", "https://zürich.example/ä"),
        ("https://user@courier.example:8080/", "https://user@courier.example:8080/"),
        ("https://courier.example:x/", None),
        ("http://[::1", None),
        ("courier.example", None),
        ("data:text/html,x", None),
        ("https://" + "a" * 5_000 + ".example", None),
        ("https://courier.example/" + "a" * 5_000, None),
    ],
)
def test_addresses(given, expected):
    assert web_address(given) == expected
