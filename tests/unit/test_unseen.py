import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.unseen import is_unseen, stripped, visible, without_unseen


@pytest.mark.parametrize(
    "word",
    [
        *("Ot\u200bto", "Ot\u200dto", "Ot\ufe0fto", "Ot\u2060to", "Ot\u3164to"),
        *("Ot\u034fto", "Ot\u2800to", "Otto\U000e0041", "\u202eottO"),
    ],
)  # fmt: skip
def test_two_names_that_look_the_same_are_told_apart(word):
    assert visible(word) != word
    assert "⟨U+" in visible(word)


@pytest.mark.parametrize(
    "word", ["می‌خواهم", "क्‍ष", "👨‍👩‍👧", "❤️", "1️⃣", "☎︎", "邉󠄀", "naïve", "co\u00adworker", "עִבְרִית", "٢٠٢٤؁", "שׁ"]
)
def test_what_belongs_into_a_script_or_a_sign_stays(word):
    assert visible(word) == word


@given(st.text(st.characters() | st.sampled_from("\u200d\u200c\ufe0f\u202e\u034f\u3164\U000e0100aא👨\u0301")))
def test_what_is_written_out_is_seen_and_stays_so(text):
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(is_unseen(shown, at) for at in range(len(shown)))


def test_names_of_files_have_nothing_unseen():
    assert without_unseen("a\u202etxt.exe\n\x00b", " ") == "a txt.exe b"
    assert stripped("\ufeff \u200b Otto \u202c") == "Otto"
