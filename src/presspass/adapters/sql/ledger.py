"""`ports.Ledger` on the commerce database."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import ledger as table
from presspass.core.ids import ReaderId
from presspass.core.ledger import Entry, Fact
from presspass.core.money import Money

_ADD = Upsert(table, lambda it: it.on_conflict_do_nothing(index_elements=["fact", "external"]))
_KNOWN = select(table.c.external).where(
    table.c.fact == bindparam("of_kind"), table.c.external.in_(bindparam("named", expanding=True))
)
_OF = (
    table.select()
    .where(table.c.reader == bindparam("whose"))
    .order_by(table.c.at.desc(), table.c.fact, table.c.external)
)


class SqlLedger:
    """The ledger in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        """Keep those that are not kept yet, and answer them."""
        wanted = {(entry.fact, entry.external): entry for entry in entries}
        for fact in {fact for fact, _ in wanted}:
            named = [external for kind, external in wanted if kind is fact]
            values = {"of_kind": fact.value, "named": named}
            for known in self._connection.execute(_KNOWN, values).scalars():
                del wanted[fact, known]
        if wanted:
            new = [_columns(entry) for entry in wanted.values()]
            self._connection.execute(_ADD.on(self._connection), new)
        return list(wanted.values())

    def of(self, reader: ReaderId) -> Sequence[Entry]:
        """The rows of a reader, the last first."""
        rows = self._connection.execute(_OF, {"whose": reader})
        return [
            Entry(
                Fact(row.fact),
                row.external,
                row.subscription,
                ReaderId(row.reader),
                Money(row.minor, row.currency),
                row.at,
            )
            for row in rows
        ]


def _columns(entry: Entry) -> dict[str, Any]:
    return {
        "fact": entry.fact.value,
        "external": entry.external,
        "subscription": entry.subscription,
        "reader": entry.reader,
        "minor": entry.money.minor,
        "currency": entry.money.currency,
        "at": entry.at,
    }
