"""A case of any size of which few documents are read: the readings of these are told again, of others.

To read 100,000 documents takes hours, and how what comes after grows can be seen without. ``Retold`` reads some
documents of about 300 words, put together from paragraphs of the sample case. Document ``number`` of a case is one of
them with other words in the same places: names, things, half of all else, the outlet and the day. They are as long as
those they stand for, so that every record of the reading lies where it lay; words, days and ids are put into it as into
the text, and ``verify`` finds every passage where a record says that it is. Words of which lists tell what they mean
stay, and so do months that are written out.

Who and what is drawn for a number follows laws with heavy tails (Pareto II, Lomax 1954), as words, people and stories
do (Heaps' law): affairs, people, outlets and things that were told of often are told of often again, and new ones come
ever more slowly: affairs and people with the documents to the power of 0.8, outlets to that of 0.6. Affairs begin in
any month of 25 years, and are told of for years. One document in five is a copy of an earlier one by another outlet, in
which some words are changed. A number is the same document in a case of every size.
"""

import json
import random
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from allegedly import pipeline, readers
from allegedly.adding import Stages
from allegedly.model import Annotated, Document, sha256
from allegedly.model.compact import decoder, dumps
from allegedly.resources import load_lexicon

from ..made_case import A_DOCUMENT, sample_paragraphs

