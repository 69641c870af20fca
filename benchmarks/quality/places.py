"""Place names in news, put on the map: the share of the gold's names placed within 161 km (100 miles) of it.

    python -m benchmarks.quality.places [DATA] [--errors]

DATA is the folder of development data, ``../shared/data`` by default; used are TR-News (Kamalloo & Rafiei 2018) and
GeoVirus (Gritta et al. 2019). Offsets that miss are aligned by the text; names that the gold has no coordinates for
(streets, mostly) are left out. *given*: the spans of the gold are given, and adjectives like "French" are placed in
their country. *found*: the text is all that is given, and a gold name counts as placed by a place that overlaps it;
adjectives are no places then, so they are left out too (*found_all* has them in, as misses). *precision*: of the
places found, those that overlap a gold name; facilities and parts of other names are left out, since the corpora do
not agree on them.
"""

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from allegedly.extract.places import find_places
from allegedly.extract.places.find import spots_of
from allegedly.extract.places.resolve import resolve
from allegedly.extract.places.spans import NameSpan
from allegedly.model import Document, Place, sha256
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs
from allegedly.nlp.tree import Tree
from allegedly.resources.gazetteer import Toponym, country, demonym

DEFAULT_DATA = Path("../shared/data")
CORPORA = {"trnews": "TR-News.xml", "geovirus": "GeoVirus.xml"}
NEAR_KM = 161.0
_NOT_JUDGED = frozenset({"places.facility", "places.part_of_name"})


@dataclass(frozen=True, slots=True)
class Gold:
    start: int
    end: int
    name: str
    lat: float
    lon: float


@dataclass(slots=True)
class Counts:
    given: list[bool] = field(default_factory=list)
    found: list[bool] = field(default_factory=list)
    found_all: list[bool] = field(default_factory=list)
    precision: list[bool] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def articles(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """The texts of a corpus, each with its gold names that have coordinates, sorted."""
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314 (a corpus of our own choosing)
        text = article.findtext("text") or ""
        items = [*article.iter("toponym"), *article.iter("location")]
        yield text, sorted(filter(None, (_gold(text, item) for item in items)), key=lambda gold: gold.start)


def _gold(text: str, item: ET.Element) -> Gold | None:
    name = item.findtext("phrase") or item.findtext("name") or ""
    lat, lon = item.findtext(".//lat"), item.findtext(".//lon")
    told = int(item.findtext("start") or 0)
    starts = [match.start() for match in re.finditer(re.escape(name), text)]
    if not (lat and lon and starts):
        return None
    start = min(starts, key=lambda start: (abs(start - told), start))
    return Gold(start, start + len(name), name, float(lat), float(lon))


def score(data: Path = DEFAULT_DATA) -> dict[str, float]:
    """The figures of each corpus, as shares; none where the corpus is not there."""
    figures: dict[str, float] = {}
    for name, file in CORPORA.items():
        path = data / "places" / file
        if path.exists():
            counts = _measured(path)
            for figure in ("given", "found", "found_all", "precision"):
                answers = getattr(counts, figure)
                figures[f"{name}_{figure}"] = sum(answers) / max(1, len(answers))
    return figures


def _measured(path: Path) -> Counts:
    parser, counts = load(), Counts()
    texts = list(articles(path))
    trees = parser.parse_many((text, [start for start, _ in paragraphs(text)]) for text, _ in texts)
    for (text, gold), tree in zip(texts, trees, strict=True):
        _count_given(counts, tree, gold)
        _count_found(counts, find_places(Document(sha256(text.encode()), text, ""), tree), gold)
    return counts


def _count_given(counts: Counts, tree: Tree, gold: Sequence[Gold]) -> None:
    names = [item for item in gold if not demonym(item.name)]
    codes = [code for item in gold if (code := demonym(item.name))]
    spans = [NameSpan(tokens[0], tokens[-1], "places.tagged") for item in names if (tokens := _tokens(tree, item))]
    placed = resolve(spots_of(tree, spans), codes)
    counts.given += [_is_near(place, item) for place, item in zip(placed, names, strict=True)]
    counts.given += [_is_near(country(demonym(item.name) or ""), item) for item in gold if demonym(item.name)]


def _tokens(tree: Tree, gold: Gold) -> range:
    return tree.tokens_in((gold.start, gold.end))


def _count_found(counts: Counts, places: Sequence[Place], gold: Sequence[Gold]) -> None:
    for item in gold:
        over = [place for place in places if place.start < item.end and item.start < place.end]
        right = any(_is_near(place, item) for place in over)
        counts.found_all.append(right)
        if not demonym(item.name):
            counts.found.append(right)
            if not right:
                counts.errors.append(f"{item.name} ({item.lat}, {item.lon}): {[(p.name, p.country) for p in over]}")
    for place in places:
        if place.found_by not in _NOT_JUDGED:
            counts.precision.append(any(place.start < item.end and item.start < place.end for item in gold))


def _is_near(place: Toponym | Place | None, gold: Gold) -> bool:
    if place is None:
        return False
    lat, lon, other_lat, other_lon = map(radians, (place.lat, place.lon, gold.lat, gold.lon))
    chord = sin((lat - other_lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((lon - other_lon) / 2) ** 2
    return 12_742 * asin(sqrt(chord)) <= NEAR_KM


def main() -> None:
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    data = Path(folders[0]) if folders else DEFAULT_DATA
    if not (data / "places").exists():
        print(f"skipped: {data / 'places'} is not there")
        return
    for figure, value in score(data).items():
        print(f"{figure:<24} {value:.3f}")
    if "--errors" in sys.argv:
        for file in CORPORA.values():
            print("\n".join(sorted(_measured(data / "places" / file).errors)))


if __name__ == "__main__":
    main()
