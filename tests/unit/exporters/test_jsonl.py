import json
from dataclasses import replace
from datetime import date

import pytest

from allegedly.errors import AllegedlyError
from allegedly.exporters import FORMATS, Material, jsonl
from allegedly.model.codec import decode
from allegedly.model.corpus import CaseLink
from allegedly.model.custody import CustodyLine, Deed, Head, chained
from allegedly.model.protocols import Receipt
from allegedly.reports import Filters, known_by

NAMES = ["claims", "derivations", "documents", "entities", "events", "judgements", "links", "origins", "relations"]


@pytest.fixture
def folder(affair, tmp_path):
    return jsonl.write(Material(affair.annotated, affair.corpus), tmp_path / "out").path


def records(folder, name):
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_writes_nine_files_and_leaves_nothing_else(folder):
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.jsonl" for name in NAMES]


def test_documents_carry_all_that_was_read_but_claims_and_entities(affair, folder):
    first = records(folder, "documents")[0]
    assert first["id"] == affair.annotated[0].document.id
    assert first["text"] == affair.annotated[0].document.text
    assert {
        "voices",
        "mentions",
        "times",
        "places",
        "attributions",
        "title",
        "published",
        "text_sha256",
    } <= first.keys()
    assert not {"claims", "entities"} & first.keys()
    assert {"start", "end"} <= first["voices"][0].keys()


def test_claims_name_their_document_and_have_the_keys_of_annotate(affair, folder):
    claims = records(folder, "claims")
    assert [claim["id"] for claim in claims] == [c.id for item in affair.annotated for c in item.claims]
    assert claims[0]["document"] == affair.annotated[0].document.id
    assert set(affair.annotated[0].to_dict()["claims"][0]) <= claims[0].keys()
    assert claims[0]["stance"]["label"] == "asserted"


def test_the_records_across_documents_have_the_keys_of_the_reference(folder):
    expected = {
        "events": {"id", "claims", "type", "earliest", "latest", "edtf", "place", "participants"},
        "relations": {"a", "b", "relation", "slot", "detail", "found_by"},
        "derivations": {"document", "start", "end", "of_document", "of_start", "of_end", "kind"},
        "origins": {"event", "asserting", "least", "most", "first_hand", "denying", "edges"},
    }
    for name, keys in expected.items():
        assert keys <= records(folder, name)[0].keys()
    assert {"a", "b", "kind", "why", "evidence"} <= records(folder, "origins")[0]["edges"][0].keys()
    assert [entity["id"] for entity in records(folder, "entities")] == ["e-ana", "e-office", "e-source"]


def test_judgements_is_empty_until_somebody_judges(folder):
    assert (folder / "judgements.jsonl").read_bytes() == b""


