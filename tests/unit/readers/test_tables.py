"""Tables of texts: how they are written down, which column is which, and one document a row."""

from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import LeftOut, Part, Piece, open_file

PROSE = "The crane was towed out of Leith on Monday night, two witnesses said, and nobody had signed for it."
HEAD = "id,Headline,Body,Date,Author,Publication,Link\n"
ROW = '1,Crane gone,"The crane, it was\ngone.\n\nTwice.",2014-03-04T23:50:00-05:00,"Doe, Jane",Quay News,http://q.example/1\n'


def _pieces(data: bytes | str, name: str = "crane.csv") -> list[Piece]:
    return list(open_file(Path(name), data if isinstance(data, bytes) else data.encode()))


def _documents(data: bytes | str, name: str = "crane.csv") -> list[Document]:
    """The documents of all parts, each read from the part's bytes alone."""
    found = []
    for piece in _pieces(data, name):
        inner = _pieces(piece.data, piece.name) if isinstance(piece, Part) else [piece]
        assert len(inner) == 1
        found.extend(one for one in inner if isinstance(one, Document))
    return found


def test_a_row_says_what_its_columns_are_called() -> None:
    (document,) = _pieces(HEAD + ROW)
    assert isinstance(document, Document)
    assert document.text == "The crane, it was\ngone.\n\nTwice."
    assert (document.title, document.authors, document.outlet) == ("Crane gone", ("Jane Doe",), "Quay News")
    assert (document.url, document.published, document.published_by) == (
        "http://q.example/1",
        date(2014, 3, 4),
        "markup",
    )
    assert (document.media_type, document.encoding) == ("text/csv", "utf-8")
    assert document.notices == ("Columns that were not used: “id”.",)


def test_each_of_several_rows_is_a_table_that_gives_the_same_document() -> None:
    other = "2,,Words.,4 March 2014,Jane Doe and John Roe,,ftp://x\n"
    pieces = _pieces(HEAD + ROW + other + "\n3,No text,,,,,\n")
    parts = [piece for piece in pieces if isinstance(piece, Part)]
    assert [part.name for part in parts] == ["0001 Crane gone.csv", "0002 Words.csv"]
    assert pieces[-1] == LeftOut("Left out of crane.csv: 2 rows without a text.")
    first, second = _documents(HEAD + ROW + other)
    (alone,) = _documents(HEAD + ROW)
    assert (first.text, first.title, first.published) == (alone.text, alone.title, alone.published)
    assert (second.title, second.authors, second.url) == (None, ("Jane Doe", "John Roe"), None)
    assert second.published == date(2014, 3, 4)


DIALECTS = {
    "semicolons": "text;title\n{0};T\n{0};U\n",
    "tabs": "text\ttitle\n{0}\tT\n{0}\tU\n",
    "bars": "text|title\n{0}|T\n{0}|U\n",
    "as Excel tells": "sep=;\r\ntext;title\r\n{0};T\r\n{0};U\r\n",
    "all in quotes": '"text","title"\n"{0}","T"\n"{0}","U"\n',
    "lines before": '\n,\ntext,title\n"{0}",T\n"{0}",U\n',
}


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings_are_found_out(name: str, encoding: str) -> None:
    data = DIALECTS[name].format(PROSE).encode(encoding)
    assert [(d.title, d.text) for d in _documents(data)] == [("T", PROSE), ("U", PROSE)]


def test_a_quotation_mark_within_tabs_is_only_that() -> None:
    documents = _documents('text\ttitle\nHe said "no\tT\n"Yes" he said\tU\nOr not\tV\n', "crane.tsv")
    assert [(d.title, d.text) for d in documents] == [("T", 'He said "no'), ("U", '"Yes" he said'), ("V", "Or not")]
    assert documents[0].media_type == "text/tab-separated-values"


def test_windows_encoding_is_guessed_and_told() -> None:
    (document,) = _documents("text,title\nThe café “Anker” was shut.,T\n".encode("cp1252"))
    assert document.text == "The café “Anker” was shut."
    assert document.notices == ("The encoding was guessed as windows-1252.",)


