"""Which words name a happening: verbs, and nouns as the tagger's encoder reads them where they stand."""

from ...nlp.senses import Senses
from ...nlp.tree import Tree
from ...resources import load_lexicon

_LISTED = ("en/event_nouns.tsv", "en/happenings.tsv")
_OWNED = {"aux", "auxpass", "prep"}  # "according to" is no verb
_LEAST_HEARD = -0.1
"""What must speak for a happening at least; chosen by cross-validation (training/happenings.py)."""


def names_happening(tree: Tree, i: int, senses: Senses | None) -> bool:
    """Whether the word ``i`` names a happening or a state; without the tagger, nouns are known by lexicons alone."""
    if tree.pos[i] in ("VERB", "AUX"):
        return tree.deps[i] not in _OWNED
    if tree.pos[i] == "PROPN":
        return tree.deps[i] != "compound" and (_is_listed(tree, i) or _is_named_event(tree, i))
    if tree.pos[i] != "NOUN":
        return False
    return _is_listed(tree, i) if senses is None else senses.happening(tree, i) > _LEAST_HEARD


def _is_listed(tree: Tree, i: int) -> bool:
    return any(tree.lemmas[i].lower() in load_lexicon(name) for name in _LISTED)


def _is_named_event(tree: Tree, i: int) -> bool:
    return any(e.label == "EVENT" and e.start <= i == e.end - 1 for e in tree.entities)
