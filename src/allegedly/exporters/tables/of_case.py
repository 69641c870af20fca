"""The tables of what is read across documents, and of documents and judgements themselves.

Entities, documents and judgements are those of the whole case, whatever the filters; events and relations are those of
which some claim fits.
"""

from collections.abc import Iterable, Iterator, Sequence

from ...model import Annotated, Event, Relation
from ...model.corpus import EXCLUDING
from ...reports import CastMember, JudgementView, happening_of, judgement_log
from ...reports.conflicts import settled_in_words, settlement
from ...reports.differences import differences_of
from ...reports.lookup import document_name
from ...reports.rulings import said
from ...reports.text import one_line
from ...reports.when import in_words
from ..material import Material
from .table import SPOT, TIME, Cell, Column, Row, Table, ids, listed

_EVENT = Column("event", "The id of the happening.", 14)


def events(material: Material) -> Table:
    """Happenings, each with all its accounts, where one of them fits the filters."""
    columns = (
        _EVENT,
        Column("happening", "What happened, in a word.", 16),
        Column("type", "The kind of happening (PLOVER's codes; those with X- are added).", 12),
        *TIME,
        *SPOT,
        Column("participants", "Who takes part.", 36),
        Column("participant_ids", "The ids of those who take part.", 16),
        Column("claims", "How many claims are accounts of it.", 8),
        Column("documents", "In how many documents.", 10),
        Column("origins_least", "The least number of apparent origins of those who assert it.", 8),
        Column("origins_most", "The greatest number of apparent origins of those who assert it.", 8),
        Column("first_hand", "How many of these origins say that they saw it.", 8),
        Column("denying_least", "The least number of apparent origins that deny it.", 8),
        Column("denying_most", "The greatest number of apparent origins that deny it.", 8),
        Column("origins", "The same in a sentence.", 50),
        Column("perhaps_same", "The ids of other happenings that may be this one.", 16),
    )
    kept = material.fitting
    shown = (event for event in material.corpus.events if not kept.isdisjoint(event.claims))
    return Table("events", columns, (_event(material, event) for event in sorted(shown, key=_by_time)))


def _by_time(event: Event) -> tuple[str, str, str]:
    """Undated ones last."""
    earliest = event.earliest or event.latest
    return str(earliest or "~"), str(event.latest or "~"), event.id


def _event(material: Material, event: Event) -> Row:
    lookup, spot, origins = material.lookup, event.place, material.lookup.origins_of.get(event.id)
    there = [lookup.entities[own] for own in event.participants if own in lookup.entities]
    claims = [claim for claim in event.claims if claim in lookup.by_claim]
    told = happening_of(lookup, event.id)
    counts: Sequence[Cell] = (None,) * 5
    if origins is not None:
        counts = origins.least, origins.most, origins.first_hand, origins.denying_least, origins.denying_most
    return (
        event.id,
        event.happening,
        event.type,
        in_words(event.edtf, event.earliest, event.latest),
        event.edtf,
        event.earliest,
        event.latest,
        *((None,) * 4 if spot is None else (spot.name, spot.country, spot.lat, spot.lon)),
        listed(one_line(entity.name) for entity in there),
        ids(entity.id for entity in there),
        len(claims),
        len({lookup.by_claim[claim][0].document.id for claim in claims}),
        *counts,
        told.origins,
        ids(event.candidates),
    )


def entities(material: Material) -> Table:
    """The whole cast."""
    columns = (
        Column("entity", "The id of the person, organisation or place.", 14),
        Column("kind", "Person, organisation or place.", 12),
        Column("name", "The name that the case has for it.", 24),
        Column("named", "Whether some document has a name for it, and no mere description: yes or no.", 8),
        Column("names", "All names, most frequent first, each with how often it stands.", 40),
        Column("roles", "What documents call it beside its name.", 30),
        Column("country", "The country of a place (ISO 3166-1).", 9),
        Column("documents", "In how many documents.", 10),
        Column("first_seen", "The publication day of the first of these.", 12),
        Column("last_seen", "The publication day of the last of these.", 12),
        Column("mentions", "How often it is named.", 9),
        Column("claims", "In how many claims it takes part.", 8),
        Column("says", "In the chains of how many claims it stands.", 8),
        Column("certainty", "How sure it is that its documents mean one: certain, probable or single.", 10),
        Column("joined", "Why its documents are taken to mean one.", 18),
        Column("perhaps_same", "Others that may be the same: names, with ids.", 36),
    )
    told = material.cast
    everybody = (
        (one, named)
        for ones, named in (
            (told.persons, "yes"),
            (told.organisations, "yes"),
            (told.places, "yes"),
            (told.unnamed, "no"),
        )
        for one in ones
    )
    return Table("entities", columns, (_entity(one, named) for one, named in everybody))


def _entity(one: CastMember, named: str) -> Row:
    return (
        one.id,
        one.kind,
        one.name,
        named,
        listed(f"{use.name} ({use.count:,})" for use in one.names),
        listed(role.role for role in one.roles),
        one.country,
        len(one.documents),
        one.first_seen,
        one.last_seen,
        one.mentions,
        one.claims,
        one.says,
        one.certainty,
        listed(one.joined),
        listed(f"{other.name} ({other.id})" for other in one.candidates),
    )


