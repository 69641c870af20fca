"""Numbers of things, in words where a sentence wants them."""

from ..plurals import counted

__all__ = ["counted", "opening", "spelled"]

_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def spelled(number: int) -> str:
    """Up to twelve in letters, above in digits with a comma for the thousands."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def opening(number: int, one: str, many: str | None = None) -> str:
    """The same as the beginning of a sentence: "Nine documents", "23 documents"."""
    words = spelled(number)
    return f"{words[0].upper()}{words[1:]} {one if number == 1 else many or one + 's'}"
