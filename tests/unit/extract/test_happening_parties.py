"""Whom a happening has for its parties, and what stands for things that are in no cast."""

import pytest

from allegedly.extract.attribution import find_attributions, vouching
from allegedly.extract.cast import find_cast
from allegedly.extract.happenings import find_happenings
from allegedly.model import Happening
from allegedly.nlp.language import load
from allegedly.pipeline import breaks
from allegedly.readers import read


def happenings_of(text: str) -> dict[str, Happening]:
    """By their words, of a word that stands twice the last."""
    document = read(None, text.encode())
    tree = load().parse(document.text, breaks(document))
    cast = find_cast(document, tree)
    heard = find_attributions(document, tree, cast)
    found = find_happenings(document, tree, vouching(heard.reports), (), heard.senses, cast=cast)
    return {one.text: one for one in found}


def parties(text: str, word: str) -> set[tuple[str, str]]:
    return {(party.part, party.text) for party in happenings_of(text)[word].parties}


def named(text: str, word: str, part: str) -> str | None:
    return next(party.named for party in happenings_of(text)[word].parties if party.part == part)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Ada Berg sued Karl Holm.", "sued", {("subject", "Ada Berg"), ("object", "Karl Holm")}),
        ("Karl Holm was fired by Ada Berg.", "fired", {("object", "Karl Holm"), ("by", "Ada Berg")}),
        ("Ada Berg and Karl Holm left.", "left", {("subject", "Ada Berg"), ("subject", "Karl Holm")}),
        ("Ada Berg forced Karl Holm to resign.", "resign", {("subject", "Karl Holm")}),
        ("Ada Berg asked Karl Holm to resign.", "resign", {("subject", "Karl Holm")}),
        (
            "Karl Holm opened the talks by praising Ada Berg.",
            "praising",
            {("subject", "Karl Holm"), ("object", "Ada Berg")},
        ),
        ("Karl Holm, who founded the firm, died.", "founded", {("subject", "Karl Holm"), ("object", "firm")}),
        ("Karl Holm was told to leave.", "told", {("object", "Karl Holm")}),
        ("Karl Holm is said to have left.", "said", set()),
        ("Karl Holm is said to have left.", "left", {("subject", "Karl Holm")}),
    ],
)
def test_at_a_verb(text, word, wanted):
    assert parties(text, word) == wanted


def test_at_a_noun():
    assert ("owner", "Berg") in parties("Berg's arrest surprised nobody.", "arrest")
    assert ("by", "dockers") in parties("The attack by the dockers failed.", "attack")


def test_a_noun_that_says_what_its_verb_leaves_open_is_the_subjects_deed():
    assert ("doer", "Ada Berg") in parties("Ada Berg gave a speech.", "speech")
    assert ("by", "Hulm Quarry") in parties("The attack made by Hulm Quarry failed.", "attack")
    assert not any(part == "doer" for part, _ in parties("Ada Berg welcomed the growth.", "growth"))


def test_of_a_version_of_a_thing_the_thing_is_the_party():
    assert ("object", "Corsair 2") in parties("Ada Berg praised a new version of the Corsair 2.", "praised")


THING = "Ada Berg praised the Corsair 2 at noon. "


@pytest.mark.parametrize("words", ["The ferry sank.", "It sank.", "The new Corsair sank.", "The Corsair sank."])
def test_what_stands_for_a_named_thing(words):
    text = f"The Corsair 2 sailed at noon. {words}"
    assert named(text, "sank", "subject") == "Corsair 2"


def test_what_may_be_another_thing_is_left_alone():
    assert named(THING + "The original Corsair sank.", "sank", "subject") == "Corsair"
    assert named(THING + "The gate fell.", "fell", "subject") is None


def test_it_is_no_person():
    assert named("The Corsair 2 sailed. Ada Berg smiled when it sank.", "sank", "subject") != "Ada Berg"