_COPIES = 0.2
_KEPT, _OWN_WORDS, _REWORDED = 0.3, 0.6, 0.02
"""The shares of things that an affair calls what the sample does, and of words that a document, and again a copy, puts
otherwise: so many that two documents seldom have eighteen words in a row in common, but for copies.
"""
_FIRST_YEAR, _YEARS, _LONGEST = 1990, 25, 60
"""An affair is told of for so many months at most."""
_TEMPLATE_YEAR, _TEMPLATE_MONTH = 2013, 6
_OUTLET, _OUTLETS = "Qualbert", ("Herald", "Ledger", "Mirror", "Record", "Review")
_NUMBER = "000000"
_GIVEN = 60
"""So many given names of a length there are; surnames are as many as people."""
_TOKEN = re.compile(
    r'"[0-9a-f]{16}"|\\.|\d{4}-\d\d(?:-\d\d)?|\d\d [A-Z][a-z]{2} \d{4}'
    r"|(?<![0-9a-f\[,:])(?:\d{4}|0{6})(?![0-9a-f])|(?<![.+_])[^\W\d_]{3,}(?![.+_]\w)"
)
"""What may be put otherwise. A year never follows a bracket, comma or colon at once: in a reading that is an offset."""
_WORD = re.compile(r"(?<![\w.'’-])[a-z]{4,}(?![\w'’-])")
_THING = re.compile(r"\b(?:the|an?|his|her|its|their|of|two|three) ([a-z]{4,})\b")
_LISTS = """
    currencies happenings light_verbs name_words nationalities number_words ordinals part_words role_nouns
    source_classes source_nouns stop_words titles tolls units vague_numbers
"""
_RESERVED = """
    autumn evening hours monday monthly morning nights summer years asserted certain positive negative planned
    conditional question unknown direct indirect mixed author quoted letter message comment person place agent
    patient recipient theme instrument purpose number anonymity knowledge inherited explicit coreference
"""
"""Words of times, and those that stand in readings as kinds."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Retold:
    """The documents of a case by their numbers, told from ``sample`` that were read, and the stages that read them.

    ``seconds`` of the processor is what telling readings again has taken.
    """

    def __init__(self, sample: int) -> None:
        documents = [readers.read(Path(f"{n:06}.txt"), _template(n).encode()) for n in range(sample)]
        readings = list(pipeline.annotate_documents(documents, happenings=True))
        self._names = _Names(readings)
        words = self._names.words
        self._forms = [(Form.of(one.document.text, words), Form.of(dumps(one), words)) for one in readings]
        self.seconds = 0.0

    def text(self, number: int) -> str:
        """The document, as the file of this number has it."""
        return self._forms_of(number)[0].told(self._put(number))

    def stages(self) -> Stages:
        """Stages for ``Case.create``: all as it is, but that readings are told again instead of made."""
        return Stages(readers.open_file, self.annotate, pipeline.reading_key)

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotated]:
        """The readings of documents of which the file's name is the number."""
        for document in documents:
            begun = time.process_time()
            number = int(Path(document.path or "").stem)
            content = self._forms_of(number)[1].told(self._put(number))
            told: Annotated = decoder(Annotated)(json.loads(content))
            if told.document.text != document.text:
                raise ValueError(f"{document.path} is not what document {number} is told as")
            own = replace(document, voices=told.document.voices, authors=told.document.authors)
            reading = replace(told, document=own)
            self.seconds += time.process_time() - begun
            yield reading

    def _forms_of(self, number: int) -> "tuple[Form, Form]":
        """Of the text and of the reading of the document that this one is told from."""
        return self._forms[int(drawn(number).template * len(self._forms))]

    def _put(self, number: int) -> dict[str, str]:
        """What stands for each token of the two."""
        own = drawn(number)
        words = self._names.of_affair(own.affair) | self._names.of_telling(own.root, _OWN_WORDS) | _outlet(number)
        if own.root != number:
            words |= self._names.of_telling(number, _REWORDED)
        text, reading = self._forms_of(number)
        return {token: _put(token, words, own.months, number) for token in {*text.tokens, *reading.tokens}}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn for a document: one of the templates (from 0 to 1), an affair, and by how many months it is moved;
    ``root`` is the number of the document of which it is a copy, or its own.
    """

    root: int
    template: float
    affair: int
    months: int


def drawn(number: int) -> Drawn:
    rng = random.Random(f"document {number}")  # noqa: S311 (nothing secret, here and below)
    if number and rng.random() < _COPIES:
        return drawn(rng.randrange(number))
    affair = _rank(rng, 40, 0.8)
    begun = random.Random(f"affair {affair}").randrange(12 * _YEARS)  # noqa: S311
    later = min(_rank(rng, 1, 1.0), _LONGEST)
    first = (_FIRST_YEAR - _TEMPLATE_YEAR) * 12 - _TEMPLATE_MONTH + 1
    return Drawn(number, rng.random(), affair, first + begun + later)


def _rank(rng: random.Random, scale: float, exponent: float) -> int:
    """A whole number from 0 on, after Lomax: of n draws, as many differ as n to the ``exponent``, in proportion."""
    return int(scale * ((1 - rng.random()) ** (-1 / exponent) - 1))


@dataclass(frozen=True, slots=True)
class Form:
    """A text in pieces; those with odd numbers are put otherwise in each document."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, text: str, words: frozenset[str]) -> "Form":
        pieces: list[str] = []
        end = 0
        for match in _TOKEN.finditer(text):
            token = match.group()
            if not token[0].isalpha() or token.lower() in words:
                pieces += [text[end : match.start()], token]
                end = match.end()
        return cls((*pieces, text[end:]))

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.pieces[1::2]

    def told(self, put: dict[str, str]) -> str:
        pieces = [*self.pieces]
        pieces[1::2] = [put[token] for token in self.tokens]
        return "".join(pieces)


def _put(token: str, words: dict[str, str], months: int, number: int) -> str:
    if token[0] == '"':  # an id
        return f'"{sha256(f"{number} {token}".encode())[:16]}"'
    if token[0].isalpha():
        word = words.get(token.lower(), token)
        return word.upper() if token.isupper() else word.capitalize() if token[0].isupper() else word
    if token == _NUMBER:
        return f"{number:06}"
    return _moved(token, months) if token[0].isdigit() else token


def _moved(token: str, months: int) -> str:
    """A day, month or year, so many months after that of the template."""
    if " " in token:
        day, name, year = token.split()
        later = _later(int(year), _MONTHS.index(name) + 1, months)
        return f"{day} {_MONTHS[later[1] - 1]} {later[0]:04}"
    year, _, rest = token.partition("-")
    if not rest:
        return f"{_later(int(year), _TEMPLATE_MONTH, months)[0]:04}" if int(year) == _TEMPLATE_YEAR else token
    month, _, day = rest.partition("-")
    if not 1 <= int(month) <= 12:
        return token
    later = _later(int(year), int(month), months)
    return f"{later[0]:04}-{later[1]:02}" + (f"-{min(int(day), 28):02}" if day else "")


