"""All tables of a case, in the order in which they are written."""

from collections.abc import Iterator

from ..material import Material
from .of_case import documents, entities, events, judgements, relations
from .of_claims import claims, ledger, questions, whereabouts
from .of_custody import custody
from .table import Column, Row, Table

_MADE_BY = (claims, events, entities, relations, documents, whereabouts, ledger, questions, judgements, custody)


def every_table(material: Material) -> Iterator[Table]:
    """Each table, and at last one that says to what they were narrowed and what stands in their columns."""
    tables = []
    for make in _MADE_BY:
        table = make(material)
        tables.append(table)
        yield table
    columns = (
        Column("table", "The table; all for what is told of all.", 14),
        Column("column", "The column.", 18),
        Column("means", "What stands in it.", 90),
    )
    rows: list[Row] = [("all", None, sentence) for sentence in material.cut]
    rows += [(table.name, column.name, column.means) for table in tables for column in table.columns]
    yield Table("columns", columns, rows)
