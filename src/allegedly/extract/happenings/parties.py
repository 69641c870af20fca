"""Who or what takes part in a happening: its subject, its objects, and whom the noun for it is "of" or "by".

A noun that is the object of a verb may have the verb's subject for a party too: in "the firm filed a suit" both words
name what the firm did.
"""

from collections.abc import Iterator

from ...model import Mention, Party
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..attribution.report import antecedent, subject_of
from ..cast import Cast
from ..complements import is_infinitive, verb_with_particle
from ..predicates import SUBJECTS
from ..temporal.happenings import is_happening
from .things import Things

_OBJECTS = ("dobj", "dative")
_AT_NOUNS = frozenset({"of", "by", "between", "against", "with", "among", "for"})
_AT_VERBS = frozenset({"by", "with", "against"})
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
        found: dict[int, str] = {}
        for head, part in self._at_noun(i) if noun else self._at_verb(i):
            for one in self.tree.joined(head):
                whole = self._whole(antecedent(self.tree, one))
                found.setdefault(whole, part)
        return tuple(self._party(head, part) for head, part in sorted(found.items()) if head != i)

    def _at_verb(self, i: int) -> Iterator[tuple[int, str]]:
        tree = self.tree
        if tree.deps[i] == "amod" and tree.tags[i] in ("VBN", "VBD"):
            yield tree.heads[i], "object"  # "the recently opened mine"
            return
        subject = self._subject(i)
        if subject is not None and tree.deps[subject] not in ("expl", "csubj") and not _is_raised(tree, i):
            active = is_infinitive(tree, i) and tree.child(i, "auxpass") is None  # "was said to leave"
            passive = tree.deps[subject] == "nsubjpass" and not active
            passive = passive or (tree.heads[i] == subject and tree.tags[i] == "VBN")
            yield subject, "object" if passive else "subject"
        yield from ((child, "object") for child in tree.children_by(i, *_OBJECTS))
        yield from self._behind(i, _AT_VERBS)

    def _whole(self, head: int) -> int:
        """What "a version of it" and "one of them" are of."""
        tree, lemma = self.tree, self.tree.lemmas[head].lower()
        if lemma not in load_lexicon("en/parts_of_things.tsv") and tree.pos[head] not in ("NUM", "DET"):
            return head
        of = next((c for c in tree.children_by(head, "prep") if tree.lowers[c] == "of"), None)
        noun = tree.child(of, "pobj") if of is not None else None
        return noun if noun is not None else head

    def _behind(self, i: int, prepositions: frozenset[str]) -> Iterator[tuple[int, str]]:
        """Whom the prepositions at a word lead to."""
        tree = self.tree
        for child in tree.children_by(i, "prep", "agent", "dative"):
            if tree.lowers[child] in prepositions:
                yield from ((head, tree.lowers[child]) for head in tree.children_by(child, "pobj"))

    def _at_noun(self, i: int) -> Iterator[tuple[int, str]]:
        tree = self.tree
        yield from ((child, "owner") for child in tree.children_by(i, "poss"))
        yield from ((child, "name") for child in tree.children_by(i, "compound", "nmod"))
        yield from self._behind(i, _AT_NOUNS)
        above = tree.heads[i]
        if tree.deps[i] == "dobj" and (self._is_light(above) or is_happening(tree, i)):
            subject = self._subject(above)
            if subject is not None:
                yield subject, "doer"
            yield from self._behind(above, frozenset({"against", "with"}))
        elif tree.deps[i] == "nsubjpass":
            yield from self._behind(above, frozenset({"by"}))
        elif tree.deps[i] == "pobj" and tree.lemmas[tree.heads[above]] == "be":
            subject = self._subject(tree.heads[above])
            if subject is not None:
                yield subject, "doer"  # "she is on trial"
        for told in tree.children_by(i, "acl"):
            if tree.tags[told] == "VBN" and (self._is_light(told) or is_happening(tree, i)):
                yield from self._behind(told, frozenset({"by"}))  # "the suit filed by the firm"

    def _is_light(self, verb: int) -> bool:
        """Whether a verb leaves it to its object to say what was done: "gave a speech", "received an invitation"."""
        way = load_lexicon("en/light_verbs.tsv").get(verb_with_particle(self.tree, verb), {}).get("way")
        return way in ("perform", "undergo")

    def _subject(self, i: int) -> int | None:
        """The subject of a verb, or what a participle hangs on; of a gerund or an infinitive that of the verb above."""
        tree = self.tree
        for _ in range(_MOST_STEPS):
            above = tree.heads[i]
            controller = tree.child(above, "dobj", "dative") if tree.deps[i] == "xcomp" else None
            if controller is not None and _makes_others_act(tree.lemmas[above].lower()):
                return controller
            subject = subject_of(tree, i)
            if subject is not None:
                return subject
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

    def _party(self, head: int, part: str) -> Party:
        mention = self.cast.mention_at(head) or self._beside(head)
        first, last = self.things.core(head)
        start, end = self.tree.span(first, last)
        entity = mention.entity if mention is not None else None
        return Party(start, end, self.tree.text[start:end], part, entity, self.things.named(head))

    def _beside(self, head: int) -> Mention | None:
        names = (c for c in self.tree.children_by(head, "appos") if self.tree.pos[c] == "PROPN")
        return next((one for i in names if (one := self.cast.mention_at(i)) is not None), None)


def _is_raised(tree: Tree, i: int) -> bool:
    """Whether the subject is that of the infinitive alone: "the firm is said to have hired him"."""
    if tree.child(i, "auxpass") is None or not any(is_infinitive(tree, c) for c in tree.children_by(i, "xcomp")):
        return False
    return load_lexicon("en/complement_verbs.tsv").get(tree.lemmas[i].lower(), {}).get("effect") == "hedged"


def _makes_others_act(verb: str) -> bool:
    """Whether it is for the object to do what the infinitive says: "forced him to sign", "asked him to leave"."""
    asked = load_lexicon("en/dative_verbs.tsv").get(verb, {}).get("when") == "asked"
    return asked or verb in load_lexicon("en/control_verbs.tsv")
