"""Scores the reports on a case against a careful reader's: the ledger, whereabouts, open questions and links.

ledger       a row is right when there is an entry of its kind and polarity with its parties, its terms, one by one
             and none beside them, and its answer. A term is right when it shares its words with the gold's (F1 of
             .6 or more on the words that are not articles, pronouns and the like).
where        the stops of a person that are found in the order of the gold, by place, and by day where the gold has one
questions    the gold's open questions whose passage an open question overlaps
links        the gold's links, from predicate to predicate
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from allegedly.bargaining import to_whom, who_acts
from allegedly.corpus import read_corpus
from allegedly.model import Annotated, Claim
from allegedly.reports import LedgerEntry, Stop, ledger, questions, whereabouts

from .case import Parties, Tallies, Tally, bounds, parties, same_name

NAMES = ("ledger", "where_in_order", "questions", "links")
_ALIKE = 0.6
_EMPTY = {"a", "an", "the", "to", "that", "of", "for", "his", "her", "its", "their", "my", "your", "he", "she", "it"}
_STATES = ("accepted", "refused", "evaded", "unanswered", "unknown")


def score_reports(annotated: Sequence[Annotated], gold: dict[str, Any], tallies: Tallies) -> Iterator[str]:
    """Adds to ``tallies`` and tells what went wrong, a line each. ``gold`` has the keys of a single case's file."""
    corpus = read_corpus(annotated)
    cast = parties(gold.get("cast", []))
    if gold.get("terms"):
        view = ledger(annotated, corpus)
        entries = [(entry, _also_called(annotated, entry)) for entry in (*view.dated, *view.undated)]
        yield from _score_ledger(entries, gold["terms"], cast, tallies["ledger"])
    for who, stops in gold.get("whereabouts", {}).items():
        called = cast.get(who, (who,))
        found = [
            stop
            for one in whereabouts(annotated, corpus)
            if any(same_name(one.name, name) for name in called)
            for stop in (*one.dated, *one.undated)
        ]
        yield from _score_stops(who, found, stops, tallies["where_in_order"])
    yield from _score_questions(annotated, questions(annotated, corpus), gold, tallies["questions"])
    yield from _score_links(annotated, gold.get("links", ()), tallies["links"])


Called = tuple[tuple[str, ...], tuple[str, ...]]
"""By whom and to whom, in the words of the passages."""


def _also_called(annotated: Sequence[Annotated], entry: LedgerEntry) -> Called:
    """What the passages themselves call the parties, which an entry shows by their fullest names."""
    ids = {line.claim for line in (entry.line, *entry.accounts)}
    claims = [claim for item in annotated for claim in item.claims if claim.id in ids]
    by, to = ([role.text for claim in claims for role in side(claim)] for side in (who_acts, to_whom))
    return (*entry.by, *by), (*entry.to, *to)


def _score_ledger(
    entries: list[tuple[LedgerEntry, Called]], rows: Iterable[dict[str, Any]], cast: Parties, tally: Tally
) -> Iterator[str]:
    left = list(entries)
    for row in rows:
        alike = [one for one in left if (one[0].kind, one[0].polarity) == (row["kind"], _polarity(row))]
        best = max(alike, key=lambda one: _share_of_terms(one[0], row), default=None)
        if best is None or not _share_of_terms(best[0], row):
            wrong = ["no such entry"]
        else:
            wrong = list(_faults(*best, row, cast))
        tally.count(not wrong)
        if best is not None and not wrong:
            left.remove(best)
        if wrong:
            yield f"ledger {row['kind']} {row.get('by')} -> {row.get('to')} {row['terms']}: {'; '.join(wrong)}"


def _polarity(row: dict[str, Any]) -> str:
    return str(row.get("polarity", "positive"))


def _share_of_terms(entry: LedgerEntry, row: dict[str, Any]) -> float:
    found = [max((_likeness(term, other) for other in entry.terms), default=0.0) for term in row["terms"]]
    return sum(found) / len(found) if found else float(not entry.terms)


def _faults(entry: LedgerEntry, called: Called, row: dict[str, Any], cast: Parties) -> Iterator[str]:
    for side, given in zip(("by", "to"), called, strict=True):
        wanted = row.get(side)
        if wanted is not None and wanted != "unnamed" and not _is_one_of(given, cast.get(wanted, (wanted,))):
            yield f"{side} {given}"
    each = all(any(_likeness(term, other) >= _ALIKE for other in entry.terms) for term in row["terms"])
    if not each or len(entry.terms) > len(row["terms"]):
        yield f"terms {entry.terms}"
    if _polarity(row) == "positive" and row.get("answer") in _STATES and entry.answer != row["answer"]:
        yield f"answer {entry.answer}, not {row['answer']}"


def _is_one_of(given: Iterable[str], called: Iterable[str]) -> bool:
    return any(same_name(name, other) for name in given for other in called)


def _likeness(one: str, other: str) -> float:
    first, second = _words(one), _words(other)
    shared = len(first & second)
    return 2 * shared / (len(first) + len(second)) if shared else 0.0


def _words(text: str) -> set[str]:
    words = set(re.findall(r"[^\W_]+", text.lower()))
    return words - _EMPTY or words


def _score_stops(who: str, found: Sequence[Stop], gold: Sequence[Any], tally: Tally) -> Iterator[str]:
    """The longest run of stops, in both orders, that agree."""
    wanted = [one if isinstance(one, dict) else {"place": one} for one in gold]
    best = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i, stop in enumerate(wanted):
        for j, other in enumerate(found):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + _is_stop(stop, other))
    tally.right += best[-1][-1]
    tally.asked += len(wanted)
    if best[-1][-1] < len(wanted):
        yield f"where {who}: {[(s.origin, s.place, s.line.edtf) for s in found]}, not {wanted}"


def _is_stop(wanted: dict[str, Any], stop: Stop) -> bool:
    names = (stop.place, stop.origin, stop.line.where, stop.spot.name if stop.spot is not None else None)
    if not any(same_name(name, wanted["place"]) for name in names):
        return False
    return "when" not in wanted or bounds(wanted["when"]) == (stop.line.earliest, stop.line.latest)


def _score_questions(annotated: Sequence[Annotated], view: Any, gold: dict[str, Any], tally: Tally) -> Iterator[str]:
    asked = [
        (question.line.document, question.line.start, question.line.end)
        for document in view.documents
        for voice in document.voices
        for question in voice.questions
    ]
    for quote in gold.get("open_questions", ()):
        spans = [(item.document.id, item.document.text.find(quote)) for item in annotated]
        right = any(
            document == other and start >= 0 and begin < start + len(quote) and start < end
            for document, start in spans
            for other, begin, end in asked
        )
        tally.count(right)
        if not right:
            yield f"question missed: {quote!r}"


def _score_links(annotated: Sequence[Annotated], gold: Iterable[dict[str, Any]], tally: Tally) -> Iterator[str]:
    for link in gold:
        right = any(
            made.kind == link["kind"]
            and _is_at(item, claim, link["from"])
            and _is_at(item, by_id[made.claim], link["to"])
            for item in annotated
            for by_id in ({claim.id: claim for claim in item.claims},)
            for claim in item.claims
            for made in claim.links
        )
        tally.count(right)
        if not right:
            yield f"link missed: {link['kind']} {link['from']!r} -> {link['to']!r}"


def _is_at(item: Annotated, claim: Claim, words: str) -> bool:
    """Whether the claim's trigger is the word, or lies within the quote."""
    text = item.document.text
    if text[slice(*claim.trigger)] == words:
        return True
    start = text.find(words)
    return " " in words and start <= claim.trigger[0] < start + len(words)