def test_writing_again_replaces_and_gives_the_same_bytes(affair, folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    jsonl.write(Material(affair.annotated[:1], affair.corpus), folder)
    assert len(records(folder, "documents")) == 1
    jsonl.write(Material(affair.annotated, affair.corpus), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_in_the_way_is_told(affair, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(AllegedlyError, match="is a file"):
        jsonl.write(Material(affair.annotated, affair.corpus), tmp_path / "file")


def test_formats_are_named_and_described():
    assert {"html", "jsonl"} <= set(FORMATS)
    assert all(made.description for made in FORMATS.values())


@pytest.fixture
def other_case(affair):
    """The affair with a denial of the departure and with an answer in another document."""
    denial, leaving, offer = affair.claim("it offered"), affair.claim("Ana Brandt left"), affair.claim("In mid-April")
    event = affair.corpus.events[0]
    other = replace(event, id="event-2", claims=(offer.id, denial.id), candidates=(event.id,), unsure=(leaving.id,))
    link = CaseLink(affair.claim("Its clerk").id, offer.id, ("test",))
    return replace(affair.corpus, events=(replace(event, candidates=(other.id,)), other), links=(link,))


def ids(folder, name, key="id"):
    return [record[key] for record in records(folder, name)]


def test_filters_choose_claims_and_hide_no_denial_and_no_answer(affair, other_case, tmp_path):
    material = Material(affair.annotated, other_case, filters=Filters(outlet="courier", entity="port office"))
    written = jsonl.write(material, tmp_path / "out")
    claims = {claim["id"]: claim["fits"] for claim in records(written.path, "claims")}
    offer, refusal = affair.claim("In mid-April"), affair.claim("She refused")
    answers = [refusal, affair.claim("it offered"), affair.claim("Its clerk")]
    assert claims == {offer.id: True, **{claim.id: False for claim in answers}}
    told, whole = written.left_out
    assert told.startswith("Of 13 claims 9 do not fit")
    assert "3 more do not fit" in told
    assert whole.startswith("Documents, names")


def test_under_filters_no_id_leads_nowhere(affair, other_case, tmp_path):
    material = Material(affair.annotated, other_case, filters=Filters(outlet="courier", labels=("asserted",)))
    folder = jsonl.write(material, tmp_path / "out").path
    claims, events = set(ids(folder, "claims")), set(ids(folder, "events"))
    assert {link["claim"] for claim in records(folder, "claims") for link in claim["links"]} <= claims
    assert {one for event in records(folder, "events") for one in event["claims"] + event["unsure"]} <= claims
    assert {one for event in records(folder, "events") for one in event["candidates"]} <= events
    assert {one[key] for one in records(folder, "relations") for key in "ab"} <= claims
    assert set(ids(folder, "relations", "event")) | set(ids(folder, "origins", "event")) <= events
    assert {one[key] for one in records(folder, "links") for key in ("claim", "answers")} <= claims
    assert len(records(folder, "documents")) == len(affair.annotated)


def test_filters_that_nothing_fits_leave_the_documents(affair, tmp_path):
    material = Material(
        affair.annotated, affair.corpus, filters=Filters(earliest=date(1900, 1, 1), latest=date(1900, 1, 2))
    )
    written = jsonl.write(material, tmp_path / "out")
    assert records(written.path, "claims") == records(written.path, "events") == records(written.path, "origins") == []
    assert len(records(written.path, "documents")) == len(affair.annotated)
    assert written.left_out[0] == "Of 13 claims 13 do not fit what was asked for and are left out."


def test_without_filters_nothing_is_marked_and_nothing_left_out(affair, other_case, tmp_path):
    written = jsonl.write(Material(affair.annotated, other_case), tmp_path / "out")
    assert written.left_out == ()
    assert not any("fits" in claim for claim in records(written.path, "claims"))
    assert records(written.path, "events")[1]["candidates"] == ["event-1"]


UNTOLD = {"by": "", "how": None, "url": None, "parent": None}
FETCHED = {"by": "anna", "how": "fetched", "url": "https://example.org/a", "parent": None}


def test_the_log_of_custody_is_there_line_by_line_where_it_is_known(affair, tmp_path):
    deed = Deed("2011-06-15T09:30:00Z", "anna", "kept", "document", affair.annotated[0].document.id, "d" * 64)
    lines = list(chained([deed, replace(deed, subject="elsewhere")], Head()))
    folder = jsonl.write(Material(affair.annotated, affair.corpus, custody=lines), tmp_path / "out").path
    assert [decode(CustodyLine, line) for line in records(folder, "custody")] == lines
    known, told = known_by(affair.annotated, date(2030, 1, 1))
    jsonl.write(Material(known, affair.corpus, known_by=told, custody=lines), folder)
    assert [decode(CustodyLine, line) for line in records(folder, "custody")] == lines[:1]
    jsonl.write(Material(affair.annotated, affair.corpus), folder)
    assert not (folder / "custody.jsonl").exists()


def test_receipts_stand_there_where_they_are_known(affair, tmp_path):
    own = affair.annotated[0].document.id
    late = Receipt(own, "again/courier.txt", "2011-07-01T08:00:00Z", **FETCHED)
    early = Receipt(own, "in/courier.txt", "2011-06-15T09:30:00Z", date(2011, 4, 20))
    material = Material(affair.annotated, affair.corpus, receipts={own: (late, early)})
    folder = jsonl.write(material, tmp_path / "out").path
    assert records(folder, "receipts") == [
        {"document": own, "path": early.path, "received_at": early.received_at, "published": "2011-04-20", **UNTOLD},
        {"document": own, "path": late.path, "received_at": late.received_at, "published": None, **FETCHED},
    ]
    jsonl.write(Material(affair.annotated, affair.corpus), folder)
    assert not (folder / "receipts.jsonl").exists()


def test_what_a_document_lay_in_and_its_pages_are_there(affair, tmp_path):
    first = affair.annotated[0]
    document = replace(first.document, parent="ab" * 32, pages=(0, 19))
    material = Material((replace(first, document=document),), affair.corpus)
    record = records(jsonl.write(material, tmp_path / "out").path, "documents")[0]
    assert (record["parent"], record["pages"]) == ("ab" * 32, [0, 19])
