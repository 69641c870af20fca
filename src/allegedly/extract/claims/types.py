"""What kind of happening a claim tells of: the verb or noun, what stands beside it, and whether it is only willed.

The frames are data (``resources/en/event_types.yaml``). A verb's own frame counts first, then the noun after a light
verb ("held talks"), then the verb alone. PLOVER (Open Event Data Alliance) sorts what somebody says he will do by what
that means to the other: help that is to come is agreement, harm a threat, help that is not to come a refusal.
"""

from collections.abc import Iterator

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ...resources.event_types import NO_TYPE, PLACE, SOMEBODY, Frame, Words, event_types
from ..predicates import SUBJECTS, Predicate

_WILL = {"will", "'ll", "wo", "shall"}
_WOULD = {"would", "'d"}
_MUST = {"must", "should", "ought"}
_NOT = {"not", "n't", "never", "no", "neither", "longer"}
_NAMES = ("PERSON", "ORG", "NORP", "GPE")
_NO_NAMES = {"DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"}
_PLACES = ("GPE", "LOC", "FAC")
_PEOPLE = {"i", "he", "she", "we", "they", "you", "who", "somebody", "everyone"}
_SAID = ("ccomp", "parataxis")


def type_of(tree: Tree, predicate: Predicate) -> str | None:
    """The type of what a predicate tells; ``None`` rather than a doubtful one."""
    types = event_types()
    trigger, chain = predicate.trigger, predicate.chain
    negated = any(tree.lowers[c] in _NOT for i in chain for c in tree.children_by(i, "neg", "advmod"))
    kind = _kind(tree, trigger, predicate.subject, negated)
    if _is_called_for(tree, predicate):
        return "REQUEST"
    if kind is None:
        return None
    if kind == "AGREE" and any(effect == "failed" for _, effect in predicate.effects):
        return types.refused[kind]
    if not _is_willed(tree, predicate):
        return kind
    if negated:
        return types.refused.get(kind, kind)
    if types.meant.get(kind) == "THREATEN" and not _threatens(tree, predicate):
        return kind
    return types.meant.get(kind, kind)


def _threatens(tree: Tree, predicate: Predicate) -> bool:
    """Somebody says what he himself will do; a plot is no threat, nor what will befall him or what a thing will do."""
    subject = predicate.subject
    somebody = subject is None or tree.pos[subject] == "PRON" or _is_somebody(tree, subject)
    return somebody and _is_announced(tree, predicate) and not _is_passive(tree, predicate.trigger)


def _is_willed(tree: Tree, predicate: Predicate) -> bool:
    """Whether somebody says that it will be, or has the will: "will send", "plans to send"."""
    meant = _framed_by(tree, predicate, event_types().willing)
    return (meant and "have" not in _helpers(tree, predicate)) or _is_announced(tree, predicate)


def _framed_by(tree: Tree, predicate: Predicate, words: Words) -> bool:
    return any(effect == "planned" and _worded(tree, i) & words for i, effect in predicate.effects)


def _is_announced(tree: Tree, predicate: Predicate) -> bool:
    """Whether it is said that it will be: "will send", "said it would send", "is ready to send"."""
    helpers = _helpers(tree, predicate)
    if "have" in helpers:
        return False
    would = bool(helpers & _WOULD) and _is_said(tree, predicate.top)
    return would or bool(helpers & _WILL) or _framed_by(tree, predicate, event_types().resolved)


def _helpers(tree: Tree, predicate: Predicate) -> set[str]:
    return {tree.lowers[c] for i in predicate.chain for c in tree.children_by(i, "aux")}


def _worded(tree: Tree, i: int) -> set[str]:
    """A verb's lemma, and for "is ready to" the adjective's."""
    return {tree.lemmas[j].lower() for j in (i, *tree.children_by(i, "acomp"))}


