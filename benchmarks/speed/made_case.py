"""A made case of any size, for timings: the sample documents told again of other people, in other months.

    python -m benchmarks.speed.made_case COUNT FOLDER

writes COUNT text files of about 300 words. Each is a sample document with its paragraphs picked anew, its people and
companies renamed, and its months moved. One affair has some 50 documents and a cast of its own; of its documents one in
five tells another in part word for word. Everything is drawn from a fixed seed, and a smaller case is the beginning of
a larger one.
"""

import random
import re
import sys
from calendar import month_name
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import yaml

from allegedly import readers

A_DOCUMENT = 300
"""Words of a document, more or less."""
_AN_AFFAIR = 50
_COPIES = 0.2
_GIVEN = re.findall(
    r"\w+",
    "Anton Bela Carla Dimitri Elena Farid Greta Hugo Irina Jonas Karim Lea Marek Nadia Otto Petra Rolf Sofia Tomas "
    "Ulla Viktor Wanda Xenia Yusuf Zoran Amal Boris Celia Dora Emil",
)
_FIRST = re.findall("[A-Z][a-z]*", "ArBelCorDanElFarGorHalIstJarKalLorMarNorOstParQuinRosSalTorUlVarWesYarZel")
_MIDDLE = ["a", "e", "i", "o", "u", "an", "en", "ol", "ir", "us"]
_LAST = re.findall(r"\w+", "beck dell feld gard hart kin lund mann nov rick sen stein ton vik wood")
_MONTHS = month_name[1:]
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b(?=\s+\d|\W)")
_FIRST_YEAR = 2001


class Made(NamedTuple):
    """A document before it is read."""

    name: str
    outlet: str
    published: date
    text: str


def made_case(count: int) -> Iterator[Made]:
    """``count`` documents, in no order of their dates."""
    for number in range(count):
        yield _made(number)


def _made(number: int) -> Made:
    affair = number // _AN_AFFAIR
    rng = random.Random(number)  # noqa: S311 (nothing secret)
    if number % _AN_AFFAIR and rng.random() < _COPIES:
        earlier = _made(number - 1 - rng.randrange(number % _AN_AFFAIR))
        paragraphs = earlier.text.split("\n\n")
        kept = paragraphs[: max(2, len(paragraphs) // 2)]
        own = _told(sample_paragraphs()[rng.randrange(len(sample_paragraphs()))], affair, rng).split("\n\n")[:2]
        return Made(
            f"{number:06}", _outlet(affair, rng), earlier.published + timedelta(days=2), "\n\n".join(own + kept)
        )
    text = _told(sample_paragraphs()[rng.randrange(len(sample_paragraphs()))], affair, rng)
    published = _first_day(affair) + timedelta(days=rng.randrange(60))
    return Made(f"{number:06}", _outlet(affair, rng), published, text)


def _first_day(affair: int) -> date:
    return date(_FIRST_YEAR + affair % 20, 1 + affair % 10, 8)


def _outlet(affair: int, rng: random.Random) -> str:
    kind = rng.choice(["Herald", "Post", "Courier", "Gazette", "Wire", "Tribune"])
    return f"The {_surname(random.Random(f'outlet {affair} {rng.randrange(4)}'))} {kind}"  # noqa: S311


def _surname(rng: random.Random) -> str:
    return "".join(map(rng.choice, (_FIRST, _MIDDLE, _LAST)))


def _told(paragraphs: tuple[str, ...], affair: int, rng: random.Random) -> str:
    """A sample document of the affair's own people and months, its paragraphs picked until there are words enough."""
    chosen: list[str] = []
    for paragraph in rng.sample(paragraphs, len(paragraphs)):
        if sum(len(one.split()) for one in chosen) < A_DOCUMENT:
            chosen.append(paragraph)
    in_order = [paragraph for paragraph in paragraphs if paragraph in chosen]
    names, pattern = _renamed(affair)
    first = _first_day(affair)
    text = pattern.sub(lambda match: names[match.group()], "\n\n".join(in_order))
    moved = _MONTH.sub(lambda match: _MONTHS[(_MONTHS.index(match.group()) + first.month - 6) % 12], text)
    return moved.replace("2013", str(first.year))


@cache
def sample_paragraphs() -> tuple[tuple[str, ...], ...]:
    """Those of more than eight words of each document of the sample case."""
    folder = files("allegedly") / "resources/sample/documents"
    found = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        text = readers.read(Path(file.name), file.read_bytes()).text
        found.append(tuple(part.strip() for part in re.split(r"\n\s*\n", text) if len(part.split()) > 8))
    return tuple(found)


@cache
def _renamed(affair: int) -> tuple[dict[str, str], re.Pattern[str]]:
    """Other names for the words of the sample's names of people and companies."""
    gold = yaml.safe_load((files("allegedly") / "resources/sample/gold.yaml").read_text("utf-8"))
    rng = random.Random(f"cast {affair}")  # noqa: S311
    renamed: dict[str, str] = {}
    for member in gold["cast"]:
        named = [name.split() for name in member.get("names", ())]
        if member["kind"] == "person" and named:
            new = rng.choice(_GIVEN), _surname(rng)
            for parts in named:
                renamed |= {parts[-1]: new[-1], parts[0]: new[0]} if len(parts) > 1 else {}
        elif any(word in ("Bexworth", "Rioni") for parts in named for word in parts):
            renamed |= {named[0][0]: _surname(rng)}
    words = sorted(renamed, key=lambda word: (-len(word), word))
    return renamed, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for made in made_case(int(sys.argv[1])):
        heading = f"{made.outlet}\n\n{made.published:%A, %-d %B %Y}\n\n"
        (folder / f"{made.name}.txt").write_text(heading + made.text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
