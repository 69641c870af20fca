"""What holds for the voices of any text, however odd."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract.voices import complete_voices
from allegedly.model import Document, Voice, sha256

PIECES = st.sampled_from(
    [
        "[",
        "]",
        "(",
        ")",
        "(...)",
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "    ",
        "\t",
        "\r\n",
        "1. ",
        "2. ",
        "  3. ",
        "“",
        "”",
        '"',
        ">",
        "> ",
        "\u200f",
        "\u2028",
        "\x1f",
        "\u00a0",
        "é",
        "The crane is gone. ",
        "Nobody at the port would say where it had gone. ",
        "[RB: no.]",
        "[Ed.: why?]",
        "[What follows is from an article by Jane Doe in The Anchor.]",
        "[Here the article ends.]",
        "[The above is from the Courier of 3 March.]",
        "[It goes on:]",
        "From today's Courier:",
        "Jane Doe writes in The Anchor:",
        "3 comments:",
        "1 comment",
        "Comments",
        "Anonymous said...",
        "Jane Doe says:",
        "Mary on 4 March 2014 at 10:12 wrote:",
        "4 March 2014 at 10:12",
        "Reply",
        "Sir, - I saw it go. It went at night and nobody stopped it.",
        "Dear Editor,",
        "Jane Doe",
        "Yours faithfully,",
        "Leith",
        "Notes",
        "Headline of the piece",
        "(This article first appeared in The Anchor.)",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


def _document(text: str, voices: tuple[Voice, ...] = ()) -> Document:
    return Document(id="d" * 64, text=text, text_sha256=sha256(text.encode("utf-8", "replace")), voices=voices)


def _check(document: Document) -> None:
    owned = sorted(span for voice in document.voices for span in voice.spans)
    assert all(a[1] <= b[0] for a, b in pairwise(owned))
    covered = "".join(document.text[start:end] for start, end in owned)
    assert "".join(covered.split()) == "".join(document.text.split())
    for voice in document.voices:
        assert voice.spans == tuple(sorted(voice.spans))
        assert all(document.text[a:b].strip() == document.text[a:b] != "" for a, b in voice.spans)
        assert voice.parent is None or document.voice(voice.parent) is not None
    ids = [voice.id for voice in document.voices]
    assert len(set(ids)) == len(ids)
    assert all(voice.kind != "author" for voice in document.voices[1:])


@given(TEXTS)
def test_the_voices_share_out_every_character(text: str) -> None:
    _check(complete_voices(_document(text)))


@given(TEXTS)
def test_the_same_text_has_the_same_voices(text: str) -> None:
    assert complete_voices(_document(text)) == complete_voices(_document(text))


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_voices_that_the_reader_marked_stay(body: str, comments: list[str]) -> None:
    text, marked = body, []
    for number, comment in enumerate(comments):
        text += "\n\n"
        if comment.strip():
            start = len(text) + len(comment) - len(comment.lstrip())
            end = start + len(comment.strip())
            marked.append(Voice(f"c{number}", "comment", ((start, end),), number=number, found_by="readers.html"))
        text += comment
    document = complete_voices(_document(text, tuple(marked)))
    for voice in marked:
        kept = document.voice(voice.id)
        assert kept is not None
        assert (kept.kind, kept.spans, kept.number) == (voice.kind, voice.spans, voice.number)


SIZE = 200_000
HOSTILE = {
    "a megabyte of open brackets": "[" * 1_000_000,
    "brackets in brackets": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "letters in brackets": "[a" * (SIZE // 3) + "]" * (SIZE // 3),
    "notes that never close": "[RB: no " * (SIZE // 8),
    "notes": "[RB: no.] " * (SIZE // 10),
    "notes as paragraphs": "[What follows is from The Anchor.]\n\nIt sank.\n\n" * (SIZE // 45),
    "announcements": "From today's Courier:\n\n" * (SIZE // 23),
    "ever deeper announcements": "\n".join(" " * i + "From today's Courier:" for i in range(1_400)),
    "one line": "The crane is gone. " * (SIZE // 19),
    "numbers": "1. It sank.\n\n" * (SIZE // 13),
    "ascending numbers": "A crane was seen by many people at night.\n\n"
    + "".join(f"{i}. It sank there.\n\n" for i in range(1, SIZE // 22)),
    "headers": "The crane has not been seen by anybody since.\n\n" + "Jane Doe said...\nNo.\n" * (SIZE // 21),
    "headings": "Comments\n" * (SIZE // 9),
    "salutations": "Dear Sir,\nI saw it go and it was gone in the night.\n" * (SIZE // 53),
    "letters": "Sir, - I saw it go and it was gone in the night.\nJane Doe\nLeith\n\n" * (SIZE // 65),
    "white space": "a" + " " * SIZE + "b",
    "blank lines": "a" + "\n" * SIZE + "b",
    "capital words": "Jane " * (SIZE // 5) + ":",
    "quoted lines": "From The Anchor:\n\n" + "> It sank.\n" * (SIZE // 11),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_length_only(text: str) -> None:
    start = time.process_time()
    document = complete_voices(_document(text))
    assert time.process_time() - start < 2
    _check(document)
