"""Which words of a parse report that something happened, holds, was planned or was offered.

The rules, by id:
    claim.verb         a verb that heads a clause of its own, and each conjunct of one
    claim.participle   a participle that tells on: "..., promising residency"
    claim.state        "is under wraps in Doha", "was not ready"
    claim.noun         a dated noun of happening: "the 1988 bombing"
    claim.question     any question, whatever its verb
    claim.not_known    "could not be learned", "it is unclear whether ..."
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from ..nlp.tree import Tree
from ..resources import load_lexicon
from .attribution.report import inverted_subject, subject_of
from .complements import act_of, asks_politely, descend
from .not_known import asked_at, is_nobodys_idea, opens_as_question, said_not_known

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_CLAUSES = {"ROOT", "conj", "ccomp", "relcl", "advcl", "acl", "parataxis", "dep"}
_EMPTY_SUBJECTS = {"it", "this", "that", "there", "these", "those", "which", "what", "whatever"}
_WHERE = {"in", "at", "on", "under", "behind", "inside", "outside", "near", "beside", "aboard", "beneath"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """One reported happening in the parse."""

    trigger: int
    top: int
    """The highest word of the predicate: "planned" in "had planned to defect". Its subtree holds the claim's words."""
    rule: str
    above: "Predicate | None"
    """The predicate that this one's clause hangs on."""
    subject: int | None
    subject_is_own: bool
    act: str | None = None
    effects: tuple[tuple[int, str], ...] = ()
    """Tokens between top and trigger, with what they do to the trigger (see complement_verbs.tsv)."""
    unknown: bool = False

    @property
    def chain(self) -> tuple[int, ...]:
        """The tokens whose adverbs, auxiliaries and negations bear on the trigger, from the top down."""
        return (*(token for token, _ in self.effects), self.trigger)


def is_perceived(tree: Tree, verb: int) -> bool:
    """Whether somebody saw or heard it done: "saw two men open the gate", "heard them shout"."""
    ways = load_lexicon("en/light_verbs.tsv").get(tree.lemmas[tree.heads[verb]].lower(), {})
    return tree.deps[verb] == "ccomp" and tree.tags[verb] in ("VB", "VBG") and ways.get("way") == "perceive"


def find_predicates(
    tree: Tree,
    cues: Collection[int],
    dated: Collection[int],
    placed: Collection[int],
    contents: Collection[int] = (),
    happens: Callable[[int], bool] = lambda noun: False,
) -> list[Predicate]:
    """The predicates of a text in order of their triggers.

    ``cues`` are the tokens of reporting verbs, which hand on to their content, and ``contents`` the verbs at the top
    of what is reported; ``dated`` and ``placed`` are tokens of time expressions and place names; ``happens`` knows
    nouns of happenings beside the listed ones.
    """
    search = _Search(tree, frozenset(cues), frozenset(dated), frozenset(placed), frozenset(contents), happens)
    found = [predicate for start, end in tree.sentences for predicate in search.sentence(start, end)]
    return sorted(found, key=lambda predicate: predicate.trigger)


