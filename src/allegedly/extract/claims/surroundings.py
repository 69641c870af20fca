"""What words that point at a place stand for: "there", "here", and "the mine" where one mine's place was named."""

from bisect import bisect_left
from dataclasses import dataclass

from ...model import Document, Mention
from ...nlp.layout import paragraphs
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..cast import Cast
from ..quotations import Quotation, find_quotations, quotation_at

_Named = tuple[tuple[int, Mention], ...]
_INSIDE = {"in", "at", "of"}
_SENTENCES = 2
"""How far back "there" reaches."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The places that a document names, in order."""

    document: Document
    tree: Tree
    named: _Named
    """Head token and mention of each place name."""
    sites: dict[str, Mention]
    """The noun of a place that the text speaks of as one, with the name of the place that it is in: "the Orel mine"."""
    quotations: list[Quotation]
    datelines: dict[str, Mention]
    """Where each voice says that it writes, by the voice's id."""
    openings: frozenset[int]
    """Where paragraphs begin."""

    def meant_at(self, i: int) -> Mention | None:
        """The name of the place that "there", "here" or a definite noun at token ``i`` stands for."""
        word = self.tree.lowers[i]
        if word == "there":
            return self._last_before(i)
        if word == "here":
            return self._written_at(i)
        known = self.sites.get(self.tree.lemmas[i].lower())
        definite = any(self.tree.lowers[c] in ("the", "this", "that") for c in self.tree.children[i])
        return known if definite and known is not None and known.end <= self.tree.starts[i] else None

    def is_dateline(self, i: int) -> bool:
        """Whether the name in capitals that opens a paragraph stands at token ``i``: "BERGEN, 4 May - "."""
        return self.tree.words[i].isupper() and self.tree.starts[i] in self.openings

    def _last_before(self, i: int) -> Mention | None:
        tree, document = self.tree, self.document
        number = bisect_left(self.named, i, key=lambda one: one[0]) - 1
        if number < 0:
            return None
        head, mention = self.named[number]
        near = tree.sentence_of[i] - tree.sentence_of[head] <= _SENTENCES
        same = document.voice_at(tree.starts[i]) == document.voice_at(mention.start)
        return mention if near and same else None

    def _written_at(self, i: int) -> Mention | None:
        offset = self.tree.starts[i]
        voice = self.document.voice_at(offset)
        if voice is None or quotation_at(self.quotations, offset) is not None:
            return None
        return self.datelines.get(voice.id)


def find_surroundings(document: Document, tree: Tree, cast: Cast) -> Surroundings:
    heads = {number: head for head, number in cast.heads.items()}
    named = tuple(
        sorted(
            (heads[number], mention)
            for number, mention in enumerate(cast.mentions)
            if mention.kind == "place" and mention.how == "name" and number in heads
        )
    )
    spans = paragraphs(document.text)
    quotations = find_quotations(document.text, spans)
    openings = frozenset(start for start, _ in spans)
    datelines = _datelines(document, named, openings)
    return Surroundings(document, tree, named, _sites(tree, named), quotations, datelines, openings)


def _datelines(
    document: Document, named: tuple[tuple[int, Mention], ...], openings: frozenset[int]
) -> dict[str, Mention]:
    """The first name in capitals that opens a paragraph of each voice."""
    found: dict[str, Mention] = {}
    for _, mention in named:
        voice = document.voice_at(mention.start)
        if voice is not None and mention.start in openings and mention.text.isupper():
            found.setdefault(voice.id, mention)
    return found


def _sites(tree: Tree, named: _Named) -> dict[str, Mention]:
    """Nouns for places that stand with one place name only, in the whole text."""
    found: dict[str, Mention] = {}
    several: set[str] = set()
    for head, mention in named:
        noun = _noun_around(tree, head) or _last_word(mention)
        if noun is not None and found.setdefault(noun, mention).entity != mention.entity:
            several.add(noun)
    return {noun: mention for noun, mention in found.items() if noun not in several}


def _noun_around(tree: Tree, head: int) -> str | None:
    """The noun of a place that the name at ``head`` tells the whereabouts of: "the Orel mine", "the mine at Orel"."""
    above = tree.heads[head]
    if tree.deps[head] == "pobj" and tree.lowers[above] in _INSIDE and tree.deps[above] == "prep":
        above = tree.heads[above]
    elif tree.deps[head] not in ("compound", "nmod", "poss"):
        return None
    lemma = tree.lemmas[above].lower()
    return lemma if tree.pos[above] == "NOUN" and lemma in load_lexicon("en/place_nouns.tsv") else None


def _last_word(mention: Mention) -> str | None:
    """The noun of a place that a name ends in: "Orel Airport"."""
    first, _, last = mention.text.lower().rpartition(" ")
    return last if first and last in load_lexicon("en/place_nouns.tsv") else None
