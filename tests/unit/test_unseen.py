import sys
import unicodedata

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


SIGNS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
"""Format characters that are drawn: signs of Arabic, Syriac and Kaithi, and how hieroglyphs are stacked."""


def test_every_control_and_whatever_turns_a_line_is_written_out():
    stay = {*map(ord, "\t\n\r\xad"), *SIGNS}
    acting = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp") and code not in stay
    ]
    assert {*"\u202e\u2066\u2067\u2068\u2069\u061c\ufff9\ufffb\x1b\x9b"} < {*acting}
    assert [one for one in acting if visible(f"a{one}b") != f"a⟨U+{ord(one):04X}⟩b"] == []


@pytest.mark.parametrize("one", ["\u200d", "\u200c", "\ufe0f", "\U000e0100"])
def test_what_joins_or_forms_nothing_is_written_out(one):
    for text in (one, f"{one}Otto", f"a {one}b", f"Otto{one}", f"\u202e{one}"):
        assert f"⟨U+{ord(one):04X}⟩" in visible(text)


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
