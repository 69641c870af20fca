"""Word documents: the text as it reads, and what is told of notes, comments and tracked changes."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import Given, LeftOut, Part, office_zip, open_file, read

FILE = Path(__file__).parents[2] / "files" / "office" / "report.docx"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f'xmlns:w="{_MAIN}" xmlns:w14="w14" xmlns:w15="w15" xmlns:mc="mc"'


def _zip(**members: bytes | str) -> bytes:
    """An archive with these members; ``__`` in a name is a slash, ``_xml`` its ending."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def _docx(body: str, **others: bytes | str) -> bytes:
    wrapped = {name: f"<w:x {_W}>{part}</w:x>" if isinstance(part, str) else part for name, part in others.items()}
    return _zip(word__document_xml=f"<w:document {_W}><w:body>{body}</w:body></w:document>", **wrapped)


def _p(*words: str, properties: str = "") -> str:
    runs = "".join(word if word.startswith("<") else f"<w:r><w:t>{word}</w:t></w:r>" for word in words)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _read(body: str, **others: bytes | str) -> Document:
    return read(Path("report.docx"), _docx(body, **others))


@pytest.fixture(scope="module")
def report() -> Document:
    return read(Path("report.docx"), FILE.read_bytes())


def test_the_text_of_a_document_by_libreoffice(report: Document) -> None:
    paragraphs = report.text.split("\n\n")
    assert paragraphs[:2] == ["The barge at Brăila", "By Ruxandra Pintilie"]
    assert "9 March 2009 | Brăila | Pavel Stroe, crane driver at the grain quay" in paragraphs
    assert "In the box: Ilinca was built at Giurgiu in 1978." in paragraphs
    assert "with four men on board. She was found" in report.text
    assert "lamps still burning. No distress call was recorded." in report.text
    assert paragraphs[-4:] == [
        "Notes",
        "1. The log of the coast guard station at Isaccea, entry of 11 March 2009, as copied by the lock office.",
        "2. Receipt of Meridian Fluvial, 14 August 2009, shown to the authors in Constanța.",
        "Which office? There are two at Brăila.",
    ]


def test_what_is_told_of_it(report: Document) -> None:
    assert (report.title, report.authors, report.published) == ("The barge at Brăila", ("Ruxandra Pintilie",), None)
    assert report.notices == (
        "Notes (2) stand at the end, numbered anew; their marks in the text are left out.",
        "Comments (1) stand after the text.",
        "Tracked changes: 1 deletion left out, 1 insertion kept.",
        "Left out from the edges of the pages: “The Lower Danube Review”.",
    )


def test_a_comment_is_a_voice_with_author_and_day(report: Document) -> None:
    (voice,) = report.voices
    assert (voice.kind, voice.authors, voice.published) == ("comment", ("Sabina Neagu",), date(2011, 10, 3))
    assert report.text[voice.start : voice.end] == "Which office? There are two at Brăila."


def test_the_same_bytes_give_the_same_document(report: Document) -> None:
    assert read(Path("report.docx"), FILE.read_bytes()) == report


def test_a_reply_names_what_it_answers() -> None:
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{who}" w:date="2011-10-0{n}T09:00:00Z"><w:p w14:paraId="A{n}">'
        f"<w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"
        for n, who, words in ((1, "Sabina Neagu", "Which office?"), (2, "Emil Tarcău", "The lower one."))
    )
    extended = '<w15:commentEx w15:paraId="A2" w15:paraIdParent="A1"/>'
    document = _read(_p("The office said so."), word__comments_xml=comments, word__commentsExtended_xml=extended)
    first, second = document.voices
    assert second.parent == first.id
    assert second.authors == ("Emil Tarcău",)


