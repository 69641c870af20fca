"""Follows the telling of one voice: each time expression from its own anchor, and where the narration has got to."""

from dataclasses import dataclass, replace
from datetime import date

from ...model import Span, TimeAnchor
from ...nlp.layout import paragraph_index
from ...nlp.tree import Tree
from ..quotations import Quotation, quotation_at
from . import clock, dates, events, joining, lengths, relative, shifts
from .alternatives import Alternative, other_readings
from .lexer import Tokens
from .matching import Hit
from .periods import Days
from .reading import Reader, Reading
from .setting import Narration, Setting
from .speakers import cue_date
from .tense import Direction, direction_at
from .vocabulary import BREAK

_READERS: dict[str, Reader] = {
    **dates.READERS,
    **relative.READERS,
    **shifts.READERS,
    **lengths.READERS,
    **clock.READERS,
    **events.READERS,
}
_NEWSY = frozenset({"offset", "weekday", "named"})
_STORY_DATES = 3
"""How many full dates of long ago make a telling of history, where little else points at the voice's own time."""
_FROM_VOICE = frozenset({"document", "tense"})


@dataclass(frozen=True, slots=True)
class Passage:
    """What is looked at in a document; ``happenings`` are those that it dates."""

    tokens: Tokens
    tree: Tree
    paragraphs: tuple[Span, ...]
    quotations: list[Quotation]
    happenings: events.Happenings


@dataclass(frozen=True, slots=True)
class Told:
    """A hit with what it means, when that was said, what it was counted from, and what else it could mean."""

    hit: Hit
    reading: Reading
    said_on: date | None
    anchor: TimeAnchor | None = None
    alternatives: tuple[Alternative, ...] = ()


def read_voice(published: date | None, hits: list[Hit], passage: Passage) -> list[Told]:
    """The expressions of one voice of that date, in order of the text."""
    joining.link(passage.tokens, hits)
    setting = Setting(published, story=_is_story(hits, published), month_first=_writes_month_first(hits))
    told = _follow(hits, setting, passage)
    readings = [one.reading if one is not None else None for one in told]
    joining.combine(passage.tokens, hits, readings)
    return [
        _bounded(replace(one, reading=reading), passage, published)
        for one, reading in zip(told, readings, strict=True)
        if one is not None and reading is not None
    ]


def _bounded(told: Told, passage: Passage, published: date | None) -> Told:
    """With what "since", "until" and the like make of it, and of what else it could mean."""

    def bound(reading: Reading) -> Reading:
        return joining.bounded(reading, told.hit, passage.tokens, passage.tree, published)

    joined = told.reading.limits is not None  # with a neighbour, which leaves it less open what is meant
    others = () if joined else tuple(replace(other, reading=bound(other.reading)) for other in told.alternatives)
    return replace(told, reading=bound(told.reading), alternatives=others)


def _follow(hits: list[Hit], setting: Setting, passage: Passage) -> list[Told | None]:
    """Works out each hit in turn, moving the narration on."""
    told: list[Told | None] = []
    for n, hit in enumerate(hits):
        own = replace(setting, direction=_direction(hit, passage), event=passage.happenings.behind(hit, passage.tree))
        if n:
            own = _after(hits[n - 1], told[-1], hit, own, passage.tokens)
        one = _read_quoted(n, hits, told, own, passage) if _is_quoted(hit, passage) else None
        if one is None:
            one = _read(hit, _beside_date(n, hits, told, own, passage), passage)
        told.append(one)
        if one is not None and _is_told(one, own, passage.tokens):
            setting.narration.move_to(one.reading.period, (hit.start, hit.end))
    return told


def _read(hit: Hit, setting: Setting, passage: Passage) -> Told | None:
    """A hit in its setting, with its anchor."""
    read = _READERS[hit.means]
    reading = read(hit, setting)
    if reading is None:
        return None
    reading = events.counted(hit, reading, setting, passage.tokens)
    others = other_readings(hit, setting, reading, read)
    if reading.basis in _FROM_VOICE:
        stands_in = setting.stand_in
        reading = replace(reading, basis=stands_in.kind) if stands_in is not None else reading
        return Told(hit, reading, setting.published, stands_in or _voice(setting), others)
    if reading.basis == "event":
        return Told(hit, reading, setting.published, setting.event, others)
    return Told(hit, reading, setting.published, setting.narrated if reading.basis == "narration" else None, others)


def _voice(setting: Setting) -> TimeAnchor | None:
    day = setting.published
    return TimeAnchor("voice", day, day) if day is not None else None


def _read_quoted(n: int, hits: list[Hit], told: list[Told | None], setting: Setting, passage: Passage) -> Told | None:
    """A hit inside a quotation, where what counts is the day on which its speaker spoke.

    That is the date beside the words that tell who says it; else, in a story of old, the narrated day; else the date
    of the voice. ``None`` where nothing but the last is in question.
    """
    said = cue_date(n, hits, passage.quotations, passage.tokens, passage.tree)
    spoke = _told_at(said, hits, told, setting, passage) if said is not None else None
    if said is not None and spoke is not None:
        speaker = TimeAnchor("speaker", *spoke, hits[said].start, hits[said].end)
        return _read_said(hits[n], setting, speaker, passage)
    narrated = _narrated_day(hits[n], setting, passage)
    if narrated is None and setting.story:
        return _read(hits[n], replace(setting, published=None), passage)
    if narrated is None or narrated.earliest == setting.published:
        return None
    in_story = replace(setting, published=narrated.earliest, stand_in=narrated)
    if setting.story or setting.published is None:
        return _read(hits[n], in_story, passage)
    return _with_other(_read(hits[n], setting, passage), _read(hits[n], in_story, passage), "narration")


