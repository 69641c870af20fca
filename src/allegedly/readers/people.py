"""Names of people as lists of references and tables write them."""

import re

from ..resources.wording import split_people

_BETWEEN = re.compile(r"\s*[;|\n]\s*")
_MOST_WORDS = 3


def people_of(names: str) -> tuple[str, ...]:
    """The names in "Doe, Jane; Roe, John", in "Jane Doe and John Roe", or in "Doe, Jane"."""
    single = [name for name in _BETWEEN.split(names.strip()) if name]
    if len(single) == 1 and not _is_turned(single[0]):
        return tuple(dict.fromkeys(split_people(single[0]))) or (single[0],)
    return tuple(dict.fromkeys(turned(name) for name in single))


def turned(name: str) -> str:
    """A name that is written for a list, "Doe, Jane" or "Doe, Jane, Jr.", as it is said."""
    last, _, rest = (part.strip() for part in name.partition(","))
    first, _, more = (part.strip() for part in rest.partition(","))
    return " ".join(part for part in (first, last, more) if part) if first else last


def _is_turned(name: str) -> bool:
    """Whether it is one name that begins with the surname: of two people, both would have two words."""
    last, _, first = name.partition(",")
    surname, given = last.split(), first.split()
    is_surname = len(surname) == 1 or (0 < len(surname) <= _MOST_WORDS and surname[0].islower())
    return is_surname and "," not in first and 0 < len(given) <= _MOST_WORDS and "and" not in given
