"""Files made to cost all time or memory end in documents or in one sentence each, within the limits.

The quick ones; ``python -m tests.attacks.bombs`` opens all of them, and tells the time and the memory that each takes.
"""

import os
import socket
from pathlib import Path

import pytest
from tests.attacks.bombs import BOMBS, opened

from allegedly.errors import RefusedInputError
from allegedly.opening import Opening
from allegedly.readers import Given, open_file
from allegedly.store import read_bytes, walk

SECONDS, MEGABYTES = 60, 700
QUICK = (
    "nested.zip", "overlapping.zip", "climbing.zip", "names.zip", "itself.zip", "laughs.rss", "laughs.xml",
    "laughs.docx", "laughs.odt", "laughs.fodt", "quadratic.xml", "deep.xml", "deep.docx", "deep.fodt", "deep.json",
    "deep-list.json", "number.json", "bin.rtf", "deep-messages.eml", "parens.eml", "loop.pdf", "parent.pdf",
    "deep.pdf", "prev.pdf", "image.pdf", "lying.warc", "negative.warc", "short.warc", "chunked.warc", "claimed.png",
    "front.md", "packed.txt.bz2",
)  # fmt: skip


@pytest.fixture(scope="module")
def opening():
    with Opening(open_file, Path.read_bytes, seconds=SECONDS, megabytes=MEGABYTES) as one:
        yield one


@pytest.mark.parametrize("name", QUICK)
def test_it_ends_in_documents_or_sentences(opening, name):
    documents, told, _ = opened(name, BOMBS[name](), opening)
    assert documents or told
    for sentence in told:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        for fault in ("fault in Allegedly", "took more than", "needed more than", "was ended"):
            assert fault not in sentence


def test_what_is_no_file_is_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "around").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to("itself")
    with (tmp_path / "sparse.txt").open("wb") as sparse:
        sparse.truncate(1 << 31)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "listening"))
    case = tmp_path / "case"
    case.mkdir()
    told = []
    for found in walk([tmp_path, "/dev/zero", tmp_path / "itself"], leave_out=case):
        if found.hidden:
            continue
        if found.why_not is None:
            with pytest.raises(RefusedInputError, match=r"is a|is larger|leads back"):
                read_bytes(found.path)
        told.append(found.path.name)
    listening.close()
    assert sorted(told) == ["around", "itself", "itself", "listening", "pipe.txt", "sparse.txt", "zero"]


def test_a_text_without_an_end_is_a_text(opening):
    for data in (b"x" * 2_000_000, b"x\n\n" * 200_000, b"\n" * 1_000_000 + b"x"):
        (found,) = opening.open(Path("a.txt"), data, Given())
        assert len(found.document.text) == len(data)
