"""Documents of one voice, parsed, for the tests of this room."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from allegedly.extract.temporal import find_times
from allegedly.model import Document, TimeExpression, Voice, content_id, sha256
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs

PUBLISHED = date(2011, 6, 15)


def document_of(text: str, published: date | None = PUBLISHED) -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    voice = Voice(id=content_id("voice", digest), kind="author", spans=((0, len(text)),))
    return Document(id=digest, text=text, text_sha256=digest, published=published, voices=(voice,))


TimesIn = Callable[..., tuple[TimeExpression, ...]]


@pytest.fixture(scope="session")
def times_in() -> TimesIn:
    """The expressions of a text, told in one voice on a Wednesday, unless another date is given."""
    return _times_in


@cache
def _times_in(text: str, published: date | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    breaks = [start for start, _ in paragraphs(text)]
    return find_times(document_of(text, published), load().parse(text, breaks))
