"""When happenings took place, also where the text gives no day for them."""

from dataclasses import replace
from datetime import date

import pytest

from allegedly.model import ClaimTime
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

PUBLISHED = date(2031, 6, 12)  # a Thursday


def times_of(text: str, published: date | None = PUBLISHED) -> dict[str, ClaimTime]:
    """By their words, of a word that stands twice the last."""
    (annotated,) = annotate_documents([replace(read(None, text.encode()), published=published)], happenings=True)
    return {one.text: one.time for one in annotated.happenings or ()}


def day(text: str, word: str) -> str | None:
    return times_of(text)[word].edtf


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Ada Berg sued Karl Holm on 3 May 2031.", "sued", "2031-05-03"),
        ("Ada Berg filed a suit on 3 May 2031.", "suit", "2031-05-03"),
        ("On 3 May 2031 Ada Berg left, saying nothing.", "saying", "2031-05-03"),
        ("At the 3 May 2031 hearing Ada Berg wept.", "wept", "2031-05-03"),
        ("Ada Berg was fired in 1985 and founded a bank.", "founded", "1985"),
    ],
)
def test_by_words_of_the_text(text, word, wanted):
    assert day(text, word) == wanted


def test_news_that_is_dated_nowhere_is_of_the_day_of_its_telling():
    time = times_of("The Corsair 2 sank off Hulm. It has two decks.")
    assert (time["sank"].edtf, time["sank"].basis) == ("2031-06-12", "told")
    assert time["has"].edtf == "2031-06-12"


def test_or_of_the_day_that_the_text_opens_with_where_it_is_past():
    found = times_of("Yesterday the Corsair 2 sank off Hulm.\n\nA dock was damaged by it. The ferry has two decks.")
    assert found["damaged"].edtf == "2031-06-11"
    assert found["has"].edtf == "2031-06-12"


def test_what_an_aside_dates_is_not_what_the_text_is_about():
    assert day("The quarry, which was shut on Monday, is dusty.\n\nAda Berg wept.", "wept") == "2031-06-12"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ada Berg will leave.", "leave"),
        ("Ada Berg had left.", "left"),
        ('Karl Holm smiled. "We closed the gate," he said.', "closed"),
        ("Ada Berg plans to leave.", "leave"),
    ],
)
def test_what_is_ahead_long_past_or_quoted_has_no_day_from_the_telling(text, word):
    assert times_of(text)[word].earliest is None


def test_nothing_is_told_on_a_day_where_the_text_has_none():
    assert times_of("The Corsair 2 sank off Hulm.", published=None)["sank"].earliest is None


def test_an_earlier_year_ends_the_narrated_day():
    text = "On 3 May 2031 Ada Berg resigned. In 1986 she bought a mine. She dug for gold."
    assert day(text, "dug") != "2031-05-03"
