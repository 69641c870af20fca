"""The addresses of the server and the shapes that they take and give, as two pages, from ``ui/openapi.json``."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docs.making.markup import paragraphs, plain, table

_API = Path(__file__).parents[2] / "ui" / "openapi.json"
_INTRODUCTION = (
    "What `allegedly serve` answers to its own pages ([who gets in](../security.md#who-gets-in)). These addresses are",
    "for the program's own interface and change with it. Made from `ui/openapi.json`, which",
    "`python -m allegedly.web.describe` writes.",
)
_SHAPE = "#/components/schemas/"


def addresses() -> str:
    """Every address with what it takes and gives; what all of them can answer stands once, above."""
    api = _api()
    asked = [(path, method, one) for path, methods in api["paths"].items() for method, one in methods.items()]
    problems = {
        status: one["description"]
        for _, _, each in asked
        for status, one in each["responses"].items()
        if _failed(status)
    }
    lines = ["# HTTP", "", *_INTRODUCTION, ""]
    lines += [
        "What goes wrong is answered with a `Problem`:",
        "",
        *table(("status", "means"), sorted(problems.items())),
    ]
    for path, method, one in asked:
        lines += _address(path, method, one)
    return "\n".join(lines)


def shapes() -> str:
    """Every shape with its fields."""
    lines = ["# Shapes", "", "What [the addresses of the server](http.md) take and give, as JSON.", ""]
    for name, shape in sorted(_api()["components"]["schemas"].items(), key=lambda one: one[0].lower()):
        lines += _shape(name, shape)
    return "\n".join(lines)


def _api() -> dict[str, Any]:
    described: dict[str, Any] = json.loads(_API.read_text("utf-8"))
    return described


def _failed(status: str) -> bool:
    return status >= "400"


def _address(path: str, method: str, one: dict[str, Any]) -> list[str]:
    lines = [f"## {method.upper()} {path}", "", *paragraphs(one.get("description"))]
    for body in _contents(one.get("requestBody", {})):
        lines += [f"Takes {body}.", ""]
    given = [
        f"{content} ({status})"
        for status, each in one["responses"].items()
        if not _failed(status)
        for content in _contents(each)
    ]
    lines += [f"Gives {' or '.join(given)}.", ""] if given else []
    rows = (
        (f"`{each['name']}`", each["in"], _type(each["schema"], "shapes.md"), plain(each.get("description", "")))
        for each in one.get("parameters", ())
    )
    return lines + table(("parameter", "in", "type", ""), rows)


def _contents(part: dict[str, Any]) -> Iterable[str]:
    for media, each in part.get("content", {}).items():
        told = _type(each.get("schema", {}), "shapes.md")
        yield told if media == "application/json" else f"`{media}`"


def _shape(name: str, shape: dict[str, Any]) -> list[str]:
    lines = [f"## {name}", "", *paragraphs(shape.get("description"))]
    if "properties" not in shape:
        return [*lines, _type(shape, ""), ""]
    needed = shape.get("required", ())
    rows = (
        (
            f"`{field}`",
            _type(each, ""),
            "" if field in needed else "may be left out",
            plain(each.get("description", "")),
        )
        for field, each in shape["properties"].items()
    )
    return lines + table(("field", "type", "", ""), rows)


def _type(schema: dict[str, Any], page: str) -> str:
    """What a value may be, in a few words; shapes are linked to on ``page``."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_SHAPE)
        return f"[{name}]({page}#{re.sub(r'[^a-z0-9_-]', '', name.lower())})"
    if "anyOf" in schema:
        return " or ".join(_type(one, page) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    if schema.get("type") == "array":
        inner = schema.get("items") or {"anyOf": schema.get("prefixItems", [])}
        return f"list of {_type(inner, page)}" if inner.get("anyOf") != [] else "list"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"by name: {_type(schema['additionalProperties'], page)}"
    return str(schema.get("format") or schema.get("const") or schema.get("type") or "anything")
