import json

import pytest

from allegedly.errors import AllegedlyError
from allegedly.exporters import FORMATS, Material, jsonl

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
