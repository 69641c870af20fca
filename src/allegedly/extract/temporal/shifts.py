"""Reads what lies an amount of time away: "three weeks ago", "two days later", "the past two years", "recently"."""

from dataclasses import replace
from datetime import date

from . import periods
from .amounts import Amount, amount_of, number_of
from .matching import Hit
from .periods import Days, Period, add
from .reading import Reader, Reading
from .relative import spanning, unknown
from .setting import Setting

_DIRECTED = {-1: "PAST_REF", 1: "FUTURE_REF"}
_WIDER = {"week": "W", "month": "M"}
"""What "a year ago this month" ends in."""
_WITHIN_A_DAY = frozenset({"TH", "TM", "TS"})
_TELLING = frozenset({"previous", "preceding", "following", "subsequent", "ensuing"})


def shift(hit: Hit, setting: Setting) -> Reading:
    """Reads "three weeks ago", "two days later", "several months ago".

    The unit is the grain of the answer: two weeks ago is a week, five days ago a day.
    """
    amount, sign = amount_of(hit), hit.number("sign")
    from_voice = hit.fields["anchor"] == "voice" or (hit.compared and setting.narration.reference is None)
    anchor = setting.today if from_voice else setting.narration.reference
    mod = _point_mod(amount.mod, sign)
    if anchor is None or anchor.days is None:
        return Reading.dateless(_DIRECTED[sign] if amount.number is None else unknown(amount.unit), mod=mod)
    period = away(anchor.days, amount, sign, to_the_day="to_the_day" in hit.fields)
    if hit.words[-1] in _WIDER and period.days is not None:
        period = periods.containing(_WIDER[hit.words[-1]], period.days[0])
    reading = Reading.of(period, "document" if from_voice else "narration")
    if amount.unit in _WITHIN_A_DAY and anchor.grain == "D":
        return replace(reading, value=f"{anchor.value}TXX", type="TIME", mod=mod, narrates=False)
    return replace(reading, mod=mod, narrates=amount.number is not None and sign > 0)


def weekdays_ago(hit: Hit, setting: Setting) -> Reading:
    """Reads "two Fridays ago"."""
    number = hit.number("weekday")
    if setting.published is None or "vague" in hit.fields:
        return Reading.dateless("PAST_REF" if setting.published else f"XXXX-WXX-{number}")
    back = (setting.published.isoweekday() - number - 1) % 7 + 1
    weeks = int(number_of(hit.runs["count"])) - 1
    return Reading.of(periods.day(periods.add_days(setting.published, -back - 7 * weeks)), "document")


def away(days: Days, amount: Amount, sign: int, *, to_the_day: bool = False) -> Period:
    """The period that lies an amount before (sign -1) or after (+1) some days, in the unit of the amount.

    ``to_the_day`` leaves it at the days themselves: "a year to the day after the fire".
    """
    far = _moved(days, amount.least, amount.most, amount.unit, sign)
    if amount.number is None:
        return Period(_DIRECTED[sign], amount.unit, far, vague=True)
    unit = "D" if to_the_day else amount.unit
    period = _snapped(_moved(days, amount.number, amount.number, amount.unit, sign), unit)
    loose = _snapped(far, amount.unit)
    return period if amount.exact or loose.days is None else period.somewhere_in(*loose.days)


def _moved(days: Days, least: float, most: float, unit: str, sign: int) -> Days:
    """The days that lie so many units before (sign -1) or after (+1) some of the days."""
    if sign < 0:
        return add(days[0], -most, unit), add(days[1], -least, unit)
    return add(days[0], least, unit), add(days[1], most, unit)


def _snapped(days: Days, unit: str) -> Period:
    """The whole periods of the unit that two days lie in; hours may reach over into the next day."""
    if unit == "NI" or unit in _WITHIN_A_DAY:
        over = periods.day(periods.add_days(days[1], 1)) if unit in _WITHIN_A_DAY else periods.day(days[1])
        return spanning(periods.day(days[0]), over, "D")
    return spanning(periods.containing(unit, days[0]), periods.containing(unit, days[1]), unit)


def _point_mod(mod: str | None, sign: int) -> str | None:
    """The mod of a point in time from that of the length that leads to it: "more than two years ago" is before."""
    further, nearer = ("BEFORE", "AFTER") if sign < 0 else ("AFTER", "BEFORE")
    points = {
        "MORE_THAN": further,
        "LESS_THAN": nearer,
        "EQUAL_OR_MORE": f"ON_OR_{further}",
        "EQUAL_OR_LESS": f"ON_OR_{nearer}",
    }
    return points.get(mod, mod) if mod is not None else None


def span(hit: Hit, setting: Setting) -> Reading:
    """Reads "the past two years": a length that ends or begins at the voice's date, or at the narrated one."""
    amount, sign = amount_of(hit, bare="several"), hit.number("span", -1)
    told = setting.narration.reference if setting.story or _TELLING & set(hit.words) else None
    anchor = told or setting.today
    reading = Reading.dateless(amount.value, "DURATION", amount.mod)
    if anchor is None or anchor.days is None:
        return reading
    far = _moved(anchor.days, amount.most, amount.most, amount.unit, sign)
    days = (far[0], anchor.days[1]) if sign < 0 else (anchor.days[0], far[1])
    throughout = f"{days[0]}/{days[1]}" if amount.exact and anchor.grain == "D" else None
    basis = "narration" if told else "document"
    return replace(reading, period=Period(amount.value, "", days, vague=True), basis=basis, notation=throughout)


def recent(hit: Hit, setting: Setting) -> Reading:
    """Reads "recent months": a vague stretch up to the voice's date."""
    return replace(span(hit, setting), value=str(hit.fields["ref"]), type="DATE")


def ref(hit: Hit, setting: Setting) -> Reading:
    """Reads "now", "recently", "in the near future": what lies at, before or after the date of the voice.

    In the telling of a past, "now" is the narrated time. A mere adjective ("the current government") dates nothing.
    """
    value = str(hit.fields["ref"])
    if "adjective" in hit.fields:
        return Reading.dateless(value)
    if hit.fields.get("told") and value == "PRESENT_REF" and (setting.story or setting.direction == "past"):
        return _told(value, setting)
    if setting.published is None:
        return Reading.dateless(value)
    limits: dict[str, tuple[date | None, date | None]] = {
        "PAST_REF": (None, setting.published),
        "PRESENT_REF": (setting.published, setting.published),
        "FUTURE_REF": (setting.published, None),
    }
    reading = Reading.dateless(value)
    return replace(reading, basis="document", limits=limits[value])


def then(hit: Hit, setting: Setting) -> Reading:
    """Reads "at the time", "since then": the narrated time."""
    told = setting.narration.reference
    return _told(str(hit.fields.get("value", told.value if told else "PAST_REF")), setting)


def _told(value: str, setting: Setting) -> Reading:
    told = setting.narration.reference
    if told is None or told.days is None:
        return Reading.dateless(value)
    return Reading(told, value, basis="narration", narrates=False)


def since(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "since" at the end of a clause: from the last narrated day to the date of the voice."""
    told = setting.narration.last
    if told is None or told.days is None:
        return None
    first, last = told.days[0], setting.published
    throughout = f"{first}/{last}" if last is not None and last >= first else f"[{first}..]"
    return Reading(told, told.value, basis="narration", limits=(first, last), notation=throughout, narrates=False)


READERS: dict[str, Reader] = {
    "weekdays_ago": weekdays_ago,
    "shift": shift,
    "span": span,
    "recent": recent,
    "ref": ref,
    "then": then,
    "since": since,
}