def _later(year: int, month: int, months: int) -> tuple[int, int]:
    years, month = divmod(year * 12 + month - 1 + months, 12)
    return years, month + 1


class _Names:
    """The words of the documents that were read for which others are put."""

    def __init__(self, readings: Iterable[Annotated]) -> None:
        texts = [one.document.text for one in readings]
        fixed = _listed() | {*_RESERVED.split()}
        self._things = sorted({word for text in texts for word in _THING.findall(text)} - fixed)
        self._words = sorted({word for text in texts for word in _WORD.findall(text)} - fixed)
        self._places: set[str] = set()
        self._owner: dict[str, str] = {}
        """Whose name a word is part of: the last word of that name."""
        for mention in (mention for one in readings for mention in one.mentions if mention.how == "name"):
            parts = [word.lower() for word in re.findall(r"[^\W\d_]{3,}", mention.text) if word[0].isupper()]
            own = [word for word in parts if word not in fixed]
            if mention.kind == "place":
                self._places.update(own)
            else:
                self._owner |= {word: own[-1] for word in own if word not in self._owner or len(own) > 1}
        self.words = frozenset([*self._things, *self._words, *self._places, *self._owner, *_outlet(0)])

    @lru_cache(maxsize=1000)  # noqa: B019 (there is one)
    def of_affair(self, affair: int) -> dict[str, str]:
        """The words of an affair for things, places and the parts of names."""
        put = {thing: self._other(f"affair {affair}", thing, _KEPT) for thing in self._things}
        for place in sorted(self._places):
            rank = _rank(random.Random(f"place {affair} {place}"), 5, 0.6)  # noqa: S311
            put[place] = _word(len(place), f"place {rank}") if rank else place
        for word, owner in self._owner.items():
            rank = _rank(random.Random(f"person {affair} {owner}"), 30, 0.8)  # noqa: S311
            put[word] = _word(len(word), f"name {rank}" if word == owner else f"given {word} {rank % _GIVEN}")
        return put

    def of_telling(self, number: int, share: float) -> dict[str, str]:
        """The words of one document, for a share of all that are written small."""
        rng = random.Random(f"telling {number}")  # noqa: S311
        chosen = [word for word in self._words if rng.random() < share]
        return {word: self._other(f"telling {number}", word) for word in chosen}

    def _other(self, drawn_for: str, word: str, kept: float = 0) -> str:
        rng = random.Random(f"word {drawn_for} {word}")  # noqa: S311
        return word if rng.random() < kept else _word(len(word), f"word {word} {_rank(rng, 100, 0.8)}")


@cache
def _word(length: int, seed: str) -> str:
    """A word that can be said, of so many letters."""
    rng = random.Random(seed)  # noqa: S311
    first = rng.randrange(2)
    return "".join(rng.choice("aeiou" if (first + place) % 2 else "bdfgklmnprstvz") for place in range(length))


def _outlet(number: int) -> dict[str, str]:
    rank = _rank(random.Random(f"outlet {number}"), 20, 0.6)  # noqa: S311
    return {
        _OUTLET.lower(): _word(len(_OUTLET), f"outlet {rank}"),
        _OUTLETS[0].lower(): _OUTLETS[rank % len(_OUTLETS)].lower(),
    }


@cache
def _listed() -> frozenset[str]:
    """The words on the lists by which documents are read against each other: what they mean is not to be changed."""
    entries = (entry for name in _LISTS.split() for entry in load_lexicon(f"en/{name}.tsv"))
    return frozenset(word for entry in entries for word in entry.split())


def _template(number: int) -> str:
    """A document to be read: paragraphs of two documents of the sample, until there are words enough."""
    rng = random.Random(f"template {number}")  # noqa: S311
    chosen = [paragraph for one in rng.sample(sample_paragraphs(), 2) for paragraph in one]
    left, parts = A_DOCUMENT, []
    for paragraph in chosen[rng.randrange(len(chosen) // 2) :]:
        if left > 0:
            parts.append(paragraph)
            left -= len(paragraph.split())
    day = f"{7 + rng.randrange(21):02} {_MONTHS[_TEMPLATE_MONTH - 1]} {_TEMPLATE_YEAR}"
    return "\n\n".join([f"The {_OUTLET} {_OUTLETS[0]}", day, *parts, _NUMBER]) + "\n"
