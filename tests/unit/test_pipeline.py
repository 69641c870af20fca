"""The document stages as a whole: the same in, the same out, and every record on its passage."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from allegedly.model import Annotated, Document
from allegedly.pipeline import annotate_documents, reading_key
from allegedly.readers import read
from allegedly.resources import path_of


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    paths = sorted(path_of("sample/documents").iterdir())
    return [read(Path(path.name), path.read_bytes(), published=date(2013, 6, 13)) for path in paths]


@pytest.fixture(scope="module")
def annotated(documents: list[Document]) -> list[Annotated]:
    return list(annotate_documents(documents))


def test_documents_come_out_in_their_order(documents: list[Document], annotated: list[Annotated]) -> None:
    assert [one.document.id for one in annotated] == [document.id for document in documents]


def test_the_batch_does_not_change_the_result(documents: list[Document], annotated: list[Annotated]) -> None:
    assert [next(annotate_documents([document])) for document in documents] == annotated
    assert list(annotate_documents(reversed(documents))) == annotated[::-1]


def test_records_survive_json(annotated: list[Annotated]) -> None:
    for one in annotated:
        assert Annotated.from_dict(one.to_dict()).to_dict() == one.to_dict()


def test_every_record_stands_on_its_passage(annotated: list[Annotated]) -> None:
    for one in annotated:
        text = one.document.text
        for mention in one.mentions:
            assert text[mention.start : mention.end] == mention.text
        for time in one.times:
            assert text[time.start : time.end] == time.text
        for place in one.places:
            assert text[place.start : place.end] == place.text
        for claim in one.claims:
            assert claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end
            for role in claim.roles:
                assert text[role.start : role.end] == role.text


def test_references_lead_somewhere(annotated: list[Annotated]) -> None:
    for one in annotated:
        entities = {entity.id for entity in one.entities}
        claims = {claim.id for claim in one.claims}
        times = {time.id for time in one.times}
        voices = {voice.id for voice in one.voices}
        assert len(claims) == len(one.claims)
        assert {mention.entity for mention in one.mentions} <= entities
        for claim in one.claims:
            assert claim.voice in voices
            assert {role.entity for role in claim.roles if role.entity} <= entities
            assert {link.claim for link in claim.links} <= claims
            assert claim.time.expression is None or claim.time.expression in times
            assert claim.found_by.startswith("claim.")
            assert "en_core_web_sm" in claim.model


def test_no_claim_takes_the_date_of_its_document(annotated: list[Annotated]) -> None:
    """A claim is dated only by an expression in the text."""
    for one in annotated:
        for claim in one.claims:
            assert (claim.time.edtf is None) == (claim.time.expression is None)


def test_the_key_of_a_reading_follows_what_decides_it(documents: list[Document]) -> None:
    document = documents[0]
    assert reading_key(document) == reading_key(replace(document, path="elsewhere.txt"))
    assert reading_key(document) != reading_key(replace(document, published=date(1999, 1, 1)))
    assert reading_key(document) != reading_key(replace(document, outlet="Another"))
