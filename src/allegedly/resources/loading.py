"""Loads lexicons (TSV) and rules (YAML), and refuses what is malformed or carries no examples.

A lexicon is a TSV file with a header; its first column is the key, lines that begin with ``#`` are comments.
A rule file is a YAML mapping of rule id to a mapping that has at least ``examples`` and ``counterexamples``.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..errors import ResourceError

Lexicon = dict[str, dict[str, str]]
"""Key (lower case) to the other columns by name; an empty cell is left out."""
Rule = dict[str, Any]

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster
_FOLDER = Path(__file__).parent


def path_of(name: str) -> Path:
    """The path of a resource, given as "en/verbs.tsv"."""
    return _FOLDER / name


@cache
def load_yaml(name: str) -> Any:
    """The content of a YAML resource."""
    try:
        return yaml.load(path_of(name).read_text("utf-8"), Loader=_SafeLoader)  # noqa: S506 (a safe loader)
    except (OSError, yaml.YAMLError) as error:
        raise ResourceError(f"The resource {name} cannot be read ({error}). Reinstall Allegedly.") from error


@cache
def load_rules(name: str) -> dict[str, Rule]:
    """Rules by id, in the file's order, which is their priority. Each must have examples and counter-examples."""
    rules: dict[str, Rule] = load_yaml(name)
    for rule_id, rule in rules.items():
        for part in ("examples", "counterexamples"):
            if not rule.get(part):
                raise ResourceError(f"The rule {rule_id} in {name} has no {part}. Add at least one.")
    return rules


@cache
def load_lexicon(name: str) -> Lexicon:
    """A lexicon; a key that stands twice is an error."""
    lines = [
        line.rstrip("\r\n").split("\t")
        for line in path_of(name).read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    header, rows = lines[0], lines[1:]
    lexicon: Lexicon = {}
    for row in rows:
        if len(row) > len(header) or row[0] in lexicon:
            raise ResourceError(f"The line of {row[0]!r} in {name} has too many columns or stands twice.")
        cells = zip(header[1:], row[1:], strict=False)
        lexicon[row[0]] = {column: cell for column, cell in cells if cell}
    return lexicon
