"""The ledger: what was offered, demanded, requested, promised or threatened, to whom, on what terms, and the answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..bargaining import asks_by_form, is_by_form, is_told_of, to_whom, who_acts
from ..model import Annotated, Claim, Role, Span
from ..model.records import AnswerState, Polarity
from ..resources import load_lexicon
from .lines import ClaimLine, claim_line, hop_name, named
from .lookup import CorpusRecords, Lookup
from .terms import conditions_of, names_an_act, terms_of
from .text import one_line

LedgerKind = Literal["offer", "demand", "request", "promise", "threat"]

_KINDS: dict[str, LedgerKind] = {
    "offer": "offer",
    "demand": "demand",
    "request": "request",
    "promise": "promise",
    "threaten": "threat",
}
_DEFINITE = ("accepted", "refused", "evaded")
_THINGS = ("theme", "patient", "purpose")
_OF_THE_PRESS = ("comment", "comments", "interview", "interviews")
"""Every article asks for these; whether somebody would tell is told with the open questions."""
_LITTLE = {"a", "an", "the", "to", "of", "in", "and", "for", "his", "her", "its", "their"}
_ARTICLE = len("the ")
_PERSONAL = {"i", "me", "we", "us", "you", "he", "him", "she", "her", "they", "them", "everybody", "everyone", "nobody"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, in one passage."""

    state: AnswerState
    who: tuple[str, ...]
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One offer, demand, request, promise or threat.

    ``polarity`` is negative for what was not offered ("was not offering"). ``terms`` are in the text's own words, one
    by one; ``to`` is whoever answers where no passage says to whom it was put. ``answer`` is that of the last passage
    that says how it was answered; ``unknown`` where the texts say no more than that something came back or is not
    known, ``unanswered`` where nothing here tells of any answer (``answers`` is empty then) or a passage says that none
    came. ``accounts`` are further passages that tell of it.
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
    accounts: tuple[ClaimLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Dated entries by time, then undated ones by document."""

    dated: tuple[LedgerEntry, ...]
    undated: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class _Put:
    """What one passage says was put to somebody; ``inducements`` are what it says was promised along with it."""

    item: Annotated
    claim: Claim
    inducements: tuple[Claim, ...]


def ledger(annotated: Sequence[Annotated], corpus: CorpusRecords) -> Ledger:
    """The ledger of a case."""
    lookup = Lookup(annotated, corpus)
    answers = _answers(lookup)
    conditions = _linked(annotated, "condition_of")
    entries = [_entry(lookup, group, answers, conditions) for group in _groups(lookup)]
    entries.extend(_implied(lookup, answers))
    dated = [entry for entry in entries if entry.line.when is not None]
    dated.sort(key=lambda entry: _order(lookup, entry.line))
    return Ledger(tuple(dated), tuple(entry for entry in entries if entry.line.when is None))


def _linked(annotated: Sequence[Annotated], kind: str) -> dict[str, list[Claim]]:
    """For each claim those that have a link of this kind to it."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for item in annotated:
        for claim in item.claims:
            for link in claim.links:
                if link.kind == kind:
                    found[link.claim].append(claim)
    return found


def _answers(lookup: Lookup) -> dict[str, list[Claim]]:
    """For each claim those that answer it, in its own document first."""
    found = _linked(lookup.annotated, "answers")
    for link in lookup.corpus.links:
        found[link.answers].append(lookup.by_claim[link.claim][1])
    return found


def _groups(lookup: Lookup) -> Iterator[list[_Put]]:
    """Passages that tell of one offer or demand, in the order of the first: those of one event, of the same kind."""
    event_of = {claim: event.id for event in lookup.corpus.events for claim in event.claims}
    put = [(item, claim) for item, claim in lookup.claims() if claim.stance.act in _KINDS and is_told_of(claim)]
    induced = _inducements(claim for _, claim in put)
    along = {claim.id for claims in induced.values() for claim in claims}
    groups: dict[tuple[str, ...], list[_Put]] = defaultdict(list)
    for item, claim in put:
        if claim.id not in along:
            key = (event_of.get(claim.id, claim.id), claim.stance.act, claim.stance.polarity)
            groups[key].append(_Put(item, claim, tuple(induced.get(claim.id, ()))))
    for group in groups.values():
        yield from _on_the_same_terms(lookup, group)


def _on_the_same_terms(lookup: Lookup, group: list[_Put]) -> list[list[_Put]]:
    """Those of one event that share words of their terms, or name none: 500 euros and a house are two offers."""
    parts: list[tuple[set[str], list[_Put]]] = []
    for put in group:
        words = set(" ".join(_terms(lookup, put)).lower().split()) - _LITTLE
        part = next((one for one in parts if not words or not one[0] or words & one[0]), None)
        if part is None:
            parts.append((words, [put]))
        else:
            part[0].update(words)
            part[1].append(put)
    return [puts for _, puts in parts]


def _inducements(put: Iterable[Claim]) -> dict[str, list[Claim]]:
    """What a passage promises along with the offer that it hangs on: "pitched him about it, promising a pension"."""
    claims = {claim.id: claim for claim in put}
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        for link in claim.links:
            if link.kind == "content_of" and link.claim in claims:
                found[link.claim].append(claim)
    return found


def _order(lookup: Lookup, line: ClaimLine) -> tuple[str, str, int, int]:
    earliest = line.earliest or line.latest
    return str(earliest), str(line.latest or "9999"), lookup.place_of_document[line.document], line.start


def _entry(
    lookup: Lookup, group: list[_Put], answering: dict[str, list[Claim]], conditions: dict[str, list[Claim]]
) -> LedgerEntry:
    """One row; who, to whom and on what terms is told by the first passage that says so."""
    first = group[0].claim
    answers = tuple(_answer(lookup, other) for put in group for other in answering.get(put.claim.id, ()))
    lines = [claim_line(lookup, put.item, put.claim) for put in group]
    addressed = _first(named(lookup, put.item, _addressed(lookup, put)) for put in group)
    return LedgerEntry(
        kind=_KINDS[first.stance.act],
        polarity=first.stance.polarity,
        by=_first(_who(lookup, put) for put in group),
        to=addressed or _first(answer.who for answer in answers),
        terms=_first(_terms(lookup, put) for put in group),
        conditions=_first(_conditions(put, conditions.get(put.claim.id, ())) for put in group),
        answer=_state(answers),
        answers=answers,
        line=lines[0],
        accounts=tuple(lines[1:]),
    )


def _implied(lookup: Lookup, answering: dict[str, list[Claim]]) -> Iterator[LedgerEntry]:
    """What is told only by its answer: "declined the panel's invitation to give evidence"."""
    linked = {claim.id for claims in answering.values() for claim in claims}
    for item, claim in lookup.claims():
        if claim.answer is None or claim.id in linked:
            continue
        for role in claim.roles:
            act = names_an_act(role.text) if role.role in _THINGS else None
            if act not in _KINDS:
                continue
            terms = terms_of(item.document.text[role.start : max(role.end, claim.end)], by_noun=True)
            if terms and not terms[0].endswith(_OF_THE_PRESS):
                answer = _answer(lookup, claim)
                by = _who_put(lookup, item, role)
                yield LedgerEntry(
                    _KINDS[act], "positive", by, answer.who, terms, (), answer.state, (answer,), answer.line
                )


def _who_put(lookup: Lookup, item: Annotated, role: Role) -> tuple[str, ...]:
    """Whose offer or demand it is: the one named before it ("the panel's invitation"), or behind "from" or "by"."""
    text = item.document.text
    for mention in item.mentions:
        inside = role.start <= mention.start and mention.end <= role.end
        before = text[max(role.start, mention.start - len("from ")) : mention.start].lower().split()
        if inside and (mention.start - role.start <= _ARTICLE or before[-1:] in (["from"], ["by"])):
            name = lookup.name_of(item.document.id, mention.entity)
            return () if name is None else (name,)
    return ()


def _who(lookup: Lookup, put: _Put) -> tuple[str, ...]:
    """Who puts it; who asks in so many words ("Please write") is whoever speaks."""
    if asks_by_form(put.claim):
        return tuple(hop_name(hop) for hop in put.claim.chain[-1:])
    return named(lookup, put.item, who_acts(put.claim))


def _first(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((value for value in values if value), ())


def _conditions(put: _Put, linked: Iterable[Claim]) -> tuple[str, ...]:
    """The conditions in the passage itself, else the claims that are linked to it as its conditions."""
    text = put.item.document.text
    spans = _condition_spans(put) or [(other.start, other.end) for other in linked]
    return tuple(one_line(text[start:end]) for start, end in spans)


def _condition_spans(put: _Put) -> list[Span]:
    return conditions_of(put.item.document.text, (put.claim.trigger[1], put.claim.end))


def _addressed(lookup: Lookup, put: _Put) -> tuple[Role, ...]:
    """Those to whom it is put: the recipients, else objects that are parties, where something else is what is put.

    As in "asks him to return", "asked the capital for pictures", "he was offered money"; but not in "demanded him".
    """
    roles = to_whom(put.claim)
    recipients = tuple(role for role in roles if role.role != "patient")
    objects = tuple(role for role in roles if role.role == "patient" and _is_party(lookup, put.item, role))
    others = any(role.role in _THINGS and role not in objects for role in put.claim.roles)
    return recipients or (objects if others or put.inducements else ())


def _is_party(lookup: Lookup, item: Annotated, role: Role) -> bool:
    """Whether somebody stands in a role: a person, an organisation, a government by its place, a personal pronoun."""
    if role.text.lower() in _PERSONAL:
        return True
    entity = lookup.own_entity.get((item.document.id, role.entity or ""))
    place = lookup.place_inside(item, role.start, role.end)
    named = place is not None and place.end == role.end and place.start - role.start <= _ARTICLE
    return (entity is not None and entity.kind != "place") or named


def _terms(lookup: Lookup, put: _Put) -> tuple[str, ...]:
    """What is offered or asked, one by one; a role that lies inside another one is told with it."""
    addressed, light = _addressed(lookup, put), load_lexicon("en/light_verbs.tsv")
    if is_by_form(put.claim):
        return terms_of(put.item.document.text[put.claim.trigger[0] : put.claim.end])
    parties = {role.entity for role in addressed} - {None}
    given = [r for r in put.claim.roles if r.role in _THINGS and r not in addressed and r.entity not in parties]
    spans = _condition_spans(put)
    things = [role for role in given if not any(start <= role.start < end for start, end in spans)]
    outer = [role for role in things if not any(_is_inside(role, other) for other in things)]
    own = (
        term
        for text, conjuncts in _phrases(put.item.document.text, outer, things)
        for term in terms_of(text, conjuncts, _subjects(put, addressed), by_noun=put.claim.predicate in light)
    )
    also = (term for claim in put.inducements for term in _terms(lookup, _Put(put.item, claim, ())))
    return tuple(dict.fromkeys(map(one_line, (*own, *also))))


def _phrases(text: str, outer: Sequence[Role], things: Sequence[Role]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The words of each role, with what a thing is for where that stands right behind it: "three days to think"."""
    taken: set[Role] = set()
    for role in outer:
        if role not in taken:
            behind = next((o for o in outer if o.text.startswith("to ") and text[role.end : o.start] == " "), None)
            taken.update(() if behind is None else (behind,))
            yield text[role.start : role.end if behind is None else behind.end], _conjuncts(role, things)


def _subjects(put: _Put, addressed: Iterable[Role]) -> tuple[str, ...]:
    """The words for those who are to do what is demanded, which the terms go without; a promise is of anybody's."""
    return tuple(role.text for role in addressed) if put.claim.stance.act in ("demand", "request") else ()


def _conjuncts(role: Role, things: Iterable[Role]) -> tuple[int, ...]:
    """Where in a role's text the things begin that it joins."""
    return tuple(other.start - role.start for other in things if other.role == role.role and _is_inside(other, role))


def _is_inside(role: Role, other: Role) -> bool:
    return role is not other and other.start <= role.start and role.end <= other.end and role.text != other.text


def _answer(lookup: Lookup, claim: Claim) -> Answer:
    item, _ = lookup.by_claim[claim.id]
    return Answer(claim.answer or "unknown", named(lookup, item, who_acts(claim)), claim_line(lookup, item, claim))


def _state(answers: Sequence[Answer]) -> AnswerState:
    """The last answer that says how it came out, else the last one."""
    if not answers:
        return "unanswered"
    told = [answer.state for answer in answers if answer.state in _DEFINITE]
    return told[-1] if told else answers[-1].state
