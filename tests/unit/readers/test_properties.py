"""What office programs keep of a document, and what of it a person put there."""

import pytest

from allegedly.readers.properties import clean_authors, clean_title, fits, own_heading
from allegedly.resources import load_rules

RULES = load_rules("en/voices/office.yaml")


@pytest.mark.parametrize("name", RULES)
def test_rules_hold_for_their_examples(name: str) -> None:
    assert [text for text in RULES[name]["examples"] if fits(name, text) is None] == []
    assert [text for text in RULES[name]["counterexamples"] if fits(name, text) is not None] == []


@pytest.mark.parametrize(
    ("kept", "title"),
    [
        ("  The barge\n at Brăila ", "The barge at Brăila"),
        ("Microsoft Word - The barge at Brăila", "The barge at Brăila"),
        ("Microsoft Word - barge_final2.doc", None),
        ("untitled", None),
        ("", None),
        (None, None),
    ],
)
def test_titles(kept: str | None, title: str | None) -> None:
    assert clean_title(kept) == title


@pytest.mark.parametrize(
    ("kept", "authors"),
    [
        ("Ruxandra Pintilie", ("Ruxandra Pintilie",)),
        ("Ruxandra Pintilie; Emil Tarcău", ("Ruxandra Pintilie", "Emil Tarcău")),
        ("Ruxandra Pintilie, Emil Tarcău and Ana Bors", ("Ruxandra Pintilie", "Emil Tarcău", "Ana Bors")),
        ("Pintilie, Ruxandra", ("Ruxandra Pintilie",)),
        ("Microsoft Office User", ()),
        ("rpintilie", ()),
        (None, ()),
    ],
)
def test_authors(kept: str | None, authors: tuple[str, ...]) -> None:
    assert clean_authors(kept) == authors


def test_a_byline_goes_before_who_typed_it() -> None:
    text = "The barge at Brăila\n\nBy Ruxandra Pintilie\n\n" + "The barge left the quay on Monday. " * 9
    own, heading = own_heading(text, "The barge", "Emil Tarcău")
    assert (own.title, own.authors, heading.authors) == ("The barge", (), ("Ruxandra Pintilie",))