def _is_called_for(tree: Tree, predicate: Predicate) -> bool:
    """Somebody says that another "must" do it; "must be" only supposes."""
    subject = predicate.subject
    if subject is None or tree.pos[subject] == "PRON" or not _is_somebody(tree, subject):
        return False
    if tree.lemmas[predicate.trigger] == "be":
        return False
    helpers = _helpers(tree, predicate)
    return bool(helpers & _MUST) and "have" not in helpers and _is_said(tree, predicate.top)


def _is_said(tree: Tree, top: int) -> bool:
    while tree.deps[top] == "conj":
        top = tree.heads[top]
    return tree.deps[top] in _SAID or tree.child(top, *_SAID) is not None


def _kind(tree: Tree, trigger: int, subject: int | None, negated: bool) -> str | None:
    """The type of the verb or noun itself, whether it was done or not."""
    types = event_types()
    lemma = tree.lemmas[trigger].lower()
    if tree.pos[trigger] == "NOUN" and tree.child(trigger, *SUBJECTS) is None:
        return types.nouns.get(lemma)
    particle = tree.child(trigger, "prt")
    verb = lemma if particle is None else f"{lemma} {tree.lowers[particle]}"
    inner = tree.child(trigger, "xcomp") if verb in types.phases else None
    if inner is not None and tree.tags[inner] == "VBG":
        return _kind(tree, inner, subject, negated)
    fitting = (frame for frame in types.frames.get(verb, ()) if _fits(tree, trigger, subject, negated, frame))
    frame = next(fitting, None)
    if frame is None or not frame.conditions:
        noun = _of_noun(tree, trigger, verb, subject)
        if noun is not None:
            return noun
    return None if frame is None or frame.type == NO_TYPE else frame.type


def _of_noun(tree: Tree, trigger: int, verb: str, subject: int | None) -> str | None:
    """The type of the noun that says what happened: "held talks", "talks began", "there was an explosion"."""
    types = event_types()
    if verb in types.light:
        heads = list(_objects(tree, trigger, subject))
    elif load_lexicon("en/light_verbs.tsv").get(verb, {}).get("way") != "occur":
        return None
    elif subject is not None and tree.deps[subject] == "expl":
        heads = tree.children_by(trigger, "attr")
    else:
        heads = [] if verb == "be" or subject is None else [subject]
    return next((types.nouns[word] for i in heads for word in _parts(tree, i) if word in types.nouns), None)


def _fits(tree: Tree, trigger: int, subject: int | None, negated: bool, frame: Frame) -> bool:
    """Whether all that the frame asks for stands beside the verb; what costs least is looked at first."""
    if frame.negated and not negated:
        return False
    if frame.beside and frame.beside not in _beside(tree, trigger):
        return False
    if frame.infinitive and not _has_infinitive(tree, trigger, frame.infinitive):
        return False
    if frame.preposition and not _has_preposition(tree, trigger, frame):
        return False
    if frame.alone and any(True for _ in _objects(tree, trigger, subject)):
        return False
    if frame.objects and not any(_is_one(tree, i, frame.objects) for i in _objects(tree, trigger, subject)):
        return False
    return not frame.subjects or any(_is_one(tree, i, frame.subjects) for i in _actors(tree, trigger, subject))


def _is_passive(tree: Tree, trigger: int) -> bool:
    if tree.child(trigger, "auxpass", "nsubjpass") is not None:
        return True
    return tree.tags[trigger] == "VBN" and tree.deps[trigger] == "acl"


def _objects(tree: Tree, trigger: int, subject: int | None) -> Iterator[int]:
    """Who or what it is done to: the object, of a passive its subject; each with what is joined to it by "and"."""
    found = tree.children_by(trigger, "dobj", "attr")
    if subject is not None and _is_passive(tree, trigger):
        found.append(subject)
    for i in found:
        yield i
        yield from tree.children_by(i, "conj")


def _actors(tree: Tree, trigger: int, subject: int | None) -> Iterator[int]:
    if not _is_passive(tree, trigger):
        if subject is not None:
            yield subject
            yield from tree.children_by(subject, "conj")
    else:
        for by in tree.children_by(trigger, "agent"):
            yield from tree.children_by(by, "pobj")


