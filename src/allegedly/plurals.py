"""Counts in sentences."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """As in "1 claim", "1,903 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def were(count: int) -> str:
    """The verb to a count in the past: one "was", two "were"."""
    return "was" if count == 1 else "were"
