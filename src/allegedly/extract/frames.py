"""What governs a word, and what that makes of it: "refused to sign", "no sign of a strike", "without asking".

Claims are read from the top down (``complements.descend``); here any word is read from the bottom up, as far as what
stands above it decides whether the happening that it names came about.
"""

from collections.abc import Collection

from ..nlp.tree import Tree
from ..resources import load_lexicon
from .attribution.report import is_arranged
from .complements import descend, is_infinitive
from .predicates import is_finite

Frame = tuple[int, str]
"""The token that governs, and its effect (resources/en/signatures.tsv)."""

_INDEFINITE = {"a", "an", "any", "another", "no", "some", "more", "further", "such"}
_HAPPENED, _PLANNED, _TOO = "happened", "planned", "prevented"
_RANKED = {"first", "last", "only", "next", "latest"}
_EMPTY = {"it", "there"}
_STATES = {"in", "on", "under", "at"}
_NOUNS = ("NOUN", "PROPN")


def frames_above(tree: Tree, i: int, stop: Collection[int]) -> tuple[int, tuple[Frame, ...]]:
    """All that governs the word ``i``, outermost first, and the highest word of it; nothing from ``stop`` upwards.

    ``stop`` are cues that hand on what they govern; what these do is the attribution's matter.
    """
    frames: list[Frame] = []
    passed = {i}
    while (frame := _frame(tree, i)) is not None and frame[0] not in stop and frame[0] not in passed:
        frames.insert(0, frame)
        i = frame[0]
        passed.add(i)
    return i, tuple(frames)


def _frame(tree: Tree, i: int) -> Frame | None:
    head = tree.heads[i]
    if head == i:
        return None
    if tree.deps[i] == "conj":
        apart = is_finite(tree, i) and not is_finite(tree, head)
        return None if apart else _frame(tree, head)
    if tree.pos[i] in _NOUNS or tree.deps[i] == "attr":
        return _of_noun(tree, i)
    if is_infinitive(tree, i):
        return _of_infinitive(tree, i)
    return _of_other_verb(tree, i)


def _effect(*keys: str) -> str | None:
    frames = load_lexicon("en/frames.tsv")
    return next((frames[key]["effect"] for key in keys if key in frames), None)


def _lemma(tree: Tree, i: int) -> str:
    """The lemma, with its particle: "call off"."""
    particle = tree.child(i, "prt")
    lemma = tree.lemmas[i].lower()
    return lemma if particle is None else f"{lemma} {tree.lowers[particle]}"


def _of_infinitive(tree: Tree, i: int) -> Frame | None:
    """Who is to do something has not done it, unless the governing word says so."""
    dep, head = tree.deps[i], tree.heads[i]
    if dep not in ("xcomp", "ccomp", "advcl", "acl", "relcl", "dobj", "pobj"):
        return None
    if dep in ("acl", "relcl") and _is_ranked(tree, head):
        return head, _HAPPENED  # "the first to leave"
    if tree.pos[head] in ("ADJ", "ADV"):
        return tree.heads[head], _of_quality(tree, head)
    listed = _effect(f"{_lemma(tree, head)} to")
    if listed is None and dep == "xcomp":
        listed = _of_complement_verb(tree, head, i)
    return head, listed or (_HAPPENED if _is_outcome(tree, i) else _PLANNED)


def _is_outcome(tree: Tree, i: int) -> bool:
    """No purpose: "returned only to find", "rose to become"."""
    return tree.lemmas[i] == "become" or any(tree.lowers[c] == "only" for c in tree.children_by(i, "advmod"))


def _of_complement_verb(tree: Tree, verb: int, infinitive: int) -> str | None:
    if tree.lemmas[verb] == "be" or is_arranged(tree, verb, infinitive):
        return _PLANNED
    framing = load_lexicon("en/complement_verbs.tsv")
    lemma = tree.lemmas[verb].lower()
    entry = framing.get(tree.lowers[verb]) or framing.get(lemma)
    if entry is None and load_lexicon("en/reporting_verbs.tsv").get(lemma, {}).get("class") == "doubtful":
        return "hedged"  # "is claimed to be"
    return entry["effect"] if entry is not None else None


def _of_quality(tree: Tree, adjective: int) -> str:
    word = tree.lowers[adjective]
    if any(tree.lowers[c] == "too" for c in tree.children_by(adjective, "advmod")):
        return _effect(f"too {word} to") or _TOO
    listed = load_lexicon("en/complement_verbs.tsv").get(word, {}).get("effect")
    return _effect(f"{word} to") or listed or _PLANNED


def _is_ranked(tree: Tree, noun: int) -> bool:
    words = (noun, *tree.children_by(noun, "amod"))
    return any(tree.lowers[w] in _RANKED or tree.lowers[w].endswith(("second", "third", "th")) for w in words)


