"""PDF: the words of the pages in their order, which page they are on, and what is said about the rest."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import Given, Part, open_file, read
from allegedly.readers.pdf import limits
from allegedly.readers.pdf.lines import Glyph, Line, stretches, with_drop_caps
from allegedly.readers.pdf.paragraphs import Words

FILES = Path(__file__).parents[2] / "files" / "office"


def _read(name: str) -> Document:
    return read(Path(name), (FILES / name).read_bytes())


def _paragraphs(document: Document) -> list[str]:
    return document.text.split("\n\n")


@pytest.fixture(scope="module")
def report() -> Document:
    return _read("report.pdf")


@pytest.fixture(scope="module")
def columns() -> Document:
    return _read("columns.pdf")


def test_a_sentence_is_on_the_page_on_which_it_is_printed(report: Document) -> None:
    on = {
        "The barge Ilinca left the grain quay": 1,
        "The log of the coast guard station": 1,
        "Three people say that they saw the barge": 2,
        "11 March 2009 | Isaccea": 2,
        "The papers speak of 640 tonnes of maize": 2,
        "The hull was surveyed at Galați": 3,
        "Receipt of Meridian Fluvial": 3,
    }
    assert {words: report.page_at(report.text.index(words)) for words in on} == on
    assert report.pages[0] == 0
    assert len(report.pages) == 3


def test_paragraphs_are_whole_and_words_divided_at_line_ends_too(report: Document) -> None:
    assert (
        "The customs officer at Reni reported a barge without a name board. He gave the hour as a quarter to four."
    ) in _paragraphs(report)
    assert "His brother-in-law, Dorel Cazacu." in _paragraphs(report)
    assert "Who was on board" in _paragraphs(report)


def test_columns_are_read_one_after_the_other(columns: Document, report: Document) -> None:
    assert set(_paragraphs(report)) - set(_paragraphs(columns)) == {
        "In the box: Ilinca was built at Giurgiu in 1978.",
        "Which office? There are two at Brăila.",
    }
    assert any("put together" in notice for notice in columns.notices)
    order = [columns.text.index(words) for words in ("By Ruxandra", "Who was on board", "His brother", "Stroe said")]
    assert order == sorted(order)


def test_a_paragraph_that_runs_over_a_page_is_one_and_the_page_begins_within(columns: Document) -> None:
    begins = columns.pages[2]
    assert columns.text[:begins].endswith("found fresh paint ")
    assert columns.text[begins:].startswith("over the draught marks on both sides.")


def test_a_table_is_read_row_by_row(report: Document) -> None:
    assert "9 March 2009 | Brăila | Pavel Stroe, crane driver at the grain quay" in _paragraphs(report)


def test_notes_and_comments_stand_where_they_belong(report: Document) -> None:
    assert "lamps still burning. No distress call" in report.text
    assert report.voices[0].kind == "comment"
    assert report.voices[0].authors == ("Sabina Neagu",)
    (start, end) = report.voices[0].spans[0]
    assert report.text[start:end] == "Which office? There are two at Brăila."
    assert end == len(report.text)


def test_what_runs_at_the_edges_is_left_out_and_told(report: Document) -> None:
    assert "The Lower Danube Review" not in report.text
    assert "Page 2" not in report.text
    assert report.notices[0] == (
        "Left out from the edges of the pages: running heads and feet (“The Lower Danube Review”) and page numbers."
    )


def test_what_the_file_says_of_itself(report: Document) -> None:
    assert (report.title, report.authors, report.published) == ("The barge at Brăila", ("Ruxandra Pintilie",), None)


def test_the_same_bytes_give_the_same_document(report: Document) -> None:
    assert _read("report.pdf") == report


def test_a_scan_is_refused_and_pages_that_are_one_are_named() -> None:
    with pytest.raises(RefusedInputError, match=r"is a scan: its 2 pages are pictures without text\. Run OCR"):
        _read("scanned.pdf")
    partly = _read("partly-scanned.pdf")
    assert (
        "Without text, only with pictures: pages 2-3. Run OCR (text recognition) to have their words." in partly.notices
    )
    assert len(partly.pages) == 3


def test_a_password_that_is_needed_and_one_that_only_forbids_copying() -> None:
    with pytest.raises(RefusedInputError, match="is locked with a password"):
        _read("locked.pdf")
    assert "until further notice" in _read("restricted.pdf").text


def test_embedded_files_come_as_parts() -> None:
    pieces = list(open_file(Path("attached.pdf"), (FILES / "attached.pdf").read_bytes(), Given()))
    assert isinstance(pieces[0], Document)
    assert pieces[1:] == [Part("lock.txt", b"The lock-keeper was not asked.")]


def _damaged() -> Iterator[bytes]:
    whole = (FILES / "report.pdf").read_bytes()
    yield b"%PDF-1.7\n"
    yield whole[:2_000]
    yield re.sub(rb"\d", b"7", whole)
    yield b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>"


@pytest.mark.parametrize("data", _damaged())
def test_damaged_ones_end_in_one_sentence(data: bytes) -> None:
    with pytest.raises(RefusedInputError, match=r"^broken\.pdf (?:is damaged|has no text)[^\n]*\.$"):
        read(Path("broken.pdf"), data)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_half_a_file_gives_what_is_left_or_a_sentence(tenths: int) -> None:
    whole = (FILES / "report.pdf").read_bytes()
    try:
        said = read(Path("half.pdf"), whole[: len(whole) * tenths // 10]).text
    except RefusedInputError as error:
        said = str(error).replace("\n", "")
    assert said.endswith((".", "Brăila"))


def _pdf(*pages: bytes, packed: bool = False, box: str = "0 0 400 600", extra: str = "") -> bytes:
    """A PDF with these content streams, one a page, in Helvetica."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[{box}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, content in enumerate(pages):
        resources = "/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{resources}/Contents {5 + 2 * n} 0 R{extra}>>".encode())
        body = zlib.compress(content, 9) if packed else content
        filters = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<<" + filters + b"/Length %d>>stream\n" % len(body) + body + b"\nendstream")
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    return (
        data + head + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(data))
    )


