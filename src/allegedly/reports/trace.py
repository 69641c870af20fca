"""One claim, followed back: its passage, voice, chain, stance, time, copies, event and origins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from ..model import Annotated, Claim, Hop, Span, TimeExpression, Voice
from ..model.corpus import DerivationKind, Event
from ..model.records import HopKind, LinkKind, SourceType
from .checks import Change, changes
from .differences import Difference, difference_in_words, differences_of
from .happenings import PerhapsSame, perhaps_same
from .joins import JoinView, joins_of
from .lines import ClaimLine, claim_line, hop_name, voice_words
from .lookup import CorpusRecords, Lookup, document_name, find_claim
from .origins import OriginsView, origins_view
from .text import one_line, sentence_around
from .when import in_words

_CLAIM_BASIS = {
    "own_clause": "stands in the claim's own clause",
    "governing_clause": "stands in the clause that it hangs on",
    "narration": "carried on from the narration before",
    "judged": "a person's word",
}
_TIME_BASIS = {
    "explicit": "the text gives it in full",
    "document": "worked out from the date of the voice",
    "narration": "worked out from an earlier expression",
    "tense": "worked out from the tense and the date of the voice",
    "speaker": "worked out from the day on which it was said",
    "event": "worked out from when something else happened",
}
_WHY = {
    "tense": "the tense leaves it open",
    "day_first": "if the day stands first",
    "month_first": "if the month stands first",
    "week": "if of the other week",
    "narration": "if said at the time that is told of",
}


@dataclass(frozen=True, slots=True)
class Context:
    """A passage in its sentence: ``before + exact + after`` reads on."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class TracedHop:
    """One step of the chain with the passage that shows it."""

    name: str
    kind: HopKind
    start: int | None
    end: int | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class TracedVoice:
    """Whose words the passage is; ``announced`` is the passage that says so."""

    kind: str
    outlet: str | None
    authors: tuple[str, ...]
    published: date | None
    announced: str | None


@dataclass(frozen=True, slots=True)
class TracedTime:
    """The time of a claim: the expression that it rests on, what that was worked out from, and the rule.

    ``counted_from`` is the day or stretch counted from, with its words where the text has them; ``alternatives`` are
    what else the expression could mean, and if what.
    """

    when: str
    edtf: str | None
    expression: str | None
    value: str | None
    claim_basis: str
    expression_basis: str | None
    rule: str | None
    counted_from: str | None
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TracedRole:
    role: str
    text: str
    name: str | None
    how: str


