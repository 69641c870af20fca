"""OpenDocument texts: the same as Word documents, by another road."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import media_type, office_zip, read

FILES = Path(__file__).parents[2] / "files" / "office"
_NAMES = "office text style table draw dc meta loext fo"
_SPACES = " ".join(f'xmlns:{name}="urn:{name}"' for name in _NAMES.split())
_ODT = "application/vnd.oasis.opendocument.text"


def _flat(body: str, styles: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {_SPACES} office:mimetype="{_ODT}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document>"
    ).encode()


def _read(body: str, styles: str = "") -> Document:
    return read(Path("report.fodt"), _flat(body, styles))


def _zip(content: bytes, manifest: bytes = b"<m/>") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODT)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


@pytest.mark.parametrize("name", ["report.odt", "report.fodt"])
def test_a_text_reads_as_it_does_in_word(name: str) -> None:
    document = read(Path(name), (FILES / name).read_bytes())
    word = read(Path("report.docx"), (FILES / "report.docx").read_bytes())
    assert document.text == word.text
    assert document.notices == word.notices
    assert (document.title, document.authors, document.published) == (word.title, word.authors, word.published)
    (voice,) = document.voices
    assert (voice.kind, voice.authors, voice.published) == ("comment", ("Sabina Neagu",), date(2011, 10, 3))
    assert read(Path(name), (FILES / name).read_bytes()) == document


def test_kinds() -> None:
    assert read(Path("a.odt"), (FILES / "report.odt").read_bytes()).media_type == _ODT
    assert media_type(None, _flat("")) == f"{_ODT}-flat-xml"


@pytest.mark.parametrize("kind", ["template", "web", "master"])
def test_templates_and_texts_made_from_web_pages_are_read(kind: str) -> None:
    named = f"{_ODT}-{kind}".encode()
    assert read(Path("a"), _flat("<text:p>Otto left.</text:p>").replace(_ODT.encode(), named)).text == "Otto left."
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", named)
        archive.writestr("content.xml", _flat("<text:p>Zoe stayed.</text:p>"))
    document = read(Path("a.ott"), made.getvalue())
    assert (document.text, document.media_type) == ("Zoe stayed.", _ODT)


def test_spaces_breaks_fields_and_boxes() -> None:
    body = (
        '<text:p>On<text:s text:c="3"/>board:<text:tab/>four<text:line-break/>men<text:soft-page-break/>, said '
        "<text:span><text:a>the <text:author-name>pilot</text:author-name></text:a></text:span>.<draw:frame>"
        "<draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:section><text:p>After it.</text:p></text:section><text:p>with no­thing</text:p>"
    )
    assert _read(body).text.split("\n\n") == [
        "On board: four\nmen, said the pilot.",
        "In the box.",
        "After it.",
        "with nothing",
    ]


def test_numbers_of_lists() -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" '
        'text:display-levels="2"/></text:list-style>'
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    inner = "<text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list>"
    body = (
        f'<text:list text:style-name="L"><text:list-item><text:p>one</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>two</text:p><text:p>and more</text:p></text:list-item></text:list>"
        "<text:p>between</text:p>"
        '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>three</text:p>'
        "</text:list-item></text:list>"
        '<text:list text:style-name="B"><text:list-item><text:p>point</text:p></text:list-item></text:list>'
    )
    assert _read(body, styles).text.split("\n\n") == [
        "1. one",
        "1.a) deep",
        "2. two",
        "and more",
        "between",
        "3. three",
        "point",
    ]


def test_a_reply_names_what_it_answers() -> None:
    body = (
        "<text:p>The office<office:annotation office:name='a'><dc:creator>Sabina Neagu</dc:creator>"
        "<text:p>Which?</text:p></office:annotation>"
        "<office:annotation office:name='b' loext:parent-name='a'><text:p>The lower.</text:p>"
        "</office:annotation> said so.</text:p>"
    )
    document = _read(body)
    first, second = document.voices
    assert document.text == "The office said so.\n\nWhich?\n\nThe lower."
    assert second.parent == first.id


def test_rows_repeated_a_million_times_are_read_once() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>x</text:p></table:table-cell>'
    )
    assert _read(f"<table:table>{row}</table:table-row></table:table>").text == "x"


def test_one_locked_with_a_password_is_refused() -> None:
    with pytest.raises(RefusedInputError, match="locked with a password"):
        read(Path("locked.odt"), _zip(b"\x01\x02", b"<manifest:encryption-data/>"))


@pytest.mark.parametrize(
    "data", [_zip(b""), _zip(b"<a"), _flat("<text:p>")[:-30], (FILES / "report.odt").read_bytes()[:20_000]]
)
def test_damaged_ones_end_in_one_sentence(data: bytes) -> None:
    with pytest.raises(RefusedInputError, match=r"^report\.odt is damaged[^\n]*\.$"):
        read(Path("report.odt"), data)


def test_one_without_words_is_refused() -> None:
    with pytest.raises(RefusedInputError, match="has no text in it"):
        _read("<text:p/>")


def test_what_unpacks_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_zip, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(RefusedInputError, match="becomes far larger when it is unpacked"):
        read(Path("bomb.odt"), _zip(_flat("<text:p>" + "crane " * 1_000_000 + "</text:p>")))


def test_old_office_documents_are_told_from_locked_ones() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    with pytest.raises(RefusedInputError, match="an old office document, which cannot be read"):
        read(Path("old.doc"), head)
    with pytest.raises(RefusedInputError, match=r"locked with a password, which cannot be read\. Save a copy"):
        read(Path("locked.docx"), head + "EncryptedPackage".encode("utf-16-le"))
