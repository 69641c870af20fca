"""The tables whose rows are claims, or rest on one: claims, whereabouts, ledger, questions."""

from collections import defaultdict
from collections.abc import Iterator

from ...model import Annotated, Claim
from ...reports import Answer, LedgerEntry, Question, Stop, Whereabouts
from ...reports.lines import claim_line, hand_words, party
from ...reports.text import one_line
from ..material import Material
from .table import PASSAGE, SPOT, TIME, Column, Row, Table, ids, listed, passage_cells, time_cells

_CLAIM = Column("claim", "The id of the claim.", 14)
_LABEL = Column("label", "How it is put: asserted, hedged, denied, planned, conditional, question or unknown.", 11)
_POLARITY = Column("polarity", 'Whether the words say that it is so (positive) or not so ("did not leave").', 10)
_CHAIN = Column("chain", "Through whom it comes, outermost first.", 36)
_JUDGED = Column("judged", "Who checked or edited the reading of the claim; empty where nobody did.", 16)
_PERSON = (Column("person", "The id of the person.", 14), Column("name", "The person's name.", 22))


def claims(material: Material) -> Table:
    """Every claim that fits the filters, in the order of documents and of the text."""
    columns = (
        _CLAIM,
        *PASSAGE,
        Column("voice", "Whose words these are, where they are not the document's own author's.", 14),
        Column("who", "Who acts, by name where one is known; where nobody does, whom or what it happens to.", 18),
        Column("whom", "Whom or what it is done to, or whom it is said or given to.", 18),
        Column("predicate", "The verb or noun that says what happened, in its base form.", 14),
        Column("type", "The kind of happening (PLOVER's codes; those with X- are added).", 12),
        _LABEL,
        _POLARITY,
        Column("certainty", "How surely: certain, probable, possible or unspecified.", 11),
        Column("act", "What is done by saying so: assert, deny, offer, demand ...", 10),
        *TIME,
        Column("time_basis", "From where the time comes: the clause itself, another clause, the narration ...", 16),
        *SPOT,
        _CHAIN,
        Column("event", "The id of the happening that this is an account of; empty for one alone.", 14),
        _JUDGED,
        Column("found_by", "The rule or model that found it.", 18),
    )
    return Table("claims", columns, (_claim(material, item, claim) for item, claim in material.claims))


def _claim(material: Material, item: Annotated, claim: Claim) -> Row:
    lookup = material.lookup
    line, event = claim_line(lookup, item, claim), lookup.event_of.get(claim.id)
    spot = claim.place
    return (
        claim.id,
        *passage_cells(lookup, line),
        line.voice,
        *_parties(material, item, claim),
        claim.predicate,
        claim.type,
        line.label,
        line.polarity,
        claim.stance.certainty,
        line.act,
        *time_cells(line),
        claim.time.basis if line.when is not None else None,
        line.where,
        *((None, None, None) if spot is None else (spot.country, spot.lat, spot.lon)),
        line.chain_words,
        None if event is None else event.id,
        hand_words(line.hand),
        claim.found_by,
    )


def _parties(material: Material, item: Annotated, claim: Claim) -> Row:
    """Who, and whom."""
    agents = party(material.lookup, item, claim, "agent")
    others = party(material.lookup, item, claim, "patient")
    to = party(material.lookup, item, claim, "recipient")
    return listed(agents or others), listed(dict.fromkeys((*(others if agents else ()), *to)))


def whereabouts(material: Material) -> Table:
    """Where each person is said to have been, the dated ones by time, then the undated ones."""
    columns = (
        *_PERSON,
        Column("kind", "A movement, a stay, or an absence from a place.", 11),
        *SPOT,
        Column("from", "Where a movement began.", 18),
        *TIME,
        _LABEL,
        _POLARITY,
        _CLAIM,
        *PASSAGE,
        _CHAIN,
        _JUDGED,
        Column("clashes", "What puts the person elsewhere at that time, in words.", 40),
    )
    kept = material.fitting
    rows = (
        _stop(material, of_person, stop, clashing.get(stop.line.claim, []))
        for of_person in material.whereabouts
        for clashing in (_clashes(of_person),)
        for stop in (*of_person.dated, *of_person.undated)
        if stop.line.claim in kept
    )
    return Table("whereabouts", columns, rows)