def _has_preposition(tree: Tree, trigger: int, frame: Frame) -> bool:
    for c in tree.children_by(trigger, "prep", "prt", "advmod", "dative"):
        inner = tree.children_by(c, "prep")  # "out of the talks"
        for prep in (c, *inner):
            if tree.lowers[prep] in frame.preposition:
                heads = [i for p in (prep, *inner) for i in tree.children_by(p, "pobj", "pcomp")]
                if not frame.prepositional or any(_is_one(tree, i, frame.prepositional) for i in heads):
                    return True
    return False


def _has_infinitive(tree: Tree, trigger: int, wanted: str) -> bool:
    """Whether the clause that the frame asks for hangs on the verb (see ``Frame.infinitive``)."""
    clauses = tree.children_by(trigger, "xcomp", "ccomp", "advcl")
    if wanted == "as":
        return tree.child(trigger, "oprd") is not None or any(_is_verbless(tree, c) for c in clauses)
    if wanted == "that":
        return any(tree.lowers[c] == "that" for clause in clauses for c in tree.children_by(clause, "mark"))
    infinitives = (c for c in clauses if any(tree.lowers[a] == "to" for a in tree.children_by(c, "aux")))
    return any(
        wanted in ("to", tree.lemmas[c].lower())
        or (wanted.isupper() and event_types().meant.get(_kind(tree, c, None, False) or "") == wanted)
        for c in infinitives
    )


def _is_verbless(tree: Tree, clause: int) -> bool:
    """Such as "him a liar" of "called him a liar"."""
    return tree.pos[clause] in ("NOUN", "ADJ", "PROPN") and tree.child(clause, *SUBJECTS) is not None


def _beside(tree: Tree, trigger: int) -> set[str]:
    found = tree.children_by(trigger, "acomp", "attr", "oprd", "advmod", "dobj")
    return {tree.lowers[i] for i in found} | {tree.lowers[c] for i in found for c in tree.children_by(i, "amod")}


def _is_one(tree: Tree, i: int, wanted: Words) -> bool:
    """Whether a noun is one of those asked for, or names what they stand for."""
    if any(word in wanted for word in _words(tree, i)):
        return True
    if SOMEBODY in wanted and _is_somebody(tree, i):
        return True
    return PLACE in wanted and _is_place(tree, i)


def _words(tree: Tree, i: int) -> Iterator[str]:
    """A noun's lemma, the common words before it ("peacekeeping troops"), and the same of what it is a part of."""
    for part in _parts_at(tree, i):
        yield tree.lemmas[part].lower()
        before = tree.children_by(part, "compound", "amod", "nmod")
        yield from (tree.lemmas[c].lower() for c in before if tree.pos[c] != "PROPN")


def _parts(tree: Tree, i: int) -> Iterator[str]:
    return (tree.lemmas[part].lower() for part in _parts_at(tree, i))


def _parts_at(tree: Tree, i: int) -> Iterator[int]:
    """A noun, what an empty one is called after ("peace effort"), and what "of" joins: "a series of bombs"."""
    yield i
    if tree.lemmas[i].lower() in event_types().empty:
        yield from tree.children_by(i, "compound", "amod")
    for prep in tree.children_by(i, "prep"):
        if tree.lowers[prep] == "of":
            for inner in tree.children_by(prep, "pobj"):
                yield from _parts_at(tree, inner)


def _is_somebody(tree: Tree, i: int) -> bool:
    lemma = tree.lemmas[i].lower()
    if lemma in event_types().people or (tree.pos[i] == "PRON" and lemma in _PEOPLE):
        return True
    return tree.labels[i] in _NAMES or (tree.pos[i] == "PROPN" and tree.labels[i] not in _NO_NAMES)


def _is_place(tree: Tree, i: int) -> bool:
    if tree.lemmas[i].lower() in load_lexicon("en/place_nouns.tsv"):
        return True
    return tree.labels[i] in _PLACES
