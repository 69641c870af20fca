import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.reports.text import one_line, sentence_around, shorten, visible

TEXT = (
    'He came on Monday. He was not stopped, because "nobody asked." Then he left. At 4.31 it rang.\n\nA new paragraph'
)


def test_writes_out_what_acts_on_a_terminal_or_turns_the_reading():
    assert visible("a\x1b[31mb") == "a⟨U+001B⟩[31mb"
    assert visible("a\u202eb\u2066c\u200ed") == "a⟨U+202E⟩b⟨U+2066⟩c⟨U+200E⟩d"
    assert visible("a\x9bb\x7f\ud800") == "a⟨U+009B⟩b⟨U+007F⟩⟨U+D800⟩"
    assert visible("a\u2028b\u00a0c") == "a⟨U+2028⟩b\u00a0c"


def test_leaves_letters_of_every_script_alone():
    words = "naïve שלום سلام می‌خواهم 漢字 🙂 tab\tline\n"
    assert visible(words) == words


@given(st.text())
def test_what_is_shown_never_acts(text):
    shown = visible(text)
    assert not any(ord(c) < 32 and c not in "\t\n\r" for c in shown)
    assert not set(shown) & set("\x7f\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert visible(shown) == shown


def test_closes_up_white_space():
    assert one_line("  a\n\t b\u00a0 c ") == "a b c"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("a short one", 20, "a short one"),
        ("walked across the frontier", 20, "walked across the…"),
        ("one, two, three", 10, "one, two…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
    ],
)
def test_shortens_at_word_borders(text, width, expected):
    assert shorten(text, width) == expected


@given(st.text(max_size=80), st.integers(min_value=2, max_value=90))
def test_shortened_text_is_never_too_long(text, width):
    assert len(shorten(text, width)) <= width


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("He came on Monday", "He came on Monday."),
        ("was not stopped", 'He was not stopped, because "nobody asked."'),
        ("nobody asked", 'He was not stopped, because "nobody asked."'),
        ("it rang", "At 4.31 it rang."),
        ("left. At 4.31", "Then he left. At 4.31 it rang."),
        ("A new", "A new paragraph"),
    ],
)
def test_finds_the_sentence_around_a_passage(passage, sentence):
    start = TEXT.index(passage)
    first, last = sentence_around(TEXT, start, start + len(passage))
    assert TEXT[first:last] == sentence


@given(st.text(alphabet='ab. \n"”A?!1', max_size=120), st.data())
def test_the_sentence_always_holds_the_passage(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert first <= start <= end <= last


def test_a_sentence_without_an_end_is_cut_off():
    text = "a " * 100_000
    first, last = sentence_around(text, 100_000, 100_010)
    assert 100_000 - first <= 300
    assert last - 100_010 <= 300
