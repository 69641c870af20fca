"""What goes wrong with PDFs, and bounds for what they unpack: pdfminer has none, and kilobytes can become gigabytes."""

import struct
import zlib
from types import SimpleNamespace
from typing import Any

from pdfminer import pdftypes
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdf.errors import PyPdfError

MOST_UNPACKED = 100_000_000
"""The most bytes that one stream of a PDF may become. Pictures are never unpacked."""
MISHAPS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MalformedPDFException,
    MemoryError,
    PDFException,
    PSException,
    PdfminerException,
    PyPdfError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the libraries may raise on malformed files."""


class TooLargeError(MemoryError):
    """A stream that unpacks to more than ``MOST_UNPACKED`` bytes."""


def is_too_large(error: BaseException | None) -> bool:
    """Whether a mishap comes from such a stream: pdfplumber wraps what it catches."""
    while error is not None and not isinstance(error, TooLargeError):
        error = error.__cause__ or error.__context__
    return error is not None


def _decompress(data: bytes, *args: Any) -> bytes:
    unpacker = zlib.decompressobj(*args)
    unpacked = unpacker.decompress(data, MOST_UNPACKED)
    if unpacker.unconsumed_tail:
        raise TooLargeError
    if not unpacker.eof:
        raise zlib.error("incomplete data")
    return unpacked


def bound_pdfminer() -> None:
    """Give pdfminer a ``zlib.decompress`` that stops; it is the one place at which it unpacks without a bound."""
    vars(pdftypes)["zlib"] = SimpleNamespace(
        decompress=_decompress, decompressobj=zlib.decompressobj, error=zlib.error, compress=zlib.compress
    )
