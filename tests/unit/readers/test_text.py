"""Plain text: unchanged, or refused with a sentence."""

from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import sha256
from allegedly.readers import MAX_CODE_POINTS, media_type, read

PROSE = "It left at night, and nobody on the quay saw it go."
TEXT = f"Wednesday, 5 March 2014\n\nThe crane\n\nBy Jane Doe, The Harbour Courier\n\n{PROSE}"


def _refusal(data: bytes, name: str = "papers/crane.txt") -> str:
    with pytest.raises(RefusedInputError) as refused:
        read(Path(name), data)
    sentence = str(refused.value)
    assert name in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("name", ["main.css", "a.js", "crane.svg"])
def test_what_only_furnishes_a_page_is_no_text(name):
    with pytest.raises(RefusedInputError, match=f"^{name} is a .* by its name"):
        read(Path(name), b"body { color: red }")
    assert read(Path("main.txt"), b"body { color: red }").text == "body { color: red }"


def test_a_text_comes_out_as_it_went_in() -> None:
    data = "\tCrane\r\n\r\n \u200fשלום\u202e! \u2028 e\u0301 \U0001f3d7 \n\n".encode()
    document = read(None, data)
    assert document.text == data.decode()
    assert document.id == sha256(data)
    assert document.text_sha256 == sha256(document.text.encode())
    assert (document.media_type, document.encoding, document.notices, document.path) == (
        "text/plain",
        "utf-8",
        (),
        None,
    )
    assert document.voices == ()


def test_what_the_heading_says_is_kept() -> None:
    document = read(Path("a/b.txt"), TEXT.encode())
    assert document.title == "The crane"
    assert document.authors == ("Jane Doe",)
    assert document.outlet == "The Harbour Courier"
    assert (document.published, document.published_by) == (date(2014, 3, 5), "heading")
    assert document.path == str(Path("a/b.txt"))


def test_the_heading_goes_before_the_option_and_the_option_before_nothing() -> None:
    given = date(2015, 1, 1)
    assert read(None, TEXT.encode(), published=given).published == date(2014, 3, 5)
    plain = b"The crane left at night, and nobody on the quay saw it go."
    with_option = read(None, plain, published=given)
    assert (with_option.published, with_option.published_by) == (given, "option")
    assert (read(None, plain).published, read(None, plain).published_by) == (None, "unknown")


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(mark: str) -> None:
    document = read(None, "He said “no”.".encode(mark))
    assert document.text == "He said “no”."
    assert document.notices == ()


def test_utf_16_without_a_mark_is_told_as_a_guess() -> None:
    document = read(None, "He said “no”, and went away again at once.".encode("utf-16-le"))
    assert document.text == "He said “no”, and went away again at once."
    assert document.notices == ("The encoding was guessed as utf-16-le.",)


@pytest.mark.parametrize(
    ("text", "codec", "called"),
    [
        ("He said “no” – and left. Señor Müller wasn’t there…", "cp1252", "windows-1252"),
        ("Café", "latin-1", "windows-1252"),
        ("Привет мир, как дела сегодня в нашем городе", "cp1251", "windows-1251"),
        ("Zażółć gęślą jaźń, powiedział wczoraj minister spraw", "cp1250", "windows-1250"),
    ],
)
def test_a_guessed_encoding_is_told(text: str, codec: str, called: str) -> None:
    document = read(None, text.encode(codec))
    assert document.text == text
    assert document.encoding == called
    assert document.notices == (f"The encoding was guessed as {called}.",)


def test_a_broken_byte_does_not_turn_the_rest_into_gibberish() -> None:
    document = read(None, ("“Señor” " * 50).encode() + b"\xff ok")
    assert document.text == "“Señor” " * 50 + "\ufffd ok"
    assert document.encoding == "utf-8"
    assert document.notices == ("One character was not readable as UTF-8 and stands as \ufffd.",)


def test_no_lone_surrogate_gets_into_a_text() -> None:
    for data in (b"\xed\xa0\x80 said no", b"\xff\xfe\x00\xd8n\x00", b"\xfe\xff\xdc\x00\x00n"):
        text = read(None, data).text
        assert not any("\ud800" <= character <= "\udfff" for character in text)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\u00a0\u2003\n".encode()])
def test_nothing_is_refused(data: bytes) -> None:
    assert "is empty" in _refusal(data)


def test_nul_characters_are_refused() -> None:
    assert "NUL characters" in _refusal(b"The crane\x00 is gone.")


@pytest.mark.parametrize(
    ("data", "kind", "called"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "application/x-ole-storage", "office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png", "an image"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", "an image"),
        (b"\x7fELF\x02\x01", "application/x-executable", "a program"),
        (b"SQLite format 3\x00", "application/vnd.sqlite3", "a database"),
        (bytes(range(256)) * 8, "application/octet-stream", "a binary file"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(data: bytes, kind: str, called: str) -> None:
    assert media_type(Path("papers/crane.txt"), data) == kind
    sentence = _refusal(data)
    assert called in sentence
    assert "Save it" in sentence


def test_a_form_feed_or_an_escape_makes_no_binary() -> None:
    assert read(None, b"Page 1\x0cPage 2 \x1b[1mbold\x1b[0m").text == "Page 1\x0cPage 2 \x1b[1mbold\x1b[0m"


def test_a_text_that_is_too_long_is_refused_before_it_is_worked_on() -> None:
    assert "10 million characters. Split it" in _refusal(b"a" * (MAX_CODE_POINTS + 1))
    assert "10 million characters" in _refusal(bytes(1) * (4 * MAX_CODE_POINTS + 1))
    assert len(read(None, b"a " * (MAX_CODE_POINTS // 2)).text) == MAX_CODE_POINTS


def test_a_path_that_is_no_unicode_can_be_written_down() -> None:
    document = read(Path("caf\udce9.txt"), b"The crane is gone.")
    assert document.path == "caf\ufffd.txt"


def test_standard_input_has_a_name() -> None:
    with pytest.raises(RefusedInputError, match=r"^Standard input is empty"):
        read(None, b"")
