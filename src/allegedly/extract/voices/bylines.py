"""Who published and who wrote, as a note names them."""

from ...model import Span
from ...resources import load_lexicon
from ...resources.gazetteer import demonym, lookup
from ...resources.wording import is_outlet, split_people, without_possessive
from .rules import rules

_WORDS_OF_A_NAME = (2, 3)


def names_in(note: str) -> tuple[tuple[str, ...], str | None]:
    """The people and the outlet that a note names. Days stand as marks in it (see ``announcements``)."""
    people, taken = _people(note)
    published = [name for name in people if _is_outlet(name)]
    people = tuple(name for name in people if name not in published)
    for name, is_sure in _candidates(note, taken):
        if is_sure or _is_outlet(name):
            return people, name
        if not people and _is_person(name):
            people = (name,)
        elif not _is_person(name):
            published.append(name)
    return people, published[0] if published else None


def _people(note: str) -> tuple[tuple[str, ...], Span]:
    for rule in rules("notes", "people"):
        if match := rule.pattern.search(note):
            return split_people(match["people"]), match.span("people")
    return (), (0, 0)


def _candidates(note: str, taken: Span) -> list[tuple[str, bool]]:
    """What may be the outlet, and whether the form alone says that it is; the likeliest first. Places are none."""
    found = []
    for rule in rules("notes", "outlet"):
        for match in rule.pattern.finditer(note):
            name = without_possessive(match["outlet"])
            start, end = match.span("outlet")
            is_apart = end <= taken[0] or start >= taken[1]
            if is_apart and (_is_outlet(name) or not _is_place(name)):
                found.append((name, not rule.weak))
    return found


def _is_outlet(name: str) -> bool:
    """Whether a name looks like that of a paper, an agency or a broadcaster, for want of a person's."""
    last = name.split()[-1]
    return is_outlet(name) or name.startswith("The ") or "." in last.strip(".") or (last.isupper() and len(last) > 2)


def _is_person(name: str) -> bool:
    words = name.split()
    return len(words) in _WORDS_OF_A_NAME and words[0].lower() in load_lexicon("en/given_names.tsv")


def _is_place(name: str) -> bool:
    return demonym(name) is not None or bool(lookup(name))
