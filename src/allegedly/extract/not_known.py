"""Clauses that say that something is not known: "could not be learned", "it is unclear whether ..."."""

from ..nlp.tree import Tree
from ..resources import load_lexicon

_WH = {"what", "who", "whom", "which", "where", "when", "why", "how", "whether", "if", "whose"}
_WE = {"i", "we", "one", "nobody"}
_NOT = {"not", "n't", "never", "no", "nobody", "neither", "hardly"}
_NOBODY = {"nobody", "none", "nothing", "neither", "little"}
_UNKNOWN_TO = {"remain", "be", "stay"}


def is_said_not_known(tree: Tree, i: int, subject: int | None) -> bool:
    """Whether the clause says that something is not known to whoever speaks."""
    lexicon = load_lexicon("en/unknown.tsv")
    lemma = tree.lemmas[i].lower()
    if lemma in ("say", "tell") and subject is not None and tree.lowers[subject] in ("nobody", "none"):
        return any(tree.lowers[c] in _WH for b in tree.children_by(i, "ccomp") for c in tree.subtree(b))
    if lemma in _UNKNOWN_TO:
        return any(_is_unknown_word(tree, c, i) for c in tree.children_by(i, "acomp", "oprd", "attr", "advmod"))
    if lexicon.get(lemma, {}).get("kind") != "verb":
        return False
    if subject is not None and tree.lowers[subject] == "one" and tree.deps[subject] == "nsubj":
        return any(tree.lowers[c] == "no" for c in tree.children[subject])
    negated = any(tree.lowers[c] in _NOT for c in tree.children_by(i, "neg", "advmod"))
    nobody = subject is not None and (
        tree.lowers[subject] in _NOBODY or any(tree.lowers[c] in ("no", "neither") for c in tree.children[subject])
    )
    if not negated and not nobody:
        return False
    if nobody or tree.child(i, "auxpass") is not None or (subject is not None and tree.lowers[subject] in _WE):
        return True
    return lemma in ("know", "learn", "establish", "determine") and any(
        tree.lowers[c] in _WH for child in tree.children_by(i, "ccomp") for c in tree.children[child]
    )


def _is_unknown_word(tree: Tree, word: int, verb: int) -> bool:
    lexicon = load_lexicon("en/unknown.tsv")
    kind = lexicon.get(tree.lowers[word], lexicon.get(tree.lemmas[word].lower(), {})).get("kind")
    if kind == "adjective":
        return not any(tree.lowers[c] in _NOT for c in tree.children_by(verb, "neg"))
    negated = any(tree.lowers[c] in _NOT for c in (*tree.children[word], *tree.children_by(verb, "neg")))
    return kind == "clear" and negated
