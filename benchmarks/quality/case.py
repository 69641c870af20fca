"""Scores the reading of one document against a careful reader's answers (``gold.yaml`` beside it explains itself).

A gold claim is *found* when a claim in the same voice overlaps its quote with an intersection over union of 0.5 or
more (code points), or has its trigger on the predicate of the quote. Of the found ones, *who* (the one who acts, or to
whom it happens), *whom*, *where*, *when*, *chain*, *label* and *polarity* are counted where the gold gives them.
*wanted* counts, of the claims that are made, those that the gold has too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allegedly.model import Annotated, Claim, Document, Entity, Hop, Role, RoleName, Span, Voice
from allegedly.nlp.language import load
from allegedly.nlp.tree import Tree
from allegedly.pipeline import breaks

_UNNAMED = ("unstated", "unnamed_person", "unnamed_group")
_IOU = 0.5
_OPEN = ("question", "unknown")
"""Labels of what has no polarity that readers agree on."""


@dataclass
class Tally:
    """Right answers out of asked ones."""

    right: int = 0
    asked: int = 0

    def count(self, right: bool) -> None:
        self.right += right
        self.asked += 1

    @property
    def share(self) -> float:
        return self.right / self.asked if self.asked else 0.0

    def __str__(self) -> str:
        return f"{self.right} of {self.asked} ({self.share:.0%})"


NAMES = ("voices", "found", "wanted", "who", "whom", "where", "when", "chain", "label", "polarity", "cast")
Tallies = dict[str, Tally]
Parties = dict[str, tuple[str, ...]]


def score_document(annotated: Annotated, gold: dict[str, Any], tallies: Tallies) -> list[str]:
    """Adds one document's answers to ``tallies`` and returns what went wrong, a line each."""
    tree = load().parse(annotated.document.text, breaks(annotated.document))
    wrong = [*_score_voices(annotated, gold["voices"], tallies)]
    voices = {voice["id"]: _voice_of(annotated.document, voice) for voice in gold["voices"]}
    reading = _Reading(annotated, {entity.id: entity for entity in annotated.entities}, parties(gold.get("cast", [])))
    used: set[str] = set()
    for expected in gold["claims"]:
        claim = find_claim(annotated, tree, expected, voices.get(expected.get("voice", "")), used)
        tallies["found"].count(claim is not None)
        if claim is None:
            wrong.append(f"missed {expected['id']}: {expected['quote']!r}")
        else:
            used.add(claim.id)
            wrong.extend(_score_claim(expected, claim, tallies, reading))
    wrong.extend(_score_cast(annotated, gold.get("cast", []), tallies))
    wrong.extend(_score_others(annotated, used, tallies))
    return wrong


def _score_others(annotated: Annotated, used: set[str], tallies: Tallies) -> Iterator[str]:
    """Counts the claims that the gold has too; it has them all only where it says so."""
    text = annotated.document.text
    for claim in annotated.claims:
        tallies["wanted"].count(claim.id in used)
        if claim.id not in used:
            words = f"{text[claim.start : claim.end]!r} on {text[slice(*claim.trigger)]!r}"
            yield f"not in the gold: {words}, {claim.stance.label}, {claim.found_by}"


def _voice_of(document: Document, expected: dict[str, Any]) -> Voice | None:
    start = document.text.find(expected["starts_at"])
    return document.voice_at(start) if start >= 0 else None


def _score_voices(annotated: Annotated, gold: list[dict[str, Any]], tallies: Tallies) -> Iterator[str]:
    document = annotated.document
    for expected in gold:
        voice = _voice_of(document, expected)
        start = document.text.find(expected["starts_at"])
        problems = []
        if voice is None or start not in (begin for begin, _ in voice.spans):
            problems.append("does not start there")
        else:
            given = {
                "kind": voice.kind,
                "source": _bare(voice.outlet),
                "author": voice.authors[0] if voice.authors else None,
                "number": voice.number,
                "abridged": voice.abridged,
                "published": str(document.published_of(voice)),
            }
            problems = [
                f"{key} is {given[key]!r}"
                for key in given
                if key in expected and given[key] != (_bare(expected[key]) if key == "source" else expected[key])
            ]
        tallies["voices"].count(not problems)
        if problems:
            yield f"voice {expected['id']}: {'; '.join(problems)}"