@dataclass(frozen=True, slots=True)
class TracedStance:
    """How the text puts the claim; ``cues`` are the words that say so."""

    polarity: str
    certainty: str
    reality: str
    act: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage of another document that says the same word for word."""

    document: str
    document_name: str
    relation: Literal["copied by", "copied from"]
    kind: DerivationKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Another claim that this one answers, challenges, ... or that does so to this one."""

    kind: LinkKind
    direction: Literal["from", "to"]
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class Account:
    """Another claim of the same event; ``differs`` says how its account compares, where that was worked out."""

    line: ClaimLine
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTrace:
    """How one claim was read.

    ``told_by`` is the day by which it was told of as past, ``changes`` what a person has read otherwise.
    """

    line: ClaimLine
    context: Context
    source_type: SourceType | None
    voice: TracedVoice | None
    chain: tuple[TracedHop, ...]
    roles: tuple[TracedRole, ...]
    stance: TracedStance
    time: TracedTime | None
    told_by: date | None
    links: tuple[Linked, ...]
    found_by: str
    model: str
    made_by: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A difference between the claims of two ``sides``, in words."""

    sides: tuple[Sequence[str], Sequence[str]]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTrace:
    """What is known of an event whichever of its claims is followed back.

    ``joined`` says why its accounts are taken together, ``perhaps_same`` which other happenings may be this one.
    """

    event: str
    joined: tuple[JoinView, ...]
    perhaps_same: tuple[PerhapsSame, ...]
    origins: OriginsView | None
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace(ClaimTrace):
    """All that the case knows about one claim. ``event`` and ``origins`` are ``None`` for one that stands alone; the
    others are as in an ``EventTrace``.
    """

    copies: tuple[Copy, ...]
    event: str | None
    accounts: tuple[Account, ...]
    joined: tuple[JoinView, ...]
    perhaps_same: tuple[PerhapsSame, ...]
    origins: OriginsView | None


def trace(annotated: Sequence[Annotated], corpus: CorpusRecords, claim_id: str) -> Trace:
    """The trace of the one claim whose id begins with ``claim_id``; ``NotFoundError`` for none or several."""
    lookup = Lookup(annotated, corpus)
    item, claim = find_claim(lookup, claim_id)
    own = claim_trace(lookup, item, claim)
    event = lookup.event_of.get(claim.id)
    told = None if event is None else event_trace(lookup, event)
    return Trace(
        **{one.name: getattr(own, one.name) for one in fields(own)},
        copies=tuple(_copies(lookup, item, claim)),
        event=None if told is None else told.event,
        accounts=() if event is None or told is None else _accounts(lookup, event, told, claim),
        joined=() if told is None else told.joined,
        perhaps_same=() if told is None else told.perhaps_same,
        origins=None if told is None else told.origins,
    )


def claim_trace(lookup: Lookup, item: Annotated, claim: Claim) -> ClaimTrace:
    return ClaimTrace(
        line=claim_line(lookup, item, claim),
        context=passage_in_sentence(item, (claim.start, claim.end)),
        source_type=_source_type(item, claim),
        voice=_voice(item, item.document.voice(claim.voice)),
        chain=tuple(_hop(item, hop) for hop in claim.chain),
        roles=_roles(lookup, item, claim),
        stance=_stance(item, claim),
        time=_time(lookup, item, claim),
        told_by=claim.time.not_after,
        links=tuple(_links(lookup, item, claim)),
        found_by=claim.found_by,
        model=claim.model,
        made_by=item.made_by,
        changes=changes(lookup, item, lookup.checked[claim.id][1].claim, claim) if claim.id in lookup.checked else (),
    )


def event_trace(lookup: Lookup, event: Event) -> EventTrace:
    origins = lookup.origins_of.get(event.id)
    return EventTrace(
        event=event.id,
        joined=joins_of(lookup, event),
        perhaps_same=perhaps_same(lookup, event),
        origins=None if origins is None else origins_view(lookup, origins),
        compared=tuple(Compared(one.sides, _compared(lookup, one)) for one in differences_of(lookup, event.id)),
    )


def differing(compared: Iterable[Compared], claim: str) -> dict[str, tuple[str, ...]]:
    """How other claims differ from this one, in words, by their ids."""
    found: dict[str, list[str]] = {}
    for one in compared:
        first, second = one.sides
        for other in dict.fromkeys((*(second if claim in first else ()), *(first if claim in second else ()))):
            found.setdefault(other, []).append(one.words)
    return {other: tuple(words) for other, words in found.items()}


def passage_in_sentence(item: Annotated, span: Span) -> Context:
    """A passage with the rest of its sentence, white space closed up."""
    text, (start, end) = item.document.text, span
    first, last = sentence_around(text, start, end)
    before, after = text[first:start], text[end:last]
    exact = one_line(text[start:end])
    return Context(_joined(before, text[start:end]), exact, _joined_behind(text[start:end], after))


def _joined(before: str, exact: str) -> str:
    space = " " if before[-1:].isspace() or exact[:1].isspace() else ""
    return one_line(before) + space if before.strip() else ""


def _joined_behind(exact: str, after: str) -> str:
    space = " " if after[:1].isspace() or exact[-1:].isspace() else ""
    return space + one_line(after) if after.strip() else ""


def _words(item: Annotated, span: Span | None) -> str | None:
    return None if span is None else one_line(item.document.text[slice(*span)])


def _source_type(item: Annotated, claim: Claim) -> SourceType | None:
    """The type of the innermost source, where the text names or describes one."""
    evidence = claim.chain[-1].evidence if claim.chain else None
    return next((a.source_type for a in item.attributions if evidence in (a.source or a.cue)), None)


def _voice(item: Annotated, voice: Voice | None) -> TracedVoice | None:
    if voice is None:
        return None
    return TracedVoice(
        kind=voice_words(voice) or "the document's author",
        outlet=voice.outlet or item.document.outlet,
        authors=voice.authors or item.document.authors,
        published=item.document.published_of(voice),
        announced=_words(item, voice.announced),
    )


def _hop(item: Annotated, hop: Hop) -> TracedHop:
    start, end = hop.evidence or (None, None)
    return TracedHop(hop_name(hop), hop.kind, start, end, _words(item, hop.evidence))


def _roles(lookup: Lookup, item: Annotated, claim: Claim) -> tuple[TracedRole, ...]:
    return tuple(
        TracedRole(role.role, one_line(role.text), lookup.name_of(item.document.id, role.entity), role.how)
        for role in claim.roles
    )


def _stance(item: Annotated, claim: Claim) -> TracedStance:
    stance = claim.stance
    cues = tuple(one_line(item.document.text[slice(*cue)]) for cue in stance.cues)
    return TracedStance(stance.polarity, stance.certainty, stance.reality, stance.act, cues)


def _time(lookup: Lookup, item: Annotated, claim: Claim) -> TracedTime | None:
    time = claim.time
    when = in_words(time.edtf, time.earliest, time.latest)
    if when is None:
        return None
    expression: TimeExpression | None = lookup.by_time.get((item.document.id, time.expression or ""))
    return TracedTime(
        when=when,
        edtf=time.edtf,
        expression=None if expression is None else one_line(expression.text),
        value=None if expression is None else expression.value,
        claim_basis=_CLAIM_BASIS.get(time.basis, time.basis),
        expression_basis=None if expression is None else _TIME_BASIS.get(expression.basis, expression.basis),
        rule=None if expression is None else expression.rule,
        counted_from=None if expression is None else _counted_from(item, expression),
        alternatives=() if expression is None else tuple(_alternatives(expression)),
    )


def _counted_from(item: Annotated, expression: TimeExpression) -> str | None:
    anchor = expression.anchor
    if anchor is None:
        return None
    days = in_words(None, anchor.earliest, anchor.latest) or ""
    if anchor.start is None or anchor.end is None:
        return days
    return f"{one_line(item.document.text[anchor.start : anchor.end])!r}, {days}"


def _alternatives(expression: TimeExpression) -> Iterable[str]:
    for other in expression.alternatives:
        when = in_words(other.edtf, other.earliest, other.latest)
        if when is not None:
            yield f"{when} {_WHY.get(other.why, other.why)}"


def _links(lookup: Lookup, item: Annotated, claim: Claim) -> Iterable[Linked]:
    for link in claim.links:
        if link.claim in lookup.by_claim:
            yield Linked(link.kind, "from", claim_line(lookup, *lookup.by_claim[link.claim]))
    for other in item.claims:
        for link in other.links:
            if link.claim == claim.id:
                yield Linked(link.kind, "to", claim_line(lookup, item, other))


def _copies(lookup: Lookup, item: Annotated, claim: Claim) -> Iterable[Copy]:
    """The passages of other documents that share the words around the claim's trigger."""
    here, trigger = item.document.id, claim.trigger[0]
    for made in lookup.corpus.derivations:
        if made.document == here and made.start <= trigger < made.end:
            yield _copy(lookup, made.of_document, (made.of_start, made.of_end), "copied from", made.kind)
        elif made.of_document == here and made.of_start <= trigger < made.of_end:
            yield _copy(lookup, made.document, (made.start, made.end), "copied by", made.kind)


def _copy(
    lookup: Lookup, document: str, span: Span, relation: Literal["copied by", "copied from"], kind: DerivationKind
) -> Copy:
    other = lookup.of_document(document).document
    return Copy(document, document_name(other), relation, kind, *span, text=one_line(other.text[slice(*span)]))


def _accounts(lookup: Lookup, event: Event, told: EventTrace, claim: Claim) -> tuple[Account, ...]:
    """The other claims of the event, each with how it compares to this one."""
    differs = differing(told.compared, claim.id)
    others = (other for other in event.claims if other != claim.id and other in lookup.by_claim)
    return tuple(Account(claim_line(lookup, *lookup.by_claim[one]), differs.get(one, ())) for one in others)


def _compared(lookup: Lookup, one: Difference) -> str:
    settled = f", settled by {one.settled.by}" if one.settled is not None else ""
    return f"{one.relation.replace('_', ' ')} ({difference_in_words(lookup, one)}){settled}"
