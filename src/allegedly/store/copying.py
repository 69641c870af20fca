"""Copies all rows of a case from one database into another, table by table."""

from contextlib import closing
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Result, Table, insert, select

from .tables import metadata

_AT_ONCE = 100
"""Rows in memory: some hold whole texts."""


def copy_rows(source: Connection, target: Connection) -> None:
    """Fill the tables of ``target``, which are empty. The same rows come in the same order each time."""
    for table in metadata.sorted_tables:
        for rows in _rows(source, table).partitions(_AT_ONCE):
            target.execute(insert(table), [dict(row._mapping) for row in rows])


def is_empty(connection: Connection) -> bool:
    """Whether no table holds a row."""
    return not any(connection.execute(select(table).limit(1)).first() for table in metadata.sorted_tables)


def are_same(one: Connection, other: Connection) -> bool:
    """Whether all tables hold the same rows."""
    return all(_are_same(one, other, table) for table in metadata.sorted_tables)


def _are_same(one: Connection, other: Connection, table: Table) -> bool:
    with closing(_rows(one, table)) as here, closing(_rows(other, table)) as there:
        return all(a == b for a, b in zip_longest(here, there))


def _rows(connection: Connection, table: Table) -> Result[Any]:
    query = select(table).order_by(*table.primary_key.columns)
    return connection.execute(query, execution_options={"yield_per": _AT_ONCE})
