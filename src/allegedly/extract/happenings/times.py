"""When each happening of a text took place: wider than the time of a claim, which must stand in its own words.

A word that names a happening by itself ("the suit", "to leave", "saying") has the day of the happening that governs
it. What a text tells in the past, and dates nowhere, has the day that the text is about: the one that it opens with,
else that of the telling; what it tells in the present has that of the telling. Neither is said by a text that tells of
times long past.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ...model import ClaimTime, Document, Stance, TimeExpression
from ...model.records import TimeBasis
from ...nlp.layout import paragraph_index, paragraphs
from ...nlp.tree import Tree
from ..claims.passages import owners
from ..claims.times import TimedPredicate, date_claims, lasting, own_times
from ..predicates import Predicate
from ..quotations import find_quotations, quotation_at
from ..temporal.tense import direction_at

_OPENING = 4
"""Sentences in which a text may say what day it is about, its heading and date line among them."""
_NEWS = timedelta(days=10)
"""So long ago may be what a text tells as news."""
_OCCASIONS = frozenset({"in", "at", "during", "on"})
_AHEAD = frozenset({"planned", "conditional", "question", "unknown", "counterfactual", "generic"})
_ASIDE = frozenset({"relcl", "acl", "advcl"})
_INSIDE = frozenset(
    {"xcomp", "pcomp", "advcl", "acl", "dobj", "pobj", "nsubj", "nsubjpass", "conj", "compound", "prep"}
)


def date_happenings(
    document: Document,
    tree: Tree,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    times: Sequence[TimeExpression],
) -> dict[int, ClaimTime]:
    """The time of each happening by its word; those that the text leaves open are missing.

    What is quoted is not told by the text itself, and has no day from it.
    """
    quotations = find_quotations(document.text, paragraphs(document.text))
    quoted = {i for i in predicates if quotation_at(quotations, tree.starts[i]) is not None}
    dated = _as_claims_are(document, tree, predicates, stances, times)
    dated = {i: time for i, time in dated.items() if time.basis != "narration" or i not in quoted}
    for i in predicates:
        occasion = _occasion(tree, i, dated)
        if occasion is not None and (_width(occasion) < _width(dated.get(i)) or dated[i].basis == "narration"):
            dated[i] = occasion
    news = _News(document, tree, dated)
    for i in sorted(predicates.keys() - dated.keys(), key=lambda i: (sum(1 for _ in tree.ancestors(i)), i)):
        time = _from_above(tree, i, predicates, stances, dated)
        time = time if time is not None or i in quoted else news.day_of(i, stances[i])
        if time is not None:
            dated[i] = time
    return dated


def _as_claims_are(
    document: Document,
    tree: Tree,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    times: Sequence[TimeExpression],
) -> dict[int, ClaimTime]:
    owner = owners(tree, list(predicates.values()), ())
    bounds = paragraphs(document.text)
    timed = [
        TimedPredicate(one, stances[i], _voice(document, tree, i), paragraph_index(bounds, tree.starts[i]))
        for i, one in predicates.items()
    ]
    return date_claims(tree, timed, own_times(tree, times, owner), lasting(tree, times, owner))


def _voice(document: Document, tree: Tree, i: int) -> str:
    voice = document.voice_at(tree.starts[i])
    return voice.id if voice is not None else ""


def _occasion(tree: Tree, i: int, dated: Mapping[int, ClaimTime]) -> ClaimTime | None:
    """The time of the occasion on which it happened: "At the 3 May hearing she said"."""
    if tree.pos[i] not in ("VERB", "AUX"):
        return None
    for prep in tree.children_by(i, "prep"):
        noun = tree.child(prep, "pobj")
        if noun is not None and noun in dated and tree.lowers[prep] in _OCCASIONS and dated[noun].basis == "own_clause":
            return _of(dated[noun], "governing_clause")
    return None


def _width(time: ClaimTime | None) -> int:
    if time is None or time.earliest is None or time.latest is None:
        return date.max.toordinal()
    return (time.latest - time.earliest).days


def _of(time: ClaimTime, basis: TimeBasis) -> ClaimTime:
    return ClaimTime(time.edtf, time.earliest, time.latest, time.expression, basis)


def _from_above(
    tree: Tree,
    i: int,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    dated: Mapping[int, ClaimTime],
) -> ClaimTime | None:
    """The time of the happening that a word without a tense of its own belongs to."""
    if _has_tense(tree, i) or stances[i].reality in _AHEAD:
        return None
    node = i
    while tree.heads[node] != node and tree.deps[node] in _INSIDE:
        node = tree.heads[node]
        if node in predicates:
            return _of(dated[node], "governing_clause") if node in dated else None
    return None


def _has_tense(tree: Tree, i: int) -> bool:
    if tree.pos[i] in ("NOUN", "PROPN"):
        return False
    if tree.tags[i] in ("VBD", "VBZ", "VBP"):
        return True
    return any(tree.tags[c] in ("VBD", "VBZ", "VBP", "MD") for c in tree.children_by(i, "aux", "auxpass"))


class _News:
    """What day a text is about, and whether it tells news at all."""

    def __init__(self, document: Document, tree: Tree, dated: Mapping[int, ClaimTime]) -> None:
        self.document, self.tree = document, tree
        self.about = self._opened_with(dated)

    def _opened_with(self, dated: Mapping[int, ClaimTime]) -> ClaimTime | None:
        """The first day that the opening tells of, not long before the text itself."""
        tree = self.tree
        for i in sorted(dated):
            if tree.sentence_of[i] >= _OPENING:
                break
            published, day = self._published(i), dated[i].earliest
            aside = any(tree.deps[node] in _ASIDE for node in (i, *tree.ancestors(i)))
            if published is None or day is None or day != dated[i].latest or aside:
                continue
            if published - _NEWS <= day <= published and direction_at(tree, i) in ("past", "perfect", "present"):
                return dated[i]
        return None

    def day_of(self, i: int, stance: Stance) -> ClaimTime | None:
        if stance.reality in _AHEAD:
            return None
        published, tense = self._published(i), direction_at(self.tree, i)
        if published is None or tense == "future" or self._is_before_all(i):
            return None
        about = self.about
        if about is not None and tense in ("past", "perfect"):
            return _of(about, "told")
        return ClaimTime(published.isoformat(), published, published, None, "told")

    def _is_before_all(self, i: int) -> bool:
        """Whether the clause is told as past already then: "had left"."""
        tree = self.tree
        return any(tree.lowers[c] in ("had", "'d") for c in tree.children_by(i, "aux"))

    def _published(self, i: int) -> date | None:
        return self.document.published_of(self.document.voice_at(self.tree.starts[i]))
