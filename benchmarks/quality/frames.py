"""What a date or a number in a text belongs to, read without a parse: the verb or noun beside it, and whose that is.

The verb is the form nearest before it in its clause, else the first behind it ("In 2004 the choir dissolved"); a year
between an article and a noun belongs to the noun ("is a 1987 novel"); what stands in brackets belongs to the name
before them.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from allegedly.corpus.numerals import NO_UNIT
from allegedly.corpus.phrases import singular
from allegedly.resources import load_lexicon

Edge = Literal["start", "end"]

_VERBS = str(Path(__file__).with_name("dated_verbs.tsv"))

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[;:()\[\]\"“”–—,.!?]")
_BREAKS = frozenset(";:()[]\"“”–—,.!?") | {
    "who", "which", "that", "where", "when", "while", "although", "because", "but", "after", "before", "whose",
}  # fmt: skip
_SUBJECTS = frozenset({"he", "she", "it", "they", "we", "i", "the", "a", "an", "his", "her", "its", "their"})
_ENDS = frozenset(".!?;")
_OPEN, _CLOSED = frozenset("(["), frozenset(")]")
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_PASSED_OVER = _DETERMINERS | {"out", "up", "away", "place", "worldwide", "nationwide", "abroad", "again", "together"}
_COPULAS = frozenset({"is", "was", "are", "were", "be", "became", "remains"})
_AUXILIARIES = _COPULAS | {"has", "have", "had", "been", "will"}
_NEGATIONS = frozenset({"not", "never", "neither", "nor", "cannot"})
_NO_NAMES = frozenset({"in", "on", "the", "it", "he", "she", "they", "a", "an", "this", "his", "her", "its", "their"})
_NO_PAST = frozenset({"indeed", "hundred", "united", "need", "speed", "breed", "seed", "feed", "exceed", "proceed"})
_SHORT = 3
"""Words of a clause that has no room for a subject."""
_ONCE = frozenset({"bear", "die"})
"""What happens once to everybody."""
_LONGEST = 300
"""How much of a text on either side is looked at, in characters."""


@dataclass(frozen=True, slots=True)
class Frame:
    """``verb`` in the form of ``dated_verbs.tsv``; ``edge``: which end of it; ``names``: words of whose it is.

    ``nouns`` are those that the thing is said to be ("is a 1987 novel"), ``objects`` the words behind the verb
    ("released her first album"); ``bracketed`` says that the thing stands alone in brackets behind the name.
    """

    verb: str | None = None
    edge: Edge | None = None
    nouns: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    bracketed: bool = False
    negated: bool = False


def frame_of(text: str, start: int, end: int, *, counted: bool = False) -> Frame:
    """What the stretch of a text belongs to; what is ``counted`` may be the subject ("23 people were hurt")."""
    behind = _sentence_behind(text, end)
    if counted and behind and (behind[0].lower() in _AUXILIARIES or _form(behind[0]) is not None):
        return _frame(behind, frozenset(), first=True)
    before = [match.group() for match in _TOKEN.finditer(text[max(0, start - _LONGEST) : start])]
    clause = _clause(before)
    bracketed = len(clause) < len(before) and _is_in_brackets(before)
    names = _names(_before_brackets(before) if bracketed else clause)
    if (nouns := _is_a(behind, clause, bracketed=bracketed)) is not None:
        return Frame(nouns=nouns, names=names or _names(_clause_over_names(before[: -len(clause) - 1])))
    frame = _frame(clause, names)
    if frame.verb is not None:
        return frame
    if bracketed:
        frame = _frame(_in_brackets(before), names)
        return replace(frame, bracketed=frame.verb is None)
    return _further_off(before, behind, names)


def _further_off(before: list[str], behind: list[str], names: frozenset[str]) -> Frame:
    """By the verb behind, where a subject or verb follows ("in 2004 the choir ..."), else by one before commas."""
    if not (behind and (behind[0].lower() in _SUBJECTS or behind[0][0].isupper() or _form(behind[0]) is not None)):
        clause = _clause_over_commas(before)
        frame = _frame(clause, names or _names(clause))
        if frame.verb is not None:
            return frame
    return _frame(behind, names or _names(behind), first=True)


def is_of_one(a: Frame, b: Frame) -> bool:
    """Whether two frames tell of one thing; a name that only one of them has does not keep them apart."""
    if a.names and b.names and not a.names & b.names:
        return False
    if a.verb is not None or b.verb is not None:
        same = a.verb == b.verb and (a.verb in _ONCE or _have_one_object(a, b))
        return same or _is_work(a, b) or _is_work(b, a) or _is_end_of(a, b) or _is_end_of(b, a)
    if a.bracketed or b.bracketed:
        return a.bracketed and b.bracketed and bool(a.names & b.names)
    return bool(a.nouns & b.nouns)


def _have_one_object(a: Frame, b: Frame) -> bool:
    """Whether the words behind the verb share one and are of the same rank ("her first album", "her second album").

    Somebody who released a book on one day may be released on another: of one name, both have an object or neither.
    """
    if not a.objects or not b.objects:
        return a.objects == b.objects or not (a.names and b.names)
    ordinals = load_lexicon("en/ordinals.tsv").keys()
    return bool(a.objects & b.objects) and a.objects & ordinals == b.objects & ordinals


def _is_end_of(a: Frame, b: Frame) -> bool:
    """Whether the one only says that the other's thing began or ended, of the same name."""
    return a.verb in ("begin", "end") and a.edge == b.edge and bool(a.names & b.names) and not a.objects


def _is_work(a: Frame, b: Frame) -> bool:
    """As in "is a 1987 novel" and "was published in 1987"."""
    return a.verb is None and bool(a.nouns) and b.verb in ("release", "publish")


