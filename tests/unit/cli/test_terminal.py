"""What goes to standard output as JSON."""

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest

from allegedly.cli import terminal

DATA = {"names": ["Zoë", "half \ud800 of a pair", 'a "quoted" \\ud800'], "none": None, "numbers": [1, 0.5, []]}


class Output(BytesIO):
    """Knows how much was written at once, at most."""

    most = 0

    def write(self, data) -> int:
        self.most = max(self.most, len(data))
        return super().write(data)


def _written(monkeypatch: pytest.MonkeyPatch, *, seen: bool, most: int = 1000) -> str:
    output = Output()
    stream = TextIOWrapper(output, "ascii")
    monkeypatch.setattr(stream, "isatty", lambda: seen, raising=False)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stream)
        terminal.write_json(DATA)
    assert output.most <= most
    return output.getvalue().decode("utf-8")


@pytest.mark.parametrize(("parts", "most"), [(1, 40), (3, 60), (terminal._PARTS, 1000)])
def test_json_is_written_in_parts_that_are_the_whole(parts: int, most: int, monkeypatch) -> None:
    monkeypatch.setattr(terminal, "_PARTS", parts)
    text = _written(monkeypatch, seen=False, most=most)
    assert json.loads(text) == DATA
    assert text == json.dumps(DATA, ensure_ascii=False, indent=2).replace("\ud800", "\\ud800") + "\n"


def test_json_on_a_terminal_is_plain_ascii(monkeypatch) -> None:
    text = _written(monkeypatch, seen=True)
    assert text.isascii()
    assert json.loads(text) == DATA
