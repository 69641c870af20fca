"""What never stands in the product's own voice: it counts and quotes, it does not judge."""

import ast
import re
from pathlib import Path

import pytest

import allegedly

VERDICTS = re.compile(r"\b(?:confirmed|verified|proven|true|false|debunked)\b|%\s*likely", re.IGNORECASE)
ROOMS = ("reports", "exporters", "cli")
ROOT = Path(allegedly.__file__).parent
FILES = [*sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")), ROOT / "demo.py", ROOT / "adding.py"]


def own_words(source: str) -> list[str]:
    """The string literals of a module, also those that help shows."""
    constants = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    return [value for value in constants if isinstance(value, str)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_verdict_in_the_words_of_the_program(path):
    assert [words for words in own_words(path.read_text("utf-8")) if VERDICTS.search(words)] == []


def test_no_verdict_in_the_page(affair):
    assert not VERDICTS.search((ROOT / "exporters/html/page.css").read_text("utf-8"))


def test_the_check_itself_finds_one():
    assert [w for w in own_words('x = f"{n} % likely"\ny = "Confirmed by two"') if VERDICTS.search(w)]
