"""Toponyms by name, from a compact file that is mapped into memory; data of GeoNames (CC BY 4.0, www.geonames.org).

The file is compiled by ``build_gazetteer`` when the package is built or installed, and is laid out as
``gazetteer_layout`` says. Opening it takes well under a millisecond and a look-up some microseconds.
"""

import mmap
import struct
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, cast

from ..errors import ResourceError
from .gazetteer_layout import ALTERNATE, CAPITAL, HEADER, KINDS, MAGIC, OFFSET, ROW, SEAT, key_of, without_article
from .loading import load_lexicon, path_of

__all__ = [
    "Gazetteer",
    "Toponym",
    "capital_of",
    "country",
    "demonym",
    "division",
    "identity",
    "is_capital",
    "key_of",
    "lookup",
]

Kind = Literal["city", "country", "state", "county", "region", "landmark"]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place that bears a name. Coordinates in degrees (WGS 84): a town's centre, the middle of anything larger.

    ``country`` is an ISO 3166-1 code, empty for what lies in several; ``division`` the code of the first-level
    division inside it ("TX"); ``geonames_id`` is ``None`` and ``population`` 0 where neither is known. ``alternate``
    says that the name looked up is not the place's own; ``seat`` that the place stands for a government when it acts.
    ``renown`` is the number of names, up to 255, that GeoNames has for a town in the languages of the world.
    """

    name: str
    lat: float
    lon: float
    country: str
    geonames_id: int | None
    population: int
    kind: Kind
    division: str = ""
    capital: bool = False
    seat: bool = False
    alternate: bool = False
    renown: int = 0


class Gazetteer:
    """One compiled file, open for reading. Raises ``ResourceError`` when the file is missing or of another layout."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            magic, digest, self._count, *offsets, size = HEADER.unpack_from(self._bytes)
        except (OSError, ValueError, struct.error) as error:
            raise _unusable(path, str(error)) from error
        if magic != MAGIC or size != len(self._bytes):
            raise _unusable(path, "it is of another version or broken off")
        self.identity: str = digest.hex()
        """16 hex digits that tell this file from any other: they stand in what was worked out with it."""
        self._directory, self._buckets, self._rows, self._areas, self._texts = offsets

    def find(self, key: str) -> tuple[Toponym, ...]:
        """The toponyms filed under a key, those with the most people first."""
        data = key.encode("utf-8", "surrogatepass")
        slot = self._directory + zlib.crc32(data) % self._count * OFFSET.size
        position, end = (self._buckets + self._number(slot + i * OFFSET.size) for i in (0, 1))
        while position < end:
            length, rows = self._bytes[position], self._bytes[position + 1]
            start = position + 2 + length
            if self._bytes[position + 2 : start] == data:
                return tuple(self._toponym(self._number(start + i * OFFSET.size)) for i in range(rows))
            position = start + rows * OFFSET.size
        return ()

    def _number(self, position: int) -> int:
        return cast(int, OFFSET.unpack_from(self._bytes, position)[0])

    def _text(self, offset: int) -> str:
        start = self._texts + offset + 1
        return self._bytes[start : start + self._bytes[start - 1]].decode("utf-8")

    def _toponym(self, ref: int) -> Toponym:
        position = self._rows + (ref & ~ALTERNATE) * ROW.size
        lat, lon, geonames_id, population, name, area, kind, flags, renown = ROW.unpack_from(self._bytes, position)
        country_code, _, division_code = self._text(self._number(self._areas + area * OFFSET.size)).partition(".")
        return Toponym(
            self._text(name),
            lat / 100_000,
            lon / 100_000,
            country_code,
            geonames_id or None,
            population,
            cast(Kind, KINDS[kind]),
            division_code,
            bool(flags & CAPITAL),
            bool(flags & SEAT),
            bool(ref & ALTERNATE),
            renown,
        )


def _unusable(path: Path, why: str) -> ResourceError:
    return ResourceError(
        f"The gazetteer {path} cannot be used ({why}). Reinstall Allegedly, "
        "or build it with: python -m allegedly.resources.build_gazetteer."
    )


@cache
def _installed() -> Gazetteer:
    return Gazetteer(path_of("gazetteer.bin"))


def identity() -> str:
    """16 hex digits that tell the installed gazetteer from any other."""
    return _installed().identity


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[Toponym, ...]:
    """The places that bear ``name``, those with the most people first.

    Case, diacritics, hyphens and full stops do not matter, nor does an Arabic article that the gazetteer does not have.
    """
    key = key_of(name)
    bare = without_article(key)
    return _installed().find(key) or (_installed().find(bare) if bare else ())


def country(code: str) -> Toponym | None:
    """The country of an ISO 3166-1 code of two letters."""
    return _first(f"@country:{code}")


def division(code: str) -> Toponym | None:
    """The division of a GeoNames code: "US.TX", "GB.SCT"."""
    return _first(f"@division:{code}")


def capital_of(code: str) -> Toponym | None:
    """The capital of a country."""
    return _first(f"@capital:{code}")


def is_capital(toponym: Toponym) -> bool:
    """Whether the town is the capital of its country."""
    return toponym.capital


@lru_cache(maxsize=1024)
def _first(key: str) -> Toponym | None:
    return next(iter(_installed().find(key)), None)


def demonym(word: str) -> str | None:
    """The country code of a word for who or what comes from there: "Libyan" and "Libyans" are LY."""
    return _demonyms().get(word.lower())


@cache
def _demonyms() -> dict[str, str]:
    words = {**load_lexicon("en/demonyms.tsv"), **load_lexicon("en/nationalities.tsv")}
    return {
        word: cells["code"][:2]
        for word, cells in words.items()
        if cells.get("forms") != "country" and len(cells["code"].partition("-")[0]) == 2
    }
