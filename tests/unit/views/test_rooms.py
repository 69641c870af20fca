"""What the other rooms show is the JSON of the reports, a page at a time."""

import re
from collections import Counter

import pytest

from allegedly import reports
from allegedly.errors import NotFoundError
from allegedly.model.codec import encode
from allegedly.views.folding import fold, lines_in, unfold

ALL = 10_000


def every(told):
    return [encode(one) for one in told]


def test_differences_are_the_report(shown, as_report):
    told = reports.conflicts(*shown.records, everything=True)
    page = shown.views.differences(state="all", others=True, offset=0, limit=ALL)
    assert as_report(page.items) == every(told.conflicts)
    assert shown.views.fact("differences") == {"open": told.open, "settled": told.settled, "others": told.others}


def test_differences_of_a_kind(shown, as_report):
    told = reports.conflicts(*shown.records, everything=True).conflicts
    excluding = [one for one in told if one.relation in ("conflict", "possible_conflict")]
    for state in ("open", "settled", "all"):
        fitting = [one for one in excluding if state == "all" or (one.settled is not None) == (state == "settled")]
        page = shown.views.differences(state=state, offset=0, limit=ALL)
        assert (as_report(page.items), page.total) == (every(fitting), len(fitting))
    for slot in {one.slot for one in told}:
        page = shown.views.differences(state="all", slot=slot, others=True, offset=0, limit=ALL)
        assert as_report(page.items) == every(one for one in told if one.slot == slot)


def test_traces_are_the_report(shown):
    claims = [claim.id for item in shown.annotated for claim in item.claims]
    joined = {claim for event in shown.corpus.events for claim in event.claims[:2]}
    asked = [own for number, own in enumerate(claims) if number % 5 == 0 or own in joined]
    told = [shown.views.trace(own) for own in asked]
    assert told == [encode(reports.trace(*shown.records, own)) for own in asked]
    assert any(account["differs"] for one in told for account in one["accounts"])


def test_the_traces_that_were_compared_have_all_there_can_be(of_sample):
    claims = [claim.id for item in of_sample.annotated for claim in item.claims]
    told = [of_sample.views.trace(own) for own in claims]
    for part in ("chain", "roles", "time", "links", "copies", "event", "accounts", "joined", "origins"):
        assert any(one[part] for one in told), part


def test_a_trace_is_asked_for_by_the_beginning_of_an_id(shown):
    own = shown.annotated[0].claims[0].id
    assert shown.views.trace(own[:12]) == shown.views.trace(own)
    for beginning in ("", "zz", "0" * 200, "\U0010ffff", own[:1]):
        with pytest.raises(NotFoundError) as told:
            shown.views.trace(beginning)
        with pytest.raises(NotFoundError, match=re.escape(str(told.value))):
            reports.trace(*shown.records, beginning)


def test_the_ledger_is_the_report(shown, as_report):
    told = reports.ledger(*shown.records)
    entries = (*told.dated, *told.undated)
    assert entries
    assert as_report(shown.views.ledger(kind=None, answer=None, offset=0, limit=ALL).items) == every(entries)
    assert shown.views.counts("ledger", "kind") == Counter(one.kind for one in entries)
    for kind, answer in {(one.kind, one.answer) for one in entries}:
        page = shown.views.ledger(kind=kind, answer=answer, offset=0, limit=ALL)
        assert as_report(page.items) == every(one for one in entries if (one.kind, one.answer) == (kind, answer))


def test_where_everybody_was_is_the_report(shown):
    told = reports.whereabouts(*shown.records)
    people = shown.views.people()
    assert [one["id"] for one in people] == [one.id for one in told]
    for row, one in zip(people, told, strict=True):
        assert shown.views.whereabouts(one.id) == encode(one)
        assert (row["name"], row["dated"], row["undated"]) == (one.name, len(one.dated), len(one.undated))
        assert 0 <= row["placed"] <= row["dated"] + row["undated"]
    with pytest.raises(NotFoundError):
        shown.views.whereabouts("nobody")


def test_questions_are_the_report(shown, as_report):
    told = reports.questions(*shown.records)
    rows = [
        {"document": own.document, "document_name": own.document_name, "voice": voice.voice, "question": encode(one)}
        for own in told.documents
        for voice in own.voices
        for one in voice.questions
    ]
    assert as_report(shown.views.questions(kind=None, offset=0, limit=ALL).items) == rows
    for kind in {row["question"]["kind"] for row in rows}:
        fitting = [row for row in rows if row["question"]["kind"] == kind]
        assert as_report(shown.views.questions(kind=kind, offset=0, limit=ALL).items) == fitting
        assert shown.views.counts("question", "kind")[kind] == len(fitting)