def _narrated_day(hit: Hit, setting: Setting, passage: Passage) -> TimeAnchor | None:
    """The day that the narration has reached: in a story of old anywhere, else only in the paragraph of the hit."""
    anchor = setting.narrated
    if anchor is None or setting.narration.day is None or anchor.start is None:
        return None
    here, there = (paragraph_index(passage.paragraphs, offset) for offset in (hit.start, anchor.start))
    return anchor if setting.story or here == there else None


def _told_at(k: int, hits: list[Hit], told: list[Told | None], setting: Setting, passage: Passage) -> Days | None:
    """The days of hit ``k``, which may stand before or after the one being read."""
    one = (
        told[k] if k < len(told) else _read(hits[k], replace(setting, direction=_direction(hits[k], passage)), passage)
    )
    return one.reading.period.days if one is not None else None


def _read_said(hit: Hit, setting: Setting, speaker: TimeAnchor, passage: Passage) -> Told | None:
    """A hit as counted from some day on which it was said; between two answers where the days say two."""
    first, last = (
        _read(hit, replace(setting, published=day, stand_in=speaker, story=False), passage)
        for day in (speaker.earliest, speaker.latest)
    )
    if first is None or last is None or first.reading.period.days == last.reading.period.days:
        return first
    between = relative.spanning(first.reading.period, last.reading.period, first.reading.period.grain)
    return replace(first, reading=replace(first.reading, period=between, value=between.value), alternatives=())


def _with_other(main: Told | None, other: Told | None, why: str) -> Told | None:
    if main is None or other is None or main.reading.earliest_latest == other.reading.earliest_latest:
        return main
    return replace(main, alternatives=(*main.alternatives, Alternative(why, other.reading)))


def _is_quoted(hit: Hit, passage: Passage) -> bool:
    return quotation_at(passage.quotations, hit.start) is not None


def _direction(hit: Hit, passage: Passage) -> Direction:
    """The tense of the clause around a hit; it says little of a date that hangs on a noun, unless it is a future."""
    tokens, tree = passage.tokens, passage.tree
    direction = direction_at(tree, tree.token_at(tokens.starts[hit.last - 1]))
    inside = hit.premodifier or tokens.words(hit.last, hit.last + 2) == ("'", "s")
    if not inside or direction == "future":
        return direction
    return "past" if hit.means == "weekday" else "present"


def _is_told(told: Told, setting: Setting, tokens: Tokens) -> bool:
    """Whether the telling moves on to a period.

    Not to one that only tells which thing is meant ("the 1988 bombing") or since when, nor to what is still to come.
    """
    hit, reading = told.hit, told.reading
    if not reading.narrates or hit.premodifier or tokens.word(hit.first - 1) == "since":
        return False
    days, published = reading.period.days, told.said_on
    return setting.direction != "future" and not (days is not None and published is not None and days[0] > published)


def _after(before: Hit, told: Told | None, hit: Hit, setting: Setting, tokens: Tokens) -> Setting:
    """The setting of an expression, given the one before it."""
    previous = told.reading if told is not None else None
    if previous is not None and previous.period.days is not None:
        day = previous.period.days[0]
        beside = TimeAnchor("narration", *previous.period.days, before.start, before.end)
        if before.link == "range" or (before.link and hit.rule is before.rule and hit.rule.means == "pair"):
            return replace(setting, range_start=beside)
        if (
            hit.means == "weekday"
            and hit.number("weekday") == day.isoweekday()
            and joining.is_gloss(tokens, before, hit)
        ):
            return replace(setting, published=day, story=False, stand_in=beside)
    goes_on = _goes_on(previous, setting.published, tokens.symbols[before.last : hit.first])
    return replace(setting, story=setting.story or goes_on)


def _goes_on(previous: Reading | None, published: date | None, gap: str) -> bool:
    """Whether a date follows, in the same paragraph, another one of long ago that is told down to the month."""
    if previous is None or previous.period.days is None or published is None or not previous.narrates or BREAK in gap:
        return False
    return previous.period.grain in ("D", "M") and _is_far(previous.period.days[0].year, published)


def _beside_date(n: int, hits: list[Hit], told: list[Told | None], setting: Setting, passage: Passage) -> Setting:
    """The setting of a time of day, told on the date that stands beside it if one does."""
    hit, tokens = hits[n], passage.tokens
    if hit.means not in ("clock", "daypart"):
        return setting
    beside = told[n - 1] if n and joining.names_day_of(tokens, hits[n - 1], hit) else None
    if beside is None and n + 1 < len(hits) and joining.names_day_of(tokens, hits[n + 1], hit):
        beside = _read(hits[n + 1], setting, passage)
    if beside is None or beside.reading.period.grain != "D":
        return setting
    period, at = beside.reading.period, (beside.hit.start, beside.hit.end)
    return replace(setting, narration=Narration(period, period, last_at=at, day_at=at))


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


def _writes_month_first(hits: list[Hit]) -> bool | None:
    """Whether some date in digits can only be read month first, or only day first; ``None`` where none or both show."""
    parts = [str(hit.fields["date"]).replace(".", "/").split("/") for hit in hits if hit.means == "digits"]
    firsts = [(int(part[0]), int(part[1])) for part in parts if len(part) == 3]
    shown = {True for _, b in firsts if b > 12} | {False for a, _ in firsts if a > 12}
    return shown.pop() if len(shown) == 1 else None
