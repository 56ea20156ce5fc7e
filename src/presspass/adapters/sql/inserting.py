"""Insertions that need more than SQL that all dialects share."""

from collections.abc import Callable
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Executable, Table, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

Insertion: TypeAlias = sqlite.Insert | postgresql.Insert


class Upsert:
    """An insertion that says what to do about a row that is there already.

    The dialects mean the same by it, and SQLAlchemy has it with each of them apart.
    """

    def __init__(self, table: Table, finish: Callable[[Insertion], Executable]) -> None:
        self._by_dialect = {
            "sqlite": finish(sqlite.insert(table)),
            "postgresql": finish(postgresql.insert(table)),
        }

    def on(self, connection: Connection) -> Executable:
        """The statement in the dialect of a connection."""
        return self._by_dialect[connection.dialect.name]


def numbered(table: Table) -> ReturningInsert[int]:
    """An insertion under the next number.

    Not a sequence: numbers follow one another without gaps, and none is ever seen before the one
    under it. Transactions that write are one at a time, so that no two meet here.
    """
    following = select(func.coalesce(func.max(table.c.number), 0) + 1).scalar_subquery()
    values: dict[str, ColumnElement[Any]] = {
        column.name: bindparam(column.name) for column in table.c
    }
    return insert(table).values(values | {"number": following}).returning(table.c.number)
