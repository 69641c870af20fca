"""Reads dates that are written out, in whole or in part, and weekdays."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from . import feasts, periods
from .matching import Hit
from .periods import Period
from .reading import Reader, Reading, with_parts
from .setting import Basis, Setting, by_tense, settle

InYear = Callable[[int], Period | None]
"""A date that lacks its year, as a function of the year; ``None`` where a year has no such date."""

_NUMBERS = re.compile(r"\d+")
_LEAP_YEAR = 2000


def month_day(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "15 June 2011", "March 30", "the 9th"."""
    day = hit.fields.get("day", hit.number("tens", 0) + hit.number("ordinal", 0))
    if "month" not in hit.fields:
        return _day_of_month(int(day), setting)
    return _dated(hit, setting, _on(hit.number("month"), int(day)), f"{hit.number('month'):02}-{int(day):02}")


def _on(month: int, day: int) -> InYear:
    def in_year(year: int) -> Period | None:
        try:
            return periods.day(date(year, month, day))
        except ValueError:
            return None

    return in_year


def _day_of_month(number: int, setting: Setting) -> Reading | None:
    """A day whose month is that of the narration, else by tense from the voice's date."""
    told = setting.narration.reference
    if told is not None and told.days is not None and not periods.finer("M", told.grain):
        day = _on(told.days[0].month, number)(told.days[0].year)
        return Reading.of(day, "narration") if day is not None else None
    if setting.published is None:
        return None
    around = [periods.add_months(setting.published.replace(day=1), n) for n in range(-2, 3)]
    days = [day for first in around if (day := _on(first.month, number)(first.year)) is not None]
    chosen = by_tense(days, setting.published, setting.direction)
    return Reading.of(chosen, "tense") if chosen is not None else None


def month(hit: Hit, setting: Setting) -> Reading | None:
    number = hit.number("month")
    return _dated(hit, setting, lambda year: periods.month(year, number), f"{number:02}")


def season(hit: Hit, setting: Setting) -> Reading | None:
    code = str(hit.fields["season"])
    if code == "WI" and "year" in hit.fields and "era" not in hit.fields:
        return with_parts(Reading.of(periods.winter_of(hit.number("year")), "explicit"), hit)
    return _dated(hit, setting, lambda year: periods.season(year, code), code)


def quarter(hit: Hit, setting: Setting) -> Reading | None:
    number = hit.number("quarter")
    return _dated(hit, setting, lambda year: periods.quarter(year, number), f"Q{number}")


def half(hit: Hit, setting: Setting) -> Reading | None:
    number = hit.number("half")
    return _dated(hit, setting, lambda year: periods.half(year, number), f"H{number}")


