"""How voices hang together: who speaks in whom, what announces them, what they tell about the document."""

from datetime import date

import pytest

from allegedly.extract.voices import complete_voices
from allegedly.extract.voices.days import day_named
from allegedly.model import Document, Voice, content_id, sha256

POST = """Crane news

[From The Daily Anchor of 3 March 2014:]

Crane gone, board silent

The crane left at night. [RB: On a Monday.] Two tugs pulled it.

[End of article]

I have nothing to add to that.
"""


def _document(text: str, **known: object) -> Document:
    digest = sha256(text.encode())
    return Document(id=digest, text=text, text_sha256=digest, **known)  # type: ignore[arg-type]


def _voices(document: Document, kind: str) -> list[Voice]:
    return [voice for voice in document.voices if voice.kind == kind]


def test_the_author_speaks_with_what_is_known_of_the_document() -> None:
    known = {"outlet": "Port Watch", "authors": ("Rosa Brandt",), "published": date(2014, 3, 5)}
    author = complete_voices(_document(POST, **known)).voices[0]
    assert (author.kind, author.parent, author.number) == ("author", None, None)
    assert {name: getattr(author, name) for name in known} == known


def test_a_passage_knows_the_note_that_announces_it() -> None:
    document = complete_voices(_document(POST))
    (quoted,) = _voices(document, "quoted")
    assert quoted.announced is not None
    assert document.text[slice(*quoted.announced)] == "[From The Daily Anchor of 3 March 2014:]"
    assert quoted.parent == document.voices[0].id
    assert quoted.found_by == "voices.from-outlet"


def test_a_note_inside_a_passage_is_in_the_voice_of_whoever_quotes() -> None:
    document = complete_voices(_document(POST, authors=("Rosa Brandt",)))
    inside = _voices(document, "editor_note")[1]
    assert document.text[inside.start : inside.end] == "[RB: On a Monday.]"
    assert inside.parent == document.voices[0].id
    assert inside.authors == ("Rosa Brandt",)


def test_initials_of_nobody_known_stay_as_they_are() -> None:
    document = complete_voices(_document(POST, authors=("Jane Doe",)))
    assert _voices(document, "editor_note")[1].authors == ("RB",)


def test_a_comment_knows_the_line_above_it() -> None:
    text = "The crane left at night, and nobody saw it go.\n\n1 comment:\n\nAnonymous said...\nI did.\n"
    document = complete_voices(_document(text))
    (comment,) = _voices(document, "comment")
    assert comment.announced is not None
    assert text[slice(*comment.announced)] == "Anonymous said..."


def test_ids_come_from_the_document_the_kind_and_the_borders() -> None:
    document = complete_voices(_document(POST))
    for voice in document.voices:
        assert voice.id == content_id("voice", document.id, voice.kind, voice.start, voice.end)


def test_nothing_else_of_the_document_changes() -> None:
    document = _document(POST, title="News", outlet="Port Watch", url="https://example.org", notices=("A notice.",))
    complete = complete_voices(document)
    for name in ("id", "text", "text_sha256", "title", "outlet", "url", "notices", "published", "published_by"):
        assert getattr(complete, name) == getattr(document, name)


def test_the_headline_of_the_passage_is_the_title_where_there_is_no_other() -> None:
    untitled = POST.removeprefix("Crane news\n\n").replace("Two tugs pulled it.", "Two tugs pulled it out to sea.")
    assert complete_voices(_document(untitled)).title == "Crane gone, board silent"
    assert complete_voices(_document(untitled, title="News")).title == "News"
    assert complete_voices(_document("Crane\n\nIt left at night, and nobody on the quay saw it go.")).title is None


def test_what_the_reader_marked_stays_and_hangs_on_the_author() -> None:
    text = "Crane news\n\nIt left at night.\n\n  1. In a marked comment. [RB: no.]"
    start = text.index("1. In")
    marked = Voice("c1", "comment", ((start, len(text)),), authors=("Mary",), number=7, found_by="readers.html")
    document = complete_voices(_document(text, voices=(marked,)))
    author, comment = document.voices
    assert author.spans == ((0, text.index("\n\n  1.")),)
    assert (comment.id, comment.spans, comment.authors, comment.number) == ("c1", marked.spans, ("Mary",), 7)
    assert comment.parent == author.id


@pytest.mark.parametrize("text", ["", " \n\t\r\n\u00a0"])
def test_nothing_has_no_voice(text: str) -> None:
    assert complete_voices(_document(text)).voices == ()


def test_a_text_without_marks_is_all_the_author() -> None:
    text = "  The crane left at night.\n\nNobody saw it go.\n"
    (author,) = complete_voices(_document(text)).voices
    assert author.spans == ((2, len(text) - 1),)


WEDNESDAY = date(2014, 3, 5)


@pytest.mark.parametrize(
    ("words", "base", "day"),
    [
        ("today", WEDNESDAY, WEDNESDAY),
        ("this morning", WEDNESDAY, WEDNESDAY),
        ("yesterday", WEDNESDAY, date(2014, 3, 4)),
        ("last night", WEDNESDAY, date(2014, 3, 4)),
        ("tomorrow", WEDNESDAY, date(2014, 3, 6)),
        ("Sunday", WEDNESDAY, date(2014, 3, 2)),
        ("Wednesday", WEDNESDAY, WEDNESDAY),
        ("last Wednesday", WEDNESDAY, date(2014, 2, 26)),
        ("3 March", WEDNESDAY, date(2014, 3, 3)),
        ("March 6", WEDNESDAY, date(2014, 3, 6)),
        ("12 June", WEDNESDAY, date(2013, 6, 12)),
        ("12 June 2011", WEDNESDAY, date(2011, 6, 12)),
        ("Sunday, June 12th, 2011", None, date(2011, 6, 12)),
        ("2011-06-12", None, date(2011, 6, 12)),
        ("29 February", WEDNESDAY, None),
        ("31 June 2011", WEDNESDAY, None),
        ("3/4/2014", WEDNESDAY, None),
        ("today", None, None),
        ("Sunday", None, None),
        ("12 June", None, None),
        ("yesterday", date.min, date.min),
        ("99999999999999999999 March 2014", WEDNESDAY, None),
    ],
)
def test_the_day_that_a_note_names(words: str, base: date | None, day: date | None) -> None:
    assert day_named(words, base) == day


STACKED = """Dam inquiry closes
6 November 2008

The inquiry into the dam ended yesterday, and nobody was surprised by that.

Comments

Anna K.
14 March 2011
The report never came.

A reader
2 May 2013
He would not talk to me.
"""


def test_below_a_heading_a_writer_and_a_day_on_two_lines_begin_a_comment() -> None:
    first, second = _voices(complete_voices(_document(STACKED)), "comment")
    assert (first.authors, first.published) == (("Anna K.",), date(2011, 3, 14))
    assert (second.authors, second.published) == (("A reader",), date(2013, 5, 2))
    assert [STACKED[slice(*voice.spans[0])] for voice in (first, second)] == [
        "The report never came.",
        "He would not talk to me.",
    ]


def test_without_such_a_heading_a_line_above_a_day_begins_nothing() -> None:
    assert not _voices(complete_voices(_document(STACKED.replace("Comments\n", "Chronicle\n"))), "comment")
