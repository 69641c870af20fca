"""The only place that looks at the clock: when something came in or was decided is told, and nothing hangs on it."""

from datetime import UTC, datetime


def now() -> str:
    """The moment in UTC, to the second: "2011-06-15T09:30:00Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
