"""How time and memory grow when the mentions of many documents are read into the entities of a case.

    python -m benchmarks.speed.entities [--profile]

The case is made up, from a fixed seed: documents of forty mentions, with people (full names in several romanisations,
surnames, initials, bare surnames alone, roles), people who are only described, organisations and their acronyms. New
people and organisations keep coming with the documents, in proportion to the mentions, and those that were met often
are met more often (Simon 1955, "On a class of skew distribution functions"). Given names and surnames are shared as
they are in a census: three in a hundred people have the commonest given name, one in a hundred the commonest surname.
Each size is read in fresh processes of its own, one for the time and one
for the peak of memory that ``group_entities`` adds to its input (``tracemalloc``, which slows it down).

Growth is what a mention costs among 100,000 over what it costs among 10,000: 1 where time or memory grow in step; of
time, the median of the rounds.
"""

import cProfile
import random
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from statistics import median
from typing import NamedTuple, TypeVar

from allegedly.corpus.entities import group_entities
from allegedly.model import Annotated, Document, Entity, EntityKind, Mention, content_id, sha256
from allegedly.model.records import MentionHow

SIZES = (10_000, 30_000, 100_000)
A_DOCUMENT = 40
_ROUNDS = 5
_ONSETS = ["b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kh", "kr"]
_ONSETS += ["l", "m", "n", "p", "q", "r", "s", "sh", "st", "t", "tr", "v", "w", "z"]
_NUCLEI = ["a", "e", "i", "o", "u", "a", "i", "ou", "ai"]
_CODAS = ["", "", "", "l", "n", "r", "s", "m", "d", "k", "t", "ss", "ll"]
_BUSINESSES = ["Bank", "Council", "Herald", "Institute", "Mining Company", "Party", "Shipping", "Tribunal", "Union"]
_FORMS = ["", "", " Ltd", " Inc.", " GmbH"]
_ROLES = ["the foreign minister", "the former minister", "a spokesman", "the governor", "the banker", "an envoy"]
_ROMANISED = [("ou", "u"), ("kh", "ch"), ("q", "k"), ("ss", "s"), ("ll", "l"), ("ai", "ay"), ("sh", "ch")]
_FIRST_DAY = date(2001, 1, 1)

Thing = TypeVar("Thing")


class Person(NamedTuple):
    given: str
    middle: str
    surname: str
    role: str


class Party(NamedTuple):
    """Who stands in a document: the first of ``texts`` is the fullest name, or a description."""

    kind: EntityKind
    texts: list[str]
    roles: tuple[str, ...] = ()


def score() -> dict[str, float]:
    """Growth of time and of memory, mentions a second among 100,000, and microseconds and bytes a mention per size."""
    figures: dict[str, float] = {}
    # all sizes in each round, so that a machine that is slow for a while is so for all of them
    rounds = [{size: 1e6 * _in_a_process("seconds", size) / size for size in SIZES} for _ in range(_ROUNDS)]
    for size in SIZES:
        figures[f"microseconds_{size}"] = min(one[size] for one in rounds)
        figures[f"bytes_{size}"] = _in_a_process("bytes", size) / size
    least, most = SIZES[0], SIZES[-1]
    return {
        "time_growth": median(one[most] / one[least] for one in rounds),
        "memory_growth": figures[f"bytes_{most}"] / figures[f"bytes_{least}"],
        "mentions_a_second": 1e6 / figures[f"microseconds_{most}"],
        **figures,
    }


