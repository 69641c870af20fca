"""A reading as a compact blob: what it is made of, then its values by position; no names repeated, no text.

The public JSON of a document is made for people and takes five times as long both ways. The first line of a blob names
the fields of every type of record in it, so that one with fewer fields or in another order is still understood. The
happenings have a line of their own behind the others: few reports ask for them, and to unpack them doubles the work.
"""

import dataclasses
import json
import zlib
from functools import cache, lru_cache

from ..model import Annotated, Happening
from ..model.compact import Decode, decoder_of, dumps, fields_of

_COMPRESSION = 3
"""Of 1 to 9: nearly as small as the best, in a third of the time."""


def pack(annotated: Annotated) -> bytes:
    """Everything that was read, without the document's text: that stands in its row."""
    document = dataclasses.replace(annotated.document, text="")
    bare = dataclasses.replace(annotated, document=document, happenings=None)
    return zlib.compress(f"{_header()}\n{dumps(bare)}\n{dumps(annotated.happenings)}".encode(), _COMPRESSION)


def unpack(content: bytes, text: str, *, happenings: bool = False) -> Annotated:
    """The inverse; the ``happenings`` only if asked for.

    Raises ``ValueError``, ``TypeError``, ``KeyError`` or ``zlib.error`` when the blob is damaged.
    """
    header, body, *behind = zlib.decompress(content).decode().split("\n", 2)
    bare: Annotated = _decoder_of(header)(json.loads(body))
    document = dataclasses.replace(bare.document, text=text)
    if happenings and behind and (values := json.loads(behind[0])) is not None:
        bare = dataclasses.replace(bare, happenings=_decoder_of_happenings(header)(values))
    return dataclasses.replace(bare, document=document)


@cache
def _header() -> str:
    return json.dumps(fields_of(Annotated))


@lru_cache(maxsize=8)
def _decoder_of(header: str) -> Decode:
    return decoder_of(Annotated, json.loads(header))


@lru_cache(maxsize=8)
def _decoder_of_happenings(header: str) -> Decode:
    return decoder_of(tuple[Happening, ...], json.loads(header))
