"""Which words of a text make up each claim."""

from collections.abc import Iterable

from ...model import Span
from ...nlp.tree import Tree
from ..predicates import Predicate

_EDGE_DEPS = {"punct", "cc", "mark"}
_EDGE_WORDS = {"that", "only", "but", "and", "or"}
_CLOSING = {")", "]", "”", '"', "''", "’"}


def owners(tree: Tree, predicates: list[Predicate], cues: Iterable[int]) -> list[Predicate | None]:
    """For each token the predicate whose claim it belongs to: the nearest one at or above it.

    What hangs on a cue ("when he said", "according to her") belongs to nobody's claim.
    """
    by_token: dict[int, Predicate | None] = {i: None for i in cues if tree.pos[i] == "VERB"}
    for predicate in predicates:
        by_token[predicate.top] = predicate
    for predicate in predicates:
        by_token.update(dict.fromkeys(predicate.chain, predicate))
    owner: list[Predicate | None] = [None] * len(tree)
    for start, end in tree.sentences:
        stack: list[tuple[int, Predicate | None]] = [(i, None) for i in range(start, end) if tree.heads[i] == i]
        while stack:
            i, above = stack.pop()
            owner[i] = by_token.get(i, above)
            stack.extend((child, owner[i]) for child in tree.children[i])
    return owner


def passages(
    tree: Tree, predicates: list[Predicate], owner: list[Predicate | None], cue_tokens: set[int]
) -> dict[int, Span]:
    """The passage of each predicate by its trigger: from its first word to its last, cues at the edges left out."""
    words: dict[int, list[int]] = {predicate.trigger: [] for predicate in predicates}
    for i, predicate in enumerate(owner):
        if predicate is not None and (i == predicate.trigger or (i not in cue_tokens and tree.tags[i] != "_SP")):
            words[predicate.trigger].append(i)
    return {trigger: tree.span(*_edges(tree, trigger, tokens)) for trigger, tokens in words.items()}


def _edges(tree: Tree, trigger: int, tokens: list[int]) -> tuple[int, int]:
    first, last = 0, len(tokens) - 1
    while first < last and tokens[first] < trigger and _leads_in(tree, tokens[first]):
        first += 1
    while last > first and tokens[last] > trigger and _is_fringe(tree, tokens[last]):
        last -= 1
    left, right = tokens[first], tokens[last]
    if right + 1 < len(tree) and tree.words[right + 1] in _CLOSING and _opens(tree, left, right):
        right += 1
    return min(left, trigger), max(right, trigger)


def _leads_in(tree: Tree, i: int) -> bool:
    return _is_fringe(tree, i) or (tree.lowers[i] in _EDGE_WORDS and tree.pos[i] != "DET")


def _is_fringe(tree: Tree, i: int) -> bool:
    return tree.deps[i] in _EDGE_DEPS or not any(c.isalnum() for c in tree.words[i])


def _opens(tree: Tree, left: int, right: int) -> bool:
    """Whether a bracket or mark that stands open between the two tokens is closed by the next one."""
    pairs = {")": "(", "]": "[", "”": "“", '"': '"', "''": "``", "’": "‘"}
    closer = tree.words[right + 1]
    inside = tree.words[left : right + 1]
    opener = pairs[closer]
    return inside.count(opener) % 2 == 1 if opener == closer else inside.count(opener) > inside.count(closer)
