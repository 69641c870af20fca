"""How many documents a second come out of files of each format, opened as `add` opens them.

    python -m benchmarks.speed.formats [--seconds S]

Each sample of the tests is opened again and again for so long (2 seconds) in the process with limits that opens files
for a case, all that is inside included; reading for claims, which takes many times as long, is not. Documents,
pages and characters a second are printed. They are figures of one machine; what compares is one line with another.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

from tests.files import blogs
from tests.formats import box, samples, table

from allegedly.opening import Opened, Opening
from allegedly.readers import Given, open_file

_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Rate:
    """What one file gave: documents and characters in it, and how often a second it was opened."""

    name: str
    size: int
    documents: int
    characters: int
    pages: int
    opened: float


def rates(seconds: float = _SECONDS) -> list[Rate]:
    """One for each format that can be read, and for large files of those that hold many documents."""
    large = {
        "blogger-500-posts.xml": blogs.blogger(blogs.blog(5, 500)),
        "wordpress-500-posts.xml": blogs.wordpress(blogs.blog(5, 500)),
        "texts-500-rows.csv": table(500),
        "box-100-messages.mbox": box(100),
    }
    with Opening(open_file, Path.read_bytes) as opening:
        return [_rate(opening, name, data, seconds) for name, data in {**samples(), **large}.items()]


def score(seconds: float = 0.2) -> dict[str, float]:
    """How often a second a small file of each format is opened, by its name."""
    with Opening(open_file, Path.read_bytes) as opening:
        return {name: _rate(opening, name, data, seconds).opened for name, data in samples().items()}


def _rate(opening: Opening, name: str, data: bytes, seconds: float) -> Rate:
    documents = _documents(opening, name, data)  # the first time its reader is loaded
    rounds, begun = 0, time.perf_counter()
    while rounds == 0 or time.perf_counter() - begun < seconds:
        _documents(opening, name, data)
        rounds += 1
    took = time.perf_counter() - begun
    found = [one.document for one in documents]
    return Rate(
        name=name,
        size=len(data),
        documents=len(found),
        characters=sum(len(document.text) for document in found),
        pages=sum(len(document.pages) for document in found),
        opened=rounds / took,
    )


def _documents(opening: Opening, name: str, data: bytes) -> list[Opened]:
    return [one for one in opening.open(Path(name), data, Given()) if isinstance(one, Opened)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=_SECONDS)
    print(f"{'file':<28}{'KB':>8}{'documents':>11}{'documents/s':>13}{'pages/s':>9}{'characters/s':>14}")
    for one in rates(parser.parse_args().seconds):
        pages = f"{one.pages * one.opened:,.0f}" if one.pages else ""
        print(
            f"{one.name:<28}{one.size / 1000:>8,.0f}{one.documents:>11,}{one.documents * one.opened:>13,.0f}"
            f"{pages:>9}{one.characters * one.opened:>14,.0f}"
        )


if __name__ == "__main__":
    main()
