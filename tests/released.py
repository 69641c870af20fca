"""Cases as earlier versions left them: see ``files/schemas``."""

import base64
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMAS = Path(__file__).parent / "files" / "schemas"
VERSIONS = sorted(file.stem for file in SCHEMAS.glob("*.sql"))


def older_case(version: str, folder: Path) -> Path:
    """A case whose tables are at ``version``, in a new ``folder``."""
    (folder / "originals").mkdir(parents=True)
    script = (SCHEMAS / f"{version}.sql").read_text("utf-8")
    for line in script.splitlines():
        if line.startswith("-- original"):
            data = base64.b64decode(line.removeprefix("-- original"))
            own = hashlib.sha256(data).hexdigest()
            (folder / "originals" / own[:2]).mkdir(exist_ok=True)
            (folder / "originals" / own[:2] / own).write_bytes(data)
    with closing(sqlite3.connect(folder / "case.sqlite", isolation_level=None)) as connection:
        connection.executescript(script)
    return folder


def tables_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a database, those of the index for searching left out."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = sorted(name for name in names if not name.startswith(("passage_index", "sqlite_")))
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in own}  # noqa: S608
