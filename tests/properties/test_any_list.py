"""Feeds, tables and lists of references with anything done to them: a document, a sentence, or both; nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.files.blogs import blog, blogger, wordpress

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import Part, open_file

POSTS = blog(2, 2, most_comments=3)
RIS = "TY  - NEWS\nTI  - Crane gone\nAU  - Doe, Jane\nL1  - a.pdf\nER  - \nTY  - X\nAB  - It was gone.\nER  - \n"
CSL = [{"id": "1", "type": "report", "abstract": "It was gone."}, {"id": "2", "type": "x", "file": "a:b.pdf:c"}]
FILES = {
    "classic.xml": blogger(POSTS),
    "takeout.xml": blogger(POSTS, takeout=True),
    "wordpress.xml": wordpress(POSTS),
    "table.csv": b'text,title,date\n"It was ""gone"".",Crane,13/04/2011\nTwo.,Tug,03/04/2011\n',
    "list.ris": RIS.encode(),
    "list.json": json.dumps(CSL).encode(),
}
PIECES = (
    b"<",
    b">",
    b"&",
    b'"',
    b"]]>",
    b"<entry>",
    b"</item>",
    b"&#0;",
    b"\n",
    b",",
    b"\x00",
    b"\xff",
    b"[",
    b"ER  - ",
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 1_000), st.integers(0, 60), st.sampled_from(PIECES) | st.binary(max_size=3)), max_size=6
)


def _changed(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, cut, put in changes:
        at = place * len(data) // 1_000  # the tagger's runtime has small floats be zero, which their strategy refuses
        data = data[:at] + put + data[at + cut :]
    return data


def _check(document: Document) -> None:
    told = (document.text, document.title, document.outlet, document.url, *document.authors, *document.notices)
    assert not any("\0" in words for words in told if words)
    "".join(words for words in told if words).encode()
    for voice in document.voices:
        assert document.text[voice.start : voice.end].strip() == document.text[voice.start : voice.end] != ""


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=30, derandomize=True)
@given(changes=CHANGES)
@example(changes=[(243, 4, b">"), (0, 0, b"<entry>")])
def test_whatever_is_done_to_a_list_it_is_read_or_refused(name: str, changes: list[tuple[int, int, bytes]]) -> None:
    try:
        pieces = list(open_file(Path(name), _changed(FILES[name], changes)))
        inner = [one for part in pieces if isinstance(part, Part) for one in _inside(part)]
    except RefusedInputError:
        return
    assert not any(isinstance(one, Part) for one in inner)
    for one in (*pieces, *inner):
        if isinstance(one, Document):
            _check(one)


def _inside(part: Part) -> list[object]:
    try:
        return list(open_file(Path(part.name), part.data))
    except RefusedInputError:
        return []
