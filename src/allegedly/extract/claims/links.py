"""How claims of one document hang together: conditions, causes, contents, answers, challenges."""

from collections import defaultdict
from dataclasses import replace

from ...model import Claim, Document, Link
from ...model.records import AnswerState, LinkKind
from ...nlp.tree import Tree
from ..predicates import Predicate
from .answers import find_answers
from .challenges import find_challenges

_IF = {"if", "unless"}
_BECAUSE = {"because"}
_INDUCEMENTS = {"offer", "promise"}


def link_claims(document: Document, tree: Tree, claims: list[Claim], predicates: list[Predicate]) -> tuple[Claim, ...]:
    """The claims with their links; ``claims`` and ``predicates`` go in step, in order of the text."""
    links: dict[str, list[Link]] = defaultdict(list)
    states: dict[str, AnswerState] = {}
    by_trigger = {predicate.trigger: claim for predicate, claim in zip(predicates, claims, strict=True)}
    for predicate, claim in zip(predicates, claims, strict=True):
        above = by_trigger.get(predicate.above.trigger) if predicate.above is not None else None
        kind = _by_clause(tree, predicate)
        if above is not None and kind is not None:
            links[claim.id].append(Link(kind, above.id))
    for answer, answered, state in find_answers(tree, claims, predicates):
        links[answer.id].append(Link("answers", answered.id))
        states[answer.id] = state
    for doubt, doubted in find_challenges(document, tree, claims, predicates):
        links[doubt.id].append(Link("challenges", doubted.id))
    return tuple(
        replace(claim, links=tuple(links[claim.id]), answer=states.get(claim.id, claim.answer)) for claim in claims
    )


def _by_clause(tree: Tree, predicate: Predicate) -> LinkKind | None:
    """What a clause is to the predicate that it hangs on."""
    above, dep = predicate.above, tree.deps[predicate.top]
    if above is None:
        return None
    if dep == "advcl":
        marks = {tree.lowers[c] for c in tree.children_by(predicate.top, "mark", "advmod")}
        return "condition_of" if marks & _IF else "causes" if marks & _BECAUSE else None
    if dep in ("ccomp", "xcomp") and tree.heads[predicate.top] in above.chain:
        return "content_of"
    induces = predicate.rule == "claim.participle" and predicate.act in _INDUCEMENTS
    return "content_of" if induces and above.act == "offer" else None
