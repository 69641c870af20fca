import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from prov.constants import PROV, PROV_ATTR_COLLECTION
from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvAssociation,
    ProvAttribution,
    ProvCommunication,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
    ProvGeneration,
    ProvInvalidation,
    ProvMembership,
    ProvRelation,
    ProvUsage,
)

from allegedly.exporters import FORMATS, Material, provenance
from allegedly.model import Hand, Subject, Verdict
from allegedly.model.checked import Checked
from allegedly.model.protocols import Receipt
from allegedly.reports import Filters

LOCAL = re.compile(r"[0-9A-Za-z_](?:[0-9A-Za-z_.-]*[0-9A-Za-z_-])?")
AT = "2011-06-15T09:30:00Z"


@pytest.fixture
def material(affair):
    return Material(affair.annotated, affair.corpus, "Affair")


@pytest.fixture
def judged(affair):
    """The affair where one claim was accepted, one edited, one rejected, and two names were told apart, then not."""
    first, second, third = affair.annotated
    edited, rejected = first.claims[0], first.claims[1]
    verdicts = [
        Verdict("edit", (Subject(first.document.id, edited.id, "w", "claim", edited.start),), "Ida", AT, "the log"),
        Verdict("reject", (Subject(first.document.id, rejected.id, "w", "claim", rejected.start),), "Ida", AT),
        Verdict("accept", (Subject(second.document.id, second.claims[0].id, "w", "claim", 0),), "Ben", AT),
        Verdict("different", tuple(Subject(first.document.id, e.id, e.name) for e in first.entities[:2]), "Ben", AT),
    ]
    log = [verdict.numbered(number) for number, verdict in enumerate(verdicts, 1)]
    log.append(Verdict("undo", (), "Ben", AT, undoes=log[3].id).numbered(5))
    checked = (
        Checked(edited, Hand("edited", "Ida", AT, log[0].id)),
        Checked(rejected, Hand("rejected", "Ida", AT, log[1].id)),
    )
    claims = tuple(claim for claim in first.claims if claim != rejected)
    annotated = (replace(first, checked=checked, claims=claims), second, third)
    receipts = {first.document.id: (Receipt(first.document.id, "in/courier.txt", AT, date(2011, 4, 20)),)}
    return Material(annotated, replace(affair.corpus, judgements=tuple(log)), "Affair", receipts=receipts)


def read(material, folder):
    path = FORMATS["prov"].write(material, folder / "case.prov.json").path
    return ProvDocument.deserialize(content=path.read_text("utf-8"), format="json")


def one(record, name):
    return next(iter(record.get_attribute(PROV[name] if ":" not in name else name)), None)


def own(record):
    return str(record.identifier)


def related(document, kind):
    """The two ends of the relations of a kind, and the relations."""
    found = {}
    for record in document.get_records(kind):
        ends = [str(value) for _, value in record.formal_attributes if value is not None]
        found.setdefault((ends[0], ends[1]), []).append(record)
    return found


@pytest.mark.parametrize("which", ["material", "sample", "judged"])
def test_the_library_reads_back_what_was_said(request, tmp_path, which):
    material = request.getfixturevalue(which)
    said = provenance._Told(material, provenance.choose(material)).document()
    assert read(material, tmp_path) == said
    declared = [own(record) for record in said.get_records((ProvEntity, ProvActivity, ProvAgent))]
    assert len(declared) == len(set(declared))
    assert all(LOCAL.fullmatch(name.partition(":")[2]) for name in declared)
    for relation in said.get_records(ProvRelation):
        ends = {
            str(value)
            for _, value in relation.formal_attributes
            if value is not None and not isinstance(value, datetime)
        }
        assert ends <= set(declared), relation


@pytest.mark.parametrize("which", ["material", "sample", "judged"])
def test_every_passage_is_found_again_where_it_is_said_to_stand(request, tmp_path, which):
    material = request.getfixturevalue(which)
    document = read(material, tmp_path)
    texts = {f"sha256:{item.document.id}": item.document.text for item in material.annotated}
    quoted = {
        str(relation.args[0]): str(relation.args[1])
        for relation in document.get_records(ProvDerivation)
        if PROV["Quotation"] in relation.get_attribute("prov:type")
    }
    passages = [e for e in document.get_records(ProvEntity) if e.get_attribute("al:start")]
    for entity in passages:
        start, end = one(entity, "al:start"), one(entity, "al:end")
        assert texts[quoted[own(entity)]][start:end] == one(entity, "value") != ""
    claims = {f"al:claim-{claim.id}" for item in material.annotated for claim in item.claims}
    assert claims <= {own(entity) for entity in passages}
    assert len(passages) >= len(claims) + 2 * bool(material.corpus.derivations)


def test_a_claim_is_quoted_read_and_attributed_hop_by_hop(material, affair, tmp_path):
    document, item = read(material, tmp_path), affair.annotated[0]
    claim = f"al:claim-{item.claims[0].id}"
    reading = f"al:reading-{item.document.id}"
    assert (claim, reading) in related(document, ProvGeneration)
    hops = {
        one(relation, "al:hop"): one(document.get_record(agent)[0], "label")
        for (entity, agent), relations in related(document, ProvAttribution).items()
        for relation in relations
        if entity == claim
    }
    assert hops == {1: "The Harbour Courier", 2: "Ida Roth", 3: "one customs source"}
    ((_, software),) = [ends for ends in related(document, ProvAssociation) if ends[0] == reading]
    agent = document.get_record(software)[0]
    assert PROV["SoftwareAgent"] in agent.get_attribute("prov:type")
    assert (one(agent, "label"), one(agent, "al:model")) == ("Allegedly 0", "none")