def long_half(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the first half of the 1990s", "the second half of the 19th century"."""
    whole = decade(hit, setting) if "decade" in hit.fields else century(hit, setting)
    if whole is None or whole.period.days is None:
        return whole
    first, last = whole.period.days
    middle = periods.add_months(first, (5 if "decade" in hit.fields else 50) * 12)
    days = (first, periods.add_days(middle, -1)) if hit.number("half") == 1 else (middle, last)
    return replace(whole, period=whole.period.somewhere_in(*days))


def holiday(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "Christmas", "the eve of Good Friday", "Ramadan", by the documented table."""
    words = (word for word in hit.runs["holiday"] if word not in ("'", "s", ".", "-"))
    rule: str | None = periods.bounds()["holidays"].get(" ".join(words))
    if rule is None:
        return None
    return _dated(hit, setting, lambda year: feasts.in_year(rule, year), feasts.rest_of_value(rule))


def nth_weekday(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the first Sunday in June", "the last Friday of May 2010"."""
    month, weekday, nth = hit.number("month"), hit.number("weekday"), hit.number("ordinal", -1)
    if nth > 4:
        return None
    in_year: InYear = lambda year: periods.day(feasts.nth_weekday(year, month, weekday, nth))  # noqa: E731 (one line)
    return _dated(hit, setting, in_year, f"{month:02}-XX")


def month_part(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the first week of June", "the last days of April", "the second half of May"."""
    whole = month(hit, setting)
    if whole is None or whole.period.days is None:
        return whole
    nth, (first, last) = hit.number("nth"), whole.period.days
    length = 15 if "half" in hit.words else 7
    begin = periods.add_days(last, 1 - length) if nth < 0 else periods.add_days(first, length * (nth - 1))
    end = last if nth < 0 or (length == 15 and nth == 2) else min(last, periods.add_days(begin, length - 1))
    return replace(whole, period=whole.period.somewhere_in(begin, end)) if begin <= last else None


def week_of(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the week of March 10", "the week ending 5 June"."""
    day = month_day(hit, setting) if "month" in hit.fields else weekday(hit, setting)
    if day is None or day.period.days is None:
        return day and Reading.dateless("XXXX-WXX")
    return Reading.of(periods.week(day.period.days[0]), day.basis)


def year_pair(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the 2010/11 season" and "the winter of 2010-11"."""
    number = hit.number("year")
    if "season" in hit.fields:
        code = str(hit.fields["season"])
        return Reading.of(periods.season(number + (code == "WI"), code), "explicit")
    reading = Reading.of(periods.year(number), "explicit")
    return replace(reading, limits=(date(number, 1, 1), date(number + 1, 12, 31)), notation=f"{number}/{number + 1}")


def year(hit: Hit, setting: Setting) -> Reading | None:
    number = hit.number("year")
    if "fiscal" in hit.runs:  # it may begin a year before the calendar's, and end half a year after it
        days = date(number - 1, 1, 1), date(number + 1, 6, 30)
        return Reading.of(Period(f"FY{number}", "Y", days, vague=True), "explicit")
    return with_parts(Reading.of(periods.year(number), "explicit"), hit)


def decade(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the 1980s"; "the 1800s" are a century."""
    number = hit.number("decade")
    if "era" in hit.fields:
        return with_parts(Reading.of(Period(f"BC{number:03}", "DE"), "explicit"), hit)
    whole = periods.century(number // 10) if number % 10 == 0 and number != 200 else periods.decade(number)
    return with_parts(Reading.of(whole, "explicit"), hit)


def century(hit: Hit, setting: Setting) -> Reading | None:
    number = hit.number("ordinal") + hit.number("tens", 0) - 1
    whole = Period(f"BC{number:02}", "CE") if "era" in hit.fields else periods.century(number)
    return with_parts(Reading.of(whole, "explicit"), hit) if number <= 21 else None


def era(hit: Hit, setting: Setting) -> Reading | None:
    """Reads a year before Christ: it has a value and no days, for want of a calendar."""
    number = hit.number("year", hit.number("int", 0))
    return with_parts(replace(Reading.of(periods.ancient(number), "explicit"), notation=f"-{number - 1:04}"), hit)


def digits(hit: Hit, setting: Setting) -> Reading | None:
    """Reads 2011-03-30, and 15/06/2011 by the order of day and month that the document shows, else day first."""
    a, b, c = (int(n) for n in _NUMBERS.findall(str(hit.fields["date"]))[:3])
    if a > 31:
        period = _on(b, c)(a)
    else:
        month_first = b > 12 or (a <= 12 and setting.month_first)
        period = _on(a, b)(c) if month_first else _on(b, a)(c)
    return Reading.of(period, "explicit") if period is not None else None


def weekday(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "on Friday": by tense from the voice's date, whose own weekday means that day itself."""
    number = hit.number("weekday")
    day, basis = _weekday_near(number, setting)
    if "of_week" in hit.runs and setting.published is not None:
        ahead = 7 * hit.number("last") + number - setting.published.isoweekday()
        day, basis = periods.add_days(setting.published, ahead), "document"
    if day is None:
        return with_parts(Reading.dateless(f"XXXX-WXX-{number}"), hit)
    return with_parts(Reading.of(periods.day(day), basis), hit)


def _weekday_near(number: int, setting: Setting) -> tuple[date | None, Basis]:
    told = setting.narration.day if setting.told is not None else None
    if told is not None and told.days is not None:
        ahead = (number - told.days[0].isoweekday()) % 7
        return periods.add_days(told.days[0], ahead if ahead <= 3 else ahead - 7), "narration"
    if setting.published is None:
        return None, "none"
    ahead = (number - setting.published.isoweekday()) % 7
    forward = ahead == 0 or setting.direction in ("future", "present")
    return periods.add_days(setting.published, ahead if forward else ahead - 7), "tense"


def _dated(hit: Hit, setting: Setting, in_year: InYear, rest: str) -> Reading | None:
    """Reads a date whose year the words give, point to, or leave out; ``rest`` is its value without the year."""
    if in_year(_LEAP_YEAR) is None:
        return None
    if "era" in hit.fields:
        number = hit.number("year", hit.number("int", 0))
        return with_parts(Reading.of(periods.ancient(number, f"-{rest}"), "explicit"), hit)
    if "year" not in hit.fields and setting.narration.ancient is not None:
        return with_parts(Reading.of(periods.ancient(setting.narration.ancient, f"-{rest}"), "narration"), hit)
    if "year" in hit.fields:
        period, basis = in_year(hit.number("year")), "explicit"
        return with_parts(Reading.of(period, basis), hit) if period is not None else None
    if "of_year" in hit.runs:
        pointed, basis = _year_pointed_to(hit, setting)
        period = in_year(pointed) if pointed is not None else None
    else:
        period, basis = settle(in_year, setting)
    return with_parts(Reading.of(period, basis) if period is not None else Reading.dateless(f"XXXX-{rest}"), hit)


def _year_pointed_to(hit: Hit, setting: Setting) -> tuple[int | None, Basis]:
    """The year of "last year" and "the year" by the voice's date, of "that year" by the narration."""
    by_voice = "last" in hit.fields or (hit.runs["of_year"][-2:] == ("the", "year") and not setting.story)
    if by_voice and setting.published is not None:
        return setting.published.year + hit.number("last", 0), "document"
    told = setting.narration.reference
    if told is None or told.days is None:
        return None, "none"
    return told.days[0].year + hit.number("step", 0), "narration"


READERS: dict[str, Reader] = {
    "month_day": month_day,
    "month": month,
    "season": season,
    "quarter": quarter,
    "half": half,
    "long_half": long_half,
    "holiday": holiday,
    "nth_weekday": nth_weekday,
    "month_part": month_part,
    "week_of": week_of,
    "year": year,
    "year_pair": year_pair,
    "decade": decade,
    "century": century,
    "era": era,
    "digits": digits,
    "weekday": weekday,
}
