"""Office documents as archives of XML, read within bounds: they come from anybody."""

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from ..errors import RefusedInputError
from .composing import name_of
from .sniffing import MISHAPS

MOST_XML = 80_000_000
"""The most bytes of XML that one member of an archive may unpack to; a long book has a tenth of that."""
MOST_UNPACKED = 400_000_000
"""The most bytes that all of it may."""


def parse_xml(data: bytes) -> Any:
    """The root of some XML; entities are not looked up, and nothing is fetched. Raises ``etree.XMLSyntaxError``."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root is None:
        raise etree.XMLSyntaxError("no element", 0, 0, 0)
    return root


def local(element: Any) -> str:
    """An element's name without its namespace: programs differ in that, and old and strict files too."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The value of an attribute by its name without a namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def whole(value: str | None, otherwise: int) -> int:
    """A whole number as an attribute has it; ``otherwise`` where it is missing, malformed or absurdly large."""
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def damaged(path: Path | None) -> RefusedInputError:
    return RefusedInputError(f"{name_of(path)} is damaged, so that its text cannot be read. Get it again.")


def unpacks_too_far(path: Path | None) -> RefusedInputError:
    return RefusedInputError(
        f"{name_of(path)} becomes far larger when it is unpacked, as files made to do harm do. "
        "Open it in a word processor and save its text as plain text."
    )


class OfficeZip:
    """The members of an archive. What is unpacked is counted; ``RefusedInputError`` where it is too much."""

    def __init__(self, path: Path | None, data: bytes) -> None:
        self.path = path
        self.unreadable: list[str] = []
        """The members that are damaged."""
        self._left = MOST_UNPACKED
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = self._archive.namelist()
        except MISHAPS as error:
            raise damaged(path) from error

    def read(self, name: str) -> bytes | None:
        """A member's bytes; ``None`` where there is none, or only a damaged one."""
        most = min(MOST_XML, self._left)
        try:
            with self._archive.open(name) as member:
                data = member.read(most + 1)
        except KeyError:
            return None
        except MISHAPS:
            self.unreadable.append(name)
            return None
        self._left -= len(data)
        if len(data) > most:
            raise unpacks_too_far(self.path)
        return data

    def xml(self, name: str) -> Any | None:
        """The root of a member; ``None`` where there is none, or only a damaged one."""
        data = self.read(name)
        if data is None:
            return None
        try:
            return parse_xml(data)
        except (etree.LxmlError, ValueError):
            self.unreadable.append(name)
            return None

    def notices(self) -> list[str]:
        """What is to be said about damaged members."""
        named = ", ".join(dict.fromkeys(self.unreadable))
        return [f"Damaged in the file, and left out: {named}."] if named else []
