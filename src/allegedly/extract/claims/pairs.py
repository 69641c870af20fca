"""Whom "they" and "the two" stand for where no one party does: the people who were named together just before."""

from ...model import Document
from ...nlp.layout import paragraph_index, paragraphs
from ...nlp.tree import Tree
from ..cast import Cast
from .making import is_person

_THEY = {"they", "both"}
_TWO = {"two", "pair", "couple", "men", "women", "both"}
_SUBJECTS = ("nsubj", "nsubjpass")
_SENTENCES = 2
"""How far back the people may have been named."""


def people_meant(document: Document, tree: Tree, cast: Cast, i: int) -> tuple[int, ...]:
    """The head tokens of the people behind the plural at token ``i``, the subject of its clause.

    For "they" the nearest subject before it that is plural decides: it must be people joined by "and". For "the two"
    and "the men" it may also be two who met, as the subject and the object of one verb. All must be in the same
    paragraph and the same voice.
    """
    two = _are_two(tree, cast, i)
    if not two and (tree.lowers[i] not in _THEY or tree.pos[i] != "PRON" or cast.mention_at(i) is not None):
        return ()
    first = tree.sentences[max(tree.sentence_of[i] - _SENTENCES, 0)][0]
    for subject in range(i - 1, first - 1, -1):
        if tree.deps[subject] not in _SUBJECTS or tree.lowers[subject] in _THEY:
            continue
        met = _people(tree, cast, subject) if _is_plural(tree, subject) else ()
        if two and len(met) != 2:
            met = _met(tree, cast, subject)
        if met or (not two and _is_plural(tree, subject)):
            return met if _stand_together(document, tree, subject, i) else ()
    return ()


def _are_two(tree: Tree, cast: Cast, i: int) -> bool:
    """Whether "the two", "both men" or "the men" stands there, and nothing in the cast is known by it but itself."""
    if tree.lowers[i] not in _TWO or tree.child(i, "amod", "poss", "prep", "relcl", "compound") is not None:
        return False
    definite = any(tree.lowers[c] in ("the", "both", "these") for c in tree.children[i])
    counted = any(tree.deps[c] == "nummod" and tree.lowers[c] != "two" for c in tree.children[i])
    mention = cast.mention_at(i)
    known = mention is not None and mention.found_by != "cast.unnamed"
    return definite and not counted and not known


def _met(tree: Tree, cast: Cast, subject: int) -> tuple[int, ...]:
    """The one person who is the subject of a verb and the other who is its object, straight or behind a preposition."""
    verb = tree.heads[subject]
    beside = [c for prep in tree.children_by(verb, "prep") for c in tree.children_by(prep, "pobj")]
    objects = [c for c in (*tree.children_by(verb, "dobj"), *beside) if c > verb]
    other = next((c for c in objects if _is_one_person(tree, cast, c)), None)
    if other is None or not _is_one_person(tree, cast, subject):
        return ()
    one, another = cast.mention_at(subject), cast.mention_at(other)
    same = one is not None and another is not None and one.entity == another.entity
    return () if same else (subject, other)


def _is_one_person(tree: Tree, cast: Cast, head: int) -> bool:
    mention = cast.mention_at(head)
    if tree.tags[head] in ("NNS", "NNPS"):
        return False
    return mention.kind == "person" if mention is not None else tree.pos[head] == "NOUN" and is_person(tree, head)


def _stand_together(document: Document, tree: Tree, a: int, b: int) -> bool:
    one, other = tree.starts[a], tree.starts[b]
    spans = paragraphs(document.text)
    together = paragraph_index(spans, one) == paragraph_index(spans, other)
    return together and document.voice_at(one) == document.voice_at(other)


def _is_plural(tree: Tree, subject: int) -> bool:
    return tree.tags[subject] in ("NNS", "NNPS") or tree.child(subject, "conj") is not None


def _people(tree: Tree, cast: Cast, subject: int) -> tuple[int, ...]:
    joined = tree.joined(subject)
    people = {m.entity: head for head in joined if (m := cast.mention_at(head)) is not None and m.kind == "person"}
    apart = any(tree.lowers[c] == "or" for head in joined for c in tree.children_by(head, "cc"))
    return tuple(people.values()) if len(people) == len(joined) > 1 and not apart else ()
