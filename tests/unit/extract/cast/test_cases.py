"""The short texts of tests/cases/cast.yaml: who is one, who is another, and who is nobody."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from allegedly.extract.cast import Cast, find_cast
from allegedly.model import Document, Mention, Voice, content_id
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[3] / "cases" / "cast.yaml").read_text("utf-8")
)
MARK = re.compile(r"\[(\d+|\?):([^\]]*)\]")


def unmarked(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its marks, and each mark's name and span."""
    text, marks, done = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        marks.append((mark[1], len(text), len(text) + len(mark[2])))
        text, done = text + mark[2], mark.end()
    return text + marked[done:], marks


def cast_of(text: str) -> Cast:
    voice = Voice(content_id("voice", "d", "author", 0, len(text)), "author", ((0, len(text)),))
    tree = load().parse(text, [start for start, _ in paragraphs(text)])
    return find_cast(Document("d", text, "", voices=(voice,)), tree)


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    text, marks = unmarked(case["text"])
    cast = cast_of(text)
    by_span = {(mention.start, mention.end): mention for mention in cast.mentions}
    entities: dict[str, str] = {}
    for mark, start, end in marks:
        mention = by_span.get((start, end))
        if mark == "?":
            assert mention is None, f"{text[start:end]!r} stands for nobody"
            continue
        assert mention is not None, f"no mention {text[start:end]!r} at {start}"
        assert entities.setdefault(mark, mention.entity) == mention.entity, f"{text[start:end]!r} at {start}"
        assert mention.kind == case.get("kinds", {}).get(int(mark), "person")
    _compare(case, cast, entities)
    assert not {mention.text for mention in cast.mentions} & set(case.get("never", ()))


def _compare(case: dict[str, Any], cast: Cast, entities: dict[str, str]) -> None:
    same = {frozenset(map(str, group)) for group in case.get("same", ())}
    for mark, entity in entities.items():
        for other, another in entities.items():
            expected = mark == other or frozenset((mark, other)) in same
            assert (entity == another) == expected, f"{mark} and {other}"
        for role in case.get("roles", {}).get(int(mark), ()):
            assert role in cast.entity(entity).roles
        names = case.get("names", {}).get(int(mark))
        assert names is None or list(cast.entity(entity).names) == names


def test_enough_cases() -> None:
    assert len(CASES) >= 40


def test_look_ups() -> None:
    text = "Idris Maalouf, the mayor, met an envoy. He said nothing."
    cast = cast_of(text)
    assert [mention.start for mention in cast.mentions] == sorted(mention.start for mention in cast.mentions)
    at_heads: list[Mention] = [mention for i in range(12) if (mention := cast.mention_at(i)) is not None]
    assert [mention.text for mention in at_heads] == ["Idris Maalouf", "the mayor", "an envoy", "He"]
    assert cast.mention_at(0) is None
    assert cast.entity(at_heads[0].entity).name == "Idris Maalouf"
    with pytest.raises(KeyError):
        cast.entity("no such id")


def test_pronouns_stay_in_their_voice() -> None:
    text = "Marta Kowalska resigned.\n\nShe will be missed."
    border = text.index("She")
    voices = (
        Voice("a", "author", ((0, border),)),
        Voice("b", "comment", ((border, len(text)),), parent="a"),
    )
    tree = load().parse(text, [0, border])
    cast = find_cast(Document("d", text, "", voices=voices), tree)
    assert [mention.text for mention in cast.mentions] == ["Marta Kowalska"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "(((((" * 500,
        "\u202e\u200fAli\u202c said \u0000",
        "A" * 5000,
        "Mr. " * 800,
        "al-" * 900,
        "’’’ “ « »",
    ],
)
def test_hostile_text_raises_nothing(text: str) -> None:
    for mention in cast_of(text).mentions:
        assert text[mention.start : mention.end] == mention.text


def test_same_text_gives_the_same_cast() -> None:
    text = unmarked(" ".join(case["text"] for case in CASES.values()))[0]
    first, second = cast_of(text), cast_of(text)
    assert first.mentions == second.mentions
    assert first.entities == second.entities
