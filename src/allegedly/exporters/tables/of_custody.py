"""The table of the log of custody."""

from ..material import Material
from .table import Column, Table

COLUMNS = (
    Column("number", "Its place in the log, from 1.", 8),
    Column("at", "When (UTC), by the clock of the machine that wrote it.", 20),
    Column("by", "Who; empty where nobody was named.", 16),
    Column("what", "Received, kept, opened, refused, forgotten, judged, put back, taken over or migrated.", 12),
    Column("record", "Of what: document, receipt, refusal, container, judgement or case.", 12),
    Column("subject", "The SHA-256 of the file, or the id of the refusal or the judgement.", 24),
    Column("digest", "The SHA-256 of the record as it was written.", 24),
    Column("previous", "The hash of the line before it.", 24),
    Column("hash", "The SHA-256 of all that stands before it in the line.", 24),
)


def custody(material: Material) -> Table:
    """The log in its order; of a case as it was known by a day, the lines about what is shown of it."""
    rows = (tuple(getattr(line, column.name) for column in COLUMNS) for line in material.custody_shown)
    return Table("custody", COLUMNS, rows)
