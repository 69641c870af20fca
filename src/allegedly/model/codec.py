"""JSON both ways for the frozen records: dataclasses, tuples, dates and plain values."""

import dataclasses
import types
import typing
from datetime import date
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def encode(value: Any) -> Any:
    """``value`` as JSON-ready lists, dicts and scalars. Dates become ISO strings; floats keep six decimals."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 6)
    if dataclasses.is_dataclass(value):
        return {name: encode(getattr(value, name)) for name in names_of(value.__class__)}
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """The inverse of ``encode`` for a record type; keys that the type does not have are ignored."""
    return typing.cast(T, _decode(kind, data))


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """The names of a record's fields, in order."""
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _decode(hints[name], data[name]) for name in names_of(kind) if name in data})
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode(next(arm for arm in typing.get_args(kind) if arm is not type(None)), data)
    if origin is tuple:
        arms = typing.get_args(kind)
        if len(arms) == 2 and arms[1] is Ellipsis:
            return tuple(_decode(arms[0], item) for item in data)
        return tuple(_decode(arm, item) for arm, item in zip(arms, data, strict=True))
    if kind is date:
        return date.fromisoformat(data)
    return float(data) if kind is float else data
