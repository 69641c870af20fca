"""Days and moments as files write them: ISO 8601, written out, or as in the head of a letter."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from .html_dates import day_in

_ISO_TIME = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?)\d*\s*(Z|[+-]\d\d:?\d\d)?\s*$", re.I
)
_LETTER = re.compile("[A-Za-z]{3}")


def days(*values: str) -> Iterator[date]:
    """The days that these values name, each as its writer's clock had it."""
    for value in values:
        day = day_in(value) if value and not value.startswith("0000") else None
        moment = None if day or not value else _mail_time(value)
        if found := day or (moment.date() if moment else None):
            yield found


def moment_of(value: str) -> datetime | None:
    """The moment that a value names, for putting in order; one without a zone is taken for UTC."""
    if match := _ISO_TIME.match(value):
        return _in_utc(f"{match[1]}T{match[2]}{(match[3] or 'Z').upper()}")
    day = day_in(value)
    mailed = None if day else _mail_time(value)
    return _in_utc(f"{day}T00:00Z") if day else _in_utc(mailed.isoformat()) if mailed else None


def _in_utc(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _mail_time(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value.strip()) if _LETTER.search(value) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