def _in_a_process(measure: str, size: int) -> float:
    command = [sys.executable, "-m", "benchmarks.speed.entities", measure, str(size)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 (our own)


def seconds(size: int) -> float:
    """Seconds of the processor that a case of ``size`` mentions takes, nothing warmed up."""
    case = list(made_up(size))
    start = time.process_time()  # what else runs on the machine does not count
    group_entities(case)
    return time.process_time() - start


def peak_bytes(size: int) -> int:
    """The most memory that is held at once for a case of ``size`` mentions, beyond the case itself, in bytes."""
    case = list(made_up(size))
    tracemalloc.start()
    group_entities(case)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def made_up(size: int, seed: int = 1) -> Iterator[Annotated]:
    """Documents with ``size`` mentions together; those of a smaller case are the first of a larger one."""
    writer = _Writer(random.Random(seed))  # noqa: S311 (nothing secret)
    for number in range(size // A_DOCUMENT):
        yield _document(number, writer.parties())


class _Pool:
    """Names of which the n-th is drawn in proportion to 1 / (n + ``offset``), after Zipf and Mandelbrot."""

    def __init__(self, rng: random.Random, names: list[str], offset: int) -> None:
        self.rng = rng
        self.names = names
        self.sums = list(accumulate(1 / (rank + offset) for rank in range(1, len(names) + 1)))

    def draw(self) -> str:
        return self.rng.choices(self.names, cum_weights=self.sums)[0]


class _Writer:
    """Makes up who is in the documents, one after the other."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.given = _Pool(rng, [self.word(rng.choice((1, 2, 2, 3))) for _ in range(1_000)], 8)
        self.surnames = _Pool(rng, [self.word(rng.choice((2, 3, 3, 4))) for _ in range(20_000)], 20)
        self.people: list[Person] = []
        self.organisations: list[str] = []

    def parties(self) -> Iterator[Party]:
        """Endlessly, who is in one document; nobody twice."""
        seen: set[Person | str] = set()
        while True:
            makes = self.person if self.rng.random() < 0.7 else self.organisation
            thing, party = makes()
            if thing not in seen:
                seen.add(thing)
                yield party

    def person(self) -> tuple[Person | str, Party]:
        if self.rng.random() < 0.1:
            role = self.rng.choice(_ROLES)
            return role, Party("person", [role, "he", "his"])
        person = self.met(self.people, 0.35, self.new_person)
        surname = self.spelled(person.surname)
        if self.rng.random() < 0.15:
            return person, Party("person", [surname, surname])
        given = self.spelled(person.given)
        begun = given[0] + "." if self.rng.random() < 0.05 else given
        middle = f" {person.middle}" if self.rng.random() < 0.2 else ""
        roles = (person.role,) if self.rng.random() < 0.4 else ()
        more = [surname] * self.rng.randrange(4)
        return person, Party("person", [f"{begun}{middle} {surname}", *more, "he", *roles], roles)

    def organisation(self) -> tuple[Person | str, Party]:
        name = self.met(self.organisations, 0.25, self.new_organisation)
        letters = "".join(word[0] for word in name.split())
        form = self.rng.choice(_FORMS)
        if self.rng.random() < 0.1:
            return name, Party("organisation", [letters, letters])
        return name, Party("organisation", [name + form, *[name] * self.rng.randrange(3), letters])

    def new_person(self) -> Person:
        return Person(self.given.draw(), self.given.draw(), self.surnames.draw(), self.rng.choice(_ROLES))

    def new_organisation(self) -> str:
        words = [self.word(self.rng.choice((2, 3))) for _ in range(self.rng.choice((1, 2, 2)))]
        return " ".join([*words, self.rng.choice(_BUSINESSES)])

    def met(self, before: list[Thing], share_of_new: float, make: Callable[[], Thing]) -> Thing:
        """A new thing now and then, else one met before: the oftener it was, the likelier."""
        new = not before or self.rng.random() < share_of_new
        thing = make() if new else self.rng.choice(before)
        before.append(thing)
        return thing

    def word(self, syllables: int) -> str:
        parts = (self.rng.choice(some) for _ in range(syllables) for some in (_ONSETS, _NUCLEI, _CODAS))
        return "".join(parts).capitalize()

    def spelled(self, word: str) -> str:
        """One of the ways in which the word is romanised."""
        for one, other in _ROMANISED:
            if self.rng.random() < 0.15:
                word = word.replace(one, other)
        return word


def _document(number: int, parties: Iterator[Party]) -> Annotated:
    digest = sha256(f"document {number}".encode())
    words: list[str] = []
    mentions: list[Mention] = []
    entities: list[Entity] = []
    end = 0
    while len(mentions) < A_DOCUMENT:
        party = next(parties)
        identity = content_id("entity", digest, party.kind, party.texts[0], end)
        entities.append(_entity(identity, party, (end, end + len(party.texts[0]))))
        for text in party.texts[: A_DOCUMENT - len(mentions)]:
            mention = content_id("mention", digest, end, end + len(text))
            mentions.append(Mention(mention, end, end + len(text), text, party.kind, identity, _how(text), "made.up"))
            words.append(text)
            end += len(text) + 1
    document = Document(digest, " ".join(words), digest, published=_FIRST_DAY + timedelta(days=number))
    return Annotated(document, tuple(mentions), tuple(entities), (), (), (), (), ())


def _how(text: str) -> MentionHow:
    if text[0].isupper():
        return "name"
    return "pronoun" if text in ("he", "his") else "description"


def _entity(identity: str, party: Party, span: tuple[int, int]) -> Entity:
    names = tuple(sorted({text for text in party.texts if text[0].isupper()})) or tuple(party.texts[:1])
    return Entity(identity, party.kind, party.texts[0], names, party.roles, (span,) * len(party.roles))


def _profile(size: int) -> None:
    case = list(made_up(size))
    cProfile.runctx("group_entities(case)", globals(), {"case": case}, sort="cumtime")


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--profile"]:
        _profile(SIZES[-1])
    elif arguments:
        print({"seconds": seconds, "bytes": peak_bytes}[arguments[0]](int(arguments[1])))
    else:
        for key, number in score().items():
            print(f"{key:24} {number:,.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