def test_copied_passages_come_from_the_earlier_document_and_accounts_belong_to_their_happening(
    material, affair, tmp_path
):
    document = read(material, tmp_path)
    copied = [
        r for r in document.get_records(ProvDerivation) if "al:narration" in map(str, r.get_attribute("prov:type"))
    ]
    later, earlier = (document.get_record(copied[0].args[number])[0] for number in (0, 1))
    assert one(later, "value") == "Brandt left Lisbon o"
    assert one(later, "value") == one(earlier, "value")
    members = [r for r in document.get_records(ProvMembership) if str(one(r, "collection")) == "al:event-event-1"]
    assert PROV_ATTR_COLLECTION in dict(members[0].formal_attributes)
    assert len(members) == 2


def test_judgements_are_activities_of_persons_at_their_times(judged, tmp_path):
    document = read(judged, tmp_path)
    log = judged.corpus.judgements
    at = datetime(2011, 6, 15, 9, 30, tzinfo=UTC)
    edit = document.get_record(f"al:judgement-{log[0].id}")[0]
    assert (edit.get_startTime(), edit.get_endTime()) == (at, at)
    assert (one(edit, "al:why"), one(edit, "al:standing")) == ("the log", "in_force")
    edited, rejected = judged.annotated[0].claims[0].id, log[1].subjects[0].entity
    assert (f"al:claim-{edited}", f"al:judgement-{log[0].id}") in related(document, ProvGeneration)
    revised = [r for r in document.get_records(ProvDerivation) if PROV["Revision"] in r.get_attribute("prov:type")]
    assert [str(value) for value in revised[0].args[:2]] == [f"al:claim-{edited}", f"al:read-{edited}"]
    assert list(related(document, ProvInvalidation)) == [(f"al:read-{rejected}", f"al:judgement-{log[1].id}")]
    assert not document.get_record(f"al:claim-{rejected}")
    assert list(related(document, ProvCommunication)) == [(f"al:judgement-{log[4].id}", f"al:judgement-{log[3].id}")]
    judges = {
        one(document.get_record(agent)[0], "label")
        for a, agent in related(document, ProvAssociation)
        if "judgement" in a
    }
    assert judges == {"Ida", "Ben"}


def test_when_what_came_in_is_told_and_no_other_time(judged, tmp_path):
    document = read(judged, tmp_path)
    receipts = [a for a in document.get_records(ProvActivity) if own(a).startswith("al:receipt-")]
    assert [one(a, "al:path") for a in receipts] == ["in/courier.txt"]
    assert (own(receipts[0]), f"sha256:{judged.annotated[0].document.id}") in related(document, ProvUsage)
    readings = [a for a in document.get_records(ProvActivity) if own(a).startswith("al:reading-")]
    assert len(readings) == 3
    assert all(a.get_startTime() is None and a.get_endTime() is None for a in readings)


def test_what_a_document_lay_in_holds_it(affair, tmp_path):
    first, *others = affair.annotated
    packed = replace(first, document=replace(first.document, parent="ab" * 32))
    receipts = {"ab" * 32: (Receipt("ab" * 32, "in/box.zip", AT),)}
    document = read(Material((packed, *others), affair.corpus, receipts=receipts), tmp_path)
    assert (f"sha256:{'ab' * 32}", f"sha256:{first.document.id}") in related(document, ProvMembership)
    assert [one(a, "al:path") for a in document.get_records(ProvActivity) if "receipt" in own(a)] == ["in/box.zip"]


def test_sources_without_a_name_are_somebody_else_in_every_document(affair, tmp_path):
    hop = replace(affair.annotated[0].claims[0].chain[-1], entity=None, evidence=None)
    annotated = tuple(
        replace(item, claims=(replace(item.claims[0], chain=(hop,)), *item.claims[1:])) for item in affair.annotated
    )
    document = read(Material(annotated, affair.corpus), tmp_path)
    assert sum(one(a, "label") == "one customs source" for a in document.get_records(ProvAgent)) == 3


def test_filters_choose_and_mark_what_stands_beside(affair, tmp_path):
    material = Material(affair.annotated, affair.corpus, filters=Filters(outlet="courier", labels=("asserted",)))
    written = provenance.write(material, tmp_path / "case.prov.json")
    data = json.loads(written.path.read_text("utf-8"))["entity"]
    fits = {name: record["al:fits"] for name, record in data.items() if name.startswith("al:claim-")}
    assert fits[f"al:claim-{affair.claim('Ana Brandt left').id}"] is True
    assert fits[f"al:claim-{affair.claim('Brandt left').id}"] is False
    assert f"sha256:{affair.annotated[2].document.id}" not in data
    assert written.left_out[0].startswith("Of 13 claims")


def test_the_same_material_gives_the_same_bytes(judged, tmp_path):
    first, again = (provenance.write(judged, tmp_path / name).path.read_bytes() for name in ("a.json", "b.json"))
    assert first == again
