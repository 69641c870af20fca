"""The stores that must all do the same. A new one is one more line in ``STORES``."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from allegedly.model import Document, sha256
from allegedly.model.protocols import Store
from allegedly.store import SqliteStore, create_folder, open_store
from allegedly.store.address import write_address

NOW = "2011-06-15T09:30:00Z"
LATER = "2011-06-16T09:30:00Z"

Opens = Callable[[Path], Store]
"""Opens the store of a folder, which is made if it is not there."""


def sqlite(folder: Path) -> Store:
    if not folder.exists():
        create_folder(folder)
    return SqliteStore(folder)


def postgresql(folder: Path, new_database: Callable[[], str]) -> Store:
    if not folder.exists():
        (folder / "originals").mkdir(parents=True)
        write_address(folder, new_database())
    return open_store(folder)


STORES = ("sqlite", "postgresql")


def document_of(text: str, **fields: object) -> Document:
    return replace(Document(id=sha256(text.encode()), text=text, text_sha256=sha256(text.encode())), **fields)