def _clashes(of_person: Whereabouts) -> dict[str, list[str]]:
    """What is said of the clashes that a claim is in."""
    found: dict[str, list[str]] = defaultdict(list)
    for clash in of_person.clashes:
        for claim in (clash.a, clash.b):
            found[claim].append(clash.words)
    return found


def _stop(material: Material, of_person: Whereabouts, stop: Stop, clashes: list[str]) -> Row:
    spot, line = stop.spot, stop.line
    return (
        of_person.id,
        of_person.name,
        stop.kind,
        stop.place,
        *((None, None, None) if spot is None else (spot.country, spot.lat, spot.lon)),
        stop.origin,
        *time_cells(line),
        line.label,
        line.polarity,
        line.claim,
        *passage_cells(material.lookup, line),
        line.chain_words,
        hand_words(line.hand),
        listed(clashes),
    )


def ledger(material: Material) -> Table:
    """What was offered, demanded, requested, promised or threatened; an entry stays where any account of it fits."""
    columns = (
        Column("kind", "Offer, demand, request, promise or threat.", 10),
        _POLARITY,
        Column("by", "Who put it.", 22),
        Column("to", "To whom.", 22),
        Column("terms", "What is put, in the text's own words.", 40),
        Column("conditions", "On what condition, in the text's own words.", 30),
        Column("answer", "What came back: accepted, refused, evaded, unanswered or unknown.", 12),
        Column("answered_by", "Who answered.", 20),
        Column("answers", "The passages that tell of the answer.", 40),
        *TIME,
        _LABEL,
        _CLAIM,
        *PASSAGE,
        _CHAIN,
        _JUDGED,
        Column("accounts", "The ids of further claims that tell of it.", 20),
    )
    kept = material.fitting
    entries = (*material.ledger.dated, *material.ledger.undated)
    shown = (one for one in entries if any(line.claim in kept for line in (one.line, *one.accounts)))
    return Table("ledger", columns, (_entry(material, one) for one in shown))


def _entry(material: Material, entry: LedgerEntry) -> Row:
    line = entry.line
    return (
        entry.kind,
        entry.polarity,
        listed(entry.by),
        listed(entry.to),
        listed(entry.terms),
        listed(entry.conditions),
        entry.answer,
        listed(dict.fromkeys(who for answer in entry.answers for who in answer.who)),
        listed(map(_answer, entry.answers)),
        *time_cells(line),
        line.label,
        line.claim,
        *passage_cells(material.lookup, line),
        line.chain_words,
        hand_words(line.hand),
        ids(other.claim for other in entry.accounts),
    )


def _answer(answer: Answer) -> str:
    return f"{answer.line.text} ({answer.line.document_name})"


def questions(material: Material) -> Table:
    """What the texts leave open, in the order of documents and of the text."""
    columns = (
        Column("kind", "Not known, asked, or not told.", 11),
        Column("who", "Who does not know, asks, or would not tell.", 24),
        Column("since", "The day as of which it is open.", 12),
        _CLAIM,
        *PASSAGE,
        Column("voice", "The voice that leaves it open.", 24),
        _CHAIN,
        Column("answers", "The ids of claims of later documents that speak to it.", 20),
        Column("answered", "The passages of these.", 40),
    )
    return Table("questions", columns, _questions(material))


def _questions(material: Material) -> Iterator[Row]:
    kept = material.fitting
    for document in material.questions.documents:
        for voice in document.voices:
            for question in voice.questions:
                if question.line.claim in kept:
                    yield _question(material, voice.voice, question)


def _question(material: Material, voice: str, question: Question) -> Row:
    line = question.line
    return (
        question.kind,
        question.who,
        question.since,
        line.claim,
        *passage_cells(material.lookup, line),
        one_line(voice),
        line.chain_words,
        ids(other.claim for other in question.answers),
        listed(f"{other.text} ({other.document_name})" for other in question.answers),
    )
