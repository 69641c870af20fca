"""The walk from the first token to the last in which pronouns and descriptions find their parties."""

from ...model import Document
from ...nlp.tree import Tree
from . import lexicon
from .bodies import BodyKey
from .clusters import Party
from .descriptions import described_party, owner_at
from .focus import PLURAL, SINGULAR, Focus, Scene, Voices
from .grammar import quoted, weight
from .phrases import phrase_at
from .pronouns import PERSONAL, pronoun_party, relative_party
from .reference import Reference

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "PRP", "PRP$", "WP", "WP$"})
_NO_SENTENCE = 3
"""Tokens of what is parted as a sentence and makes nobody fade: "Q.", "A.", a line's end."""
_RELATIVE = frozenset({"who", "whom", "whose"})


def resolve(
    document: Document, tree: Tree, parties: list[Party], names: list[Reference], bodies: dict[BodyKey, int]
) -> list[Reference]:
    """``names`` and, after them, the pronouns and descriptions that could be resolved.

    ``names`` may hold descriptions that stand beside a name. Parties that are only described are added to ``parties``.
    """
    scene = Scene(tree, parties, {}, quoted(tree), Voices(document), by_state=bodies)
    inside = [False] * len(tree)
    for reference in names:
        scene.by_head.setdefault(reference.head, reference)
        if reference.how == "name":
            for i in range(reference.first, reference.last + 1):
                inside[i] = True
    found: list[Reference] = []
    for start, end in tree.sentences:
        focus = scene.voices.focus_at(tree.starts[start])
        if end - start > _NO_SENTENCE:
            focus.next_sentence()
        for i in range(start, end):
            if tree.tags[i] in _NOUNS:
                known = scene.by_head.get(i)
                if known is None and not inside[i]:
                    known = _reference(scene, focus, i)
                    if known is not None:
                        found.append(known)
                        scene.by_head[i] = known
                _raise(scene, focus, i, known, inside[i])
    return [*names, *found]


def _raise(scene: Scene, focus: Focus, i: int, reference: Reference | None, inside: bool) -> None:
    if reference is not None:
        scene.meet(reference.party)
        if scene.tree.deps[i] == "nsubj":
            scene.acted.add(reference.party)
        if reference.how == "description" and (owner := owner_at(scene, i)) is not None:
            scene.parties[reference.party].owners.add(owner)
        if reference.rule != "cast.apposition":
            focus.add(reference.party, weight(scene.tree, i))
    elif not inside and scene.tree.pos[i] == "NOUN" and scene.tree.deps[i] not in ("compound", "npadvmod"):
        focus.add(PLURAL if scene.tree.tags[i] == "NNS" else SINGULAR, weight(scene.tree, i))


def _reference(scene: Scene, focus: Focus, i: int) -> Reference | None:
    tree = scene.tree
    word, tag = tree.lowers[i], tree.tags[i]
    if tag in ("PRP", "PRP$"):
        if word not in PERSONAL:
            return None
        party = pronoun_party(scene, focus, i)
        if party is None:
            return None
        if PERSONAL[word] in ("m", "f") and not scene.parties[party].gender:
            scene.parties[party].gender = PERSONAL[word]
        return Reference(i, i, i, party, "pronoun", "cast.pronoun")
    if word in _RELATIVE:
        party = relative_party(scene, i)
        return None if party is None else Reference(i, i, i, party, "pronoun", "cast.relative")
    if tag == "JJ" and word not in lexicon.nationalities():
        return None
    phrase = phrase_at(tree, i)
    known = described_party(scene, focus, phrase) if phrase is not None else None
    if phrase is None or known is None:
        return None
    return Reference(phrase.first, phrase.last, i, known[0], "description", known[1])
