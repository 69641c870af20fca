"""RTF: what older word processors and many archives keep letters and minutes in."""

from collections.abc import Iterator
from pathlib import Path

from ...errors import RefusedInputError
from ...model import sha256
from ...plurals import counted
from ..composing import Layout, document_of, name_of
from ..pieces import Given, Piece
from ..properties import own_heading
from ..story import lay_out
from .walking import Walk

_MISHAPS = (ArithmeticError, LookupError, TypeError, UnicodeError, ValueError)
_CUT_OFF = "The file ends too early; what was left of it was read."


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """An RTF file. What was deleted while changes were tracked is left out, what was inserted is kept.

    Notes stand at the end, comments after them, voices of their own. Days in the file's properties are not those of
    publication.
    """
    walk = Walk()
    try:
        walk.through(data.decode("latin-1"))
    except _MISHAPS as error:
        raise RefusedInputError(
            f"{name_of(path)} is damaged, so that its text cannot be read. Save it again as DOCX or ODT."
        ) from error
    walk.story.paragraphs.extend(walk.body.end())
    layout = Layout(sha256(data), "readers.rtf")
    notices = [*lay_out(walk.story, layout)]
    if not layout.text:
        raise RefusedInputError(f"{name_of(path)} has no text in it. Check that it was saved completely.")
    if walk.objects:
        notices.append(f"Left out: {counted(walk.objects, 'embedded object')}.")
    own, heading = own_heading(layout.text, walk.known.get("title"), walk.known.get("author"))
    yield document_of(
        path,
        data,
        given,
        media_type="application/rtf",
        text=layout.text,
        own=own,
        heading=heading,
        notices=notices if walk.is_whole else [*notices, _CUT_OFF],
        voices=layout.voices,
    )