def test_numbers_that_word_counts_out() -> None:
    def level(n: int, form: str, words: str) -> str:
        return f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'

    scheme = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "upperRoman", "%1.%3")
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{scheme}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "-")}</w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="Clause"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Sub"><w:basedOn w:val="Clause"/></w:style>'
    )

    def at(number: int, level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    body = (
        _p("one", properties='<w:pStyle w:val="Sub"/>')
        + _p("of it", properties=at(4, 1))
        + _p("more", properties=at(4, 1))
        + _p("deep", properties=at(4, 2))
        + _p("two", properties=at(4, 0))
        + _p("again", properties=at(4, 1))
        + _p("point", properties=at(5, 0))
    )
    text = _read(body, word__numbering_xml=numbering, word__styles_xml=styles).text
    assert text.split("\n\n") == ["1. one", "(a) of it", "(b) more", "1.I deep", "2. two", "(a) again", "point"]


def test_tracked_changes_and_what_is_hidden() -> None:
    body = (
        _p(
            "The lorry",
            "<w:del><w:r><w:delText> was green</w:delText></w:r></w:del>",
            properties="<w:rPr><w:del/></w:rPr>",
        )
        + _p(" waited", "<w:ins><w:r><w:t> all night</w:t></w:r></w:ins>", ".")
        + _p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Do not print.</w:t></w:r>")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document = _read(body)
    assert document.text == "The lorry waited all night.\n\nDo not print."
    assert document.notices == (
        "Tracked changes: 2 deletions left out, 1 insertion kept.",
        "Text marked as hidden was kept, at 1 place.",
    )


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    ways = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = _p("Beside it.", f"<w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r>")
    assert _read(both).text == "Beside it.\n\nIn the box."


def test_a_table_made_for_layout_is_read_cell_by_cell() -> None:
    prose = "The lock-keeper called out to the barge. " * 9
    table = f"<w:tbl><w:tr><w:tc>{_p('Left.')}</w:tc><w:tc>{_p(prose)}{_p('Then she left.')}</w:tc></w:tr></w:tbl>"
    assert _read(table).text.split("\n\n") == ["Left.", prose.strip(), "Then she left."]


def test_the_title_by_its_style_and_a_name_of_a_machine() -> None:
    core = "<w:title>barge_final.docx</w:title><w:creator>Microsoft Office User</w:creator>"
    styles = '<w:style w:styleId="T1"><w:name w:val="Title"/></w:style>'
    body = _p("the barge, once more", properties='<w:pStyle w:val="T1"/>') + _p("She left on Monday, he said.")
    document = _read(body, docProps__core_xml=core, word__styles_xml=styles)
    assert (document.title, document.authors) == ("the barge, once more", ())


def test_embedded_files_come_as_parts() -> None:
    inner = _docx(_p("A letter."))
    data = _docx(_p("See the letter."), word__embeddings__a=b"x", **{"word__embeddings__letter.docx": inner})
    pieces = list(open_file(Path("report.docx"), data, Given()))
    assert pieces[1:] == [
        Part("word/embeddings/letter.docx", inner),
        LeftOut("Left out: 1 embedded object, such as sheets and charts."),
    ]


@pytest.mark.parametrize(
    "data",
    [
        _zip(word__document_xml="<w:document"),
        _zip(word__document_xml=""),
        _docx("<w:p>" * 400 + "</w:p>" * 400),
        FILE.read_bytes()[:9_000],
        FILE.read_bytes().replace(b"word/document.xml", b"word/documenz.xml", 1),
    ],
)
def test_damaged_ones_end_in_one_sentence(data: bytes) -> None:
    with pytest.raises(RefusedInputError, match=r"^report\.docx is damaged[^\n]*\.$"):
        read(Path("report.docx"), data)


def test_one_without_words_is_refused() -> None:
    with pytest.raises(RefusedInputError, match="has no text in it"):
        _read(_p())


def test_what_unpacks_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_zip, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(RefusedInputError, match="becomes far larger when it is unpacked"):
        _read(_p("crane " * 1_000_000))


def test_entities_are_not_looked_up() -> None:
    declared = '<!DOCTYPE x [<!ENTITY own "so"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
    body = _p("Said", "<w:r><w:t>&own;&file;</w:t></w:r>", " he.")
    main = f"{declared}<w:document {_W}><w:body>{body}</w:body></w:document>"
    assert read(Path("entity.docx"), _zip(word__document_xml=main)).text == "Said he."


def test_entities_made_of_entities_end_in_one_sentence() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    main = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><w:document {_W}><w:body>&l9;</w:body></w:document>'
    with pytest.raises(RefusedInputError, match="is damaged"):
        read(Path("laughs.docx"), _zip(word__document_xml=main))


def test_a_damaged_side_part_is_told_and_costs_itself_only() -> None:
    document = _read(_p("The office said so."), word__comments_xml=b"<w:comments", docProps__core_xml=b"")
    assert document.text == "The office said so."
    assert document.notices == ("Damaged in the file, and left out: word/comments.xml, docProps/core.xml.",)