def test_the_cast_is_the_report(shown):
    told = reports.cast(*shown.records)
    kinds = {"person": told.persons, "organisation": told.organisations, "place": told.places, "unnamed": told.unnamed}
    for kind, members in kinds.items():
        page = shown.views.cast(kind=kind, name="", passing=True, offset=0, limit=ALL)
        assert page.items == every(members)
        met = shown.views.cast(kind=kind, name="", passing=False, offset=0, limit=ALL)
        assert met.items == every(one for one in members if not one.in_passing)
    assert shown.views.fact("cast") == {kind: len(members) for kind, members in kinds.items()}
    whole = shown.views.cast(kind=None, name="", passing=True, offset=0, limit=ALL)
    for one in whole.items:
        assert shown.views.member(one["id"])["member"] == one
        assert one in shown.views.cast(kind=None, name=one["name"], passing=True, offset=0, limit=ALL).items
    with pytest.raises(NotFoundError):
        shown.views.member("nobody")


@pytest.mark.parametrize("name", ["%", "_", "!", "'; DROP TABLE member; --", "\0", "\ud800"])
def test_a_name_is_no_pattern(shown, name):
    page = shown.views.cast(kind=None, name=name, passing=True, offset=0, limit=ALL)
    everybody = shown.views.cast(kind=None, name="", passing=True, offset=0, limit=ALL)
    assert page.total == len(page.items)
    assert page.total == (0 if "drop" in name.lower() else everybody.total)  # all, where no letter of it is left


def test_who_is_with_whom_is_counted_alike_from_both_sides(shown):
    graph = shown.views.graph(200)
    claims = {frozenset((edge["a"], edge["b"])): edge["claims"] for edge in graph["edges"]}
    ids = {node["id"] for node in graph["nodes"]}
    assert claims
    assert all(pair <= ids for pair in claims)
    lookup = reports.Lookup(*shown.records)
    for pair, count in claims.items():
        together = [claim for item, claim in lookup.claims() if pair <= lookup.entities_in(item, claim)]
        assert len(together) >= count  # claims with a list of names do not count
        for here, there in (sorted(pair), sorted(pair, reverse=True)):
            partners = {one["id"]: one["claims"] for one in shown.views.member(here)["with"]}
            assert partners.get(there, count) == count


def test_a_graph_has_no_more_than_so_many(shown):
    for limit in (2, 5, 60):
        assert len(shown.views.graph(limit)["nodes"]) <= limit


def test_what_waits_for_judgement_is_told_once(shown):
    for kind in ("names", "happenings"):
        page = shown.views.queue(kind, 0, ALL)
        keys = [one["key"] for one in page.items]
        assert len(keys) == len(set(keys)) == page.total == shown.views.fact("queue")[kind]
    assert all(len(one["names"]) == 2 for one in shown.views.queue("names", 0, ALL).items)
    assert all(len(one["claims"]) == 2 for one in shown.views.queue("happenings", 0, ALL).items)
    assert shown.views.unjudged(0, ALL).total <= shown.views.fact("claims")


def test_cards_and_places_of_the_claims_of_a_document(shown):
    lookup = reports.Lookup(*shown.records)
    for item in shown.annotated:
        own = item.document
        ordered = [(claim.id, claim.start, claim.end) for claim in sorted(item.claims, key=lambda one: one.start)]
        places = shown.views.claims_of(own.id, 0, ALL).items
        assert sorted((one["id"], one["start"], one["end"]) for one in places) == sorted(ordered)
        cards = shown.views.cards(own.id, 0, len(own.text))
        assert [card["line"]["claim"] for card in cards] == [one["id"] for one in places]
        halves = [shown.views.cards(own.id, 0, 40), shown.views.cards(own.id, 40, len(own.text))]
        assert [card for half in halves for card in half] == cards
        for card in cards:
            claim = lookup.by_claim[card["line"]["claim"]][1]
            assert card["trigger"] == list(claim.trigger)
            assert [(role["start"], role["end"]) for role in card["roles"]] == [(r.start, r.end) for r in claim.roles]


def test_copies_are_told_at_both_ends(shown):
    derived = {(d.document, d.start, d.end, d.of_document, d.of_start, d.of_end) for d in shown.corpus.derivations}
    told = {"copied from": set(), "copied by": set()}
    for item in shown.annotated:
        for one in shown.views.copies_of(item.document.id, 0, len(item.document.text)):
            here = (item.document.id, one["start"], one["end"])
            there = (one["document"], one["of_start"], one["of_end"])
            told[one["relation"]].add((*here, *there) if one["relation"] == "copied from" else (*there, *here))
    assert told == {"copied from": derived, "copied by": derived}


def test_what_is_folded_unfolds_to_what_it_was(shown, as_report):
    lines = {line.claim: line for line in every_line(shown)}
    encoded = {own: encode(line) for own, line in lines.items()}
    for one in reports.conflicts(*shown.records, everything=True).conflicts:
        assert {*lines_in(fold(one))} <= lines.keys()
        assert as_report(unfold(fold(one), encoded)) == encode(one)
        assert as_report(unfold(fold(one), encoded.get)) == encode(one)


def every_line(shown):
    lookup = reports.Lookup(*shown.records)
    return [reports.lines.claim_line(lookup, item, claim) for item, claim in lookup.claims()]
