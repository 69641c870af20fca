"""Markdown: the text as it reads once it is set, and what its front matter says."""

from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import read

FILE = Path(__file__).parents[2] / "files" / "office" / "report.md"


def _read(text: str) -> Document:
    return read(Path("notes/report.md"), text.encode())


def _paragraphs(text: str) -> list[str]:
    return _read(text).text.split("\n\n")


def test_a_whole_one() -> None:
    document = read(FILE, FILE.read_bytes())
    assert document.title == "The barge at Brăila"
    assert document.authors == ("Ruxandra Pintilie", "Emil Tarcău")
    assert (document.outlet, document.published, document.published_by) == (
        "The Lower Danube Review",
        date(2011, 10, 14),
        "markup",
    )
    assert "aground on the left bank below Isaccea, with her lamps still burning.\n\n" in document.text
    assert document.text.endswith("Notes\n\n1. According to the log of the coast guard station at Isaccea.")
    assert document.notices == (
        "Notes (1) stand at the end, numbered anew; their marks in the text are left out.",
        "Left out: 1 comment in the markup, which no reader sees.",
    )
    assert read(FILE, FILE.read_bytes()) == document


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("A *very* **dark** `log` and [a letter](http://x.example)", ["A very dark log and a letter"]),
        ("<http://x.example> and [a][1]\n\n[1]: http://y.example", ["http://x.example and a"]),
        ("one\ntwo  \nthree", ["one two\nthree"]),
        ("Title\n=====\n\ntext", ["Title", "text"]),
        ("3. three\n4. four\n   - deep\n\n     more", ["3. three", "4. four", "deep", "more"]),
        ("> said\n> she\n>\n> > twice", ["    said she", "    twice"]),
        ("| a | b |\n|---|---|\n| 1 | *2* |", ["a | b", "1 | 2"]),
        ("```\nif a:\n    b\n```", ["if a:\n    b"]),
        ("<div><p>In a <b>box</b></p><script>x()</script></div>", ["In a box"]),
        ("a<br>b &amp; c \\* d", ["a\nb & c * d"]),
        ("![a map](x.png) beside", ["beside"]),
        ("~~not~~ so", ["not so"]),
        ("text\n\n---\n\nmore", ["text", "more"]),
    ],
)
def test_marks_are_gone_and_words_stay(written: str, read_as: list[str]) -> None:
    assert _paragraphs(written) == read_as


def test_footnotes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    notes = "[^a]: The *second*,\n    still it.\n\n    Its second paragraph.\n\n[^b]: first"
    text = f"One[^b] and two.[^a]\n\n{notes}\n\nAfter."
    assert _paragraphs(text) == [
        "One and two.",
        "After.",
        "Notes",
        "1. first",
        "2. The second, still it.",
        "Its second paragraph.",
    ]


def test_what_looks_like_a_note_in_code_is_code() -> None:
    assert _paragraphs("```\n[^a]: x\n```") == ["[^a]: x"]


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("date: 2011-10-14", date(2011, 10, 14)),
        ("date: 2011-10-14T10:00:00+02:00", date(2011, 10, 14)),
        ("published: 14 October 2011", date(2011, 10, 14)),
        ("pubDate: '2011-10-14 10:12'", date(2011, 10, 14)),
        ("date: soon", None),
        ("modified: 2011-10-14", None),
    ],
)
def test_days(front: str, day: date | None) -> None:
    assert _read(f"---\n{front}\n---\nThe barge left.").published == day


def test_other_fields_are_named_and_strange_values_passed_over() -> None:
    document = _read(
        "---\ntitle: [1]\nauthor:\n  - name: Ana Bors\n  - 7\ntags: x\nurl: javascript:x\n---\nThe barge left."
    )
    assert (document.title, document.authors, document.url) == (None, ("Ana Bors",), None)
    assert document.notices == ("Left out of the front matter: title, tags, url.",)


def test_a_front_matter_that_is_none_stays_in_the_text() -> None:
    document = _read("---\ntitle: [\n---\nThe barge left.")
    assert "title: [" in document.text
    assert document.notices == ("The front matter is no valid YAML; it was kept in the text.",)
    assert _read("---\nThe barge left.\n\n---\n").text == "The barge left."
    assert _read("---\n!!python/object/apply:os.getcwd []\n---\nThe barge left.").text.endswith("The barge left.")


def test_one_without_words_is_refused() -> None:
    with pytest.raises(RefusedInputError, match="has no text in it"):
        _read("---\ntitle: The barge\n---\n<!-- nothing -->")


@pytest.mark.parametrize("text", ["[" * 4_000, "*a " * 4_000, "`" * 9_999 + "a", "- " * 40 + "x", "<" * 4_000])
def test_odd_ones_come_to_an_end(text: str) -> None:
    assert _read(text + "\n\nThe end.").text.endswith("The end.")


@pytest.mark.parametrize("text", ["> " * 5_000 + "x", "- " * 3_000 + "x"])
def test_what_is_nested_so_deep_that_words_would_be_lost_is_refused(text: str) -> None:
    with pytest.raises(RefusedInputError, match="cannot be read as Markdown"):
        _read(text)
