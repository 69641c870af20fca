"""Whom "they" stands for where no one party does: the people who were named together just before."""

from ...model import Document
from ...nlp.layout import paragraph_index, paragraphs
from ...nlp.tree import Tree
from ..cast import Cast

_THEY = {"they", "both"}
_SUBJECTS = ("nsubj", "nsubjpass")
_SENTENCES = 2
"""How far back the people may have been named."""


def people_meant(document: Document, tree: Tree, cast: Cast, i: int) -> tuple[str, ...]:
    """The entities behind the pronoun at token ``i``, the subject of its clause.

    The nearest subject before it that is plural decides: it must be people joined by "and", in the same paragraph and
    the same voice.
    """
    if tree.lowers[i] not in _THEY or tree.pos[i] != "PRON" or cast.mention_at(i) is not None:
        return ()
    first = tree.sentences[max(tree.sentence_of[i] - _SENTENCES, 0)][0]
    for subject in range(i - 1, first - 1, -1):
        if tree.deps[subject] in _SUBJECTS and tree.lowers[subject] not in _THEY and _is_plural(tree, subject):
            return _people(tree, cast, subject) if _stand_together(document, tree, subject, i) else ()
    return ()


def _stand_together(document: Document, tree: Tree, a: int, b: int) -> bool:
    one, other = tree.starts[a], tree.starts[b]
    spans = paragraphs(document.text)
    together = paragraph_index(spans, one) == paragraph_index(spans, other)
    return together and document.voice_at(one) == document.voice_at(other)


def _is_plural(tree: Tree, subject: int) -> bool:
    return tree.tags[subject] in ("NNS", "NNPS") or tree.child(subject, "conj") is not None


def _people(tree: Tree, cast: Cast, subject: int) -> tuple[str, ...]:
    joined = tree.joined(subject)
    mentions = [cast.mention_at(head) for head in joined]
    people = [mention.entity for mention in mentions if mention is not None and mention.kind == "person"]
    apart = any(tree.lowers[c] == "or" for head in joined for c in tree.children_by(head, "cc"))
    return tuple(dict.fromkeys(people)) if len(people) == len(joined) > 1 and not apart else ()
