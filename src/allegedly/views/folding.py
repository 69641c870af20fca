"""View models as JSON in which each claim's line is told by its id: a line that stands in many places is kept once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from ..model.codec import encode, names_of
from ..reports import ClaimLine

LINE = "$line"
MOST_LINES = 12
"""Of a longer list of lines so many are kept, unless all are asked for, and ``NAME_total`` says how many there are."""


def fold(value: Any, *, whole: bool = False) -> Any:
    """The public JSON form of a view model, with ``{"$line": id}`` for each line; long lists cut, unless ``whole``."""
    if value is None or isinstance(value, str | int):  # most are, and there are very many
        return value
    if isinstance(value, ClaimLine):
        return {LINE: value.claim}
    if isinstance(value, tuple):
        return [fold(item, whole=whole) for item in value]
    if is_dataclass(value):
        return _folded(value, whole=whole)
    return encode(value)


def _folded(value: Any, *, whole: bool) -> dict[str, Any]:
    folded: dict[str, Any] = {}
    for name in names_of(value.__class__):
        own = getattr(value, name)
        if not whole and isinstance(own, tuple) and own and isinstance(own[0], ClaimLine):
            folded[f"{name}_total"] = len(own)
            own = own[:MOST_LINES]
        folded[name] = fold(own, whole=whole)
    return folded


def lines_in(folded: Any) -> Iterator[str]:
    """The ids of the lines in it."""
    if isinstance(folded, dict):
        if LINE in folded:
            yield folded[LINE]
        else:
            for value in folded.values():
                yield from lines_in(value)
    elif isinstance(folded, list):
        for value in folded:
            yield from lines_in(value)


def unfold(folded: Any, lines: Mapping[str, Any] | Callable[[str], Any]) -> Any:
    """The same with the ``lines`` where they were."""
    found = lines.__getitem__ if isinstance(lines, Mapping) else lines
    if isinstance(folded, dict):
        if LINE in folded:
            return found(folded[LINE])
        return {name: unfold(value, found) for name, value in folded.items()}
    return [unfold(value, found) for value in folded] if isinstance(folded, list) else folded