def relations(material: Material) -> Table:
    """How two accounts of one happening compare, where both fit the filters."""
    columns = (
        _EVENT,
        Column("relation", "Same, conflict, possible_conflict, update, coarser, finer or not_comparable.", 16),
        Column("slot", "In what they are compared: time, place, number or polarity.", 9),
        Column("detail", "The two values, that of a first.", 40),
        Column("a", "The id of the claim that was published first.", 14),
        Column("a_document", "The name of its document.", 22),
        Column("a_passage", "Its passage, on one line.", 50),
        Column("b", "The id of the other claim.", 14),
        Column("b_document", "The name of its document.", 22),
        Column("b_passage", "Its passage, on one line.", 50),
        Column("like_a", "The ids of other claims that give the value of a.", 16),
        Column("like_b", "The ids of other claims that give the value of b.", 16),
        Column("settled", "Who settled the difference, when and why; empty where nobody did.", 30),
        Column("found_by", "The rule that compared them.", 18),
    )
    kept = material.fitting
    shown = (one for one in material.corpus.relations if one.a in kept and one.b in kept)
    ordered = sorted(shown, key=lambda one: (one.event, one.a, one.b, one.relation, one.slot or ""))
    return Table("relations", columns, (_relation(material, one) for one in ordered))


def _relation(material: Material, one: Relation) -> Row:
    return (
        one.event,
        one.relation,
        one.slot,
        one.detail,
        *_side(material, one.a),
        *_side(material, one.b),
        ids(one.like_a),
        ids(one.like_b),
        _settled(material, one),
        one.found_by,
    )


def _settled(material: Material, one: Relation) -> str | None:
    if one.event not in material.lookup.settling:
        return None
    own = (d for d in differences_of(material.lookup, one.event) if d.slot == one.slot and d.parts(one.a, one.b))
    made = settlement(next((d.settled for d in own if d.settled is not None), None))
    return None if made is None or one.relation not in EXCLUDING else settled_in_words(made)


def _side(material: Material, own: str) -> Row:
    item, claim = material.lookup.by_claim[own]
    return own, document_name(item.document), one_line(item.document.text[claim.start : claim.end])


def documents(material: Material) -> Table:
    """All documents, in the order in which they are listed.

    Their paths stay behind: they tell of the machine of whoever added them.
    """
    columns = (
        Column("document", "The name of the document.", 24),
        Column("document_sha256", "The SHA-256 of the original bytes, which is the document's id.", 14),
        Column("title", "The title.", 40),
        Column("authors", "The authors.", 24),
        Column("outlet", "Who published it.", 20),
        Column("url", "Where it was found on the web.", 24),
        Column("published", "The day of publication.", 12),
        Column("published_by", "How that day is known.", 12),
        Column("media_type", "The kind of file.", 16),
        Column("encoding", "How its letters were encoded.", 10),
        Column("received", "When it was added (UTC).", 20),
        Column("received_by", "Who added it, at first and later.", 16),
        Column("received_how", "How it came: file, upload, fetched, inside (another file) or sample.", 14),
        Column("received_from", "The addresses that it was fetched from.", 24),
        Column("parent", "The SHA-256 of what it came in: a message, an archive.", 14),
        Column("pages", "How many pages it has, where its format has any.", 7),
        Column("characters", "The length of its text.", 10),
        Column("text_sha256", "The SHA-256 of its text in UTF-8.", 14),
        Column("voices", "How many voices speak in it.", 8),
        Column("claims", "How many claims were read in it.", 8),
        Column("claims_here", "How many of these fit the filters.", 8),
        Column("notices", "What was guessed or left out when it was read.", 40),
    )
    here: dict[str, int] = {}
    for item, _ in material.claims:
        here[item.document.id] = here.get(item.document.id, 0) + 1
    rows = (_document(material, item, here.get(item.document.id, 0)) for item in material.annotated)
    return Table("documents", columns, rows)


def _document(material: Material, item: Annotated, here: int) -> Row:
    document = item.document
    received = material.receipts.get(document.id, ())
    return (
        document_name(document),
        document.id,
        document.title,
        listed(document.authors),
        document.outlet,
        document.url,
        document.published,
        document.published_by,
        document.media_type,
        document.encoding,
        min((one.received_at for one in received), default=None),
        listed(_each_once(one_line(one.by) for one in received)),
        listed(_each_once(one.how for one in received)),
        listed(_each_once(one.url for one in received)),
        document.parent,
        len(document.pages) or None,
        len(document.text),
        document.text_sha256,
        len(item.voices),
        len(item.claims),
        here,
        " ".join(document.notices) or None,
    )


def _each_once(told: Iterable[str | None]) -> Iterator[str]:
    return iter(dict.fromkeys(one for one in told if one))


def judgements(material: Material) -> Table:
    """The log of what a person decided, in order."""
    columns = (
        Column("number", "Its place in the log, from 1.", 8),
        Column("judgement", "The id of the judgement.", 14),
        Column("kind", "Same, different, unsure, alias, settled, accept, reject, edit or undo.", 10),
        Column("says", "What it says, in words.", 70),
        Column("by", "Who decided.", 16),
        Column("at", "When (UTC).", 20),
        Column("why", "Why, in that person's words.", 40),
        Column("state", "How it stands: in_force, undone, replaced, overruled or waits.", 11),
        Column("state_by", "The id of the judgement that stands against it.", 14),
        Column("undoes", "The id of the judgement that it takes back.", 14),
        Column("subjects", "The ids of the claims or entities that it is about.", 24),
        Column("evidence", "The passages that were shown: document's SHA-256, start and end, and the words.", 50),
    )
    return Table("judgements", columns, map(_judgement, judgement_log(material.lookup)))


def _judgement(line: JudgementView) -> Row:
    shown = (f"{one.document}[{one.start}:{one.end}] {one_line(one.exact)}" for one in line.evidence)
    return (
        line.number,
        line.id,
        line.kind,
        said(line),
        line.by,
        line.at,
        line.why or None,
        line.state,
        line.state_by,
        line.undoes,
        ids(one.entity for one in line.subjects),
        listed(shown),
    )