@dataclass(frozen=True, slots=True)
class _Search:
    tree: Tree
    cues: frozenset[int]
    dated: frozenset[int]
    placed: frozenset[int]
    contents: frozenset[int]
    happens: Callable[[int], bool]

    def sentence(self, start: int, end: int) -> Iterator[Predicate]:
        """Walks the tree from its roots down; below content that nobody asserts (terms, purposes) only nouns count."""
        tree = self.tree
        stack: list[tuple[int, Predicate | None, bool]] = [
            (i, None, False) for i in range(end - 1, start - 1, -1) if tree.heads[i] == i
        ]
        while stack:
            i, above, blocked = stack.pop()
            predicate = self._predicate(i, above, blocked)
            if predicate is not None:
                yield predicate
            here = predicate or above
            skipped = _complements(tree, i, here)
            stack.extend(
                (child, here, (blocked or child in skipped or self._is_unasserted(child)) and not self._tells_on(child))
                for child in reversed(tree.children[i])
            )

    def _predicate(self, i: int, above: Predicate | None, blocked: bool) -> Predicate | None:
        tree = self.tree
        if tree.pos[i] == "NOUN" and tree.child(i, *SUBJECTS) is None:
            if not blocked and tree.deps[i] in ("ROOT", "conj") and is_nobodys_idea(tree, i):
                return Predicate(i, i, "claim.not_known", above, None, False, unknown=True)
            if tree.deps[i] == "ROOT" and opens_as_question(tree, i) and question_mark(tree, i) is not None:
                return Predicate(i, i, "claim.question", above, None, False)
            return self._noun(i, above)
        if blocked or (tree.deps[i] not in _CLAUSES and i not in self.contents):
            return None
        if not self._heads_a_clause(i):
            return None
        if above is not None and i in above.chain:
            return None
        return self._clause(i, above)

    def _heads_a_clause(self, i: int) -> bool:
        tree = self.tree
        if tree.child(i, *SUBJECTS) is not None:
            finite = tree.deps[i] != "ccomp" or is_finite(self.tree, i)
            return finite or self._is_mistaken_verb(i) or is_perceived(tree, i)
        return tree.pos[i] == "VERB" or (tree.pos[i] == "AUX" and tree.deps[i] in ("ROOT", "conj", "advcl", "relcl"))

    def _is_mistaken_verb(self, i: int) -> bool:
        """A verb that the tagger took for a noun ("technocrats work with it"): nothing stands at it as at one."""
        tree = self.tree
        return tree.pos[i] == "NOUN" and tree.child(i, "det", "amod", "poss", "compound", "cop") is None

    def _clause(self, i: int, above: Predicate | None) -> Predicate | None:
        tree = self.tree
        subject, own = self._subject(i, above)
        unknown = said_not_known(tree, i, subject)
        if unknown is not None:
            return Predicate(unknown, i, "claim.not_known", above, subject, own, unknown=True)
        asked = asked_at(tree, i)
        if asked is not None:
            return Predicate(asked, i, "claim.asked", above, subject, own)
        if not self._tells(i, subject, own):
            return None
        trigger, effects = descend(tree, i)
        act = act_of(tree, trigger) or ("request" if asks_politely(tree, i) else None)
        if trigger in self.cues and act in (None, "deny", "refuse"):
            is_question = tree.deps[i] == "ROOT" and opens_as_question(tree, i) and question_mark(tree, i) is not None
            return Predicate(trigger, i, "claim.question", above, subject, own, act, effects) if is_question else None
        if tree.lemmas[trigger] == "be":
            rule = "claim.state" if self._is_telling_state(trigger, subject, effects) else None
        elif self._is_filler(trigger):
            rule = None
        else:
            rule = "claim.verb" if own or tree.tags[i] not in ("VBG", "VBN") else "claim.participle"
        if rule is None and tree.deps[i] == "ROOT" and question_mark(tree, i) is not None:
            rule = "claim.question"
        if rule is None:
            return None
        return Predicate(trigger, i, rule, above, subject, own, act, effects)

    def _subject(self, i: int, above: Predicate | None) -> tuple[int | None, bool]:
        """The subject's head and whether it stands in the clause itself."""
        tree = self.tree
        subject = tree.child(i, *SUBJECTS)
        dep = tree.deps[i]
        if subject is not None and tree.lowers[subject] in ("who", "which", "that") and dep == "relcl":
            return tree.heads[i], True
        if subject is None:
            subject = self._before_the_cue(i) or self._behind_a_day(i)
        if subject is not None:
            return self._unless_inverted(i, subject), True
        if dep == "acl":
            return tree.heads[i], True
        if i in self.contents and dep in ("xcomp", "pcomp"):
            return _controller(tree, i), False
        if dep == "conj" and (above is None or tree.heads[i] not in (above.trigger, above.top)):
            verb = tree.heads[i]
            return tree.child(verb, *SUBJECTS) or (above.subject if above is not None else None), False
        return (above.subject if above is not None else None), False

    def _before_the_cue(self, i: int) -> int | None:
        """The subject that the parser has given to the cue in "The road, says a driver, was closed"."""
        tree = self.tree
        cues = (c for c in tree.children_by(i, "parataxis") if c in self.cues and inverted_subject(tree, c) is not None)
        return next((tree.child(cue, *SUBJECTS) for cue in cues), None)

    def _behind_a_day(self, i: int) -> int | None:
        """The subject that the parser has taken into the day before it: "In late June Weiss was moved"."""
        tree = self.tree
        first = min([i, *tree.children_by(i, "aux", "auxpass")])
        nouns = (c for prep in tree.children_by(i, "prep") for c in tree.children_by(prep, "pobj"))
        return next(
            (
                noun
                for noun in nouns
                if noun + 1 == first and tree.pos[noun] == "PROPN" and noun not in self.dated
                if any(child in self.dated for child in tree.children[noun])
            ),
            None,
        )

    def _unless_inverted(self, i: int, subject: int) -> int:
        """The subject that stands before the cue in "The money, said Ada Berg, never came"."""
        cue = self.tree.heads[i]
        if cue in self.cues and inverted_subject(self.tree, cue) == subject:
            return self.tree.child(cue, *SUBJECTS) or subject
        return subject

    def _tells(self, i: int, subject: int | None, own: bool) -> bool:
        """Whether the clause is one that tells: finite, or a participle or conjunct that goes on telling."""
        tree = self.tree
        dep, tag = tree.deps[i], tree.tags[i]
        if i in self.contents:
            return True
        infinitive = any(tree.lowers[c] == "to" for c in tree.children_by(i, "aux"))
        if dep == "ROOT":
            tells = subject is not None or is_finite(tree, i) or question_mark(tree, i) is not None
            return not infinitive and (tells or asks_politely(tree, i))
        if infinitive and not own:
            return False
        if dep == "advcl":
            return own or (tag == "VBG" and tree.child(i, "mark", "prep") is None)
        if dep == "acl":
            dated = tag in ("VBG", "VBN") and any(t in self.dated for t in tree.subtree(i))
            return dated or self._is_of_the_sentence(i)
        if dep == "conj" and tag == "VB" and not own and tree.tags[tree.heads[i]] in ("VBD", "VBZ", "VBN"):
            return False  # "declined to name him or even say where": the parser's slip, what is declined goes on
        if dep == "conj":
            return own or self._tells_on(i) or (tree.pos[tree.heads[i]] in ("VERB", "AUX") and tag != "VBG")
        return own

    def _is_of_the_sentence(self, i: int) -> bool:
        """The verb that the parser has hung on its subject in "Ana Berg, the minister at that time, left"."""
        tree = self.tree
        subject = tree.heads[i]
        finite = tree.tags[i] == "VBD" and tree.deps[subject] == "ROOT" and tree.words[i - 1] == ","
        return finite and tree.child(subject, "appos") is not None

    def _is_unasserted(self, child: int) -> bool:
        """Content of its own kind that is not told as happened: purposes, and gerunds after prepositions."""
        tree = self.tree
        dep = tree.deps[child]
        if child in self.contents or (child in self.cues and tree.pos[child] == "VERB"):
            return False
        if any(c in self.contents for c in tree.children[child]):
            return False
        if dep == "pcomp":
            return True
        if dep in ("advcl", "xcomp", "acl") and tree.child(child, *SUBJECTS) is None:
            return any(tree.lowers[c] == "to" for c in tree.children_by(child, "aux"))
        return False

    def _tells_on(self, i: int) -> bool:
        """A participle that the parser has joined to a gerund before it: "met him about leaving, promising help"."""
        tree = self.tree
        head = tree.heads[i]
        if tree.deps[i] != "conj" or tree.tags[i] != "VBG" or tree.deps[head] != "pcomp":
            return False
        return tree.words[i - 1] == "," and tree.child(head, "cc") is None

    def _noun(self, i: int, above: Predicate | None) -> Predicate | None:
        tree = self.tree
        listed = tree.lemmas[i].lower() in load_lexicon("en/event_nouns.tsv")
        if i in self.dated or not self._is_dated_noun(i) or not (listed or self.happens(i)):
            return None
        agent = next((c for c in tree.children_by(i, "poss")), None)
        return Predicate(i, i, "claim.noun", above, agent, agent is not None)

    def _is_dated_noun(self, i: int) -> bool:
        """A time stands at the noun itself, and its verb does not own it."""
        tree = self.tree
        return any(
            child in self.dated
            or (tree.deps[child] == "prep" and any(c in self.dated for c in tree.children_by(child, "pobj")))
            for child in tree.children[i]
            if tree.deps[child] not in ("relcl", "acl", "appos", "conj")
        )

    def _is_telling_state(self, i: int, subject: int | None, effects: tuple[tuple[int, str], ...]) -> bool:
        """Such as "is in Doha", "was not ready" and "seems to be his" tell something; "is a classic case" judges.

        A present "it is ..." judges even when it is reported; a past one tells.
        """
        tree = self.tree
        if subject is None or tree.child(i, "ccomp") is not None:
            return False
        if tree.lowers[subject] in _EMPTY_SUBJECTS and not (self._is_reported(i) and tree.tags[i] == "VBD"):
            there = tree.deps[subject] == "expl"
            return there and (self._is_placed_or_dated(i) or self._is_of_a_happening(i) or self._was_somewhere(i))
        if tree.child(i, "acomp", "prep") is not None or self._is_reported(i):
            return True
        if any(effect == "hedged" for _, effect in effects):
            return True
        return self._is_placed_or_dated(i) or self._is_what_somebody_is(i, subject)

    def _is_what_somebody_is(self, i: int, subject: int) -> bool:
        """Such as "Anna Berg is a schoolteacher"."""
        said = self.tree.child(i, "attr")
        named = self.tree.pos[subject] == "PROPN"
        return named and said is not None and self.tree.lemmas[said].lower() in load_lexicon("en/role_nouns.tsv")

    def _is_of_a_happening(self, i: int) -> bool:
        said = self.tree.child(i, "attr")
        return said is not None and self.tree.lemmas[said].lower() in load_lexicon("en/event_nouns.tsv")

    def _is_reported(self, i: int) -> bool:
        tree = self.tree
        by = tree.deps[i] == "ccomp" and tree.heads[i] in self.cues
        return by or any(child in self.cues for child in tree.children[i])

    def _was_somewhere(self, i: int) -> bool:
        """Such as "there was a second key in the drawer": told of a thing, in the past."""
        tree = self.tree
        where = [c for head in (i, *tree.children_by(i, "attr")) for c in tree.children_by(head, "prep")]
        return tree.tags[i] == "VBD" and any(tree.lowers[c] in _WHERE for c in where)

    def _has_time(self, i: int) -> bool:
        tree = self.tree
        below = [
            *tree.children[i],
            *(c for prep in tree.children_by(i, "prep") for c in tree.children_by(prep, "pobj")),
        ]
        return any(child in self.dated for child in below)

    def _is_placed_or_dated(self, i: int) -> bool:
        return any(token in self.dated or token in self.placed for token in self.tree.subtree(i))

    def _is_filler(self, i: int) -> bool:
        """Verbs that name no happening, and speech without anything said."""
        tree = self.tree
        lemma = tree.lemmas[i].lower()
        entry = load_lexicon("en/non_events.tsv").get(lemma)
        if entry is not None:
            told = entry.get("unless") == "object" and tree.child(i, "dobj", "nsubjpass") is not None
            return not told and not self._has_time(i)
        entry = load_lexicon("en/reporting_verbs.tsv").get(lemma)
        speaks = entry is not None and entry["class"] in ("neutral", "thought") and act_of(tree, i) is None
        if tree.child(i, "neg") is not None and tree.child(i, "ccomp") is None:
            return False  # "has not answered" tells something
        content = tree.child(i, "ccomp")
        if speaks and content is not None and is_finite(self.tree, content):
            return True
        return speaks and tree.child(i, "dobj", "nsubjpass", "prep", "ccomp") is None