def test_a_column_that_is_clearly_running_text_is_taken_and_told() -> None:
    documents = _documents(f'nr,colour,words that I noted\n1,red,{PROSE.replace(",", "")}\n2,blue,"{PROSE}"\n')
    assert documents[1].text == PROSE
    assert documents[1].notices == (
        "The column “words that I noted” was taken for the text, since it holds running text.",
        "Columns that were not used: “nr”, “colour”.",
    )


def test_a_table_without_names_begins_with_a_text() -> None:
    documents = _documents(f'1,"{PROSE}"\n2,"{PROSE} Twice."\n')
    assert [document.text for document in documents] == [PROSE, f"{PROSE} Twice."]


REFUSED = {
    "no column is the text": ("a,b\n1,2\n", "is a table without a column that is clearly its text. Name that"),
    "two could be": (f'x,y\n"{PROSE}","{PROSE}"\n', "is a table without a column that is clearly its text. Name that"),
    "empty": ("", "is empty"),
    "names only": ("text,title\n", "is a table without any text in its rows"),
    "NUL": ("text\na\x00b\n", "has NUL characters"),
    "a cell that does not end": ('text\n"' + "word " * 2_100_000, "cannot be read as a table: a cell is too long"),
    "very wide": ("text," * 3_000 + "\n", "has more than 2,000 columns"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_of_texts_is_refused_in_a_sentence(name: str) -> None:
    data, sentence = REFUSED[name]
    with pytest.raises(RefusedInputError, match=f"^crane.csv {sentence}"):
        _pieces(data)


def _days(*cells: str, name: str = "date") -> list[date | None]:
    rows = "\n".join(f'"{cell}",Words.' for cell in cells)
    return [document.published for document in _documents(f"{name},text\n{rows}\n")]


def test_the_column_decides_what_comes_first_in_days_of_numbers() -> None:
    assert _days("13/04/2011", "03/04/2011 10:30") == [date(2011, 4, 13), date(2011, 4, 3)]
    assert _days("04/13/2011", "03/04/2011") == [date(2011, 4, 13), date(2011, 3, 4)]
    assert _days("03/04/2011", "05/06/2011", "07/07/2011") == [None, None, date(2011, 7, 7)]
    assert _days("13/04/2011", "04/13/2011", "03/04/2011") == [date(2011, 4, 13), date(2011, 4, 13), None]
    assert _days("03.04.2011", "05.06.2011 10:30") == [date(2011, 4, 3), date(2011, 6, 5)]
    assert _days("03.04.2011", "04.13.2011") == [date(2011, 3, 4), date(2011, 4, 13)]
    assert _days("03/04/2011", "05/06/2011", name="Date (DD/MM/YYYY)") == [date(2011, 4, 3), date(2011, 6, 5)]


def test_what_was_concluded_of_a_day_is_told_and_what_was_not_too() -> None:
    tables = [_documents(f"date,text\n{day}/04/2011,Words.\n3/4/2011,Words.\n") for day in (13, 5)]
    sure, unsure = (documents[1] for documents in tables)
    assert tables[0][0].notices == ()
    assert sure.notices == ("The day “3/4/2011” was read as day/month/year, as other rows of the table have it.",)
    assert unsure.notices == ("The day “3/4/2011” is not clear or not whole; none was taken.",)


@pytest.mark.parametrize("cell", ["2011", "March 2011", "sometime", "31/02/2011", "40637", "99/99/9999"])
def test_what_is_no_whole_day_is_none(cell: str) -> None:
    assert _days(cell, "2011-03-04") == [None, date(2011, 3, 4)]


def test_markup_in_a_cell_becomes_paragraphs() -> None:
    (document,) = _documents('text\n"<p>One &amp; two.</p><blockquote>Three.</blockquote>"\n')
    assert document.text == "One & two.\n\n    Three."


def test_cells_without_a_name_are_told() -> None:
    (document,) = _documents("text,title\nWords.,T,more,,still more\n")
    assert document.notices == ("The row has 2 cells more than there are columns; not used.",)


@pytest.mark.parametrize("cell", ["=1+1", "@x", '"a""b"', "<script>x</script>y", "\u2028\x85", ",;\t|'"])
def test_odd_cells_are_words_like_others(cell: str) -> None:
    quoted = cell if cell.startswith('"') else f'"{cell}"'
    documents = _documents(f"text,title\nWords.,{quoted}\nMore.,{quoted}\n")
    assert [document.text for document in documents] == ["Words.", "More."]