def _bare(name: str | None) -> str | None:
    return re.sub(r"^the ", "", name, flags=re.IGNORECASE) if name else name


def find_claim(
    annotated: Annotated, tree: Tree, expected: dict[str, Any], voice: Voice | None, used: set[str]
) -> Claim | None:
    """The claim that the reader means by an item of the gold, none of the ``used`` ones."""
    text = annotated.document.text
    quote: str = expected["quote"]
    candidates = []
    start = text.find(quote)
    while start >= 0:
        span = (start, start + len(quote))
        predicates = {tree.starts[i] for i in _predicates(tree, span)} | _triggers(expected, start)
        for claim in annotated.claims:
            if claim.id in used or (voice is not None and claim.voice != voice.id):
                continue
            same = claim.trigger[0] in predicates
            overlap = _iou(span, (claim.start, claim.end))
            if same or overlap >= _IOU:
                candidates.append((same, overlap, -claim.start, claim))
        start = text.find(quote, start + 1)
    return max(candidates, key=lambda candidate: candidate[:3])[3] if candidates else None


def _triggers(expected: dict[str, Any], start: int) -> set[int]:
    """Where the predicate stands, if the gold names it."""
    word = expected.get("predicate")
    found = re.search(rf"\b{re.escape(word)}\b", expected["quote"]) if word else None
    return set() if found is None else {start + found.start()}


def _predicates(tree: Tree, span: Span) -> set[int]:
    """The words that a quote hangs on, and what they frame: its topmost words, their complements and objects."""
    inside = set(tree.tokens_in(span))
    tops = [i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i]
    found, stack = set[int](), tops
    while stack:
        i = stack.pop()
        found.add(i)
        deps = ("xcomp", "ccomp") if tree.pos[i] != "ADP" else ("pobj", "pcomp")
        stack.extend(c for c in tree.children_by(i, *deps) if c in inside and c not in found)
    return found


