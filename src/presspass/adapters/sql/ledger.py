"""`ports.Ledger` on the commerce database."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Executable, bindparam, func, select

from presspass.adapters.sql.inserting import Insertion, Upsert
from presspass.adapters.sql.schema import ledger as table
from presspass.core.ids import ReaderId
from presspass.core.ledger import Entry, Fact
from presspass.core.money import Money


def _once(insertion: Insertion) -> Executable:
    return insertion.on_conflict_do_nothing(index_elements=["fact", "external"]).returning(
        table.c.external
    )


_ADD = Upsert(table, _once)
_OF = (
    table.select()
    .where(table.c.reader == bindparam("whose"))
    .order_by(table.c.at.desc(), table.c.fact, table.c.external)
)
_BALANCE = select(table.c.currency, func.sum(table.c.minor)).group_by(table.c.currency)


class SqlLedger:
    """The ledger in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        """Keep those that are not kept yet, and answer them."""
        return [entry for entry in entries if self._add(entry)]

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

    def balance(self) -> dict[str, int]:
        """The sum of all rows in each currency, in minor units."""
        return {currency: int(minor) for currency, minor in self._connection.execute(_BALANCE)}

    def _add(self, entry: Entry) -> bool:
        values = {
            "fact": entry.fact.value,
            "external": entry.external,
            "subscription": entry.subscription,
            "reader": entry.reader,
            "minor": entry.money.minor,
            "currency": entry.money.currency,
            "at": entry.at,
        }
        return self._connection.execute(_ADD.on(self._connection), values).first() is not None