def _of_other_verb(tree: Tree, i: int) -> Frame | None:
    """Gerunds, bare infinitives, and finite clauses that say what somebody hopes, forgets or pretends."""
    dep, head = tree.deps[i], tree.heads[i]
    if dep in ("pcomp", "pobj"):
        return _below_preposition(tree, i, "-ing")
    that = any(tree.lowers[c] == "that" for c in tree.children_by(i, "mark"))
    if dep == "relcl" and not that:
        return (head, _HAPPENED) if _is_indefinite(tree, head) else None
    if dep not in ("xcomp", "ccomp", "acl", "relcl", "csubj"):
        return None
    if is_finite(tree, i):
        said = (head, *tree.children_by(head, "acomp"))  # "it is not true that"
        effect = (
            _effect(*(f"{_lemma(tree, word)} that" for word in said)) if dep in ("ccomp", "csubj") or that else None
        )
    elif tree.tags[i] == "VBG":
        effect = _effect(f"{_lemma(tree, head)} -ing")
        effect = effect or (_HAPPENED if dep == "xcomp" else None)
    elif tree.tags[i] == "VB" and dep != "acl":
        effect = _effect(f"{_lemma(tree, head)} bare")
    else:
        effect = None
    return None if effect is None else (head, effect)


def _looks_ahead(tree: Tree, i: int) -> bool:
    """Not so in "hopes that the cargo arrived"."""
    return tree.tags[i] != "VBD" and not any(tree.lemmas[c] == "have" for c in tree.children_by(i, "aux"))


def _below_preposition(tree: Tree, i: int, kind: str) -> Frame | None:
    preposition = tree.heads[i]
    governor, word = tree.heads[preposition], tree.lowers[preposition]
    effect = _effect(f"{_lemma(tree, governor)} {word}", f"{tree.lowers[governor]} {word}")
    if effect is not None:
        return governor, effect
    before = (f"{tree.lowers[c]} {word}" for c in tree.children_by(preposition, "advmod"))  # "instead of"
    effect = _effect(f"{word} {kind}", *before)
    if effect is not None:
        taken_for_granted = kind == "object" and not _is_indefinite(tree, i)  # "without the rescue"
        return None if taken_for_granted else (preposition, effect)
    return (governor, _HAPPENED) if word == "by" and kind == "-ing" else None


def _of_noun(tree: Tree, i: int) -> Frame | None:
    """A noun shares how the verb is put that brings the happening about ("held a vote"), or that it is news in.

    What a definite noun names is taken for granted: who "will discuss the attack" speaks of one that was.
    """
    dep, head = tree.deps[i], tree.heads[i]
    if dep == "pobj":
        return _below_preposition(tree, i, "object") or _state(tree, i, tree.heads[head], head)
    if dep not in ("dobj", "nsubj", "nsubjpass", "attr"):
        return None
    verb = descend(tree, head)[0] if dep in ("nsubj", "nsubjpass") else head
    acts = dep == "nsubj" or (dep == "nsubjpass" and verb != head)
    effect = _effect(f"{_lemma(tree, verb)} object") if dep in ("dobj", "nsubjpass") else None
    if effect is None and dep in ("dobj", "nsubjpass") and tree.child(verb, "prt") is not None:
        effect = _effect(_lemma(tree, verb))
    if effect is not None:
        return verb, effect
    if _is_brought_about(tree, verb, acts=acts) or _is_indefinite(tree, i):
        return verb, _HAPPENED
    return (verb, _HAPPENED) if dep == "attr" and _is_ranked(tree, i) else None


def _is_brought_about(tree: Tree, verb: int, *, acts: bool) -> bool:
    if tree.lemmas[verb] == "be":
        return any(tree.lowers[c] in _EMPTY for c in tree.children_by(verb, "expl", "nsubj"))
    way = load_lexicon("en/light_verbs.tsv").get(tree.lemmas[verb].lower(), {}).get("way")
    return way == "occur" if acts else way in ("perform", "undergo")


def _state(tree: Tree, noun: int, governor: int, preposition: int) -> Frame | None:
    """Such as "would be on leave", "is in talks"."""
    is_state = tree.lemmas[governor] == "be" and tree.lowers[preposition] in _STATES and _is_indefinite(tree, noun)
    return (governor, _HAPPENED) if is_state else None


def _is_indefinite(tree: Tree, noun: int) -> bool:
    if tree.pos[noun] == "PROPN" or tree.child(noun, "poss") is not None:
        return False
    determiner = tree.child(noun, "det")
    return determiner is None or tree.lowers[determiner] in _INDEFINITE
