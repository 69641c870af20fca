"""Whether a claim would stand in a careful reader's notes on a case, or is talk: opinion, courtesy, a general truth, a
scrap of a clause.

A linear head on what the parse says of the claim (tense, roles, clause, stance) and on what the tagger's encoder holds
of its words, learned from claims that readers kept or struck (``training/worth.py``). What is bargained, answered,
asked or said not to be known is noted whatever the head says: the ledger and the open questions rest on it.
"""

from collections.abc import Callable, Sequence
from math import exp, log

from ...bargaining import is_not_told, is_told_of
from ...model import Claim
from ...nlp.senses import Senses
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..predicates import Predicate

LEAST_WORTH = -0.7
"""Log odds from which a claim is kept in a document of which half the claims are worth noting."""
_DOUBTS = 8
_ROUNDS = 50
_FIRST_PERSON = {"i", "we", "me", "us", "you"}
_EMPTY = {"it", "this", "that", "which", "what", "there"}
_THINGS = ("patient", "theme", "recipient", "to", "from", "place", "purpose", "instrument")
_SHORT = 4
"""Words of a passage that says little."""

Mark = Callable[["_Seen"], bool]


class _Seen:
    """A claim with its words, as the marks ask after it."""

    def __init__(self, tree: Tree, predicate: Predicate, claim: Claim) -> None:
        self.tree, self.predicate, self.claim = tree, predicate, claim
        top, trigger = predicate.top, predicate.trigger
        self.dep = tree.deps[top]
        self.tags = {tree.tags[i] for i in (top, *tree.children_by(top, "aux", "auxpass"))}
        self.auxiliaries = {tree.lowers[c] for i in predicate.chain for c in tree.children_by(i, "aux", "auxpass")}
        self.modals = {
            tree.lowers[c] for i in predicate.chain for c in tree.children_by(i, "aux") if tree.tags[c] == "MD"
        }
        self.subject = "" if predicate.subject is None else tree.lowers[predicate.subject]
        self.perfect = not self.auxiliaries.isdisjoint({"has", "have", "'ve", "’ve", "had"})
        self.going_on = tree.tags[trigger] == "VBG" and any(tree.lemmas[c] == "be" for c in tree.children[trigger])
        self.past = "VBD" in self.tags
        self.present = not self.tags.isdisjoint({"VBZ", "VBP"}) and not (self.perfect or self.past or self.modals)
        self.spoken = any(not hop.is_of_voice for hop in claim.chain)
        self.placed = claim.place is not None or claim.role("place", "to", "from") is not None
        self.dated = claim.time.edtf is not None


