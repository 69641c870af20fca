"""When a claim says that it happened: from its own clause, from the clause around it, or along the narration.

The document's date is never a claim's date: a claim for which the text gives none stays undated.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ...model import ClaimTime, Stance, TimeExpression
from ...model.records import TimeBasis
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..predicates import Predicate

_WHILE = {"when", "as", "while", "once", "where"}
_ACTS_WITH_DEADLINES = {"offer", "demand", "request", "promise", "threaten"}
_DEADLINES = {"by", "until", "before", "within"}
_TERMS = {"ccomp", "xcomp", "pcomp", "advcl", "acl", "relcl"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_THROUGHOUT = {"for", "over", "during", "throughout"}
_DAYS = re.compile(r"P(?!T)(?!1D$)")
"""A TIMEX3 value of more than one day."""
_STATE_WORDS = {"be", "bear", "have", "remain", "stay", "seem", "know", "want"}


@dataclass(frozen=True, slots=True)
class TimedPredicate:
    """What the dating of a claim looks at."""

    predicate: Predicate
    stance: Stance
    voice: str
    paragraph: int


def own_times(
    tree: Tree, times: Collection[TimeExpression], owner: list[Predicate | None]
) -> dict[int, TimeExpression]:
    """The time expression of each predicate's own words, by trigger: one beside its subject before one within ("the
    letter of 3 May was burnt in June"), then the finest, then the first. An apposition ("the minister at that time")
    says when somebody was what it calls them.
    """
    own: dict[int, TimeExpression] = {}
    ranks: dict[int, tuple[bool, int]] = {}
    dating = {i for time in times for i in tree.tokens_in((time.start, time.end))}
    for time in times:
        if not _says_when(time):
            continue
        tokens = tree.tokens_in((time.start, time.end))
        predicate = owner[tokens[0]] if tokens else None
        if predicate is None or _is_in_a_term(tree, tokens[-1], predicate):
            continue
        if predicate.act in _ACTS_WITH_DEADLINES and tokens[0] > 0 and tree.lowers[tokens[0] - 1] in _DEADLINES:
            continue  # "demanded an answer by Friday" was not said by Friday
        phrases = _phrases_around(tree, tokens[-1], predicate, dating)
        if "appos" in phrases:
            continue
        rank = (not phrases.isdisjoint(_SUBJECTS), _width(time))
        if predicate.trigger not in own or rank < ranks[predicate.trigger]:
            own[predicate.trigger], ranks[predicate.trigger] = time, rank
    return own


def lasting(tree: Tree, times: Iterable[TimeExpression], owner: list[Predicate | None]) -> set[int]:
    """The triggers of which their own words say for how many days they went on ("for 74 days", "spent two weeks").

    What is asked for or promised lasts for no time: "asked for three days".
    """
    found = set()
    for time in times:
        tokens = tree.tokens_in((time.start, time.end))
        predicate = owner[tokens[0]] if tokens else None
        if predicate is None or time.type != "DURATION" or not _DAYS.match(time.value):
            continue
        if predicate.act not in _ACTS_WITH_DEADLINES and _goes_on(tree, tokens, predicate):
            found.add(predicate.trigger)
    return found


def _goes_on(tree: Tree, tokens: range, predicate: Predicate) -> bool:
    if tokens[0] > 0 and tree.lowers[tokens[0] - 1] in _THROUGHOUT:
        return True
    top = next((i for i in tokens if tree.heads[i] not in tokens), tokens[-1])
    return tree.deps[top] in ("dobj", "npadvmod") and tree.heads[top] in predicate.chain


def _phrases_around(tree: Tree, i: int, predicate: Predicate, dating: Collection[int]) -> set[str]:
    """What the phrases that token ``i`` stands in are to the predicate and to each other; a day that stands beside its
    weekday ("on Saturday, 7 March") is one time with it.
    """
    around = set()
    while i not in predicate.chain and i != predicate.top and tree.heads[i] != i:
        if tree.heads[i] not in dating:
            around.add(tree.deps[i])
        i = tree.heads[i]
    return around


def _says_when(time: TimeExpression) -> bool:
    """Not how often, nor how long, unless the length leads to a day or fills its days ("the past two years")."""
    leads = time.type != "DURATION" or time.basis == "event" or "/" in (time.edtf or "")
    return time.edtf is not None and time.type != "SET" and leads


def _is_in_a_term(tree: Tree, i: int, predicate: Predicate) -> bool:
    """Whether token ``i`` dates what was demanded, promised or meant to be, not the demand itself."""
    while i not in predicate.chain and i != predicate.top and tree.heads[i] != i:
        if tree.deps[i] in _TERMS and tree.pos[i] in ("VERB", "AUX"):
            return True
        i = tree.heads[i]
    return False


def date_claims(
    tree: Tree, timed: list[TimedPredicate], own: dict[int, TimeExpression], lasting: Collection[int] = ()
) -> dict[int, ClaimTime]:
    """The time of each claim by trigger; ``timed`` is in order of the text.

    What is ``lasting`` for days takes no single day from around it.
    """
    dated: dict[int, ClaimTime] = {
        item.predicate.trigger: _claim_time(own[item.predicate.trigger], "own_clause")
        for item in timed
        if item.predicate.trigger in own
    }
    for item in timed:
        if item.predicate.trigger not in dated:
            found = _from_clauses_around(tree, item.predicate, timed, dated)
            if found is not None and not (item.predicate.trigger in lasting and _is_day(found)):
                dated[item.predicate.trigger] = found
    return _along_the_narration(tree, timed, dated, lasting)


def _width(time: TimeExpression) -> int:
    if time.earliest is None or time.latest is None:
        return 10**6
    return (time.latest - time.earliest).days


def _claim_time(time: TimeExpression, basis: TimeBasis) -> ClaimTime:
    return ClaimTime(time.edtf, time.earliest, time.latest, time.id, basis)


def _from_clauses_around(
    tree: Tree, predicate: Predicate, timed: list[TimedPredicate], dated: dict[int, ClaimTime]
) -> ClaimTime | None:
    """From a clause that says when ("When X was returned in April, he left"), else from the clause that governs."""
    for child in tree.children_by(predicate.top, "advcl"):
        marks = {tree.lowers[c] for c in tree.children_by(child, "advmod", "mark")}
        if marks & _WHILE and child in dated:
            return _basis(dated[child], "governing_clause")
    if predicate.subject is not None and tree.tags[predicate.top] == "VBD":
        for child in tree.children_by(predicate.subject, "relcl"):  # "men who came on Monday found the door open"
            if child in dated and tree.tags[child] == "VBD":
                return _basis(dated[child], "governing_clause")
    above = predicate.above
    if above is None or above.trigger not in dated or dated[above.trigger].basis == "none":
        return None
    joined = tree.deps[predicate.top] == "conj" and not _changes_tense(tree, above, predicate)
    if joined or predicate.rule == "claim.participle":
        return _basis(dated[above.trigger], "governing_clause")
    return None


def _changes_tense(tree: Tree, one: Predicate, other: Predicate) -> bool:
    return _is_past(tree, one.top) != _is_past(tree, other.top)


def _is_past(tree: Tree, i: int) -> bool:
    """Whether a verb stands in the simple past, in the passive too: "left", "was fired"."""
    if tree.tags[i] == "VBN":
        return any(tree.tags[c] == "VBD" and tree.lowers[c] != "had" for c in tree.children_by(i, "aux", "auxpass"))
    return tree.tags[i] == "VBD"


def _basis(time: ClaimTime, basis: TimeBasis) -> ClaimTime:
    return ClaimTime(time.edtf, time.earliest, time.latest, time.expression, basis)


def _along_the_narration(
    tree: Tree, timed: list[TimedPredicate], dated: dict[int, ClaimTime], lasting: Collection[int]
) -> dict[int, ClaimTime]:
    """A happening told in the simple past takes the day that its paragraph has reached.

    Only days are handed on (a month would say too little), only within one paragraph and voice, and only to what is
    told as a step of the story: no states, no judgements, no perfect tenses.
    """
    current: tuple[str, int, ClaimTime] | None = None
    for item in timed:
        trigger = item.predicate.trigger
        here = (item.voice, item.paragraph)
        if current is not None and current[:2] != here:
            current = None
        time = dated.get(trigger)
        if time is not None:
            if _is_day(time) and _is_step(tree, item):
                current = (*here, time)
            elif current is not None and _is_step(tree, item) and _are_apart(time, current[2]):
                current = None  # "In 1986 he bought it": the day before that is left
        elif current is not None and trigger not in lasting and _is_step(tree, item):
            dated[trigger] = _basis(current[2], "narration")
    return dated


def _are_apart(a: ClaimTime, b: ClaimTime) -> bool:
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return True
    return a.earliest is not None and b.latest is not None and a.earliest > b.latest


def _is_day(time: ClaimTime) -> bool:
    return time.earliest is not None and time.earliest == time.latest


def _is_step(tree: Tree, item: TimedPredicate) -> bool:
    predicate, stance = item.predicate, item.stance
    if predicate.rule not in ("claim.verb", "claim.participle") or predicate.effects:
        return False
    if stance.reality != "actual" or stance.polarity != "positive":
        return False
    lemma = tree.lemmas[predicate.trigger].lower()
    if lemma in _STATE_WORDS or lemma in load_lexicon("en/characterising_verbs.tsv"):
        return False
    auxiliaries = {tree.lowers[c] for c in tree.children_by(predicate.trigger, "aux")}
    return not auxiliaries and tree.tags[predicate.trigger] in ("VBD", "VBN", "VBG")