def _controller(tree: Tree, gerund: int) -> int | None:
    """Who does what a gerund names: "denied selling it" the subject, "accused him of selling it" the object."""
    head = tree.heads[gerund]
    if tree.deps[gerund] == "xcomp":
        return subject_of(tree, head)
    governor = tree.heads[head]
    if tree.pos[governor] != "VERB":
        return governor
    return tree.child(governor, "dobj", "nsubjpass") or subject_of(tree, governor)


def _complements(tree: Tree, i: int, here: Predicate | None) -> set[int]:
    """Dependents whose clauses are terms or open questions of the predicate, not claims by themselves."""
    if here is None or i not in here.chain:
        return set()
    skipped = {c for c in tree.children_by(i, "xcomp") if c not in here.chain}
    if here.unknown:
        skipped.update(tree.children_by(i, "ccomp", "advcl", "conj"))
    elif here.act not in (None, "deny") and i == here.trigger:
        skipped.update(c for c in tree.children_by(i, "ccomp") if not _stands_apart(tree, c, i))
    return skipped


def _stands_apart(tree: Tree, clause: int, verb: int) -> bool:
    """Whether a clause before the verb is one of its own, "The rest have not paid; they demand an inquiry"."""
    return clause < verb and any(tree.words[i] in (";", ":", "—", "–", "--") for i in range(clause, verb))


def question_mark(tree: Tree, top: int) -> int | None:
    """The question mark that ends the sentence of ``top``, behind it closing marks only, or that ends its clause."""
    start, end = tree.sentences[tree.sentence_of[top]]
    edge = tree.edges[top][1]
    if edge + 1 < end and tree.words[edge + 1] == "?":
        return edge + 1
    last = end - 1
    while last > start and (tree.tags[last] == "_SP" or tree.words[last] in ("”", '"', "''", "’", ")", "]", "!")):
        last -= 1
    return last if tree.words[last] == "?" or tree.words[last].endswith("?") else None


def is_finite(tree: Tree, i: int) -> bool:
    """Not so in "considered it an insult" and "found the shelf empty", which the parser takes for clauses too."""
    tags = (tree.tags[i], *(tree.tags[c] for c in tree.children_by(i, "aux", "auxpass")))
    return any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags)
