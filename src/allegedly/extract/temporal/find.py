"""Finds the time expressions of a document and works out each one from its own anchor."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from itertools import zip_longest

from ...model import Document, TimeAlternative, TimeExpression, Voice, content_id
from ...nlp.layout import paragraphs
from ...nlp.tree import Tree
from ..quotations import find_quotations
from .events import Happenings, asks_for_one, dated_in, extent
from .lexer import Tokens, tokens_of
from .matching import Hit, find_hits
from .rules import grammar
from .telling import Passage, Told, read_voice


def find_times(document: Document, tree: Tree) -> tuple[TimeExpression, ...]:
    """The time expressions of ``document``, sorted by start, none overlapping.

    ``tree`` is its text, parsed. Each expression is worked out from what it takes for its anchor: the date of its
    voice, the narration of that voice so far, the tense of its clause, the day on which somebody quoted spoke, another
    happening that the text dates, or nothing; ``basis`` and ``anchor`` tell which. Values are
    TIMEX3 (TimeML 1.2.1); ``edtf``, ``earliest`` and ``latest`` are of days. Both ends of a spoken range mean the
    whole range, and "since", "until", "by", "before" and "after" open or close the days of what follows them.
    """
    rules = grammar()
    borders = {tree.starts[first] for first, last in tree.sentences if first < last}
    tokens = tokens_of(document.text, rules.words, borders)
    hits = list(find_hits(tokens, tree, rules))
    _take_in_happenings(hits, tokens, tree)
    spans = paragraphs(document.text)
    passage = Passage(tokens, tree, spans, find_quotations(document.text, spans), Happenings(tokens))
    told = _read(document, hits, passage)
    if any(asks_for_one(hit, tokens, tree) for hit in hits):  # now that it is known when things happened
        dated = dated_in(((one.hit, one.reading) for one in told), tokens, tree)
        told = _read(document, hits, replace(passage, happenings=Happenings(tokens, dated)))
    return tuple(_expression(document, one) for one in told)


def _read(document: Document, hits: list[Hit], passage: Passage) -> list[Told]:
    """Every hit, each voice by itself, in order of the text."""
    told = [
        one
        for voice, own in _by_voice(document, hits)
        for one in read_voice(document.published_of(voice), own, passage)
    ]
    return sorted(told, key=lambda one: one.hit.start)


def _take_in_happenings(hits: list[Hit], tokens: Tokens, tree: Tree) -> None:
    """Lets "the day after" reach to "the fire" where no other expression stands between."""
    for hit, after in zip_longest(hits, hits[1:]):
        end = extent(hit, tokens, tree)
        hit.end = end if after is None or end <= after.start else hit.end


def _by_voice(document: Document, hits: list[Hit]) -> list[tuple[Voice | None, list[Hit]]]:
    spans = sorted((start, end, n) for n, voice in enumerate(document.voices) for start, end in voice.spans)
    starts = [span[0] for span in spans]
    groups: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        i = bisect_right(starts, hit.start) - 1
        groups[spans[i][2] if i >= 0 and hit.start < spans[i][1] else -1].append(hit)
    return [(document.voices[n] if n >= 0 else None, own) for n, own in sorted(groups.items())]


def _expression(document: Document, told: Told) -> TimeExpression:
    hit, reading = told.hit, told.reading
    earliest, latest = reading.earliest_latest
    others = {one.reading.earliest_latest: one for one in reversed(told.alternatives)}
    return TimeExpression(
        id=content_id("time", document.id, hit.start, hit.end),
        start=hit.start,
        end=hit.end,
        text=document.text[hit.start : hit.end],
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        edtf=reading.edtf,
        earliest=earliest,
        latest=latest,
        basis=reading.basis,
        rule=hit.rule.id,
        anchor=told.anchor,
        alternatives=tuple(
            TimeAlternative(one.why, one.reading.edtf, *days)
            for days, one in sorted(others.items(), key=str)
            if days != (earliest, latest)
        ),
    )
