"""Which claim is doubted or contradicted by a later one of the same document.

A comment doubts what it questions or denies in the words of the text above it. Any claim contradicts an earlier one of
the same predicate, about the same people or things, that is told the other way round.
"""

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
    """Each claim that challenges, with the one that it challenges; ``claims`` and ``predicates`` go in step."""
    contradicted = dict(_contradictions(tree, claims))
    yield from contradicted.items()
    doubts = (pair for pair in zip(claims, predicates, strict=True) if _doubts(document, pair[0]))
    yield from _of_comments(tree, claims, [pair for pair in doubts if pair[0] not in contradicted])


def _contradictions(tree: Tree, claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.stance.label not in ("asserted", "hedged", "denied"):
            continue
        rivals = reversed(told[claim.predicate][-_MOST_COMMON:])
        rival = next((one for one in rivals if _contradicts(tree, claim, one)), None)
        if rival is not None:
            yield claim, rival
        told[claim.predicate].append(claim)


def _contradicts(tree: Tree, claim: Claim, other: Claim) -> bool:
    if _says(claim) == _says(other) or _are_apart(claim, other):
        return False
    who = {role.entity for role in claim.roles if role.entity} & {role.entity for role in other.roles if role.entity}
    return len(who) + len(_about(tree, claim) & _about(tree, other)) > 1


def _says(claim: Claim) -> bool:
    return (claim.stance.polarity == "positive") != (claim.stance.act == "deny")


def _are_apart(one: Claim, other: Claim) -> bool:
    """Whether they tell of different days or places."""
    if one.place is not None and other.place is not None and one.place != other.place:
        return True
    ends = (one.time.earliest, one.time.latest, other.time.earliest, other.time.latest)
    return None not in ends and (ends[0] > ends[3] or ends[2] > ends[1])  # type: ignore[operator]


def _about(tree: Tree, claim: Claim) -> set[str]:
    """What it is about besides its predicate and those in it."""
    taken = {i for role in claim.roles if role.entity for i in tree.tokens_in((role.start, role.end))}
    taken.update(tree.tokens_in(claim.trigger))
    tokens = (i for i in tree.tokens_in((claim.start, claim.end)) if i not in taken)
    return {tree.lemmas[i].lower() for i in tokens if tree.pos[i] in _CONTENT and len(tree.lemmas[i]) > 3}


def _of_comments(
    tree: Tree, claims: list[Claim], doubts: list[tuple[Claim, Predicate]]
) -> Iterator[tuple[Claim, Claim]]:
    """What a comment doubts is above all the object: "did he need a permit?" doubts that the permit was missing."""
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
