"""Clauses that say that something is not known, or that somebody would not tell it: "could not be learned", "it is
unclear whether ...", "was unable to establish who ...", "has never explained how ...".
"""

from ..nlp.tree import Tree
from ..resources import load_lexicon

_WH = {"what", "who", "whom", "which", "where", "when", "why", "how", "whether", "if", "whose"}
_WE = {"i", "we", "one", "nobody"}
_NOT = {"not", "n't", "never", "no", "nobody", "neither", "hardly"}
_NOBODY = {"nobody", "none", "nothing", "neither", "little"}
_UNKNOWN_TO = {"remain", "be", "stay"}


def said_not_known(tree: Tree, i: int, subject: int | None) -> int | None:
    """The word that says that something is not known, or would not be told, in the clause that ``i`` heads."""
    inner = _failing(tree, i)
    if inner is not None:
        return inner
    return i if _is_said_not_known(tree, i, subject) else None


def is_nobodys_idea(tree: Tree, i: int) -> bool:
    """Whether a noun says so without a verb: "No idea where it is now", "Whereabouts of the pilot unknown"."""
    if any(opens_as_question(tree, c) for c in tree.children_by(i, "relcl", "acl", "ccomp")):
        return _is_no_idea(tree, i)
    return _kind(tree, i) == "sought" and any(
        c > i and _kind(tree, c) == "adjective" for c in tree.children_by(i, "amod", "acl", "acomp", "appos")
    )


def opens_as_question(tree: Tree, clause: int) -> bool:
    """Whether a clause opens as a question: "what he sold", "to whom it went"; also a word alone: "who"."""
    first = tree.edges[clause][0]
    return tree.lowers[first] in _WH or (tree.deps[first] == "prep" and tree.lowers[first + 1] in _WH)


def asked_at(tree: Tree, i: int) -> int | None:
    """The verb with which the clause of ``i`` asks: "I would like to know who paid", "Please tell me who paid"."""
    for verb in (i, *tree.children_by(i, "xcomp")):
        content = any(opens_as_question(tree, c) for c in tree.children_by(verb, "ccomp", "dobj"))
        if content and (_is_wish_to_know(tree, verb) if verb != i else _is_bid_to_tell(tree, verb)):
            return verb
    return None


def _is_bid_to_tell(tree: Tree, i: int) -> bool:
    alone = tree.child(i, "nsubj", "aux", "neg") is None
    return tree.deps[i] == "ROOT" and tree.tags[i] == "VB" and alone and _kind(tree, i) == "telling"


def is_asked(tree: Tree, clause: int) -> bool:
    """Whether a clause is what somebody says that they ask: "I wonder who left", "what I want to know is who left"."""
    head = tree.heads[clause]
    if tree.deps[clause] != "ccomp" or not opens_as_question(tree, clause):
        return False
    if tree.lemmas[head] == "be":
        return any(_is_wish_to_know(tree, i) for c in tree.children_by(head, "csubj") for i in tree.subtree(c))
    return _is_wish_to_know(tree, head)


def _is_wish_to_know(tree: Tree, i: int) -> bool:
    """Such as "I would like to know" and "we want to know"."""
    kind = _kind(tree, i)
    if kind == "asking":
        return True
    governor = tree.heads[i]
    return kind in ("verb", "clear") and tree.deps[i] == "xcomp" and _kind(tree, governor) == "wish"


def _failing(tree: Tree, i: int) -> int | None:
    """The verb of finding out in which somebody did not succeed: "was unable to establish", "failed to learn", "has yet
    to be established".
    """
    yet = any(tree.lowers[c] == "yet" for c in tree.children_by(i, "advmod")) and tree.lemmas[i] in ("have", "be")
    if yet or tree.lemmas[i] == "remain":
        return next((c for c in tree.children_by(i, "xcomp") if _verb_kind(tree, c) == "verb"), None)
    heads = [c for c in tree.children_by(i, "acomp") if _kind(tree, c) in ("unable", "able")]
    for head in heads or [i]:
        kind = _kind(tree, head)
        negated = any(tree.lowers[c] in _NOT for c in tree.children_by(i, "neg", "advmod"))
        if kind in ("unable", "able") and negated == (kind == "able"):
            for inner in tree.children_by(head, "xcomp"):
                tells = _verb_kind(tree, inner) == "telling" and _asks(tree, inner)
                if _verb_kind(tree, inner) == "verb" or tells:
                    return inner
    return None


