"""Which claim a comment doubts: what it questions or denies in the words of the text above it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from ...model import Claim, Document
from ...nlp.tree import Tree
from ..predicates import Predicate

_CONTENT = {"NOUN", "VERB", "ADJ", "NUM"}
"""Names are not among them: that both speak of one person is no doubt yet."""
_OBJECTS = ("dobj", "nsubjpass", "attr", "acomp")
_WEIGHT_OF_OBJECT = 3
_MOST_COMMON = 50
"""Claims looked at for one word that a comment shares with them."""


def find_challenges(
    document: Document, tree: Tree, claims: list[Claim], predicates: list[Predicate]
) -> Iterator[tuple[Claim, Claim]]:
    """Each claim of a comment that doubts, with the earlier claim of another voice that it shares most with.

    What is doubted is above all the object ("did he need a permit?" doubts that the permit was missing).
    """
    doubts = [pair for pair in zip(claims, predicates, strict=True) if _doubts(document, pair[0])]
    if not doubts:
        return
    by_word: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for word in _words(tree, claim):
            by_word[word].append(claim)
    for doubt, predicate in doubts:
        objects = {tree.lemmas[c].lower() for c in tree.children_by(predicate.trigger, *_OBJECTS)}
        shared: Counter[Claim] = Counter()
        for word in _words(tree, doubt):
            for rival in by_word[word][:_MOST_COMMON]:
                if rival.voice != doubt.voice and rival.end <= doubt.start:
                    shared[rival] += _WEIGHT_OF_OBJECT if word in objects else 1
        if shared:
            yield doubt, max(shared, key=lambda rival: (shared[rival], rival.start))


def _doubts(document: Document, claim: Claim) -> bool:
    voice = document.voice(claim.voice)
    if voice is None or voice.kind != "comment":
        return False
    return claim.stance.label in ("question", "denied") or claim.stance.polarity == "negative"


def _words(tree: Tree, claim: Claim) -> list[str]:
    tokens = tree.tokens_in((claim.start, claim.end))
    return sorted({tree.lemmas[i].lower() for i in tokens if tree.pos[i] in _CONTENT and len(tree.lemmas[i]) > 3})