MARKS: dict[str, Mark] = {
    "past": lambda s: s.past and not s.perfect,
    "perfect": lambda s: s.perfect and not s.modals,
    "present": lambda s: s.present and not s.going_on,
    "going on": lambda s: s.going_on,
    "will": lambda s: not s.modals.isdisjoint({"will", "wo", "'ll", "’ll", "shall"}),
    "would": lambda s: not s.modals.isdisjoint({"would", "'d", "’d"}),
    "other modal": lambda s: bool(s.modals - {"will", "wo", "'ll", "’ll", "shall", "would", "'d", "’d"}),
    "present, neither dated nor placed": lambda s: s.present and not (s.dated or s.placed or s.going_on),
    "dated": lambda s: s.dated,
    "placed": lambda s: s.placed,
    "typed": lambda s: s.claim.type is not None,
    "numbered": lambda s: any(s.tree.tags[i] == "CD" for i in s.tree.tokens_in((s.claim.start, s.claim.end))),
    "has a party": lambda s: any(role.entity for role in s.claim.roles),
    "names a party": lambda s: any(role.entity and role.how != "coreference" for role in s.claim.roles),
    "has no object": lambda s: s.claim.role(*_THINGS) is None,  # type: ignore[arg-type]
    "short": lambda s: len(s.tree.tokens_in((s.claim.start, s.claim.end))) <= _SHORT,
    "negative": lambda s: s.claim.stance.polarity == "negative",
    "hedged": lambda s: s.claim.stance.label == "hedged",
    "planned": lambda s: s.claim.stance.label == "planned",
    "conditional": lambda s: s.claim.stance.label == "conditional",
    "question": lambda s: s.claim.stance.label == "question",
    "act": lambda s: s.claim.stance.act not in ("assert", "deny", "ask"),
    "answer": lambda s: s.claim.answer is not None,
    "spoken": lambda s: s.spoken,
    "first person": lambda s: s.subject in _FIRST_PERSON,
    "first person, spoken": lambda s: s.subject in _FIRST_PERSON and s.spoken,
    "empty subject": lambda s: s.subject in _EMPTY,
    "no subject": lambda s: not s.subject,
    "state": lambda s: s.predicate.rule == "claim.state",
    "present state": lambda s: s.predicate.rule == "claim.state" and s.present,
    "noun": lambda s: s.predicate.rule == "claim.noun",
    "participle": lambda s: s.predicate.rule == "claim.participle",
    "light verb": lambda s: s.tree.lemmas[s.predicate.trigger].lower() in load_lexicon("en/light_verbs.tsv"),
    "auxiliary": lambda s: s.tree.pos[s.predicate.trigger] == "AUX",
    "sentence": lambda s: s.dep == "ROOT",
    "content": lambda s: s.dep == "ccomp",
    "relative": lambda s: s.dep == "relcl",
    "adverbial": lambda s: s.dep == "advcl",
    "adnominal": lambda s: s.dep == "acl",
    "joined": lambda s: s.dep == "conj",
}
"""What the head knows of a claim beside its words; the order is that of its weights."""


def marks_of(tree: Tree, predicate: Predicate, claim: Claim) -> list[bool]:
    seen = _Seen(tree, predicate, claim)
    return [mark(seen) for mark in MARKS.values()]


def noted(tree: Tree, made: Sequence[tuple[Predicate, Claim]], senses: Senses) -> list[bool]:
    """Which of the claims of a document are kept."""
    worths = [
        senses.worth(marks_of(tree, predicate, claim), claim.trigger, (claim.start, claim.end))
        for predicate, claim in made
    ]
    least = least_worth(worths)
    put = {predicate.trigger for predicate, claim in made if is_told_of(claim)}
    return [
        worth >= least or is_noted_anyway(tree, claim) or _is_condition_of(put, predicate, claim)
        for worth, (predicate, claim) in zip(worths, made, strict=True)
    ]


def _is_condition_of(put: set[int], predicate: Predicate, claim: Claim) -> bool:
    """Whether it says on what condition something is offered, demanded or promised."""
    return claim.stance.reality == "conditional" and predicate.above is not None and predicate.above.trigger in put


def least_worth(worths: Sequence[float]) -> float:
    """The log odds from which a claim of this document is kept: lower in a report, most of which is worth noting, than
    in a comment.

    The share of claims worth noting is estimated from the claims themselves, by expectation and maximisation (Saerens,
    Latinne & Decaestecker 2002, "Adjusting the Outputs of a Classifier to New a Priori Probabilities"), as if
    ``_DOUBTS`` more claims stood in the document, half of them worth noting.
    """
    shift = 0.0
    for _ in range(_ROUNDS):
        expected = sum(1 / (1 + exp(-worth - shift)) for worth in worths)
        share = (expected + _DOUBTS / 2) / (len(worths) + _DOUBTS)
        shift = log(share / (1 - share))
    return LEAST_WORTH - round(shift, 4)


def is_noted_anyway(tree: Tree, claim: Claim) -> bool:
    """Whether the ledger or the open questions rest on the claim."""
    if is_told_of(claim) or claim.answer is not None or claim.stance.label in ("question", "unknown"):
        return True
    return is_not_told(tree.text, claim)