def _is_said_not_known(tree: Tree, i: int, subject: int | None) -> bool:
    lemma = tree.lemmas[i].lower()
    if lemma in _UNKNOWN_TO:
        return any(_is_unknown_word(tree, c, i) for c in tree.children_by(i, "acomp", "oprd", "attr", "advmod"))
    if lemma == "have":
        return any(_is_no_idea(tree, c) and _asks(tree, c, i) for c in tree.children_by(i, "dobj"))
    kind = _verb_kind(tree, i)
    negated, nobody = _is_negated(tree, i), subject is not None and _is_nobody(tree, subject)
    if kind == "telling":
        things = tree.children_by(i, "dobj", "nsubjpass") if lemma == "explain" else []
        thing = any(not tree.lowers[c].endswith(("self", "selves")) for c in things)
        return (negated or nobody) and (thing or _asks(tree, i))
    if kind == "memory":
        return negated and (_asks(tree, i) or _cannot(tree, i)) and tree.child(i, "xcomp") is None
    if kind != "verb":
        return False
    if subject is not None and tree.lowers[subject] == "one" and tree.deps[subject] == "nsubj":
        return any(tree.lowers[c] == "no" for c in tree.children[subject])
    if not negated and not nobody:
        return False
    passive = tree.child(i, "auxpass") is not None or (tree.deps[i] == "ROOT" and tree.tags[i] == "VBN")
    if nobody or passive or (subject is not None and tree.lowers[subject] in _WE):
        return True
    sought = any(_kind(tree, c) == "sought" for c in tree.children_by(i, "dobj"))
    return lemma in ("know", "learn", "establish", "determine", "find") and (sought or _asks(tree, i))


def _kind(tree: Tree, i: int) -> str | None:
    lexicon = load_lexicon("en/unknown.tsv")
    return lexicon.get(tree.lowers[i], lexicon.get(tree.lemmas[i].lower(), {})).get("kind")


def _verb_kind(tree: Tree, i: int) -> str | None:
    """By the lemma, with its particle; "known" is a form of the verb here, not the adjective of "not clear"."""
    particle = tree.child(i, "prt")
    lemma = tree.lemmas[i].lower() + (f" {tree.lowers[particle]}" if particle is not None else "")
    return load_lexicon("en/unknown.tsv").get(lemma, {}).get("kind")


def _is_negated(tree: Tree, i: int) -> bool:
    return any(tree.lowers[c] in _NOT for c in tree.children_by(i, "neg", "advmod"))


def _is_nobody(tree: Tree, subject: int) -> bool:
    return tree.lowers[subject] in _NOBODY or any(tree.lowers[c] in ("no", "neither") for c in tree.children[subject])


def _cannot(tree: Tree, i: int) -> bool:
    return any(tree.lowers[c] in ("can", "could", "ca") for c in tree.children_by(i, "aux"))


def _asks(tree: Tree, *heads: int) -> bool:
    """Whether an indirect question hangs on one of the words: "say what he sold", "know whether she left"."""
    for head in heads:
        if any(opens_as_question(tree, c) for c in tree.children_by(head, "ccomp", "csubj", "relcl", "acl", "pcomp")):
            return True
        # the parser takes "if" and "whether" for conditions; a condition with "if" mostly stands first
        if tree.child(head, "dobj") is None and any(
            tree.lowers[mark] == "whether" or (tree.lowers[mark] == "if" and mark > head)
            for clause in tree.children_by(head, "advcl")
            for mark in tree.children_by(clause, "mark")
        ):
            return True
    return False


def _is_no_idea(tree: Tree, noun: int) -> bool:
    return _kind(tree, noun) == "idea" and any(tree.lowers[c] == "no" for c in tree.children_by(noun, "det"))


def _is_unknown_word(tree: Tree, word: int, verb: int) -> bool:
    kind = _kind(tree, word)
    if kind == "adjective":
        return not any(tree.lowers[c] in _NOT for c in tree.children_by(verb, "neg"))
    negated = any(tree.lowers[c] in _NOT for c in (*tree.children[word], *tree.children_by(verb, "neg")))
    return kind == "clear" and negated