def _iou(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a claim's roles are held against: the document, its entities, and what the gold calls each party."""

    annotated: Annotated
    entities: dict[str, Entity]
    parties: Parties

    def stands_in(self, claim: Claim, names: tuple[RoleName, ...], wanted: str) -> bool:
        """Whether the party of the gold fills one of these roles."""
        called = self.parties.get(wanted, (wanted,))
        filled = (self._called(role) for role in claim.roles if role.role in names)
        return any(same_name(one, other) for given in filled for one in given for other in called)

    def _called(self, role: Role) -> tuple[str | None, ...]:
        entity = self.entities.get(role.entity or "")
        return (role.text,) if entity is None else (role.text, entity.name, *entity.names, *entity.roles)


def parties(cast: list[dict[str, Any]]) -> Parties:
    """What the gold calls each member of its cast: names, roles, descriptions."""
    kinds = ("names", "roles", "described", "epithets")
    return {member["id"]: tuple(one for kind in kinds for one in member.get(kind, ())) for member in cast}


_ROLES: tuple[tuple[str, tuple[RoleName, ...]], ...] = (
    ("who", ("agent", "patient")),
    ("whom", ("patient", "recipient", "theme", "agent")),
    ("where", ("place", "to", "from")),
)


def _score_claim(expected: dict[str, Any], claim: Claim, tallies: Tallies, reading: _Reading) -> Iterator[str]:
    for key, roles in _ROLES:
        wanted = expected.get(key)
        if wanted is not None:
            right = reading.stands_in(claim, roles, wanted) or (
                key == "where" and claim.place is not None and same_name(claim.place.name, wanted)
            )
            tallies[key].count(right)
            if not right:
                filled = [(role.role, role.text) for role in claim.roles]
                yield f"{key} {expected['id']}: {filled}, not {wanted}"
    if "when" in expected:
        given = (claim.time.earliest, claim.time.latest)
        right = given == bounds(expected["when"])
        tallies["when"].count(right)
        if not right:
            yield f"when {expected['id']}: {given[0]}..{given[1]} ({claim.time.basis}), not {expected['when']}"
    hops = [hop for hop in claim.chain if not hop.is_of_voice]
    right = len(hops) == len(expected["chain"]) and all(
        hop.kind in _UNNAMED
        if name == "unnamed"
        else any(same_name(called, name) for called in _called(hop, reading.entities))
        for hop, name in zip(hops, expected["chain"], strict=True)
    )
    tallies["chain"].count(right)
    if not right:
        yield f"chain {expected['id']}: {[hop.name or hop.kind for hop in hops]}, not {expected['chain']}"
    right = claim.stance.label == expected["certainty"]
    tallies["label"].count(right)
    if not right:
        yield f"label {expected['id']}: {claim.stance.label}, not {expected['certainty']}"
    right = claim.stance.polarity == expected.get("polarity", "positive")
    if expected["certainty"] not in _OPEN:
        tallies["polarity"].count(right)
        if not right:
            yield f"polarity {expected['id']}: {claim.stance.polarity}"


def _called(hop: Hop, entities: dict[str, Entity]) -> tuple[str | None, ...]:
    """Whatever the reading calls the party of a hop: the text's words, and the names and roles of its entity."""
    entity = entities.get(hop.entity or "")
    return (hop.name,) if entity is None else (hop.name, entity.name, *entity.names, *entity.roles)


def same_name(given: str | None, expected: str) -> bool:
    """Whether one contains the other, word by word; articles and case do not count."""
    bare = (re.sub(r"^(the|a|an) ", "", (name or "").lower()) for name in (given, expected))
    one, other = bare
    return bool(one) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def _score_cast(annotated: Annotated, gold: list[dict[str, Any]], tallies: Tallies) -> Iterator[str]:
    """A person is right when all the names are of one entity, and that entity has no other gold person's name."""
    people = [person for person in gold if person["kind"] == "person" and person.get("names")]
    entity_of = {mention.text: mention.entity for mention in annotated.mentions if mention.how == "name"}
    for person in people:
        standing = _standing_alone(annotated.document.text, person["names"])
        if not standing:
            continue
        entities = {entity_of.get(name) for name in standing}
        others = {
            entity_of[name] for other in people if other is not person for name in other["names"] if name in entity_of
        }
        shared = {entity_of[name] for name in person["names"] if name in entity_of and _is_shared(name, person, people)}
        right = len(entities) == 1 and None not in entities and not entities & (others - shared)
        tallies["cast"].count(right)
        if not right:
            unread = [name for name in standing if entity_of.get(name) is None]
            yield f"cast {person['id']}: {unread or 'split or mixed'}"


def _standing_alone(text: str, names: list[str]) -> list[str]:
    """The names that stand in the text otherwise than inside a longer one of them."""
    longest_first = sorted(names, key=len, reverse=True)
    standing = []
    for name in longest_first:
        if re.search(rf"\b{re.escape(name)}\b", text):
            standing.append(name)
            text = re.sub(rf"\b{re.escape(name)}\b", " ", text)
    return standing


def _is_shared(name: str, person: dict[str, Any], people: list[dict[str, Any]]) -> bool:
    return any(name in other["names"] for other in people if other is not person)


def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """Earliest and latest day of an EDTF expression as the gold files use it."""
    if edtf is None:
        return None, None
    ends = re.split(r"/|\.\.", edtf.strip("[]"))
    return _day(ends[0], last=False), _day(ends[-1], last=True)


def _day(text: str, *, last: bool) -> date | None:
    """The first or last day that the expression leaves possible; seasons are of three whole months."""
    text = text.strip("~").partition("T")[0]
    if text.endswith("X"):
        return _day(text.replace("X", "9" if last else "0"), last=last)
    match [int(part) for part in text.split("-") if part]:
        case [year, month, day]:
            return date(year, month, day)
        case [year, month] if month > 12:
            begin = (month - 20) * 3
            return _day(f"{year + (begin + 2) // 12 * last}-{(begin + 2 * last - 1) % 12 + 1}", last=last)
        case [year, month]:
            following = date(year + month // 12, month % 12 + 1, 1)
            return following - timedelta(days=1) if last else date(year, month, 1)
        case [year]:
            return date(year, 12, 31) if last else date(year, 1, 1)
    return None