def _shown(*lines: tuple[int, int, str], size: int = 10, matrix: str = "1 0 0 1") -> bytes:
    return b"".join(f"BT /F {size} Tf {matrix} {x} {y} Tm ({text}) Tj ET\n".encode("cp1252") for x, y, text in lines)


def test_a_stream_that_unpacks_to_gigabytes_ends_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(RefusedInputError, match="becomes far larger when it is unpacked"):
        read(Path("bomb.pdf"), _pdf(b" " * 50_000_000, packed=True))


def test_a_word_divided_over_two_pages_is_whole_on_the_first() -> None:
    first = _shown((40, 500, "The harbour master told the court that the crane had been re-"))
    second = _shown((40, 500, "moved at night, and that nobody had signed for it."))
    document = read(Path("two.pdf"), _pdf(first, second))
    assert document.text == (
        "The harbour master told the court that the crane had been removed at night, and that nobody had signed for it."
    )
    assert document.text[document.pages[1] :].startswith("at night")


def test_a_wide_page_printed_along_the_long_side_is_turned() -> None:
    lines = ((200, 50, "The crane was gone by the morning of"), (212, 50, "4 March, said the lock-keeper."))
    document = read(Path("wide.pdf"), _pdf(_shown(*lines, matrix="0 1 -1 0")))
    assert document.text == "The crane was gone by the morning of 4 March, said the lock-keeper."


def test_what_is_filled_into_a_form_stands_in_its_field() -> None:
    page = _shown((40, 500, "Name of the witness:"), (40, 470, "I saw the crane leave."))
    field = "/Annots[<</Subtype/Widget/FT/Tx/T(name)/V(Ana Bors)/Rect[150 495 300 510]>>]"
    assert read(Path("form.pdf"), _pdf(page, extra=field)).text.startswith("Name of the witness: Ana Bors")


def test_letters_by_themselves_make_words_and_a_drop_cap_joins_its_line() -> None:
    glyphs = [Glyph(c, 10 + 6 * n + 5 * (n > 3), 15 + 6 * n + 5 * (n > 3), 10, 20) for n, c in enumerate("thebarge")]
    assert [line.text for line in stretches(glyphs)] == ["theb arge"]
    cap = Line("T", 10, 28, 10, 34, 24)
    first, second = Line("he crane", 29, 80, 12, 22, 10), Line("was gone", 29, 80, 24, 34, 10)
    assert [(line.text, line.x0) for line in with_drop_caps([cap, first, second])] == [
        ("The crane", 10),
        ("was gone", 10),
    ]


def test_a_hyphen_stays_where_the_document_has_the_word_with_it() -> None:
    words = Words(frozenset({"lock-keeper", "harbour"}))
    assert words.text(["the lock-", "keeper saw the har-", "bour and the Anglo-", "French fleet"]) == (
        "the lock-keeper saw the harbour and the Anglo-French fleet"
    )
