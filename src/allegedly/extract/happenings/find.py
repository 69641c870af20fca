"""The happenings that a text names, each put as its sentence puts it.

A claim is a statement worth a line of its own; here every verb counts, and every noun of a happening ("the launch",
"no agreement"), whether or not anybody states it. Both have their stance from one reading (``extract.stance``).
"""

from collections.abc import Iterable

from ...model import ClaimTime, Document, Happening, Span, Stance, TimeExpression
from ...nlp.senses import Senses
from ...nlp.tree import Tree
from ..attribution import Report
from ..attribution.report import subject_of
from ..cast import Cast
from ..claims.chains import reports_behind
from ..complements import act_of, verb_with_particle
from ..predicates import SUBJECTS, Predicate, is_finite
from ..stance import lies_ahead, read_stance
from ..temporal.happenings import kind_of
from .parties import Parties
from .times import date_happenings
from .words import names_happening

_CLAUSES = {"ROOT", "conj", "advcl", "ccomp", "parataxis"}


def find_happenings(
    document: Document,
    tree: Tree,
    reports: Iterable[Report],
    times: Iterable[TimeExpression] = (),
    senses: Senses | None = None,
    given: Iterable[int] = (),
    cast: Cast | None = None,
) -> tuple[Happening, ...]:
    """The happenings in order of the text.

    ``reports`` are the attributions that have claims behind them, sorted as ``attribution.vouching`` does; ``times``
    the time expressions, by which a present tense can be told to look ahead; without ``senses`` nouns are found by
    lexicons alone. ``given`` are tokens to take for happenings whatever they look like. Without a ``cast`` no parties
    are looked for.
    """
    times = tuple(times)
    predicates = _predicates(tree, senses, frozenset(given))
    spans = {i: _span(tree, i) for i in predicates}
    behind = reports_behind(reports, [(i, tree.span(i, i)) for i in predicates])
    ahead = _looking_ahead(document, tree, times)
    stances: dict[int, Stance] = {}
    for i in sorted(predicates, key=lambda i: (sum(1 for _ in tree.ancestors(i)), i)):
        predicate = predicates[i]
        above = stances.get(predicate.above.trigger) if predicate.above is not None else None
        stances[i] = read_stance(tree, predicate, behind[i], above, speaks_later=bool(ahead & set(tree.children[i])))
    dated = date_happenings(document, tree, predicates, stances, times)
    parties = Parties(tree, cast) if cast is not None else None
    return tuple(
        Happening(
            *spans[i],
            text=document.text[slice(*spans[i])],
            stance=stances[i],
            kind=_kind(tree, i),
            parties=parties.of(i) if parties is not None else (),
            time=dated.get(i, ClaimTime()),
        )
        for i in predicates
    )


def _predicates(tree: Tree, senses: Senses | None, given: frozenset[int]) -> dict[int, Predicate]:
    """By token, in order of the text, what each word that names a happening says by itself."""
    named = [i for i in range(len(tree)) if i in given or names_happening(tree, i, senses)]
    predicates: dict[int, Predicate] = {}
    for i in sorted(named, key=lambda i: (sum(1 for _ in tree.ancestors(i)), i)):
        above = predicates.get(tree.heads[i]) if tree.deps[i] in _CLAUSES else None
        predicates[i] = _predicate(tree, i, above)
    return {i: predicates[i] for i in named}


def _predicate(tree: Tree, i: int, above: Predicate | None) -> Predicate:
    if tree.pos[i] in ("NOUN", "PROPN"):
        return Predicate(i, i, "claim.noun", None, tree.child(i, "poss"), tree.child(i, "poss") is not None)
    own = tree.child(i, *SUBJECTS) is not None
    participle = not own and tree.tags[i] in ("VBG", "VBN") and not is_finite(tree, i)
    return Predicate(
        i, i, "claim.participle" if participle else "claim.verb", above, subject_of(tree, i), own, act_of(tree, i)
    )


def _kind(tree: Tree, i: int) -> str:
    word = verb_with_particle(tree, i)
    return kind_of(tree, i) if word == tree.lemmas[i].lower() else word


def _span(tree: Tree, i: int) -> Span:
    particle = tree.child(i, "prt")
    return tree.span(i, particle if particle == i + 1 else i)


def _looking_ahead(document: Document, tree: Tree, times: Iterable[TimeExpression]) -> set[int]:
    """The tokens of times later than the day of the voice that names them, and the prepositions before them."""
    found: set[int] = set()
    for time in times:
        if lies_ahead(time, document.published_of(document.voice_at(time.start))):
            tokens = tree.tokens_in((time.start, time.end))
            found.update(tokens)
            found.update(tree.heads[i] for i in tokens if tree.deps[i] == "pobj")
    return found
