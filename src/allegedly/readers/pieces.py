"""What comes out of a file: a document, files inside it, and what could not be taken.

Every format has a function ``open_file(path, data, given)`` in a module of its own, which yields these in the order of
the file, the file's own document first where it has one. An archive has none. It raises ``RefusedInputError``, one
sentence with the remedy, where nothing can be had of the file; what only a part of it lacks is ``Refused``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..model import Document


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a file from outside of it: a list of references, the archive it lay in, the web it came from.

    It goes before what the file says of itself.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a file before it is opened. ``published`` counts only where nothing else gives a day."""

    published: date | None = None
    about: About = About()
    parent: str | None = None
    """The hash of what it lay in."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside another one, such that its bytes alone give the same document wherever they are met.

    ``name`` is its path inside, for people: it is never opened. An archive's member has its own bytes; an entry of a
    feed, a row of a table is made a file of the same format with one entry.
    """

    name: str
    data: bytes
    about: About = About()


@dataclass(frozen=True, slots=True)
class Beside:
    """A file on the disk that this one names, by its path from this one's folder."""

    name: str
    about: About = About()


@dataclass(frozen=True, slots=True)
class Refused:
    """A part that cannot be taken; ``sentence`` has the whole path and the remedy."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence about what of an archive was not taken: 31 pictures, 12 style sheets."""

    sentence: str


Piece = Document | Part | Beside | Refused | LeftOut
OpenFile = Callable[[Path | None, bytes, Given], Iterator[Piece]]
