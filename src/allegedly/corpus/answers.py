"""Which claim of one document answers what another document tells: an offer or a demand, or a question left open.

Claims meet through keys (who was asked, who asked together with a word, a predicate together with who or what), never
all with all. The rules, by id:
    answer.party       whoever was asked accepts, refuses, evades or keeps silent, and speaks of what was put to them
    answer.question    a later document tells what was asked or not known: the same predicate, the same people or
                       things, and what the question asks for (how many, where, when, who)
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain

import snowballstemmer

from ..bargaining import is_alike, is_put, to_whom, who_acts
from ..model import Annotated, CaseLink, Claim
from ..resources import load_lexicon
from .quantities import quantities
from .sources import Sources

_THINGS = {"patient", "theme", "purpose"}
_OPEN = {"question", "unknown"}
_TOLD = {"asserted", "hedged", "denied"}
_MOST = 200
"""Claims looked at for one key, on either side of the day of publication."""
_MOST_ANSWERS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
_ASKS_FOR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"\bhow (?:many|much|long|old)\b", re.IGNORECASE)),
    ("place", re.compile(r"\bwhere(?:abouts)?\b", re.IGNORECASE)),
    ("time", re.compile(r"\bwhen\b", re.IGNORECASE)),
    ("agent", re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)),
)
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class _Side:
    """A claim with what it can be found by; ``who`` is everybody in its passage, by the ids of the case.

    ``words`` are the stems of the whole passage, ``topic`` those of what is put or answered; ``acts`` are what nouns in
    that name ("the offer").
    """

    claim: Claim
    document: str
    published: date | None
    text: str
    words: frozenset[str]
    topic: frozenset[str]
    acts: frozenset[str]
    who: frozenset[str]
    by: frozenset[str]
    to: frozenset[str]


def find_links(annotated: Sequence[Annotated], sources: Sources) -> tuple[CaseLink, ...]:
    """The answers across documents, in the order of the answering claims; ``annotated`` is in order of publication."""
    sides = [side for one in annotated for side in _sides(one, sources)]
    links = (*_answers_of_parties(sides), *_answers_to_questions(sides))
    order = {side.claim.id: number for number, side in enumerate(sides)}
    return tuple(sorted(links, key=lambda link: (order[link.claim], order[link.answers])))


def _sides(one: Annotated, sources: Sources) -> Iterator[_Side]:
    document = one.document
    nouns = load_lexicon("en/act_nouns.tsv")
    mentions = sorted(one.mentions, key=lambda mention: mention.start)
    for claim in sorted(one.claims, key=lambda claim: (claim.start, claim.end, claim.id)):
        text = document.text[claim.start : claim.end]
        topic = " ".join(role.text for role in claim.roles if role.role in _THINGS)
        inside = (m.entity for m in mentions if claim.start <= m.start and m.end <= claim.end)

        def of(entities: Iterator[str | None]) -> frozenset[str]:
            found = (sources.party(document.id, entity) for entity in entities)
            return frozenset(who for who in found if who is not None)

        yield _Side(
            claim=claim,
            document=document.id,
            published=document.published_of(document.voice(claim.voice)),
            text=text,
            words=stems(text),
            topic=stems(topic) - _stems_of_acts(),
            acts=frozenset(nouns[word]["act"] for word in _WORD.findall(topic.lower()) if word in nouns),
            who=of(inside) | of(role.entity for role in claim.roles),
            by=of(role.entity for role in who_acts(claim)),
            to=of(role.entity for role in to_whom(claim)),
        )


def stems(text: str) -> frozenset[str]:
    """The stems of the words that say what a passage is about (Porter 2, by Snowball)."""
    stop = load_lexicon("en/stop_words.tsv")
    return frozenset(_stem(word) for word in map(str.lower, _WORD.findall(text)) if word not in stop)


@cache
def _stems_of_acts() -> frozenset[str]:
    return stems(" ".join(load_lexicon("en/act_nouns.tsv")))


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


def _answers_of_parties(sides: Sequence[_Side]) -> Iterator[CaseLink]:
    """Each answer with what was put before it, as far as the days tell, and published no later than it where one was.

    ``sides`` are in order of publication; an answer published first looks among what is published after it too.
    """
    put: dict[tuple[str, ...], list[_Side]] = defaultdict(list)
    for side in sides:
        if is_put(side.claim):
            for key in _keys_of_put(side):
                put[key].append(side)
    for found in put.values():
        found.sort(key=_published)  # a comment may be later than the next document
    for side in sides:
        if side.claim.answer is not None and not any(link.kind == "answers" for link in side.claim.links):
            keys = (*(("to", who) for who in side.by), *(("by", who, word) for who in side.who for word in side.topic))
            rivals = {one.claim.id: one for key in keys for one in _around(put.get(key, ()), side)}
            fitting = [one for one in rivals.values() if _may_answer(one, side)]
            ranked = ((len(_about(one, side)), *_nearness(one, side), one.claim.id, one) for one in fitting)
            *_, best = max(ranked, default=(None,), key=lambda ranks: ranks[:-1])
            if best is not None:
                shared = (*sorted((best.to & side.by) | (best.by & side.who)), *sorted(_about(best, side)))
                yield CaseLink(side.claim.id, best.claim.id, ("answer.party", *shared))


def _around(put: Sequence[_Side], answer: _Side) -> Iterator[_Side]:
    """The last that were published no later than the answer, and the first after it."""
    at = bisect_right(put, _published(answer), key=_published)
    return chain(put[max(at - _MOST, 0) : at], put[at : at + _MOST])


def _published(side: _Side) -> date:
    return side.published or date.max


def _nearness(put: _Side, answer: _Side) -> tuple[bool, int]:
    """Whether it was published no later than the answer, and how near to it, the nearest highest."""
    days = (_published(answer) - _published(put)).days
    return days >= 0, -abs(days)


def _keys_of_put(side: _Side) -> Iterator[tuple[str, ...]]:
    yield from (("to", who) for who in side.to)
    yield from (("by", who, word) for who in side.by for word in side.topic)


def _about(put: _Side, answer: _Side) -> frozenset[str]:
    """What the answer shares with what was put: its words, or a noun for such an act ("the offer")."""
    named = frozenset(act for act in answer.acts if is_alike(act, put.claim.stance.act))
    return frozenset() if answer.acts and not named else (put.topic & answer.topic) | named


def _may_answer(put: _Side, answer: _Side) -> bool:
    if put.document == answer.document or put.by & answer.by or not _about(put, answer):
        return False
    if put.to and answer.by and not put.to & answer.by:
        return False
    earliest, latest = put.claim.time.earliest, answer.claim.time.latest
    return earliest is None or latest is None or earliest <= latest


def _answers_to_questions(sides: Sequence[_Side]) -> Iterator[CaseLink]:
    told: dict[tuple[str, str], list[_Side]] = defaultdict(list)
    for side in sides:
        if side.claim.stance.label in _TOLD and side.published is not None:
            for what in _stems_of_predicate(side):
                for other in (*sorted(side.who), *sorted(side.words - {what})):
                    told[what, other].append(side)
    for found in told.values():
        found.sort(key=_published)
    for question in sides:
        if question.claim.stance.label in _OPEN and question.published is not None:
            words = {*question.words, _stem(question.claim.predicate)}
            keys = [(word, other) for word in words for other in (*question.who, *words)]
            rivals = {one.claim.id: one for key in keys for one in _later(told.get(key, ()), question)}
            fitting = [one for one in rivals.values() if _may_settle(question, one)]
            fitting.sort(key=lambda one: (-len(question.words & one.words), str(one.published), one.claim.id))
            for one in fitting[:_MOST_ANSWERS]:
                shared = (*sorted(question.who & one.who), *sorted(question.words & one.words))
                yield CaseLink(one.claim.id, question.claim.id, ("answer.question", *shared))


def _stems_of_predicate(side: _Side) -> list[str]:
    """Of its lemma and of the form in the text: a question may have either, "where she took it", "did she take it"."""
    start, end = (offset - side.claim.start for offset in side.claim.trigger)
    return sorted({_stem(side.claim.predicate.split(" ")[-1]), _stem(side.text[start:end].lower())})


def _later(told: Sequence[_Side], question: _Side) -> Sequence[_Side]:
    """The first that were published after the question was."""
    at = bisect_right(told, _published(question), key=_published)
    return told[at : at + _MOST]


def _may_settle(question: _Side, told: _Side) -> bool:
    """Whether a later document tells, of the same people or things, what the question asks for."""
    if told.published is None or question.published is None or told.published <= question.published:
        return False
    shared = question.words & told.words
    if 2 * len(shared) < len(question.words) or len(shared) + len(question.who & told.who) < 2:
        return False
    wanted = next((slot for slot, words in _ASKS_FOR if words.search(question.text)), None)
    return wanted is None or _FILLED[wanted](told)


_FILLED: dict[str, Callable[[_Side], bool]] = {
    "number": lambda side: bool(quantities(side.text)),
    "place": lambda side: side.claim.role("place", "to", "from") is not None,
    "time": lambda side: side.claim.time.earliest is not None or side.claim.time.latest is not None,
    "agent": lambda side: bool(side.by),
}
