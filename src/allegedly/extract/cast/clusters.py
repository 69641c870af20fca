"""Which names of one document are one party's: full names, bare surnames, spellings, acronyms.

Names meet through keys (the consonant skeletons of their words), never each with each. A person is never joined with
an organisation or a place.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from ...model import EntityKind, Span
from ...names import align, is_acronym_of, name_similarity, name_words, organisation_words, skeleton, word_similarity
from . import lexicon
from .kinds import KINDS, Surface, best_kind
from .spots import Spot

_SAME_FULL_NAME = 0.9
_SAME_SURNAME = 0.9
_MOST_CANDIDATES = 12
_SURELY_A_PERSON = 1.0
"""Votes of the context that a title or "who" gives, and a deed alone does not."""

_Index = dict[str, dict[str, list[int]]]
"""Skeleton to spelling to the people who bear the name."""


@dataclass(slots=True)
class Party:
    """Names of one document that stand for one person, organisation or place."""

    kind: EntityKind
    surfaces: list[Surface]
    spots: list[int] = field(default_factory=list)
    gender: str = ""
    countries: set[str] = field(default_factory=set)
    roles: dict[str, Span] = field(default_factory=dict)
    """Each role with the first passage in which it stands beside a name of the party."""
    role_nouns: set[str] = field(default_factory=set)
    role_words: set[str] = field(default_factory=set)
    """Lower-case words of the roles and, for a party that is only described, of the description."""
    plural: bool = False
    owners: set[int] = field(default_factory=set)
    """Parties whose lawyer, brother or aide the party is."""
    described: bool = False
    """Whether the text never names the party."""
    body: bool = False
    """Whether it is a body of a state: a government, a ministry, an army."""


@dataclass(slots=True)
class _Group:
    surfaces: list[Surface]
    words: list[tuple[str, ...]]
    generation: str | None
    """"jr" or "sr", where a name of the group has it."""


def cluster(spots: list[Spot], surfaces: dict[str, Surface]) -> tuple[list[Party], list[int | None]]:
    """The parties of a document and, for each spot, the number of its party (``None``: not a party's name)."""
    ordered = sorted(surfaces.values(), key=lambda s: (-len(s.key.split()), s.spots[0]))
    people, others, singles = _grouped(ordered)
    _vote_by_longer_names(singles, people, others)
    parties = [Party("person", group.surfaces, gender=_gender_of(group, spots)) for group in people]
    owner: list[int | None] = [None] * len(spots)
    for person, party in enumerate(parties):
        for surface in party.surfaces:
            for spot in surface.spots:
                owner[spot] = person
    left = _place_singles(singles, parties, people, owner, spots)
    _cluster_others([*others, *left], parties, owner, spots)
    for i, number in enumerate(owner):
        if number is not None:
            parties[number].spots.append(i)
    return parties, owner


def _gender_of(group: _Group, spots: list[Spot]) -> str:
    """What titles and given names tell of a person's gender."""
    titles = (spots[i].gender for surface in group.surfaces for i in surface.spots)
    given = (lexicon.genders().get(words[0], "") for words in group.words)
    return next((gender for gender in (*titles, *given) if gender), "")


def _vote_by_longer_names(singles: list[Surface], people: list[_Group], others: list[Surface]) -> None:
    """A lone word that opens an organisation's name, and is in nobody's, is that organisation: "Orel" after "Orel
    Chemicals", unless a title or "who" makes it a person.
    """
    borne = {word for group in people for words in group.words for word in words}
    opening = {s.key.split()[0] for s in others if " " in s.key and _kind_of([s]) == "organisation"}
    for surface in singles:
        known = surface.key in lexicon.genders() or surface.key in borne
        if surface.key in opening and not known and surface.context.get("person", 0.0) < _SURELY_A_PERSON:
            surface.vote("organisation", surface.labels.get("person", 0.0) + 0.1)


def _grouped(ordered: list[Surface]) -> tuple[list[_Group], list[Surface], list[Surface]]:
    """Full names of people, grouped by spelling; what is no person's name; names of one word."""
    groups: list[_Group] = []
    by_key: dict[str, list[int]] = {}
    others: list[Surface] = []
    singles: list[Surface] = []
    for surface in ordered:
        words, generation, *_ = name_words(surface.text)
        if len(words) < 2:
            singles.append(surface)
        elif _is_surely_no_person(surface):
            others.append(surface)
        else:
            number = _same_group(words, generation, groups, by_key)
            if number is None:
                number = len(groups)
                groups.append(_Group([], [], generation))
            groups[number].surfaces.append(surface)
            groups[number].words.append(words)
            for word in words:
                numbers = by_key.setdefault(skeleton(word), [])
                if number not in numbers[-_MOST_CANDIDATES:]:
                    numbers.append(number)
    people = [group for group in groups if _kind_of(group.surfaces) == "person"]
    surnames = {words[-1] for group in people for words in group.words}
    for group in groups:
        if _kind_of(group.surfaces) != "person":
            relative = any(words[-1] in surnames for words in group.words)
            people.append(group) if relative else others.extend(group.surfaces)
    return people, others, singles


def _kind_of(surfaces: list[Surface]) -> str | None:
    labels: dict[str, float] = {}
    context: dict[str, float] = {}
    for surface in surfaces:
        for kind in KINDS:
            labels[kind] = labels.get(kind, 0.0) + surface.labels.get(kind, 0.0)
            context[kind] = context.get(kind, 0.0) + surface.context.get(kind, 0.0)
    return best_kind(labels, context)


def _is_surely_no_person(surface: Surface) -> bool:
    person = surface.context.get("person", 0.0)
    return any(surface.context.get(kind, 0.0) >= max(3.0, person + 1.0) for kind in ("organisation", "place", "other"))


def _same_group(
    words: tuple[str, ...], generation: str | None, groups: list[_Group], by_key: dict[str, list[int]]
) -> int | None:
    """The group whose names are most like the words, if any is enough. Father and son are two: one has "Jr."."""
    tried: set[int] = set()
    best, best_score = None, _SAME_FULL_NAME
    for word in words:
        for number in by_key.get(skeleton(word), ())[-_MOST_CANDIDATES:]:
            if number in tried:
                continue
            tried.add(number)
            if generation != groups[number].generation:
                continue
            score = max(_likeness(words, other) for other in groups[number].words[:4])
            if score > best_score or (score == best_score and best is None):
                best, best_score = number, score
    return best


@lru_cache(maxsize=65_536)
def _initials(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(skeleton(word)[:1] for word in words)


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike two full names of one document are; one that leaves out words of the other counts as the same."""
    short, long = sorted((a, b), key=len)
    if not _initials(short) <= _initials(long):
        return 0.0  # spares the alignment of names that only share a surname
    pairs = align(short, long).pairs
    if len(pairs) == len(short) < len(long) and all(
        pair[2] >= _SAME_SURNAME or len(short[pair[0]]) == 1 for pair in pairs
    ):
        return 1.0
    return name_similarity(" ".join(a), " ".join(b))


def _place_singles(
    singles: list[Surface], parties: list[Party], people: list[_Group], owner: list[int | None], spots: list[Spot]
) -> list[Surface]:
    """Give names of one word to the people who bear it; what is left is returned."""
    surnames, givens = _name_index(people)
    left: list[Surface] = []
    alone: dict[str, list[Surface]] = {}
    for surface in sorted(singles, key=lambda s: s.spots[0]):
        word = name_words(surface.text).words[0]
        bearers = _bearers(word, surnames) or _bearers(word, givens)
        if surface.text.endswith(".") or (_is_family(word, surnames) and not bearers):
            bearers = []
            surface.vote("other", 4.0)
        if bearers and not _points_elsewhere(surface):
            _share(surface, bearers, parties, owner, spots)
        else:
            alone.setdefault(skeleton(word) if len(word) > 3 else word, []).append(surface)
    for group in alone.values():
        left.extend(_place_alone(group, parties, owner))
    return left


def _is_family(word: str, surnames: _Index) -> bool:
    """Whether the word is the plural of somebody's surname: "the Kowalskis"."""
    return word.endswith("s") and bool(_bearers(word[:-1], surnames))


def _name_index(people: list[_Group]) -> tuple[_Index, _Index]:
    """The people by surname and by given name."""
    surnames: _Index = {}
    givens: _Index = {}
    for number, group in enumerate(people):
        for words in group.words:
            for index, word in ((surnames, words[-1]), (givens, words[0])):
                bearers = index.setdefault(skeleton(word), {}).setdefault(word, [])
                if not bearers or bearers[-1] != number:
                    bearers.append(number)
    return surnames, givens


def _bearers(word: str, index: _Index) -> list[int]:
    """The people with that name, exactly so spelled if any is, else in another spelling; the last dozen of too many."""
    spellings = index.get(skeleton(word), {})
    exact = spellings.get(word, [])
    if exact or len(word) < 4:
        return exact[-_MOST_CANDIDATES:]
    alike = {
        n for other, numbers in spellings.items() if word_similarity(word, other) >= _SAME_SURNAME for n in numbers
    }
    return sorted(alike)[-_MOST_CANDIDATES:]


def _points_elsewhere(surface: Surface) -> bool:
    place = surface.context.get("place", 0.0)
    if place >= 6.0:  # a country's name: a surname too, where it is never "in Jordan"
        return place > 6.5 and surface.context.get("person", 0.0) < 4.0
    if _is_surely_no_person(surface):
        return True
    mostly_place = surface.labels.get("place", 0.0) > 2 * surface.labels.get("person", 0.0)
    return mostly_place and place > surface.context.get("person", 0.0)


def _share(
    surface: Surface, bearers: list[int], parties: list[Party], owner: list[int | None], spots: list[Spot]
) -> None:
    """Each mention goes to the only bearer that its title fits, or to the one of them that was named last before it.

    Where titles speak against every bearer ("Mr. Keita" beside Awa Keita), somebody of that surname who is never
    named in full is one more bearer.
    """
    bearers = [*bearers, *_titled_otherwise(surface, bearers, parties, spots)]
    named = sorted((i, n) for n in bearers for i in _naming_spots(surface, parties[n], spots))
    last: dict[int, int] = {}
    at = 0
    for i in surface.spots:
        while at < len(named) and named[at][0] <= i:
            last[named[at][1]] = named[at][0]
            at += 1
        gender = spots[i].gender
        fitting = [n for n in bearers if not gender or parties[n].gender in ("", gender)]
        fitting = [n for n in fitting if gender and parties[n].gender == gender] or fitting
        met = [n for n in fitting if n in last]
        if met:
            owner[i] = max(met, key=lambda n: last[n])
        elif len(fitting) == 1:
            owner[i] = fitting[0]
        elif fitting and named:
            owner[i] = named[0][1]
    for number in bearers:
        if any(owner[i] == number for i in surface.spots) and surface not in parties[number].surfaces:
            parties[number].surfaces.append(surface)


def _titled_otherwise(surface: Surface, bearers: list[int], parties: list[Party], spots: list[Spot]) -> list[int]:
    """New parties for the genders of titles that no bearer has."""
    genders = sorted({spots[i].gender for i in surface.spots} - {""})
    missing = [g for g in genders if all(parties[n].gender not in ("", g) for n in bearers)]
    parties.extend(Party("person", [surface], gender=gender) for gender in missing)
    return list(range(len(parties) - len(missing), len(parties)))


def _naming_spots(surface: Surface, party: Party, spots: list[Spot]) -> list[int]:
    """Where a party is named beyond doubt: in full, or by the surname with a title of its gender."""
    full = [i for other in party.surfaces if other is not surface for i in other.spots]
    return full or [i for i in surface.spots if spots[i].gender == party.gender]


def _place_alone(group: list[Surface], parties: list[Party], owner: list[int | None]) -> list[Surface]:
    """Make people of one-word names whose mentions say so, spellings of one name together."""
    left: list[Surface] = []
    made: list[tuple[str, int]] = []
    for surface in group:
        word = name_words(surface.text).words[0]
        mate = next((n for other, n in made[-_MOST_CANDIDATES:] if word_similarity(word, other) >= 0.95), None)
        if _kind_of([surface]) != "person" and (mate is None or _is_surely_no_person(surface)):
            left.append(surface)
            continue
        if mate is None:
            mate = len(parties)
            parties.append(Party("person", []))
            made.append((word, mate))
        parties[mate].surfaces.append(surface)
        for i in surface.spots:
            owner[i] = mate
    return left


def _cluster_others(surfaces: list[Surface], parties: list[Party], owner: list[int | None], spots: list[Spot]) -> None:
    """Organisations and places: the same words, a country's names, an acronym and its expansion, "Apple" alone."""
    known: dict[object, int] = {}
    openings: dict[str, list[int]] = {}
    for surface in sorted(surfaces, key=lambda s: (-len(s.key.split()), s.spots[0])):
        kind = _kind_of([surface])
        if kind not in ("organisation", "place"):
            continue
        number = _known_other(kind, surface, known)
        if number is None and (longer := _longer(kind, surface, openings)):
            _share(surface, longer, parties, owner, spots)
            continue
        if number is None:
            number = len(parties)
            parties.append(Party("place" if kind == "place" else "organisation", []))
            known[_other_key(kind, surface)] = number
            if kind == "organisation" and surface.key:
                for short in _acronyms(surface):
                    known.setdefault(short, number)
                _open(surface, number, openings)
        parties[number].surfaces.append(surface)
        for i in surface.spots:
            owner[i] = number


def _known_other(kind: str, surface: Surface, known: dict[object, int]) -> int | None:
    number = known.get(_other_key(kind, surface))
    return known.get(_acronym_key(surface)) if number is None and kind == "organisation" else number


def _other_key(kind: str, surface: Surface) -> tuple[str, object]:
    country = lexicon.nationalities().get(surface.text.lower()) or lexicon.nationalities().get(surface.key)
    if kind == "place":
        return kind, ("country", country[0]) if country else surface.key
    return kind, organisation_words(surface.text)


def _open(surface: Surface, number: int, openings: dict[str, list[int]]) -> None:
    """Note the short forms that may stand for an organisation: its first word, its last, what stands before "of"."""
    words = surface.key.split()
    before = surface.key.partition(" of ")[0]
    for short in dict.fromkeys([words[0], f"the {words[-1]}", before if " " in before else f"the {before}"]):
        numbers = openings.setdefault(short, [])
        if len(words) > 1 and number not in numbers[-_MOST_CANDIDATES:]:
            numbers.append(number)


def _longer(kind: str, surface: Surface, openings: dict[str, list[int]]) -> list[int]:
    """The organisations that a name may be short for: "Apple" for "Apple Computer", "the Post" for "Daily Post"."""
    key = surface.key
    if " " in key:
        return openings.get(key, [])[-_MOST_CANDIDATES:] if kind == "organisation" else []
    if len(key) < 3 or key in lexicon.nationalities() or surface.context.get("place", 0.0) > 1.0:
        return []
    opened = openings.get(key, []) if kind == "organisation" and key not in lexicon.organisation_words() else []
    return (opened or openings.get(f"the {key}", []))[-_MOST_CANDIDATES:]


def _acronym_key(surface: Surface) -> str:
    letters = surface.text.replace(".", "")
    return f"={letters}" if letters.isupper() and " " not in letters else ""


def _acronyms(surface: Surface) -> list[str]:
    """The acronyms that the words of a name would make."""
    words = [word for word in surface.text.replace("-", " ").split() if word[0].isalnum()]
    if len(words) < 2:
        return []
    capitals = "".join(word[0] for word in words if word[0].isupper())
    everything = "".join(word[0] for word in words if word.lower() not in ("the", "and", "of", "for")).upper()
    return [f"={letters}" for letters in sorted({capitals, everything}) if is_acronym_of(letters, surface.text)]
