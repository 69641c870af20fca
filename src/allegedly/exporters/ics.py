"""The chronology as a calendar (RFC 5545): an event over whole days for each entry.

An event goes from the first day that its time allows to the last, so what is vague is long, and its summary says the
time in words; what is open at one end stands on the day that is known, and says so. X-ALLEGEDLY-EDTF has the time as it
is known. Nobody is busy on these days. The stamp that the format demands is the last day of publication in the case, so
the same case gives the same bytes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar, Event, vDatetime, vGeo, vText

from ..reports import Entry
from ..reports.text import one_line, visible
from ..version import __version__
from .entries import about, accounts_of, entries_of, exact, headline, how_put, source, spot_of, without_time
from .material import Material, Written
from .whole import whole_file

_NO_DAY = date(1970, 1, 1)
_ONE_DAY = timedelta(days=1)


class _Words(vText):
    """Text as RFC 5545 (3.3.11) escapes it. The library takes a backslash with N behind it, as in a path, for the end
    of a line.
    """

    def to_ical(self) -> bytes:
        text = str(self).replace("\r\n", "\n").replace("\r", "\n")
        for sign in ("\\", ";", ","):
            text = text.replace(sign, f"\\{sign}")
        return text.replace("\n", r"\n").encode("utf-8", "replace")


def write(material: Material, output: Path) -> Written:
    """Write the calendar to the file ``output``."""
    stamp = _stamp(material)
    calendar = Calendar()
    calendar.add("prodid", f"-//Allegedly//Allegedly {__version__}//EN")
    calendar.add("version", "2.0")
    calendar["X-WR-CALNAME"] = _Words(one_line(visible(material.title)))
    if material.cut:
        calendar["X-WR-CALDESC"] = _Words(visible("\n".join(material.cut)))
    for entry in entries_of(material):
        calendar.add_component(_event(material, entry, stamp))
    with whole_file(output) as file:
        file.write(calendar.to_ical(sorted=False))
    return Written(output, without_time(material))


def _stamp(material: Material) -> datetime:
    """The last day of publication, as a moment."""
    published = (item.document.published for item in material.annotated)
    last = max((day for day in published if day is not None), default=_NO_DAY)
    return datetime.combine(last, time(), UTC)


def _event(material: Material, entry: Entry, stamp: datetime) -> Event:
    first, last = _days(entry)
    event, spot = Event(), spot_of(material, entry)
    event.add("uid", f"{entry.id}@allegedly")
    event["DTSTAMP"] = vDatetime(stamp)
    event.add("dtstart", first)
    if last < date.max:
        event.add("dtend", last + _ONE_DAY)
    event["SUMMARY"] = _Words(_summary(entry))
    event["DESCRIPTION"] = _Words("\n".join(_description(material, entry)))
    event.add("categories", list(dict.fromkeys(line.label for line in accounts_of(entry))))
    if entry.where is not None:
        event["LOCATION"] = _Words(visible(entry.where))
    if spot is not None:
        event["GEO"] = vGeo((spot.lat, spot.lon))
    event.add("transp", "TRANSPARENT")
    if entry.edtf is not None:
        event["X-ALLEGEDLY-EDTF"] = _Words(entry.edtf)
    return event


def _days(entry: Entry) -> tuple[date, date]:
    """The days that an entry takes, both included; an open end takes none."""
    first, last = entry.earliest or entry.latest, entry.latest or entry.earliest
    assert first is not None and last is not None  # noqa: S101, PT018 (an entry has a time)
    return first, last


def _summary(entry: Entry) -> str:
    """The headline; with the time in words where it is not a single day."""
    is_a_day = entry.earliest is not None and entry.earliest == entry.latest
    return headline(entry) if is_a_day else f"{headline(entry)}, {entry.when}"


def _description(material: Material, entry: Entry) -> Iterator[str]:
    edtf = f" ({entry.edtf})" if entry.edtf is not None else ""
    yield f"{entry.when}{edtf}"
    for line in accounts_of(entry):
        yield ""
        yield f"“{exact(material, line)}”"
        yield how_put(line)
        yield source(line)
    for sentence in about(entry):
        yield ""
        yield sentence
