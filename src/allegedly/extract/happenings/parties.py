"""Who or what takes part in a happening: its subject, its objects, and whom the noun for it is "of" or "by".

A noun that is the object of a verb has the verb's subject for a party too: in "the firm filed a suit" both words name
what the firm did.
"""

from collections.abc import Iterator

from ...model import Party
from ...nlp.tree import Tree
from ..attribution.report import antecedent, subject_of
from ..cast import Cast
from ..predicates import SUBJECTS
from .things import Things

_OBJECTS = ("dobj", "dative", "agent", "nsubjpass")
_AT_NOUNS = frozenset({"of", "by", "between", "against", "with", "among", "for"})
_AT_VERBS = frozenset({"with", "against", "from", "on", "of", "for", "about", "to", "at"})
_UNDER = ("xcomp", "advcl", "pcomp", "conj", "acl", "ccomp")
_MOST_STEPS = 8


class Parties:
    """Finds the parties of the happenings of one text."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self.tree, self.cast = tree, cast
        self.things = Things(tree, cast)

    def of(self, i: int) -> tuple[Party, ...]:
        """The parties of the happening named by the word ``i``, in order of the text."""
        noun = self.tree.pos[i] in ("NOUN", "PROPN")
        heads = set(self._at_noun(i) if noun else self._at_verb(i)) - {i}
        return tuple(self._party(head) for head in sorted(heads))

    def _at_verb(self, i: int) -> Iterator[int]:
        tree = self.tree
        subject = self._subject(i)
        if subject is not None and tree.deps[subject] not in ("expl", "csubj"):
            yield from self._joined(subject)
        yield from self._below(i, _OBJECTS, _AT_VERBS)

    def _below(self, i: int, deps: tuple[str, ...], prepositions: frozenset[str]) -> Iterator[int]:
        """The dependents by their label, and those behind a preposition."""
        tree = self.tree
        for child in tree.children[i]:
            if tree.deps[child] == "agent" or (tree.deps[child] == "prep" and tree.lowers[child] in prepositions):
                for head in tree.children_by(child, "pobj"):
                    yield from self._joined(head)
            elif tree.deps[child] in deps:
                yield from self._joined(antecedent(tree, child))

    def _at_noun(self, i: int) -> Iterator[int]:
        tree = self.tree
        yield from tree.children_by(i, "poss", "compound", "nmod")
        yield from self._below(i, (), _AT_NOUNS)
        above = tree.heads[i]
        if tree.deps[i] == "dobj" and tree.pos[above] == "VERB":
            subject = self._subject(above)
            if subject is not None:
                yield from self._joined(subject)
            yield from self._below(above, ("dative",), frozenset({"against", "with"}))
        elif tree.deps[i] == "nsubjpass":
            yield from self._below(above, (), frozenset({"by"}))

    def _subject(self, i: int) -> int | None:
        """The subject of a verb, or what a participle hangs on; for a gerund or an infinitive that of the verb above."""
        tree = self.tree
        for _ in range(_MOST_STEPS):
            subject = subject_of(tree, i)
            if subject is not None:
                return subject
            above = tree.heads[i]
            if tree.deps[i] == "acl" and tree.pos[above] in ("NOUN", "PROPN", "PRON"):
                return above if tree.tags[i] in ("VBN", "VBG", "VBD") else self._of_noun(above)
            if tree.deps[i] == "pcomp":
                above = tree.heads[above]
            if tree.deps[i] not in _UNDER or above == i or tree.child(i, *SUBJECTS) is not None:
                return None
            i = above
        return None

    def _of_noun(self, noun: int) -> int | None:
        """Whose plan it is, in "Berg's plan to leave" and "Berg made a plan to leave"."""
        owner = self.tree.child(noun, "poss")
        if owner is None and self.tree.deps[noun] == "dobj":
            return subject_of(self.tree, self.tree.heads[noun])
        return owner

    def _joined(self, i: int) -> list[int]:
        return [antecedent(self.tree, one) for one in self.tree.joined(i)]

    def _party(self, head: int) -> Party:
        mention = self.cast.mention_at(head) or self._beside(head)
        first, last = self.things.core(head)
        start, end = self.tree.span(first, last)
        entity = mention.entity if mention is not None else None
        return Party(start, end, self.tree.text[start:end], entity, self.things.named(head))

    def _beside(self, head: int):  # type: ignore[no-untyped-def]
        names = (c for c in self.tree.children_by(head, "appos") if self.tree.pos[c] == "PROPN")
        return next((one for i in names if (one := self.cast.mention_at(i)) is not None), None)
