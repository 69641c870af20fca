"""Which of the places that bear a name a text means: by what it says around the name, and by the size of the place.

The usual cues of toponym resolution (containment, comma groups, one sense per discourse, minimal distance to the
other places, population; Leidner 2007, "Toponym Resolution in Text"; Lieberman, Samet & Sankaranarayanan 2010) are
weighed in scores that work like logarithms of probabilities. Every name spreads its weight over its readings; these
weights speak for the countries, divisions and neighbourhoods of the other names, and the readings are weighed anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ...resources.gazetteer import Toponym, key_of, lookup
from .geography import POINTS, Cell, around, cell_of, contains, prior

LEAST_SCORE = 5.2
"""Below it a reading is a guess: about a town of 20,000 that nothing else in the text speaks for."""

_READINGS, _ROUNDS = 12, 2
_OF_COUNTRY, _OF_DIVISION, _OF_NEIGHBOURS, _OF_LIST = 2.5, 1.5, 1.5, 1.5
_OF_CONTAINER, _OF_PART = 4.0, 2.0
_OF_DOUBT = 3.0
"""How much more must speak for a name that is not trusted at all."""
_LEAST_WEIGHT = 0.02


K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Spot:
    """A name to be placed. Other spots by number: ``inside``, the one that says where it lies ("Texas" behind
    "Paris,"); ``beside``, those in a list with it ("Kent, Surrey and Sussex"). ``trust``, up to 1, says how surely it
    is the name of a place at all.
    """

    name: str
    inside: int | None = None
    beside: tuple[int, ...] = ()
    trust: float = 1.0


@dataclass(slots=True)
class _Name:
    """All spots of one name: its readings, what speaks for each whatever the other names mean, and their weights."""

    readings: list[Toponym]
    base: list[float]
    beside: set[str] = field(default_factory=set)
    trust: float = 0.0
    scores: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def weigh(self, scores: list[float]) -> None:
        """Takes the scores, and spreads the trust in the name over its readings in their proportion."""
        self.scores = scores
        best = max(scores, default=0.0)
        powers = [10 ** (score - best) for score in scores]
        total = sum(powers)
        self.weights = [self.trust * power / total for power in powers]


def _floats() -> defaultdict[Any, float]:
    return defaultdict(float)


@dataclass(slots=True)
class _Evidence:
    """How much weight lies on each country, division and neighbourhood."""

    countries: defaultdict[str, float] = field(default_factory=_floats)
    divisions: defaultdict[tuple[str, str], float] = field(default_factory=_floats)
    cells: defaultdict[Cell, float] = field(default_factory=_floats)

    def add(self, other: "_Evidence") -> None:
        _add(self.countries, other.countries)
        _add(self.divisions, other.divisions)
        _add(self.cells, other.cells)


def _add(mine: dict[K, float], others: dict[K, float]) -> None:
    for key, weight in others.items():
        mine[key] += weight


def resolve(spots: Sequence[Spot], countries: Iterable[str] = ()) -> list[Toponym | None]:
    """The place of each spot, ``None`` where the gazetteer has none or too little speaks for one.

    ``countries`` are those that the text names by another word than their name ("Libyan"), once for each time.
    """
    keys = [key_of(spot.name) for spot in spots]
    names = _gathered(spots, keys)
    spoken_of = {code: min(count, 4) / 2 for code, count in Counter(countries).items()}
    for _ in range(_ROUNDS):
        _weigh_anew(names, spoken_of)
    return [_chosen(spot, names[key], spots, names, keys) for spot, key in zip(spots, keys, strict=True)]


def _gathered(spots: Sequence[Spot], keys: Sequence[str]) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for spot, key in zip(spots, keys, strict=True):
        if key not in names:
            readings = list(lookup(spot.name))
            names[key] = _Name(readings, [prior(place) for place in readings])
        names[key].beside.update(keys[i] for i in spot.beside if keys[i] != key)
        names[key].trust = max(names[key].trust, spot.trust)
    contained = {(key, keys[spot.inside]) for spot, key in zip(spots, keys, strict=True) if spot.inside is not None}
    for part, whole in sorted(contained):
        _note_containment(names[part], names[whole])
    for name in names.values():
        order = sorted(range(len(name.base)), key=lambda i: -name.base[i])[:_READINGS]
        name.readings, name.base = [name.readings[i] for i in order], [name.base[i] for i in order]
        name.weigh(name.base)
    return names


def _note_containment(part: _Name, whole: _Name) -> None:
    """Strengthens the readings of both that lie one in the other, less so what may be a list of countries."""
    bonus = _OF_CONTAINER / 2 if any(place.kind == "country" for place in part.readings) else _OF_CONTAINER
    held = [any(contains(outer, inner) for outer in whole.readings) for inner in part.readings]
    holding = [any(contains(outer, inner) for inner in part.readings) for outer in whole.readings]
    part.base = [score + bonus * is_held for score, is_held in zip(part.base, held, strict=True)]
    whole.base = [score + _OF_PART * holds for score, holds in zip(whole.base, holding, strict=True)]


def _weigh_anew(names: dict[str, _Name], spoken_of: dict[str, float]) -> None:
    """Scores every reading by what the other names speak for."""
    total = _Evidence(defaultdict(float, spoken_of))
    own = {key: _evidence(name) for key, name in names.items()}
    for evidence in own.values():
        total.add(evidence)
    countries, divisions = sum(total.countries.values()) + 1.0, sum(total.divisions.values()) + 1.0
    scored = []
    for key, name in names.items():
        mine = own[key]
        scores = []
        for place, score in zip(name.readings, name.base, strict=True):
            if code := place.country:
                score += _OF_COUNTRY * (total.countries[code] - mine.countries[code]) / countries
                if place.division:
                    area = code, place.division
                    score += _OF_DIVISION * (total.divisions[area] - mine.divisions[area]) / divisions
            if place.kind in POINTS:
                cell = cell_of(place)
                score += _OF_NEIGHBOURS * min(1.0, max(0.0, total.cells[cell] - mine.cells[cell]))
            scores.append(score + _OF_LIST * _likeness(place, name, names))
        scored.append((name, scores))
    for name, scores in scored:
        name.weigh(scores)


def _evidence(name: _Name) -> _Evidence:
    """What one name speaks for; its towns also speak for the cells around their own."""
    evidence = _Evidence()
    for place, weight in zip(name.readings, name.weights, strict=True):
        if weight < _LEAST_WEIGHT or not place.country:
            continue
        evidence.countries[place.country] += weight
        if place.division:
            evidence.divisions[place.country, place.division] += weight
        if place.kind in POINTS:
            for cell in around(cell_of(place)):
                evidence.cells[cell] = max(evidence.cells[cell], weight)
    return evidence


def _likeness(place: Toponym, name: _Name, names: dict[str, _Name]) -> float:
    """How much of the weight of the names in a list with this one is on readings of the same sort."""
    alike = 0.0
    for key in sorted(name.beside):
        mate = names[key]
        for other, weight in zip(mate.readings, mate.weights, strict=True):
            if other.kind == place.kind and (place.kind in ("country", "city") or other.country == place.country):
                alike += weight
    return alike / max(1, len(name.beside))


def _chosen(
    spot: Spot, name: _Name, spots: Sequence[Spot], names: dict[str, _Name], keys: Sequence[str]
) -> Toponym | None:
    """The reading that most speaks for; one that lies in the place named behind this very spot comes first."""
    whole = None if spot.inside is None else _first_reading(names[keys[spot.inside]])
    doubt = _OF_DOUBT * (1 - name.trust)
    best, best_score = None, LEAST_SCORE + doubt
    for place, score in zip(name.readings, name.scores, strict=True):
        if whole and name.readings[0].kind != "country" and contains(whole, place):
            score += _OF_CONTAINER
        if place.alternate and place.kind == "city":
            score -= doubt
        if score > best_score:
            best, best_score = place, score
    return best


def _first_reading(name: _Name) -> Toponym | None:
    order = sorted(range(len(name.scores)), key=lambda i: -name.scores[i])
    return name.readings[order[0]] if order else None
