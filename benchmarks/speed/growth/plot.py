"""The figures as a picture: a field for each group, both axes in powers of ten."""

from collections.abc import Sequence
from math import ceil, floor, log10

from docs.making import svg

from .figures import Figures

_ROW, _LEFT, _GAP = 250, 52, 26
_NAMED = 4
"""So many of the costliest lines of a field have their names beside them, with those that are too steep."""


def plot(figures: Figures) -> str:
    """The picture, as SVG; what grows too fast is dashed, and the pale line is what grows in step."""
    groups = [
        (name, lines)
        for name, lines in figures.groups().items()
        if any(figures.exponent(line) is not None for line in lines)
    ]
    parts: list[str] = []
    for number, (name, lines) in enumerate(groups):
        x, y = number % 2 * svg.WIDTH / 2, number // 2 * _ROW
        parts += _field(figures, name, [line for line in lines if line in figures.costs], x, y)
    title = "How costs grow with the documents of a case, both in powers of ten"
    return svg.picture(title, _ROW * -(-len(groups) // 2), parts)


def _field(figures: Figures, name: str, lines: Sequence[str], x: float, y: float) -> list[str]:
    counts = figures.counts
    values = [cost.value for line in lines for cost in figures.costs[line].values() if cost.value > 0]
    low, high = floor(log10(min(values))), max(ceil(log10(max(values))), floor(log10(min(values))) + 1)
    left, right, top, bottom = x + _LEFT, x + svg.WIDTH / 2 - 104, y + 34, y + _ROW - _GAP

    def across(count: float) -> float:
        return left + (right - left) * log10(count / counts[0]) / (log10(counts[-1] / counts[0]) or 1)

    def up(value: float) -> float:
        return bottom - (bottom - top) * (log10(value) - low) / (high - low)

    unit = figures.costs[lines[0]][min(figures.costs[lines[0]])].unit
    parts = [svg.text(x + _LEFT, y + 18, f"{name} ({unit})", "bold")]
    for power in range(low, high + 1):
        parts.append(svg.line(f"M{left:.1f},{up(10**power):.1f} H{right:.1f}", "thin"))
        parts.append(svg.text(left - 6, up(10**power) + 4, f"{10.0**power:,g}", "soft", "end"))
    parts += [svg.text(across(count), bottom + 16, f"{count:,}", "soft", "middle") for count in counts]
    parts.append(
        svg.line(
            _path([(across(n), up(10**low * n / counts[0])) for n in counts if n / counts[0] <= 10 ** (high - low)])
        )
    )
    steep = {*figures.too_steep()}
    costliest = sorted(lines, key=lambda line: -_last(figures, line))[:_NAMED]
    taken: list[float] = []
    for line in sorted(lines, key=lambda line: -_last(figures, line)):
        own = sorted(figures.costs[line].items())
        parts.append(
            svg.line(
                _path([(across(n), up(cost.value)) for n, cost in own if cost.value > 0]),
                "possible" if line in steep else "certain",
            )
        )
        if line in costliest or line in steep:
            place = up(_last(figures, line)) + 4
            while any(abs(place - other) < 12 for other in taken):
                place += 1
            taken.append(place)
            kind = "mark" if line in steep else "soft"
            parts.append(svg.text(right + 5, place, line.partition(": ")[2], kind))
    return parts


def _last(figures: Figures, line: str) -> float:
    return figures.costs[line][max(figures.costs[line])].value or 1e-9


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{'L' if number else 'M'}{x:.1f},{y:.1f}" for number, (x, y) in enumerate(points))
