import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.validators import run_validator

from allegedly.errors import AllegedlyError
from allegedly.exporters import FORMATS, Material, ftm
from allegedly.exporters.ftm.dates import dates_of
from allegedly.exporters.ftm.documents import pieces, schema_of
from allegedly.exporters.ftm.things import COLUMNS
from allegedly.exporters.ftm.values import clean
from allegedly.model import ClaimTime, Hand
from allegedly.model.checked import Checked
from allegedly.model.protocols import Receipt
from allegedly.reports import Filters

READER = Path(__file__).with_name("ftm_reader.py")


@pytest.fixture
def material(affair):
    return Material(affair.annotated, affair.corpus, "The Brandt affair: “who left”?")


@pytest.fixture
def odd(affair):
    """The affair as it comes out of worse files: pages, a message with a letter in it, an archive, foul words."""
    first, second, third = affair.annotated
    paged = replace(first.document, media_type="application/pdf", pages=(0, 19, 120), url="https://courier.example")
    mail = replace(second.document, media_type="message/rfc822", title='"Re: the desk"\r\n', parent="ab" * 32)
    foul = replace(
        third.document,
        text=third.document.text + "\n\nA\u0301" + " word" * 40_000,
        title="a\u0000b\u202e",
        authors=("x" * 3_000, " ", "\ud800"),
        outlet="=HYPERLINK(1)",
        url="javascript:alert(1)",
        parent=second.document.id,
        published=date(987, 3, 4),
    )
    annotated = tuple(replace(i, document=d) for i, d in zip(affair.annotated, (paged, mail, foul), strict=True))
    receipts = {"ab" * 32: (Receipt("ab" * 32, "in/box.mbox", "2011-06-15T09:30:00Z"),)}
    return Material(annotated, affair.corpus, "", receipts=receipts)


def entities(folder):
    lines = (folder / "entities.ftm.json").read_text("utf-8").splitlines()
    return {data["id"]: data for data in map(json.loads, lines)}