def _clause(before: list[str]) -> list[str]:
    """The words since the last break; what breaks directly before the stretch ("after 1990") is no break."""
    last = len(before)
    while last and before[last - 1] in ("after", "before", ","):
        last -= 1
    at = next((place for place in range(last - 1, -1, -1) if before[place].lower() in _BREAKS), -1)
    return before[at + 1 :]


def _clause_over_commas(before: list[str]) -> list[str]:
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] != "," and before[n].lower() in _BREAKS), -1)
    return before[at + 1 :]


def _is_in_brackets(before: list[str]) -> bool:
    depth = 0
    for word in reversed(before):
        depth += (word in _CLOSED) - (word in _OPEN)
        if depth < 0:
            return True
        if word in ".!?":
            return False
    return False


def _in_brackets(before: list[str]) -> list[str]:
    return before[_opening(before) + 1 :]


def _before_brackets(before: list[str]) -> list[str]:
    return _clause_over_names(before[: _opening(before)])


def _opening(before: list[str]) -> int:
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        depth += (before[place] in _CLOSED) - (before[place] in _OPEN)
        if depth < 0:
            return place
    return -1


def _clause_over_names(words: list[str]) -> list[str]:
    """The run of capitalised words at the end ("Ilse Marn (born ...)")."""
    place = len(words)
    while place and (
        words[place - 1][0].isupper() or words[place - 1] in (",", '"', "of") or words[place - 1][0].isdigit()
    ):
        place -= 1
    return words[place:]


def _names(words: list[str]) -> frozenset[str]:
    """The capitalised words before the verb: whose it is."""
    found = set()
    for place, word in enumerate(words):
        if _form_at(words, place) is not None:
            break
        if word[0].isupper() and word.lower() not in _NO_NAMES:
            found.add(word.removesuffix("'s").lower())
    return frozenset(found)


def _is_a(behind: list[str], clause: list[str], *, bracketed: bool) -> frozenset[str] | None:
    """The nouns of "is a new 1987 detective novel", "Harbour (1987 novel)" or "is a novel from 1987"."""
    if clause and clause[-1] in ("from", "of") and not any(map(_form, clause)):
        article = next(
            (n for n, word in enumerate(clause) if n and word in _DETERMINERS and clause[n - 1] in _COPULAS), -1
        )
        return _nouns(clause[article + 1 :]) if article > 0 else None
    place = len(clause) - 1
    while place > 0 and clause[place].islower() and clause[place] not in _DETERMINERS and len(clause) - place <= 3:
        place -= 1
    article = place > 0 and clause[place] in _DETERMINERS and clause[place - 1] in _COPULAS
    article = article or (place == 0 and clause[0] in ("a", "an"))  # "Harbour, a 1987 novel"
    if not article and (clause or not bracketed):
        return None
    return _nouns(behind)


def _nouns(words: list[str]) -> frozenset[str] | None:
    """The words in small letters of a noun phrase that begins here."""
    nouns: list[str] = []
    for word in words:
        if word.lower() in NO_UNIT or word in _BREAKS or (nouns and _form(word) is not None):
            break
        nouns.append(singular(word) if word.islower() else "")
    return frozenset(filter(None, nouns)) or None


def _frame(words: list[str], names: frozenset[str], first: bool = False) -> Frame:
    """By the last verb form of the words, or the first; another may say which end of it ("began filming")."""
    forms = [(place, form) for place in range(len(words)) if (form := _form_at(words, place)) is not None]
    if not forms:
        return Frame(names=names)
    place, (verb, edge) = forms[0] if first else forms[-1]
    others = [form for _, form in forms if form[0] != verb]
    if edge is not None and others:
        verb = others[-1][0]
    elif edge is None and len(forms) > 1 and not first and forms[-2][0] == place - 1:
        edge = forms[-2][1][1]
    negated = any(word.lower() in _NEGATIONS or word.endswith("n't") for word in words)
    return Frame(verb, edge, names=names, objects=_objects(words[place + 1 :]), negated=negated)


def _form_at(words: list[str], place: int) -> tuple[str, Edge | None] | None:
    """The verb that begins at a place, with its particle ("came out"); the first of a clause may have a capital."""
    word = words[place]
    if place == 0 and word.istitle() and len(words) <= _SHORT:
        word = word.lower()
    together = _form(f"{word} {words[place + 1]}") if place + 1 < len(words) else None
    return together or _form(word)


def _objects(words: list[str]) -> frozenset[str]:
    """The words up to the first that cannot stand in a noun phrase."""
    found = set()
    for word in words:
        if word.lower() in NO_UNIT - _DETERMINERS or word.lower() in _BREAKS:
            break
        if word.lower() not in _PASSED_OVER and not word.endswith("ly"):
            found.add(singular(word.lower()))
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _form(word: str) -> tuple[str, Edge | None] | None:
    """The verb that a word in small letters, or two, is a past form or a noun of."""
    cells = load_lexicon(_VERBS).get(word)
    if cells is not None:
        return cells["verb"], cells.get("aspect")  # type: ignore[return-value]
    if word.islower() and word.isalpha() and word.endswith("ed") and len(word) > 4 and word not in _NO_PAST:
        return word.removesuffix("ed").removesuffix("e"), None
    return None


def _sentence_behind(text: str, end: int) -> list[str]:
    """The words from the stretch to the end of its sentence or bracket."""
    words: list[str] = []
    for match in _TOKEN.finditer(text, end, end + _LONGEST):
        if match.group() in _ENDS or match.group() in _CLOSED:
            break
        words.append(match.group())
    return words
