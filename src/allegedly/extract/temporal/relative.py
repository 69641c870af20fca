"""Reads periods seen from the voice's date ("last week") or from the narration ("the next morning")."""

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date

from . import periods
from .matching import Hit
from .periods import Period, distance
from .reading import Reader, Reading, with_parts
from .setting import Basis, Setting, by_tense

_NAMED = frozenset({"weekday", "month", "season"})
_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
_LITTLE_OVER_A_YEAR = 400
_SATURDAY = 6


def offset(hit: Hit, setting: Setting) -> Reading:
    """Reads "yesterday", "tomorrow morning", "tonight", "last night", "the day before yesterday"."""
    step = hit.number("offset", hit.number("last", 0)) * (2 if "twice" in hit.fields else 1)
    if setting.published is None:
        return with_parts(Reading.dateless(_UNKNOWN["D"]), hit)
    return with_parts(Reading.of(periods.day(periods.add_days(setting.published, step)), "document"), hit)


def step(hit: Hit, setting: Setting) -> Reading:
    """Reads "last month", "later this year", "the end of the year", "early in the summer"."""
    grain = str(hit.fields.get("period", "S"))
    anchor, basis = _anchor(hit, setting, grain)
    if anchor is None or anchor.days is None:
        return with_parts(Reading.dateless(_unknown(hit, grain)), hit)
    if "season" in hit.fields:
        whole = periods.season_containing(str(hit.fields["season"]), anchor.days[0])
    else:
        which = hit.number("last", 0) - _is_weekend_gone(hit, grain, setting)
        whole = periods.containing(grain, periods.add(anchor.days[0], which, grain))
    return _compared(with_parts(Reading.of(whole, basis), hit), hit, anchor)


def weekend(hit: Hit, setting: Setting) -> Reading:
    """Reads "over the weekend", by tense from the date of the voice."""
    if setting.published is None:
        return Reading.dateless(_UNKNOWN["WE"])
    around = [periods.weekend(periods.add_days(setting.published, 7 * n)) for n in (-1, 0, 1)]
    chosen = by_tense(around, setting.published, setting.direction)
    return Reading.of(chosen, "tense") if chosen is not None else Reading.dateless(_UNKNOWN["WE"])


def _is_weekend_gone(hit: Hit, grain: str, setting: Setting) -> bool:
    """Whether "this weekend" is told as past in the week after it."""
    if grain != "WE" or hit.fields.get("last") != 0 or setting.published is None:
        return False
    return setting.direction in ("past", "perfect") and setting.published.isoweekday() < _SATURDAY


def _anchor(hit: Hit, setting: Setting, grain: str) -> tuple[Period | None, Basis]:
    """What a period counts from. "The month" is the narrated one where the telling has got to a day of it, "the year"
    where that is an earlier one than the voice's.
    """
    told = setting.narration.reference
    by_telling = setting.told is not None or (setting.direction == "past" and (grain != "Y" or _long_ago(setting)))
    within = told is not None and (periods.finer(told.grain, grain) or told.grain == grain == "Y")
    if hit.fields["anchor"] == "definite" and by_telling and within:
        return told, "narration"
    return setting.today, "document"


def _long_ago(setting: Setting) -> bool:
    """Whether the telling has got to a year before that in which it is told."""
    told, today = setting.narration.reference, setting.published
    return today is not None and told is not None and told.days is not None and told.days[1].year < today.year


def _compared(reading: Reading, hit: Hit, anchor: Period) -> Reading:
    """Cuts a period at the anchor: "later this year" lies after it, "earlier" before."""
    side, period = hit.fields.get("compare"), reading.period
    if side is None or anchor.days is None or period.days is None:
        return reading
    first, last = period.days
    cut = (max(first, anchor.days[0]), last) if side == 1 else (first, min(last, anchor.days[1]))
    return replace(reading, period=period.somewhere_in(*cut))


def named(hit: Hit, setting: Setting) -> Reading:
    """Reads "last Friday", "next March", "this summer", from the voice's date."""
    if setting.published is None:
        return with_parts(Reading.dateless(_unknown(hit, "D")), hit)
    days = setting.published, setting.published
    return with_parts(Reading.of(_named_near(hit, days, hit.number("last"), setting), "document"), hit)


