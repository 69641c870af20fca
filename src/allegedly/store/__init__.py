"""Where a case is kept: its originals as files, everything else in a database behind ``model.protocols.Store``."""

from .checking import count_passages, passage_problems, text_problems
from .faults import shown
from .folder import create_folder, open_store
from .fulltext import cut
from .incoming import MAX_BYTES, Found, read_bytes, walk
from .lock import only_writer
from .originals import Originals, received
from .query import QueryError
from .sealing import is_sealed, seal
from .sqlite import FILE, SqliteStore
from .sqlite_shelf import SqliteShelf

__all__ = [
    "FILE",
    "MAX_BYTES",
    "Found",
    "Originals",
    "QueryError",
    "SqliteShelf",
    "SqliteStore",
    "count_passages",
    "create_folder",
    "cut",
    "is_sealed",
    "only_writer",
    "open_store",
    "passage_problems",
    "read_bytes",
    "received",
    "seal",
    "shown",
    "text_problems",
    "walk",
]
