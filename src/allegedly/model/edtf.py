"""Times as a person writes them down: the part of EDTF (ISO 8601-2) in which the records give theirs."""

import re
from calendar import monthrange
from datetime import date

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_OPEN = ("", "..")


def days_of(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day, both included, that a time allows; ``None`` for an end that is open.

    A time is a day, a month or a year ("2011-04-11", "2011-04", "2011"), two of these as "a/b" (throughout) or "[a..b]"
    (some time within), of which one end may be left out. Raises ``ValueError`` for anything else, for days that no
    calendar has, and for an end before the beginning.
    """
    first, last = _ends(edtf)
    earliest = None if first in _OPEN else _days(first)[0]
    latest = None if last in _OPEN else _days(last)[1]
    if earliest is None and latest is None:
        raise ValueError(f"{edtf!r} is open at both ends")
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError(f"{edtf!r} ends before it begins")
    return earliest, latest


def _ends(edtf: str) -> tuple[str, str]:
    if edtf.startswith("[") and edtf.endswith("]"):
        first, between, last = edtf[1:-1].partition("..")
    else:
        first, between, last = edtf.partition("/")
        if not between:
            return edtf or "?", edtf or "?"
    if not between:
        raise ValueError(f"{edtf!r} is no time")
    return first, last


def _days(point: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day."""
    found = _POINT.fullmatch(point)
    if found is None:
        raise ValueError(f"{point!r} is no day, month or year")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101 (the pattern has one)
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or monthrange(year, last_month)[1])