def _named_near(hit: Hit, days: periods.Days, which: int, setting: Setting) -> Period:
    """The weekday, month or season of the hit before (-1), around (0) or after (1) some days."""
    first, last = days
    if "weekday" in hit.fields:
        return _weekday_near(hit.number("weekday"), first if which < 0 else last, which, setting)
    years = range(max(first.year - 2, MINYEAR), min(last.year + 2, MAXYEAR) + 1)
    if "month" in hit.fields:
        around = [periods.month(year, hit.number("month")) for year in years]
    else:
        around = [periods.season(year, str(hit.fields["season"])) for year in years]
    if which < 0:
        around = [period for period in around if period.days and period.days[1] < first][-1:] or around
    if which > 0:
        around = [period for period in around if period.days and period.days[0] > last][:1] or around
    return min(around, key=lambda period: distance(period, first) + distance(period, last))


def _weekday_near(number: int, day: date, which: int, setting: Setting) -> Period:
    ahead = (number - day.isoweekday()) % 7
    if which > 0:
        return periods.day(periods.add_days(day, ahead or 7))
    back = which < 0 or (setting.direction in ("past", "perfect") and ahead > 0)
    return periods.day(periods.add_days(day, ahead - 7 if back else ahead))


def anaphoric(hit: Hit, setting: Setting) -> Reading:
    """Reads "the next morning", "the following week", "that summer", "later that month", from the narration."""
    grain, which = str(hit.fields.get("period", "D")), hit.number("step", 0)
    if setting.narration.ancient is not None and grain == "Y":
        return with_parts(Reading.of(periods.ancient(setting.narration.ancient - which), "narration"), hit)
    told = setting.today if "this" in hit.words else setting.narration.reference
    if told is None or told.days is None:
        return with_parts(Reading.dateless(_unknown(hit, grain)), hit)
    by_name = bool(_NAMED & hit.fields.keys())
    period = _named_near(hit, told.days, which, setting) if by_name else _shifted(told.days, told.grain, which, grain)
    reading = _compared(with_parts(Reading.of(period, "narration"), hit), hit, told)
    return replace(reading, narrates=which >= 0)


def _shifted(days: periods.Days, told_grain: str, which: int, grain: str) -> Period:
    """The period of a grain so many after the narrated one; where that is coarser, some such period within it."""
    first = periods.containing(grain, periods.add(days[0], which, grain))
    last = periods.containing(grain, periods.add(days[1], which, grain))
    return first if periods.finer(told_grain, grain) else spanning(first, last, grain)


def spanning(first: Period, last: Period, grain: str) -> Period:
    """Some period of a grain from one to another, with as much of a value as the two share."""
    if first.value == last.value or first.days is None or last.days is None:
        return first
    begin, end = first.days[0], last.days[1]
    near = begin.year == end.year or (end - begin).days < _LITTLE_OVER_A_YEAR
    year = f"{begin.year:04}" if near else "XXXX"
    month = f"{begin.month:02}" if begin.replace(day=1) == end.replace(day=1) else "XX"
    value = {"Y": year, "M": f"{year}-XX", "W": f"{year}-WXX"}.get(grain, f"{year}-{month}-XX")
    return Period(value, grain, (begin, end), vague=True)


def daypart(hit: Hit, setting: Setting) -> Reading:
    """Reads "in the evening", "overnight", "at dawn": of the narrated day, else of the voice's date."""
    if setting.narration.day is not None:
        return with_parts(Reading.of(setting.narration.day, "narration"), hit)
    if setting.today is None:
        return with_parts(Reading.dateless(_UNKNOWN["D"]), hit)
    return with_parts(Reading.of(setting.today, "document"), hit)


def _unknown(hit: Hit, grain: str) -> str:
    """The value of a period that nothing anchors."""
    if "weekday" in hit.fields:
        return f"XXXX-WXX-{hit.fields['weekday']}"
    if "month" in hit.fields:
        return f"XXXX-{hit.number('month'):02}"
    return f"XXXX-{hit.fields['season']}" if "season" in hit.fields else unknown(grain)


def unknown(grain: str) -> str:
    """The TIMEX3 value of some period of a grain."""
    return _UNKNOWN.get(grain, "XXXX")


READERS: dict[str, Reader] = {
    "offset": offset,
    "step": step,
    "weekend": weekend,
    "named": named,
    "anaphoric": anaphoric,
    "daypart": daypart,
}
