"""Finds the time expressions of a document and works out each one from its own anchor."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from datetime import date

from ...model import Document, TimeExpression, Voice, content_id
from ...nlp.tree import Tree
from . import clock, dates, joining, lengths, relative, shifts
from .lexer import Tokens, tokens_of
from .matching import Hit, find_hits
from .reading import Reader, Reading
from .rules import grammar
from .setting import Narration, Setting
from .tense import Direction, direction_at
from .vocabulary import BREAK

_READERS: dict[str, Reader] = {
    **dates.READERS,
    **relative.READERS,
    **shifts.READERS,
    **lengths.READERS,
    **clock.READERS,
}
_NEWSY = frozenset({"offset", "weekday", "named"})
_STORY_DATES = 3
"""How many full dates of long ago make a telling of history, where little else points at the voice's own time."""
_QUOTE = re.compile(r'“[^”“\n]{1,1500}”|"[^"\n]{1,1500}"')


def find_times(document: Document, tree: Tree) -> tuple[TimeExpression, ...]:
    """The time expressions of ``document``, sorted by start, none overlapping.

    ``tree`` is its text, parsed. Each expression is worked out from what it takes for its anchor: the date of its
    voice, the narration of that voice so far, the tense of its clause, or nothing; ``basis`` tells which. Values are
    TIMEX3 (TimeML 1.2.1); ``edtf``, ``earliest`` and ``latest`` are of days. Both ends of a spoken range mean the
    whole range, and "since", "until", "by", "before" and "after" open or close the days of what follows them.
    """
    rules = grammar()
    borders = {tree.starts[first] for first, last in tree.sentences if first < last}
    tokens = tokens_of(document.text, rules.words, borders)
    hits = list(find_hits(tokens, tree, rules))
    found = [
        _expression(document, hit, reading)
        for voice, own in _by_voice(document, hits)
        for hit, reading in _read_voice(document.published_of(voice), own, tokens, tree)
    ]
    return tuple(sorted(found, key=lambda expression: expression.start))


def _by_voice(document: Document, hits: list[Hit]) -> list[tuple[Voice | None, list[Hit]]]:
    spans = sorted((start, end, n) for n, voice in enumerate(document.voices) for start, end in voice.spans)
    starts = [span[0] for span in spans]
    groups: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        i = bisect_right(starts, hit.start) - 1
        groups[spans[i][2] if i >= 0 and hit.start < spans[i][1] else -1].append(hit)
    return [(document.voices[n] if n >= 0 else None, own) for n, own in sorted(groups.items())]


def _read_voice(published: date | None, hits: list[Hit], tokens: Tokens, tree: Tree) -> list[tuple[Hit, Reading]]:
    """The expressions of one voice, each with what it means."""
    joining.link(tokens, hits)
    setting = Setting(published, story=_is_story(hits, published), month_first=_writes_month_first(hits))
    readings = _readings(hits, setting, tokens, tree)
    joining.combine(tokens, hits, readings)
    return [
        (hit, joining.bounded(reading, hit, tokens, tree, published))
        for hit, reading in zip(hits, readings, strict=True)
        if reading is not None
    ]


def _readings(hits: list[Hit], setting: Setting, tokens: Tokens, tree: Tree) -> list[Reading | None]:
    """Works out each hit in turn, moving the narration on."""
    readings: list[Reading | None] = []
    quotes = [match.span() for match in _QUOTE.finditer(tokens.text)] if setting.story else []
    for n, hit in enumerate(hits):
        own = replace(setting, direction=_direction(hit, tokens, tree))
        if n:
            own = _after(hits[n - 1], readings[-1], hit, own, tokens)
        if setting.story and _is_quoted(hit, quotes):
            own = _in_quote_of_old(own)
        if hit.means in ("clock", "daypart"):
            own = _beside_date(n, hits, readings, own, tokens)
        reading = _READERS[hit.means](hit, own)
        readings.append(reading)
        if reading is not None and _is_told(hit, reading, own, tokens):
            setting.narration.move_to(reading.period)
    return readings


