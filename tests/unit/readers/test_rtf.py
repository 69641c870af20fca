"""RTF: encodings, tables, notes, comments and tracked changes."""

from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import read

FILES = Path(__file__).parents[2] / "files" / "office"
HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset204 A;}}"


def _read(body: bytes) -> Document:
    return read(Path("letter.rtf"), HEAD + body + b"}")


def _paragraphs(body: bytes) -> list[str]:
    return _read(body).text.split("\n\n")


def test_a_text_by_libreoffice_has_the_paragraphs_that_word_has() -> None:
    data = (FILES / "report.rtf").read_bytes()
    document = read(Path("report.rtf"), data)
    word = read(Path("report.docx"), (FILES / "report.docx").read_bytes())
    assert sorted(document.text.split("\n\n")) == sorted(word.text.split("\n\n"))
    assert set(document.notices) == set(word.notices)
    assert (document.title, document.authors, document.published) == (word.title, word.authors, None)
    (voice,) = document.voices
    assert (voice.kind, voice.authors, voice.published) == ("comment", ("Sabina Neagu",), date(2011, 10, 3))
    assert document.text[voice.start : voice.end] == "Which office? There are two at Brăila."
    assert read(Path("report.rtf"), data) == document


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (rb"caf\'e9 \'93so\'94", "café “so”"),
        (rb"{\f1 Br\'e3ila}", "Brăila"),
        (rb"{\f2 \'c4\'f3\'ed\'e0\'e9}", "Дунай"),
        (rb"Br\u259?ila, Gala\u539\'3fi", "Brăila, Galați"),
        (rb"{\uc2 \u259\'c4\'83}\u-10179?\u-8704?", "ă\U0001f600"),
        (rb"\{a\} \\ b\~c a\_b har\-bour", "{a} \\ b c a-b harbour"),
        (rb"\ldblquote so\rdblquote\emdash no\tab x\line y", "“so”—no x\ny"),
        (rb"a{\*\unknown hidden}{\*\bkmkstart x}b", "ab"),
        (rb"{\field{\*\fldinst HYPERLINK x.example}{\fldrslt the letter}} of May", "the letter of May"),
        (rb"{\pict\pngblip 89504e47}{\pict\bin5 }}{{{}after", "after"),
        (rb"{\upr{ansi}{\*\ud{\u537?tefan}}}", "ștefan"),
    ],
)
def test_characters(written: bytes, read_as: str) -> None:
    assert _read(written).text == read_as


def test_tables_and_lists() -> None:
    body = (
        rb"Seen:\par\trowd\intbl Day\cell Place\par and more\cell\row"
        rb"\trowd\intbl 9 March\cell Br\'61ila\cell\row\pard After.\par"
        rb"{\listtext\tab 1.\tab}one\par{\listtext\'95\tab}point\par"
    )
    assert _paragraphs(body) == [
        "Seen:",
        "Day | Place / and more",
        "9 March | Braila",
        "After.",
        "1. one",
        "point",
    ]


def test_notes_comments_and_margins() -> None:
    body = (
        rb"{\header Harbour office\par}She left.{\super\chftn}"
        rb"{\footnote\pard{\super\chftn} The log.\par Page 3.} Alone."
        rb"{\*\atnid SN}{\*\atnauthor Sabina Neagu}{\*\annotation{\*\atndate 653925076}Who says so?}\par"
    )
    document = _read(body)
    assert document.text.split("\n\n") == ["She left. Alone.", "Notes", "1. The log.", "Page 3.", "Who says so?"]
    assert document.notices == (
        "Notes (1) stand at the end, numbered anew; their marks in the text are left out.",
        "Comments (1) stand after the text.",
        "Left out from the edges of the pages: “Harbour office”.",
    )
    assert (document.voices[0].authors, document.voices[0].published) == (("Sabina Neagu",), date(2011, 10, 3))


def test_tracked_changes_and_what_is_hidden() -> None:
    document = _read(rb"The lorry{\deleted  was green\par} waited{\revised  all night}. {\v Do not print.}")
    assert document.text == "The lorry waited all night. Do not print."
    assert document.notices == (
        "Tracked changes: 1 deletion left out, 1 insertion kept.",
        "Text marked as hidden was kept, at 1 place.",
    )


def test_one_that_ends_too_early_is_read_as_far_as_it_goes() -> None:
    document = read(Path("letter.rtf"), HEAD + rb"{\b She left")
    assert document.text == "She left"
    assert document.notices == ("The file ends too early; what was left of it was read.",)


@pytest.mark.parametrize("body", [b"", rb"{\*\x y}", rb"\bin99999999 x", b"{" * 100_000])
def test_bad_ones_end_in_one_sentence(body: bytes) -> None:
    with pytest.raises(RefusedInputError, match=r"^letter\.rtf has no text in it[^\n]*\.$"):
        _read(body)
