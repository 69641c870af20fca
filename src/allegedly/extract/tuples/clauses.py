"""What a verb says: who, the relation, and what it relates them to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..attribution.report import antecedent, inverted_subject
from ..complements import is_infinitive
from ..predicates import SUBJECTS
from .complements import Complements, verb_group
from .draft import Draft, Tokens
from .phrases import Phrases

_COPULAS = ("be", "become")


@dataclass(frozen=True, slots=True)
class _Subject:
    """``rule`` tells how the subject was found; ``implied`` is the "be" of "a letter (that is) signed by Ada Berg"."""

    phrase: Tokens
    rule: str
    implied: str | None = None


@dataclass(frozen=True, slots=True)
class Clauses:
    tree: Tree
    phrases: Phrases

    def drafts(self, i: int) -> Iterator[Draft]:
        """The tuples of the clause that the verb ``i`` heads; none where it heads none or has no subject."""
        tree = self.tree
        if any(tree.tags[c] == "EX" for c in tree.children_by(i, *SUBJECTS)):
            yield from self._existence(i)
            return
        subject = self._subject(i)
        if subject is None or not subject.phrase:
            return
        verbs = self._verbs(i)
        words = [*verb_group(tree, verbs), *self._shared_auxiliaries(i)]
        implied = subject.implied if tree.child(i, "aux", "auxpass") is None else None
        complements = Complements(tree, self.phrases, verbs, words)
        readings, others = complements.read(self._relative_object(i, subject))
        words += complements.adverbs()
        if not readings:
            readings, others = ([((), others[0])], others[1:]) if others else ([((), ())], [])
        for more, argument in readings:
            rule = subject.rule if argument else "bare"
            arguments = (argument, *others) if argument else ()
            relation = tuple(sorted({*words, *more}))
            yield Draft(rule, subject.phrase, relation, arguments, implied, self._attributed(i))

    def _existence(self, i: int) -> Iterator[Draft]:
        """What is there is the subject: "There were guards at the gate"."""
        tree = self.tree
        what = next((c for c in tree.children_by(i, "attr", "dobj", "nsubj") if tree.tags[c] != "EX"), None)
        if what is None:
            return
        places = [p for head in (what, i) for p in tree.children_by(head, "prep") if p > i]
        places = [p for p in places if tree.child(p, "pobj") is not None]
        places.sort(key=lambda p: self.phrases.labels.get(tree.child(p, "pobj") or p) in ("DATE", "TIME"))
        subject, verb, attributed = self.phrases.noun(what, places), verb_group(tree, [i]), self._attributed(i)
        if not places:
            yield Draft("bare", subject, tuple(sorted(verb)), (), None, attributed)
            return
        where = self.phrases.noun(tree.child(places[0], "pobj") or places[0])
        more = (self.phrases.whole(other) for other in places[1:])
        yield Draft("existence", subject, tuple(sorted((*verb, places[0]))), (where, *more), None, attributed)

    def _subject(self, i: int) -> _Subject | None:
        tree = self.tree
        head, dep = tree.heads[i], tree.deps[i]
        own = inverted_subject(tree, i)
        own = tree.child(i, *SUBJECTS) if own is None else own
        if own is not None:
            if antecedent(tree, own) != own:
                return _Subject(self._described(head, i), "relative")
            return _Subject(self.phrases.noun(own), "clause")
        if dep == "acl" and tree.tags[i] in ("VBN", "VBG"):
            return _Subject(self._described(head, i), "participle", "be")
        above = self._subject(head) if head != i and tree.pos[head] in ("VERB", "AUX") else None
        if above is None:
            return None
        if dep == "conj":
            return replace(above, rule="joined") if above.rule == "clause" else above
        if dep in ("advcl", "xcomp") and tree.tags[i] in ("VBN", "VBG") and not is_infinitive(tree, i):
            return _Subject(above.phrase, "shared", "be")
        return None

    def _described(self, head: int, clause: int) -> Tokens:
        """What a relative clause or participle speaks of: in "Ada Berg is a driver who ...", Ada Berg."""
        tree = self.tree
        verb = tree.heads[head]
        if tree.deps[head] == "attr" and tree.lemmas[verb] in _COPULAS and tree.child(verb, "expl") is None:
            subject = self._subject(verb)
            if subject is not None:
                return subject.phrase
        return self.phrases.noun(head, [clause])

    def _verbs(self, i: int) -> list[int]:
        """The verb and the infinitives that it leads to: "had to try to leave"."""
        tree = self.tree
        verbs = [i]
        for verb in verbs:  # grows while it is walked
            inner = tree.child(verb, "xcomp")
            if inner is None or tree.child(verb, "dobj") is not None or tree.pos[inner] not in ("VERB", "AUX"):
                continue
            if is_infinitive(tree, inner) and tree.child(inner, *SUBJECTS) is None:
                verbs.append(inner)
        return verbs

    def _shared_auxiliaries(self, i: int) -> list[int]:
        """Those of the verb that this one is joined to: "was fined and (was) dismissed"."""
        tree = self.tree
        while tree.deps[i] == "conj" and tree.child(i, "aux", "auxpass", *SUBJECTS) is None:
            head = tree.heads[i]
            if tree.tags[i] != tree.tags[head] or tree.tags[i] not in ("VBN", "VB", "VBG"):
                return []
            shared = tree.children_by(head, "aux", "auxpass")
            if shared:
                return shared
            i = head
        return []

    def _relative_object(self, i: int, subject: _Subject) -> int | None:
        """What the clause hangs on, where it has a subject beside it: "the gate that she opened"."""
        return self.tree.heads[i] if self.tree.deps[i] == "relcl" and subject.rule == "clause" else None

    def _attributed(self, i: int) -> Tokens:
        """Who says so and the cue, where the clause is the content of a cue or joined to it."""
        tree = self.tree
        while tree.deps[i] == "conj" and tree.pos[tree.heads[i]] in ("VERB", "AUX"):
            i = tree.heads[i]
        cue = tree.heads[i]
        if tree.deps[i] != "ccomp" or tree.lemmas[cue].lower() not in load_lexicon("en/reporting_verbs.tsv"):
            return ()
        source = self._subject(cue)
        return tuple(sorted({*source.phrase, *verb_group(tree, [cue])})) if source is not None else ()
