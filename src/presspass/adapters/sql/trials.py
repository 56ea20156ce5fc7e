"""`ports.Trials` on the commerce database."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import trial as table
from presspass.core.instants import Instant

_USED = select(table.c.person).where(table.c.person.in_(bindparam("who", expanding=True))).limit(1)
_USE = Upsert(table, lambda it: it.on_conflict_do_nothing(index_elements=["person"]))


class SqlTrials:
    """Who has had a trial, in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def used(self, persons: Iterable[bytes]) -> bool:
        """Whether any of them has had a trial."""
        return self._connection.execute(_USED, {"who": list(persons)}).first() is not None

    def use(self, persons: Iterable[bytes], now: Instant) -> None:
        """Note that they have."""
        for person in persons:
            self._connection.execute(_USE.on(self._connection), {"person": person, "at": now})
