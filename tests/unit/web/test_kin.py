"""What a document came in, what came in it, and where its pages begin, over the API."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allegedly.case import Case
from allegedly.model import Document, sha256
from allegedly.readers import Given, Part, Piece

TWO_PAGES = "Otto left in 1999. Zoe stayed."


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """ "mail: TEXT" is a message with a report of two pages in it, "box" an archive of that message; else a text."""
    text = data.decode()
    if text == "box":
        yield Part("mail.eml", b"mail: It is attached.")
        return
    yield Document(sha256(data), text, sha256(data), path=str(path), parent=given.parent,
                   pages=(0, 19) if text == TWO_PAGES else ())  # fmt: skip
    if text.startswith("mail:"):
        yield Part("report.pdf", TWO_PAGES.encode())


@pytest.fixture
def box(tmp_path, fakes, opening):
    stages = replace(fakes.stages(), open_file=open_file)
    (tmp_path / "box.zip").write_bytes(b"box")
    with Case.create(tmp_path / "case", stages=stages) as case:
        case.add([tmp_path / "box.zip"])
        case.make_views()
    return opening(tmp_path / "case", stages=stages)


def test_a_document_tells_what_it_came_in_and_what_came_in_it(box):
    mail, report = sha256(b"mail: It is attached."), sha256(TWO_PAGES.encode())
    head = box.told(f"/api/documents/{mail}")
    assert head["parent"] == {"id": sha256(b"box"), "name": "box.zip", "is_document": False}
    assert head["inside"] == [{"id": report, "name": "report.pdf", "is_document": True}]
    assert head["pages"] == []
    head = box.told(f"/api/documents/{report}")
    assert head["parent"] == {"id": mail, "name": "mail.eml", "is_document": True}
    assert head["inside"] == []
    assert head["pages"] == [0, 19]


def test_a_claim_tells_its_page(box):
    lines = [line for entry in box.told("/api/chronology")["items"] for line in (*entry["accounts"], *entry["undated"])]
    lines += [one["line"] for one in box.told("/api/undated")["items"]]
    pages = {line["text"]: line["page"] for line in lines}
    assert pages["Otto left in 1999."] == 1
    assert pages["Zoe stayed."] == 2
    assert pages["mail: It is attached."] is None
