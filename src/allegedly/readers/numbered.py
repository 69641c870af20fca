"""Names for the parts of a file that has many alike: posts, rows, references."""

from .naming import file_name, shortened

_LONGEST = 80


def numbered(number: int, *titles: str | None, suffix: str = "") -> str:
    """The number of a part, and the first of these titles that has words, such that it can be part of a path."""
    title = next((words for words in titles if words and any(map(str.isalnum, words))), "")
    return f"{number:04} {shortened(file_name(title), _LONGEST) if title else ''}".rstrip() + suffix
