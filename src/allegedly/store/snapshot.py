"""The database of a case at one moment, page by page, whoever writes to it meanwhile."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from .faults import told
from .sqlite import FILE


def snapshot(folder: Path, target: Path) -> None:
    """Copy the database of the case in ``folder`` to the file ``target``, which is made.

    An unchanged case gives the same bytes each time, and so does its copy. Raises ``CaseError``.
    """
    address = f"file:{quote(str((folder / FILE).absolute()))}?mode=ro"
    with told(folder), closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
