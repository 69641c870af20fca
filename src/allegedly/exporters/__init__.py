"""Writes a case for other programs or for people, a file per format. What is written is whole, or not there at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..model import Annotated
from ..reports import CorpusRecords
from .html import export_html
from .jsonl import export_jsonl

__all__ = ["FORMATS", "Format", "export_html", "export_jsonl"]


class Write(Protocol):
    """Writes a case to ``output`` and returns the path that it wrote."""

    def __call__(self, annotated: Sequence[Annotated], corpus: CorpusRecords, output: Path, *, title: str) -> Path: ...


@dataclass(frozen=True, slots=True)
class Format:
    description: str
    write: Write


FORMATS: dict[str, Format] = {
    "html": Format("one page for people, every passage in its document; needs no network and no scripts", export_html),
    "jsonl": Format("a folder with one file per kind of record, one record a line; for other programs", export_jsonl),
}
