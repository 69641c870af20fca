"""The ledger: what was offered, demanded, requested, promised or threatened, to whom, on what terms, and the answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import Annotated, Claim, Role, Span
from ..model.records import Polarity
from .lines import ClaimLine, claim_line, named, party
from .lookup import CorpusRecords, Lookup
from .terms import split_terms
from .text import one_line

LedgerKind = Literal["offer", "demand", "request", "promise", "threat"]
AnswerState = Literal["accepted", "refused", "evaded", "unanswered", "unknown"]

_KINDS: dict[str, LedgerKind] = {
    "offer": "offer",
    "demand": "demand",
    "request": "request",
    "promise": "promise",
    "threaten": "threat",
}
_SILENT = {"answer", "reply", "respond", "react"}
_EVADING = {"evade", "dodge", "sidestep", "deflect", "ignore", "avoid"}
_THINGS = ("theme", "patient", "purpose")
_PERSONAL = {"i", "me", "we", "us", "you", "he", "him", "she", "her", "they", "them", "everybody", "everyone", "nobody"}
_CONDITION = re.compile(
    r"\b(?:on (?:the (?:sole )?)?condition (?:that|of)|provid(?:ed|ing) that|(?:so|as) long as|only if|if|unless)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, in one passage."""

    state: AnswerState
    who: tuple[str, ...]
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One offer, demand, request, promise or threat.

    ``polarity`` is negative for what was not offered ("was not offering"). ``terms`` are in the text's own words.
    ``answer`` is that of the last passage that answers; ``unknown`` where no passage does.
    """

    kind: LedgerKind
    polarity: Polarity
    by: tuple[str, ...]
    to: tuple[str, ...]
    terms: tuple[str, ...]
    conditions: tuple[str, ...]
    answer: AnswerState
    answers: tuple[Answer, ...]
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class Ledger:
    """Dated entries by time, then undated ones by document."""

    dated: tuple[LedgerEntry, ...]
    undated: tuple[LedgerEntry, ...]


def ledger(annotated: Sequence[Annotated], corpus: CorpusRecords) -> Ledger:
    """The ledger of a case."""
    lookup = Lookup(annotated, corpus)
    answering, conditions = _linked(annotated, "answers"), _linked(annotated, "condition_of")
    entries = [
        _entry(lookup, item, claim, answering.get(claim.id, ()), conditions.get(claim.id, ()))
        for item, claim in lookup.claims()
        if claim.stance.act in _KINDS
    ]
    dated = [entry for entry in entries if entry.line.when is not None]
    dated.sort(key=lambda entry: _order(lookup, entry.line))
    return Ledger(tuple(dated), tuple(entry for entry in entries if entry.line.when is None))


def _linked(annotated: Sequence[Annotated], kind: str) -> dict[str, list[Claim]]:
    """For each claim those that have a link of this kind to it."""
    found: dict[str, list[Claim]] = {}
    for item in annotated:
        for claim in item.claims:
            for link in claim.links:
                if link.kind == kind:
                    found.setdefault(link.claim, []).append(claim)
    return found


def _order(lookup: Lookup, line: ClaimLine) -> tuple[str, str, int, int]:
    earliest = line.earliest or line.latest
    return str(earliest), str(line.latest or "9999"), lookup.place_of_document[line.document], line.start


def _entry(
    lookup: Lookup, item: Annotated, claim: Claim, answering: Iterable[Claim], conditions: Iterable[Claim]
) -> LedgerEntry:
    answers = tuple(_answer(lookup, other) for other in answering)
    addressed, condition = _addressed(lookup, item, claim), _condition(item, claim)
    return LedgerEntry(
        kind=_KINDS[claim.stance.act],
        polarity=claim.stance.polarity,
        by=party(lookup, item, claim, "agent"),
        to=named(lookup, item, addressed),
        terms=_terms(claim, addressed, claim.end if condition is None else condition[0]),
        conditions=_conditions(item, conditions, condition),
        answer=answers[-1].state if answers else "unknown",
        answers=answers,
        line=claim_line(lookup, item, claim),
    )


def _conditions(item: Annotated, linked: Iterable[Claim], own: Span | None) -> tuple[str, ...]:
    """The condition in the passage itself, else the claims that are linked to it as its conditions."""
    spans = [(claim.start, claim.end) for claim in linked] if own is None else [own]
    return tuple(one_line(item.document.text[start:end]) for start, end in spans)


def _addressed(lookup: Lookup, item: Annotated, claim: Claim) -> tuple[Role, ...]:
    """Those to whom it is put: the recipients, else objects that are parties, where something else is what is put.

    As in "asks him to return", "asked the capital for pictures", "he was offered money"; but not in "demanded him".
    """
    recipients = tuple(role for role in claim.roles if role.role == "recipient")
    objects = tuple(role for role in claim.roles if role.role == "patient" and _is_party(lookup, item, role))
    others = any(role.role in _THINGS and role not in objects for role in claim.roles)
    return recipients or (objects if others else ())


def _is_party(lookup: Lookup, item: Annotated, role: Role) -> bool:
    """Whether somebody stands in a role: a person, an organisation, a government by its place, a personal pronoun."""
    if role.text.lower() in _PERSONAL:
        return True
    entity = lookup.own_entity.get((item.document.id, role.entity or ""))
    place = lookup.place_inside(item, role.start, role.end)
    return (entity is not None and entity.kind != "place") or (place is not None and place.end == role.end)


def _condition(item: Annotated, claim: Claim) -> Span | None:
    """Where the passage says on what condition it holds: from the word that opens it to the passage's end."""
    opening = _CONDITION.search(item.document.text, claim.trigger[1], claim.end)
    return None if opening is None else (opening.start(), claim.end)


def _terms(claim: Claim, addressed: tuple[Role, ...], end: int) -> tuple[str, ...]:
    """What is offered or asked before ``end``, one by one; a role that lies inside another one is told with it."""
    things = [r for r in claim.roles if r.role in _THINGS and r not in addressed and r.start < end]
    outer = [role for role in things if not any(_is_inside(role, other) for other in things)]
    terms = (
        one_line(term)
        for role in outer
        for term in split_terms(role.text[: end - role.start], _conjuncts(role, things))
    )
    return tuple(dict.fromkeys(terms))


def _conjuncts(role: Role, things: Iterable[Role]) -> tuple[int, ...]:
    """Where in a role's text the things begin that it joins."""
    return tuple(other.start - role.start for other in things if other.role == role.role and _is_inside(other, role))


def _is_inside(role: Role, other: Role) -> bool:
    return role is not other and other.start <= role.start and role.end <= other.end and role.text != other.text


def _answer(lookup: Lookup, claim: Claim) -> Answer:
    item, _ = lookup.by_claim[claim.id]
    return Answer(_state(claim), party(lookup, item, claim, "agent"), claim_line(lookup, item, claim))


def _state(claim: Claim) -> AnswerState:
    """What an answering claim amounts to, from its act, its polarity and its verb."""
    stance, verb = claim.stance, claim.predicate.split(" ")[0]
    yes = stance.polarity == "positive"
    if stance.reality != "actual" or stance.act == "deny":
        return "unknown"
    if stance.act == "accept":
        return "accepted" if yes else "refused"
    if stance.act == "refuse" and yes:
        return "refused"
    if verb in _SILENT and not yes:
        return "unanswered"
    return "evaded" if verb in _EVADING and yes else "unknown"
