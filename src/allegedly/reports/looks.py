"""What the looks of names hide: two that are drawn alike and are not the same, words of letters of several scripts."""

from collections.abc import Iterable

from ..names.lookalikes import mixed, script_of, shape
from ..unseen import visible, written_out

_FEW = 3


def told_of_looks(names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Sentences by id, for each id whose name hides something; ``names`` are ids with names."""
    there = list(names)
    alike: dict[str, list[tuple[str, str]]] = {}
    for own_id, name in there:
        alike.setdefault(shape(name), []).append((own_id, name))
    return {own_id: told for own_id, name in there if (told := (*_mixed(name), *_alike(name, alike[shape(name)])))}


def _mixed(name: str) -> Iterable[str]:
    found = mixed(name)
    if found is None:
        return
    word, scripts = found
    of = {script: [one for one in dict.fromkeys(word) if script_of(one) == script] for script in scripts}
    fewest = min(scripts, key=lambda script: (len(of[script]), script))
    letters = ", ".join(f"{one} {written_out(one)}" for one in of[fewest][:_FEW])
    yield f"“{visible(word)}” mixes letters of {' and '.join(scripts)}; {fewest} in it: {letters}."


def _alike(name: str, of_one_shape: Iterable[tuple[str, str]]) -> Iterable[str]:
    others = sorted({other for _, other in of_one_shape if other != name})
    for other in others[:_FEW]:
        differing = next((one for one in other if one not in name and not one.isspace()), "")
        how = f": {differing} {written_out(differing)} in the other" if differing else ""
        yield f"Looks like “{visible(other)}”, which is written with other characters{how}."
