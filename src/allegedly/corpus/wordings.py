"""What the words in and around a source say: whom they name after all, which outlet they mean, to whom it was told."""

import re

from .phrases import before_head, ends_a_head, head_noun, is_definite, singular

OWN = re.compile(
    r"\b(?:this|our) (?:news)?(?:paper|article|magazine|blog|site|report|story|post|column|review)\b", re.IGNORECASE
)
"""What an outlet calls itself."""
ANOTHER = re.compile(r"\b(?:another|second|third|other|different)\b", re.IGNORECASE)
_NAME_BEHIND = re.compile(r"\b(?P<noun>[^\W\d_]+),?\s(?P<name>[^\W\d_a-z][^\W\d_]+(?:\s[^\W\d_a-z][\w'’-]+)+)\Z")
_SOME_OUTLET = re.compile(
    r"(?:the|its|that) (?:(?:news|state|local) ?)?(?:paper|magazine|weekly|daily|monthly|agency|broadcaster|station|"
    r"wire|blog|radio|review|journal|portal|website|site)",
    re.IGNORECASE,
)
_INSIDE = r"(?:of|de|del|della|des|du|di|da|la|le|los|van|der|den|und|y|e)"
_CAPITALS = rf"((?:[Tt]he )?[^\W\d_a-z][\w'’.-]*(?: (?:{_INSIDE} )*[^\W\d_a-z][\w'’.-]*)*)"
_NAMED = re.compile(rf"\s+{_CAPITALS}")
_TOLD = re.compile(
    r"(?:,[^,.;]{1,60},)?,?\s+(?:(?:who|has|had|also|later|then)\s+)*"
    r"(?:told|informed|assured|wrote to|spoke to|spoke with|speaking to|quoted by|quoted in|cited by|interviewed by)\s+"
    + _CAPITALS
)
_REPORTER = re.compile(
    r"((?:the )?\S.*?)['’]s? (?:own )?(?:\w+ )?(?:reporter|correspondent|columnist|editor|photographer|critic)\b",
    re.IGNORECASE,
)
_BODIES = ("police", "army", "navy", "coastguard")


def name_behind(source: str) -> str | None:
    """The name of two words or more that ends a description: "a hawker, Ada Lunt", not "a hawker from Lunt Bay"."""
    match = _NAME_BEHIND.search(source)
    if match is None or not match.group("noun").islower():
        return None
    return None if ends_a_head(match.group("noun")) else match.group("name")


def reporter_of(source: str) -> str | None:
    """Whose reporter a source is: "the Lake Mirror's correspondent in Lund"."""
    match = _REPORTER.match(source)
    return match.group(1) if match is not None else None


def is_some_outlet(source: str) -> bool:
    """Whether the source is an outlet without its name: "the newspaper"."""
    return _SOME_OUTLET.fullmatch(source) is not None


def name_at(text: str, offset: int) -> str | None:
    """The name that stands in a text from ``offset`` on, as behind "the newspaper"."""
    match = _NAMED.match(text, offset)
    return match.group(1) if match is not None else None


def told_to(text: str, offset: int) -> str | None:
    """To whom a source that ends at ``offset`` is said to have told it: "a nurse told the Lake Mirror"."""
    match = _TOLD.match(text, offset)
    return match.group(1) if match is not None else None


def body_of(source: str, *, is_organisation: bool) -> str | None:
    """A body that a case has one of: "the dockers' union" is the same in all texts, and so are "police"."""
    words = before_head(source).lower()
    noun = words.rpartition(" ")[2]
    if noun in _BODIES:
        return noun
    return words if is_organisation and is_definite(source) else None


def is_bare(source: str) -> bool:
    """Whether a source is called as headlines do: "official says"."""
    return len(source.split()) == 1 and source == singular(source) and head_noun(source) == source