def _direction(hit: Hit, tokens: Tokens, tree: Tree) -> Direction:
    """The tense of the clause around a hit; it says little of a date that hangs on a noun, unless it is a future."""
    direction = direction_at(tree, tree.token_at(tokens.starts[hit.last - 1]))
    inside = hit.premodifier or tokens.words(hit.last, hit.last + 2) == ("'", "s")
    if not inside or direction == "future":
        return direction
    return "past" if hit.means == "weekday" else "present"


def _is_told(hit: Hit, reading: Reading, setting: Setting, tokens: Tokens) -> bool:
    """Whether the telling moves on to a period.

    Not to one that only tells which thing is meant ("the 1988 bombing") or since when, nor to what is still to come.
    """
    if not reading.narrates or hit.premodifier or tokens.word(hit.first - 1) == "since":
        return False
    days, published = reading.period.days, setting.published
    return setting.direction != "future" and not (days is not None and published is not None and days[0] > published)


def _after(before: Hit, previous: Reading | None, hit: Hit, setting: Setting, tokens: Tokens) -> Setting:
    """The setting of an expression, given the one before it."""
    if previous is not None and previous.period.days is not None:
        day = previous.period.days[0]
        if before.link == "range" or (before.link and hit.rule is before.rule and hit.rule.means == "pair"):
            return replace(setting, not_before=day)
        if (
            hit.means == "weekday"
            and hit.number("weekday") == day.isoweekday()
            and joining.is_gloss(tokens, before, hit)
        ):
            return replace(setting, published=day, story=False)
    goes_on = _goes_on(previous, setting.published, tokens.symbols[before.last : hit.first])
    return replace(setting, story=setting.story or goes_on)


def _goes_on(previous: Reading | None, published: date | None, gap: str) -> bool:
    """Whether a date follows, in the same paragraph, another one of long ago that is told down to the month."""
    if previous is None or previous.period.days is None or published is None or not previous.narrates or BREAK in gap:
        return False
    return previous.period.grain in ("D", "M") and _is_far(previous.period.days[0].year, published)


def _in_quote_of_old(setting: Setting) -> Setting:
    """Inside a quotation in a story of long ago, the speaker's day is the narrated one."""
    told = setting.narration.day
    return replace(setting, published=told.days[0] if told is not None and told.days is not None else None)


def _is_quoted(hit: Hit, quotes: list[tuple[int, int]]) -> bool:
    i = bisect_right(quotes, (hit.start, hit.end)) - 1
    return i >= 0 and hit.start < quotes[i][1]


def _beside_date(n: int, hits: list[Hit], readings: list[Reading | None], setting: Setting, tokens: Tokens) -> Setting:
    """The setting of a time of day, told on the date that stands beside it if one does."""
    day = readings[n - 1] if n and joining.names_day_of(tokens, hits[n - 1], hits[n]) else None
    if day is None and n + 1 < len(hits) and joining.names_day_of(tokens, hits[n + 1], hits[n]):
        day = _READERS[hits[n + 1].means](hits[n + 1], setting)
    if day is None or day.period.grain != "D":
        return setting
    return replace(setting, narration=Narration(day.period, day.period))


def _is_story(hits: list[Hit], published: date | None) -> bool:
    """Whether a voice tells of times long before its own, so that bare dates go by the telling.

    Full dates speak for it; bare years do not: news is full of those. Yesterdays and weekdays speak against it.
    """
    if published is None:
        return False
    full = [hit.number("year") for hit in hits if "year" in hit.fields and hit.means not in ("year", "era")]
    far = sum(_is_far(year, published) for year in full)
    newsy = sum(hit.means in _NEWSY for hit in hits)
    return far >= _STORY_DATES and far > len(full) - far + 2 * newsy


def _is_far(year: int, published: date) -> bool:
    return abs(published.year - year) > 1


def _writes_month_first(hits: list[Hit]) -> bool:
    """Whether some date in digits can only be read month first, and none only day first."""
    parts = [str(hit.fields["date"]).replace(".", "/").split("/") for hit in hits if hit.means == "digits"]
    firsts = [(int(part[0]), int(part[1])) for part in parts if len(part) == 3]
    return any(b > 12 for _, b in firsts) and not any(a > 12 for a, _ in firsts)


def _expression(document: Document, hit: Hit, reading: Reading) -> TimeExpression:
    earliest, latest = reading.earliest_latest
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
    )
