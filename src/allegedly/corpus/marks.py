"""What else a claim can be known by: the words for whom and what it tells of, and the names that stand near it.

Two accounts of one happening seldom name the same entities ("the driver", "he"); they share words, and what is talked
of around them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..model import Annotated, Claim, Role
from ..names import fold
from ..resources import load_lexicon
from .phrases import head_noun, is_pronoun, singular

_MOST_WORDS, _MOST_NAMES = 8, 6
_NEAR = 300
"""Names that stand so many characters from the verb are near, within its paragraph."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 3
_PARAGRAPH = "\n\n"
_LIGHT = frozenset({
    "the", "and", "him", "her", "his", "its", "our", "who", "not", "for", "was", "has", "had", "all", "one", "two",
    "six", "ten", "any", "out", "off", "per", "more", "less", "than", "which", "some",
})  # fmt: skip


class Marks:
    """Finds the marks of the claims of one document."""

    def __init__(self, one: Annotated) -> None:
        self._text = one.document.text
        self._names = {entity.id: _name_words(entity.name) for entity in one.entities}
        self._at = sorted((mention.start, mention.entity) for mention in one.mentions if self._names[mention.entity])

    def around(self, claim: Claim, before: Claim | None) -> frozenset[str]:
        """The names near it, and what was told of just before where it goes on with a pronoun ("It was found ...")."""
        if before is None or not self.leaves_open(claim):
            return self.near(claim)
        return self.near(claim) | self.words(before)

    def words(self, claim: Claim) -> frozenset[str]:
        """The words for whom and what it tells of: heads first, then what stands beside them."""
        found = dict.fromkeys(word for role in claim.roles for word in self._heads(role))
        found.update(dict.fromkeys(word for role in claim.roles for word in _content(role.text)))
        return frozenset([word for word in found if _tells(word)][:_MOST_WORDS])

    def near(self, claim: Claim) -> frozenset[str]:
        """The names that stand near it."""
        trigger = claim.trigger[0]
        first = max(trigger - _NEAR, self._text.rfind(_PARAGRAPH, 0, trigger))
        end = self._text.find(_PARAGRAPH, trigger)
        last = min(trigger + _NEAR, end if end >= 0 else len(self._text))
        there = self._at[bisect_left(self._at, (first, "")) : bisect_left(self._at, (last, ""))]
        nearest = sorted(there, key=lambda at: (abs(at[0] - trigger), at))
        found = dict.fromkeys(word for _, entity in nearest for word in self._names[entity])
        return frozenset(list(found)[:_MOST_NAMES])

    @staticmethod
    def leaves_open(claim: Claim) -> bool:
        """Whether it speaks of somebody by a pronoun that nobody is found for: the names near it may be theirs."""
        return any(role.entity is None and is_pronoun(role.text) for role in claim.roles)

    def _heads(self, role: Role) -> Iterator[str]:
        yield from self._names.get(role.entity or "", ())
        yield head_noun(role.text)


def _name_words(name: str) -> tuple[str, ...]:
    """The last word of a name that has a capital: a surname, or the last of an organisation's or a place's name."""
    words = [word for word in _WORD.findall(name) if word[0].isupper()]
    return (
        (singular(fold(words[-1])),) if words and len(words[-1]) >= _SHORTEST and name.split()[-1][:1].isupper() else ()
    )


def _content(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield singular(fold(word))


def _tells(word: str) -> bool:
    if len(word) < _SHORTEST or word in _LIGHT:
        return False
    return not any(word in load_lexicon(f"en/{name}.tsv") for name in ("stop_words", "number_words", "ordinals"))
