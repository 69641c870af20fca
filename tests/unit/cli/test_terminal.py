"""What goes to standard output as JSON."""

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest

from allegedly.cli import terminal

DATA = {"names": ["Zoë", "half \ud800 of a pair", 'a "quoted" \\ud800'], "none": None, "numbers": [1, 0.5, []]}


def _written(monkeypatch: pytest.MonkeyPatch, *, seen: bool) -> str:
    output = BytesIO()
    stream = TextIOWrapper(output, "ascii")
    monkeypatch.setattr(stream, "isatty", lambda: seen, raising=False)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        terminal.write_json(DATA)
    return output.getvalue().decode("utf-8")


@pytest.mark.parametrize("parts", [1, 3, terminal._PARTS])
def test_json_is_written_in_parts_that_are_the_whole(parts: int, monkeypatch) -> None:
    monkeypatch.setattr(terminal, "_PARTS", parts)
    text = _written(monkeypatch, seen=False)
    assert json.loads(text) == DATA
    assert text == json.dumps(DATA, ensure_ascii=False, indent=2).replace("\ud800", "\\ud800") + "\n"


def test_json_on_a_terminal_is_plain_ascii(monkeypatch) -> None:
    text = _written(monkeypatch, seen=True)
    assert text.isascii()
    assert json.loads(text) == DATA