def rows(folder):
    with (folder / "statements.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, dialect=csv.unix_dialect))


def properties(folder, own):
    return entities(folder)[own]["properties"]


@pytest.mark.parametrize("which", ["material", "sample", "odd"])
def test_the_library_takes_every_entity_and_statement(request, tmp_path, which):
    written = ftm.write(request.getfixturevalue(which), tmp_path / "out")
    found = json.loads(run_validator(READER, written.path))
    assert found["faults"] == []
    assert {"Event", "Note", "Person", "UnknownLink"} <= set(found["schemata"])


@pytest.mark.parametrize("which", ["material", "sample", "odd"])
def test_every_passage_is_found_again_where_it_is_said_to_stand(request, tmp_path, which):
    material = request.getfixturevalue(which)
    folder = ftm.write(material, tmp_path / "out").path
    known, seen = entities(folder).keys(), set()
    collection = json.loads((folder / "annotations.jsonld").read_text("utf-8"))
    annotations = collection["first"]["items"]
    for annotation in annotations:
        sources = {body["source"] for body in annotation["body"] if body["type"] == "SpecificResource"}
        assert {source.removeprefix("entities.ftm.json#") for source in sources} <= known
        for target in annotation["target"]:
            text = (folder / target["state"]["cached"]).read_bytes().decode()
            where, quote = target["selector"]
            start, end = where["start"], where["end"]
            assert text[start:end] == quote["exact"] != ""
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            seen.add((target["source"]["id"].removeprefix("urn:sha256:"), start, end))
    assert collection["total"] == len(annotations) == len({annotation["id"] for annotation in annotations})
    claims = {(i.document.id, c.start, c.end) for i in material.annotated for c in i.claims}
    copies = {(d.document, d.start, d.end) for d in material.corpus.derivations}
    assert claims | copies <= seen


def test_a_happening_says_how_its_accounts_put_it_and_each_account_says_it_by_itself(material, affair, tmp_path):
    folder = ftm.write(material, tmp_path / "out").path
    event = properties(folder, "event-event-1")
    assert event["name"] == ["leave: Ana Brandt; Lisbon; some time between 11 and 12 April 2011 (2 asserted)"]
    assert event["date"] == ["2011-04-11", "2011-04-12"]
    assert event["notes"] == ["The accounts differ in time: 11 April 2011 / 12 April 2011."]
    assert event["involved"] == ["entity-e-ana"]
    assert event["summary"][0].startswith("Two documents here assert this.")
    days = {
        row["value"]: row for row in rows(folder) if row["canonical_id"] == "event-event-1" and row["prop"] == "date"
    }
    post = affair.annotated[1].document
    assert days["2011-04-12"]["origin"] == f"document-{post.id[:32]}"
    assert days["2011-04-12"]["first_seen"] == days["2011-04-12"]["last_seen"] == "2011-04-21T00:00:00"
    assert days["2011-04-12"]["entity_id"] == f"account-{affair.claim('Brandt left').id}"


def test_what_is_put_in_the_negative_is_not_named_as_if_it_had_happened(material, affair, tmp_path):
    folder = ftm.write(material, tmp_path / "out").path
    stopped = properties(folder, f"event-{affair.claim('She was not').id}")
    assert stopped["name"] == ["stopped: Ana Brandt; 11 April 2011 (1 asserted in the negative)"]
    denied = properties(folder, f"claim-{affair.claim('it offered').id}")
    assert denied["keywords"] == ["denied"]
    assert denied["summary"] == ["denied; The Evening Post > port office; Port Office"]


def test_a_note_has_the_exact_words_and_whom_they_are_about(material, affair, tmp_path):
    claim, item = affair.claim("Ana Brandt left"), affair.annotated[0]
    note = properties(ftm.write(material, tmp_path / "out").path, f"claim-{claim.id}")
    document = f"document-{item.document.id[:32]}"
    assert note["description"] == ["Ana Brandt left Lisbon on 11 April"]
    assert note["entity"] == ["event-event-1", document, "entity-e-ana", "entity-e-source"]
    assert note["proof"] == [document]


def test_names_that_are_less_than_full_find_nobody(material, affair, tmp_path):
    folder = ftm.write(material, tmp_path / "out").path
    ana = properties(folder, "entity-e-ana")
    assert (ana["name"], ana["weakAlias"], ana["position"]) == (["Ana Brandt"], ["Brandt"], ["clerk"])
    assert entities(folder)["entity-e-office"]["schema"] == "Organization"
    said = [row for row in rows(folder) if row["prop"] == "weakAlias"]
    assert [row["origin"] for row in said] == [f"document-{affair.annotated[1].document.id[:32]}"]


def test_governments_are_public_bodies_and_what_is_only_described_anybody(affair, tmp_path):
    first, *others = affair.annotated
    ana, office, source = first.entities
    own = (ana, replace(office, government_of="PT"), replace(source, kind="organisation"))
    people, bureau, teller = affair.corpus.entities
    corpus = replace(affair.corpus, entities=(people, bureau, replace(teller, kind="organisation")))
    folder = ftm.write(Material((replace(first, entities=own), *others), corpus), tmp_path / "out").path
    assert entities(folder)["entity-e-office"]["schema"] == "PublicBody"
    assert properties(folder, "entity-e-office")["country"] == ["pt"]
    assert entities(folder)["entity-e-source"]["schema"] == "LegalEntity"


def test_documents_are_of_their_kind_and_lie_in_what_they_came_in(odd, tmp_path):
    written = ftm.write(odd, tmp_path / "out")
    folder = written.path
    own = [f"document-{item.document.id[:32]}" for item in odd.annotated]
    kinds = [entities(folder)[one]["schema"] for one in own]
    assert kinds == ["Pages", "Email", "PlainText"]
    paged = odd.annotated[0].document
    pages = [properties(folder, f"page-{paged.id[:32]}-{number}") for number in (1, 2, 3)]
    assert [page["index"] for page in pages] == [["1"], ["2"], ["3"]]
    assert pages[0]["bodyText"] == ["The customs house"]
    assert "bodyText" not in properties(folder, own[0])
    assert properties(folder, own[1])["parent"] == [f"document-{'ab' * 16}"]
    assert properties(folder, f"document-{'ab' * 16}")["fileName"] == ["box.mbox"]
    assert properties(folder, own[2])["parent"] == [own[1]]
    assert "sourceUrl" not in properties(folder, own[2])
    assert "1 value of author, longer than FollowTheMoney takes: cut." in written.left_out
    assert "2 values of author, not what FollowTheMoney takes: left out." in written.left_out


def test_a_long_text_is_cut_into_values_and_no_word_is_lost():
    text = "\n\n".join(f"{number} " + "word " * 200 for number in range(200))
    cut = list(pieces(text))
    assert "".join(cut) == text
    assert len(cut) == 4
    assert all(piece.startswith("\n\n") for piece in cut[1:])
    assert "".join(pieces("x" * 200_000)) == "x" * 200_000
    assert list(pieces(" ")) == []


def test_what_a_person_made_of_a_claim_is_not_put_down_to_the_document(affair, tmp_path):
    first, *others = affair.annotated
    claim = first.claims[0]
    edited = replace(first, checked=(Checked(claim, Hand("edited", "Ida", "2011-06-15T09:30:00Z", "j1")),))
    folder = ftm.write(Material((edited, *others), affair.corpus), tmp_path / "out").path
    origins = {row["origin"] for row in rows(folder) if row["entity_id"] == f"account-{claim.id}"}
    assert origins == {"judgement-j1"}
    assert properties(folder, f"claim-{claim.id}")["summary"][0].endswith("edited by Ida")


def test_filters_choose_and_hide_no_other_account(affair, tmp_path):
    material = Material(affair.annotated, affair.corpus, filters=Filters(outlet="courier", earliest=date(2011, 4, 11)))
    written = ftm.write(material, tmp_path / "out")
    found = entities(written.path)
    other = found[f"claim-{affair.claim('Brandt left').id}"]["properties"]
    assert other["summary"][-1].startswith("does not fit")
    assert f"claim-{affair.claim('It is not known').id}" not in found
    assert not any(affair.annotated[2].document.id[:32] in own for own in found)
    assert written.left_out[0].startswith("Of 13 claims")
    assert len(list((written.path / "texts").iterdir())) == 2


def test_texts_that_an_earlier_export_wrote_do_not_go_along_with_a_later_one(affair, material, tmp_path):
    ftm.write(material, tmp_path / "out")
    (tmp_path / "out" / "texts" / "mine.txt").write_text("x")
    ftm.write(Material(affair.annotated, affair.corpus, filters=Filters(outlet="no such")), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "texts").iterdir()] == ["mine.txt"]


