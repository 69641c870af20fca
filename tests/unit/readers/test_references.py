"""Lists of references, as RIS and as CSL-JSON: the files that they name, and abstracts of what has none."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import About, Beside, LeftOut, Part, Piece, Refused, media_type, open_file

RIS = """TY  - NEWS
TI  - Crane gone
AU  - Doe, Jane
AU  - Roe, John, Jr.
T2  - Quay News
DA  - 2014/03/04/
PY  - 2014
UR  - http://quay.example/crane
{}ER  -

"""
CSL = {
    "id": "doe2014",
    "type": "article-newspaper",
    "title": "Crane gone",
    "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "John", "suffix": "Jr."}],
    "container-title": "Quay News",
    "issued": {"date-parts": [["2014", 3, 4]]},
    "URL": "http://quay.example/crane",
}
ABOUT = About("Crane gone", ("Jane Doe", "John Roe Jr."), "Quay News", "http://quay.example/crane", date(2014, 3, 4))
ABSTRACT = "The crane was towed out of Leith."
NOTICE = "The reference names no file; this is only the abstract that it has."


def _ris(text: str, path: str = "refs.ris") -> list[Piece]:
    return list(open_file(Path(path), text.encode()))


def _csl(*items: Any, path: str = "refs.json") -> list[Piece]:
    return list(open_file(Path(path), json.dumps(items).encode()))


def _file(tag: str, name: str) -> list[Piece]:
    return _ris(RIS.format(f"{tag}  - {name}\n"), "/home/jo/case/refs.ris")


FILES = {
    "files/12/Doe - Crane.pdf": "files/12/Doe - Crane.pdf",
    "crane.pdf": "crane.pdf",
    "./crane.pdf": "crane.pdf",
    r"files\12\crane.pdf": "files/12/crane.pdf",
    "file:///home/jo/case/pdf/a%20crane.pdf": "pdf/a crane.pdf",
    "/home/jo/case/pdf/crane.pdf": "pdf/crane.pdf",
    "/Users/jane/Mendeley/crane.pdf": "crane.pdf",
    r"C:\Users\Jane\crane.pdf": "crane.pdf",
    "file:///C:/Users/Jane/crane.pdf": "crane.pdf",
    "internal-pdf://0123456789/crane.pdf": "0123456789/crane.pdf",
    "Crane: the truth.pdf": "Crane: the truth.pdf",
}


@pytest.mark.parametrize("written", FILES)
@pytest.mark.parametrize("tag", ["L1", "L2", "L3", "L4"])
def test_a_reference_in_ris_names_files_beside_it(tag: str, written: str) -> None:
    assert _file(tag, written) == [Beside(FILES[written], ABOUT)]


@pytest.mark.parametrize("written", FILES)
def test_so_does_one_in_csl(written: str) -> None:
    for files in ({"attachments": [{"path": written}]}, {"file": [written]}):
        assert _csl(CSL | files, path="/home/jo/case/refs.json") == [Beside(FILES[written], ABOUT)]


def test_files_as_jabref_writes_them() -> None:
    written = r"Full Text:files/12/crane.pdf:application/pdf;:C\:\\Users\\Jane\\b.html:text/html;note.txt"
    found = _csl(CSL | {"file": written})
    assert found == [Beside(name, ABOUT) for name in ("files/12/crane.pdf", "b.html", "note.txt")]


def test_a_file_in_the_place_of_an_address_is_a_file() -> None:
    record = RIS.format("").replace("http://quay.example/crane", "file:///home/jo/case/crane.html")
    (found,) = _ris(record, "/home/jo/case/refs.ris")
    assert isinstance(found, Beside)
    assert (found.name, found.about.url) == ("crane.html", None)


@pytest.mark.parametrize("name", ["../../.ssh/id_rsa", "a/../../b.pdf", r"..\b.pdf", "C:b.pdf", ".."])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str) -> None:
    (found,) = _file("L1", name)
    assert isinstance(found, Refused)
    assert found.sentence.endswith("lies outside of its folder and is not read. Add it itself.")
    told = found.sentence.replace("/home/jo/case/refs.ris", "refs.json")
    assert _csl(CSL | {"file": [name]}) == [Refused(name, told)]


@pytest.mark.parametrize("value", ["http://quay.example/crane.pdf", "www.quay.example/x.pdf", "10.1000/182"])
def test_an_address_on_the_web_is_no_file(value: str) -> None:
    with pytest.raises(RefusedInputError, match="no reference with a file or an abstract"):
        _file("L2", value)


def test_abstracts_of_several_references_are_lists_of_one() -> None:
    first, second = RIS.format(f"AB  - {ABSTRACT}\n"), RIS.format("N2  - One,\nand the same.\n\nTwo.\n")
    pieces = _ris(first + second + RIS.format("L1  - a.pdf\n") + RIS.format(""))
    assert [type(piece) for piece in pieces] == [Part, Part, Beside, LeftOut]
    assert pieces[-1] == LeftOut("Left out of refs.ris: 1 reference with neither a file nor an abstract.")
    texts = []
    for part in pieces[:2]:
        assert isinstance(part, Part)
        assert part.name == f"000{len(texts) + 1} Crane gone"
        assert media_type(Path(part.name), part.data) == "application/x-research-info-systems"
        (document,) = open_file(Path(part.name), part.data)
        assert isinstance(document, Document)
        assert About(document.title, document.authors, document.outlet, document.url, document.published) == ABOUT
        assert document.notices == (NOTICE,)
        texts.append(document.text)
    assert texts == [ABSTRACT, "One, and the same.\n\nTwo."]


def test_abstracts_in_csl_too_with_their_markup() -> None:
    long = "<p>Two.</p><p>" + "Words. " * 2_000 + "</p>"
    pieces = _csl({"abstract": ABSTRACT} | CSL, {"abstract": long, "type": "report"}, {"id": "x", "type": "book"})
    assert pieces[2] == LeftOut("Left out of refs.json: 1 reference with neither a file nor an abstract.")
    documents = []
    for part in pieces[:2]:
        assert isinstance(part, Part)
        (document,) = open_file(Path(part.name), part.data)
        assert isinstance(document, Document)
        documents.append(document)
    assert (documents[0].text, documents[0].title, documents[0].published) == (ABSTRACT, "Crane gone", date(2014, 3, 4))
    assert documents[1].text.startswith("Two.\n\nWords. Words.")
    assert documents[1].media_type == "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize("day", ["2014", "2014/03//", "2014/03", "2014///spring", "March 2014", "2014/13/41/"])
def test_a_year_or_a_month_is_no_day_in_ris(day: str) -> None:
    (found,) = _ris(RIS.format("L1  - a.pdf\n").replace("2014/03/04/", day))
    assert isinstance(found, Beside)
    assert found.about.published is None


@pytest.mark.parametrize("day", ["2014/3/4", "2014-03-04", "4 March 2014", "2014/03/04/Tuesday"])
def test_whole_days_in_ris(day: str) -> None:
    (found,) = _ris(RIS.format("L1  - a.pdf\n").replace("2014/03/04/", day))
    assert isinstance(found, Beside)
    assert found.about.published == date(2014, 3, 4)


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ({"date-parts": [[2014]]}, None),
        ({"date-parts": [[2014, 3]]}, None),
        ({"date-parts": [[2014, 3, 4], [2014, 3, 9]]}, None),
        ({"date-parts": [[2014, 3, None]]}, None),
        ({"date-parts": [[2014, 13, 41]]}, None),
        ({"date-parts": "x"}, None),
        ({"raw": "4 March 2014"}, date(2014, 3, 4)),
        ({"literal": "spring 2014"}, None),
        (2014, None),
    ],
)
def test_days_in_csl(issued: Any, day: date | None) -> None:
    (found,) = _csl(CSL | {"issued": issued, "file": "a.pdf"})
    assert isinstance(found, Beside)
    assert found.about.published == day


def test_records_without_an_end_and_with_narrow_tags() -> None:
    record = "TY - NEWS\nTI - One\nL1 - a.pdf\n"
    names = [(piece.name, piece.about.title) for piece in _ris(record * 2) if isinstance(piece, Beside)]
    assert names == [("a.pdf", "One")] * 2


def test_a_bad_reference_is_refused_and_the_others_are_taken() -> None:
    pieces = _csl(CSL | {"file": "a.pdf"}, "not one", None)
    assert pieces[0] == Beside("a.pdf", ABOUT)
    assert [piece.name for piece in pieces[1:] if isinstance(piece, Refused)] == ["reference 2", "reference 3"]


ODD = [{"title": 3, "author": "Jane", "file": {"x": 1}, "abstract": ["a"], "DOI": {}, "container-title": []}, {}]


def test_values_of_other_kinds_than_they_should_be_are_none() -> None:
    pieces = _csl(CSL | {"file": "a.pdf"}, *ODD)
    assert pieces[1:] == [LeftOut("Left out of refs.json: 2 references with neither a file nor an abstract.")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'[{"type": "book", "id": ', "is damaged JSON"),
        (b'[{"type": "book", "id": ' + b"[" * 200_000, "is damaged JSON"),
        (b'[{"type": "book", "id": "x"}]', "has no reference with a file or an abstract"),
        (b"TY  - NEWS\n", "has no reference with a file or an abstract"),
    ],
)
def test_what_has_nothing_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(RefusedInputError, match=f"^refs {why}"):
        list(open_file(Path("refs"), data))


def test_a_ris_file_with_something_before_its_first_reference() -> None:
    assert _ris("Provider: A library\nContent: text/plain\n\n" + RIS.format("L1  - a.pdf\n")) == [
        Beside("a.pdf", ABOUT)
    ]
    with pytest.raises(RefusedInputError, match="has no reference in it"):
        _ris("Nothing\n")
