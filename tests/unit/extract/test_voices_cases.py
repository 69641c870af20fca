"""The texts of ``tests/cases/voices.yaml`` and the voices that a careful reader hears in them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from allegedly.extract.voices import complete_voices
from allegedly.model import Document, Voice, sha256

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "voices.yaml").read_text("utf-8"))


def _read(case: dict[str, Any]) -> Document:
    text, published = case["text"], case.get("published")
    how = "heading" if published and text.lstrip()[:60].find(f"{published.year}") >= 0 else "option"
    return complete_voices(
        Document(
            id=sha256(text.encode()),
            text=text,
            text_sha256=sha256(text.encode()),
            authors=tuple(case.get("authors", ())),
            published=published,
            published_by=how if published else "unknown",
        )
    )


def _told(voice: Voice, document: Document, asked: dict[str, Any]) -> dict[str, Any]:
    """What a voice says to each question that the case asks."""
    places = [v.id for v in document.voices]
    answers: dict[str, Any] = {}
    for key, value in asked.items():
        if key == "starts":
            answers[key] = document.text[voice.start : voice.start + len(value)]
        elif key == "ends":
            answers[key] = document.text[voice.end - len(value) : voice.end]
        elif key == "spans":
            answers[key] = len(voice.spans)
        elif key == "in":
            answers[key] = places.index(voice.parent) if voice.parent else None
        elif key == "authors":
            answers[key] = list(voice.authors)
        else:
            answers[key] = getattr(voice, key)
    return answers


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_voices_of(case: dict[str, Any]) -> None:
    document = _read(case)
    kinds = [voice.kind for voice in document.voices]
    assert kinds == [asked["kind"] for asked in case["voices"]], [
        document.text[v.start : v.end] for v in document.voices
    ]
    for voice, asked in zip(document.voices, case["voices"], strict=True):
        assert _told(voice, document, asked) == asked


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_character_has_one_voice(case: dict[str, Any]) -> None:
    document = _read(case)
    owners = [0] * len(document.text)
    for voice in document.voices:
        assert voice.spans == tuple(sorted(voice.spans))
        for start, end in voice.spans:
            for i in range(start, end):
                owners[i] += 1
    assert all(n == 1 for n, c in zip(owners, document.text, strict=True) if not c.isspace())
    assert max(owners) == 1


def test_what_the_cases_may_ask_is_what_a_voice_has() -> None:
    known = set(Voice.__dataclass_fields__) | {"starts", "ends", "in"}
    assert all(set(asked) <= known for case in CASES for asked in case["voices"])
    assert all(
        asked.get("published") is None or isinstance(asked["published"], date) for c in CASES for asked in c["voices"]
    )
