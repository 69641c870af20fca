"""Part of speech and lemma of each word by the model's own rules, which are asked once for each kind of word.

The model's last steps before names (spaCy's attribute ruler and lemmatizer) look at a word's form, tag and dependency,
and at some pairs of neighbours, and take a quarter of all its time to say the same of the same again and again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

STEPS = ("attribute_ruler", "lemmatizer")
"""The steps of the model that this stands for."""
_MOST = 200_000
"""Kinds that are remembered; a case of a million words has some 60,000."""

Kind = tuple[int, int, int]
"""Form, tag and dependency, as the numbers of the model's strings."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the rules say of a kind of word that stands alone; ``begins`` where they look at the word after it too."""

    form: str
    lemma: str
    tag: str
    pos: str
    dep: str
    begins: bool = False


class Morphology:
    """The rules of one model, with what they have said so far."""

    def __init__(self, language: "Language") -> None:
        self._vocab = language.vocab
        self._steps: list[Any] = [language.get_pipe(name) for name in STEPS]
        self._firsts = _matcher_of_firsts(language.vocab, self._steps[0].patterns)
        add = language.vocab.strings.add
        self._nothing: Kind = add("|"), add("SYM"), add("dep")
        self._words: dict[Kind, Word] = {}
        self._runs: dict[tuple[Kind, ...], list[Word]] = {}

    def words_of(self, doc: "Doc") -> list[Word]:
        """A word for each token of a text that has its tags and dependencies."""
        kinds: list[Kind] = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        known = self._words
        if len(known) > _MOST:
            known.clear()
            self._runs.clear()
        if new := [kind for kind in dict.fromkeys(kinds) if kind not in known]:
            known.update(zip(new, self._apart(new), strict=True))
        words = [known[kind] for kind in kinds]
        for i, word in enumerate(words):
            if word.begins and not (i and words[i - 1].begins):
                run = self._run(words, i)
                words[i : i + run] = self._together(tuple(kinds[i : i + run]))
        return words

    @staticmethod
    def _run(words: list[Word], start: int) -> int:
        """How many words from here on have to be looked at together: those that begin something, and one more."""
        end = start
        while end < len(words) and words[end].begins:
            end += 1
        return min(end + 1, len(words)) - start

    def _apart(self, kinds: list[Kind]) -> list[Word]:
        """Each as if it stood alone: between two stands something that no rule about pairs knows."""
        return self._read([one for kind in kinds for one in (kind, self._nothing)])[::2]

    def _together(self, kinds: tuple[Kind, ...]) -> list[Word]:
        found = self._runs.get(kinds)
        if found is None:
            found = self._runs[kinds] = self._read(kinds)
        return found

    def _read(self, kinds: Sequence[Kind]) -> list[Word]:
        from spacy.tokens import Doc

        strings = self._vocab.strings
        forms, tags, deps = ([strings[one] for one in part] for part in zip(*kinds, strict=True))
        doc = Doc(self._vocab, words=forms, tags=tags, deps=deps, heads=[*range(len(kinds))])
        begins = {start for _, start, _ in self._firsts(doc, allow_missing=True)}
        for step in self._steps:
            doc = step(doc)
        return [Word(t.text, t.lemma_, t.tag_, t.pos_, t.dep_, t.i in begins) for t in doc]


def _matcher_of_firsts(vocab: "Vocab", rules: list[dict[str, Any]]) -> "Matcher":
    """Finds what may be the first word of a pattern of two."""
    from spacy.matcher import Matcher

    patterns = [pattern for rule in rules for pattern in rule["patterns"] if len(pattern) > 1]
    if any(len(pattern) > 2 or any("OP" in word for word in pattern) for pattern in patterns):
        raise ValueError("the model's rules look at more than two words")
    matcher = Matcher(vocab)
    matcher.add("first", [pattern[:1] for pattern in patterns])
    return matcher
