"""nomenklatura's matchers of entities, which are given nothing but a kind and a name."""

from collections.abc import Callable
from itertools import count

from followthemoney import model
from nomenklatura.matching import get_algorithm

Names = Callable[[list[tuple[str, str, str]]], list[float]]
_SCHEMAS = {"person": "Person", "organisation": "Organization"}


def logic() -> Names:
    """``logic-v2``: the versatile one, with reference data on names."""
    return _scores("logic-v2")


def by_name() -> Names:
    """``name-based``: plain distances between names."""
    return _scores("name-based")


def _scores(algorithm: str) -> Names:
    matcher = get_algorithm(algorithm)
    config, numbers = matcher.default_config(), count()

    def alike(one: str, other: str, kind: str) -> float:
        first, second = (
            model.get_proxy({"id": f"{next(numbers)}", "schema": _SCHEMAS[kind], "properties": {"name": [name]}})
            for name in (one, other)
        )
        return float(matcher.compare(first, second, config).score)

    alike("Ada Byron", "Jon Snow", "person")
    return lambda pairs: [alike(*pair) for pair in pairs]