def test_writing_again_gives_the_same_bytes(material, tmp_path):
    one, other = (ftm.write(material, tmp_path / name).path for name in "ab")
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(files) == 3 + len(material.annotated)
    assert all((one / path).read_bytes() == (other / path).read_bytes() for path in files)


def test_columns_are_those_of_the_format_and_the_data_set_has_a_name(material, tmp_path):
    folder = ftm.write(material, tmp_path / "out").path
    assert tuple(rows(folder)[0]) == COLUMNS
    assert {row["dataset"] for row in rows(folder)} == {"the_brandt_affair_who_left"}


def test_a_file_in_the_way_is_told(material, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(AllegedlyError, match="is a file"):
        FORMATS["ftm"].write(material, tmp_path / "file")


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "expected"),
    [
        ("2011-04-11", date(2011, 4, 11), date(2011, 4, 11), {"date": ["2011-04-11"]}),
        ("2011-04", date(2011, 4, 1), date(2011, 4, 30), {"date": ["2011-04"]}),
        (
            "2011-04-11/2011-06",
            date(2011, 4, 11),
            date(2011, 6, 30),
            {"startDate": ["2011-04-11"], "endDate": ["2011-06"]},
        ),
        ("2011-04-11/..", date(2011, 4, 11), None, {"startDate": ["2011-04-11"]}),
        ("/2011", None, date(2011, 12, 31), {"endDate": ["2011"]}),
        ("[2011-04-11..2011-04-20]", date(2011, 4, 11), date(2011, 4, 20), {"date": ["2011-04"]}),
        ("[2011-03-28..2011-04-02]", date(2011, 3, 28), date(2011, 4, 2), {"date": ["2011"]}),
        ("[2010-12-31..2011-01-01]", date(2010, 12, 31), date(2011, 1, 1), {}),
        ("[..2011-04-20]", None, date(2011, 4, 20), {}),
        (None, None, None, {}),
    ],
)
def test_a_time_is_given_as_finely_as_it_is_known(edtf, earliest, latest, expected):
    assert dates_of(ClaimTime(edtf, earliest, latest)) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("name", ' "Ana\n  Brandt" ', "Ana Brandt"),
        ("string", "a\u0000\u202eb\u2028c", "a\u202eb c"),
        ("address", "Quay 3;\nPorto", "Quay 3, Porto"),
        ("url", "https://courier.example", "https://courier.example/"),
        ("url", "courier", None),
        ("url", "file:///etc/passwd", None),
        ("country", "AN", None),
        ("country", "PT", "pt"),
        ("date", "0987-03-04", None),
        ("text", " \u200b ", None),
    ],
)
def test_values_are_cleaned_as_the_library_cleans_them(kind, value, expected):
    assert clean(kind, value) == expected


def test_kinds_of_documents(affair):
    document = affair.annotated[0].document
    kinds = {"text/html": "HyperText", "text/markdown": "PlainText", "application/epub+zip": "Document"}
    assert {media: schema_of(replace(document, media_type=media)) for media in kinds} == kinds
