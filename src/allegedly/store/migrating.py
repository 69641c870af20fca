"""Brings the tables of a database to the version that this program knows."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from ..clock import now
from ..errors import CaseError
from ..person import this_person
from .faults import shown

HEAD = "0004"
"""The newest step in ``migrations/versions``; a test holds it there."""
_FOLDER = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The step that the database is at; ``None`` when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return version


def is_known(version: str) -> bool:
    """Whether the step is one of ours; a step that is not was made by a newer program."""
    return any(file.name.startswith(f"v{version}_") for file in (_FOLDER / "versions").glob("v*.py"))


def check_version(folder: Path, version: str | None, where: str) -> None:
    """Raises ``CaseError`` where the database ``where`` the case has its records is none of a case, or too new."""
    if version is None:
        raise no_case(folder, f"{where} has no tables of a case")
    if not is_known(version):
        raise CaseError(
            f"The case {shown(folder)} was made by a newer Allegedly (its tables are at version {version}, this one "
            f"knows {HEAD}). Update Allegedly to open it."
        )


def no_case(folder: Path, why: str) -> CaseError:
    return CaseError(f"{shown(folder)} is not a case: {why}. Make one with: allegedly new {shown(folder)}")


def migrate(connection: Connection, backup: str = "") -> None:
    """Run the steps that are missing, inside the caller's transaction; ``backup`` is the SHA-256 of the copy that was
    made before, for the log of custody.
    """
    # Alembic takes a third of a second to import, and a case that is up to date does not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes.update(
        connection=connection, at=now(), by=this_person(), backup=backup, version=version_of(connection) or ""
    )
    command.upgrade(config, "head")
