"""Where a case keeps its records if not in its folder: ``case.toml`` there names the database, and never a password."""

import json
import tomllib
from pathlib import Path
from types import ModuleType

from ..errors import CaseError
from .faults import shown, told
from .originals import write_safely

ADDRESS_FILE = "case.toml"
UNFINISHED_ADDRESS = "case.part"
"""What is left of it where writing was cut off."""
_SECRETS = ("password", "sslpassword")
_FORM = "The address of a database has the form postgresql://user@host/name; give it so."
_HEAD = """\
# Where this case keeps its records. Passwords never stand here: they stand in ~/.pgpass, or in PGPASSWORD.
"""


def address_of(folder: Path) -> str | None:
    """The address of the case's database; ``None`` where that is in the folder. Raises ``CaseError``."""
    file = folder / ADDRESS_FILE
    with told(folder):
        if not file.is_file():
            return None
        written = file.read_bytes()
    try:
        return checked(tomllib.loads(written.decode())["database"])
    except (ValueError, KeyError, RecursionError) as error:
        raise CaseError(f"{shown(file)} does not name a database. It has one line: {_line('...')}") from error


def write_address(folder: Path, address: str) -> None:
    """From here on the case is where the address says: safe from power loss on return."""
    with told(folder):
        write_safely(folder / ADDRESS_FILE, f"{_HEAD}{_line(address)}\n".encode(), mode=0o644)


def checked(address: object) -> str:
    """The address of a PostgreSQL database, if it is one that may be written down. Raises ``CaseError``."""
    if not isinstance(address, str) or not address.startswith(("postgresql://", "postgres://")):
        raise CaseError(_FORM)
    driver = psycopg()
    try:
        parts = driver.conninfo.conninfo_to_dict(address)
    except (driver.Error, ValueError):  # which may repeat a password
        raise CaseError(_FORM) from None
    if any(parts.get(name) for name in _SECRETS):
        raise CaseError(
            "The address of the database holds a password, which would stand in case.toml for all to read. Leave it "
            "out; put it into the file ~/.pgpass (host:port:name:user:password), or into PGPASSWORD."
        )
    return address


def psycopg() -> ModuleType:
    """The driver, which only teams install."""
    try:
        import psycopg
        import psycopg.conninfo
    except ImportError as error:
        raise CaseError(
            "A case in PostgreSQL needs one more package. Install it with: pip install 'allegedly[team]'"
        ) from error
    return psycopg


def _line(address: str) -> str:
    return f"database = {json.dumps(address)}"  # strings of JSON are strings of TOML
