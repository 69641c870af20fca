"""Which passage shows that a mention stands for its party."""

from bisect import bisect_left

from ...model import Span
from ...nlp.tree import Tree
from .clusters import Party
from .reference import Reference


def links(tree: Tree, party: Party, references: list[Reference]) -> list[Span | None]:
    """For each reference to a party, in their order, the passage that links it; ``None`` where the party is named in
    full, or nothing but the mention itself is there.

    A shorter name is linked by the first full one; a description by the passage in which the text gives the party that
    role beside the name, else, as a pronoun is, by the nearest name or description before it, or after it.
    """
    named = [one for one in references if one.how == "name"]
    full = max(named, key=lambda one: (one.last - one.first, -one.first), default=None)
    told = sorted((one for one in references if one.how != "pronoun"), key=lambda one: one.first)
    found: list[Span | None] = []
    for one in references:
        if one.how == "name":
            longest = full is None or one.last - one.first == full.last - full.first
            found.append(None if longest or full is None else _span(tree, full))
        else:
            found.append(_role_passage(tree, party, one) or _nearest(tree, one, told))
    return found


def _role_passage(tree: Tree, party: Party, one: Reference) -> Span | None:
    if one.how != "description":
        return None
    noun = tree.lowers[one.head]
    passages = (span for role, span in party.roles.items() if noun in role.lower().split())
    return next(passages, None)


def _nearest(tree: Tree, one: Reference, told: list[Reference]) -> Span | None:
    before = bisect_left(told, one.first, key=lambda other: other.first)
    if before > 0:
        return _span(tree, told[before - 1])
    after = next((other for other in told[:2] if other is not one), None)
    return None if after is None else _span(tree, after)


def _span(tree: Tree, one: Reference) -> Span:
    return tree.span(one.first, one.last)
