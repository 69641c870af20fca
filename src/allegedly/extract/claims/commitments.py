"""What a party commits itself to on a condition, without a verb of promising: "he would testify if he was paid"."""

from collections.abc import Collection, Iterable

from ...model import Claim, Entity
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..predicates import Predicate

_WILL = {"will", "'ll", "’ll", "wo", "would", "'d", "’d", "shall"}
_IF = {"if", "unless", "provided"}
_SELF = {"i", "we"}
_STATES = {"be", "like", "love", "hate", "prefer", "want", "wish", "hope", "feel", "know", "need", "have"}


def commits_itself(tree: Tree, predicate: Predicate, claim: Claim, spokesmen: Collection[str]) -> bool:
    """Whether who acts says so, or one of the ``spokesmen``; what others expect of somebody is no promise."""
    if claim.stance.reality != "conditional" or predicate.act is not None or _is_a_state(tree, predicate):
        return False
    will = any(tree.lowers[c] in _WILL for i in predicate.chain for c in tree.children_by(i, "aux"))
    if not will or any(tree.lowers[c] in _IF for c in tree.children_by(predicate.top, "mark", "advmod")):
        return False
    agent, hop = claim.role("agent"), claim.chain[-1] if claim.chain else None
    if agent is None:
        return False
    if hop is None or hop.is_of_voice:
        return agent.text.lower() in _SELF
    own = hop.entity is not None and hop.entity == agent.entity
    return own or hop.entity in spokesmen or _speaks_for_others(hop.name or "")


def _is_a_state(tree: Tree, predicate: Predicate) -> bool:
    """Such as "would be happy" and "would like": a wish commits nobody."""
    lemma = tree.lemmas[predicate.trigger].lower()
    wishes = "wishing" in load_lexicon("en/cast_words.tsv").get(lemma, {}).get("classes", "").split()
    return wishes or lemma in _STATES


def spokesmen_of(entities: Iterable[Entity]) -> set[str]:
    """Those who speak for somebody, by what they are: lawyers, spokesmen."""
    return {e.id for e in entities if any(map(_speaks_for_others, (*e.names, *e.roles)))}


def _speaks_for_others(words: str) -> bool:
    classes = load_lexicon("en/cast_words.tsv")
    return any("speaks_for" in classes.get(word, {}).get("classes", "") for word in words.lower().split())
