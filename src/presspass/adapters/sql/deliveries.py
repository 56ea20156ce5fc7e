"""`ports.Deliveries` on the commerce database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, exists, or_
from sqlalchemy.exc import IntegrityError

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import delivery as table
from presspass.adapters.sql.schema import entitlement
from presspass.core.address import DeliveryAddress, Part
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.ports import Delivery, NoAccount

_OF = table.select().where(table.c.reader == bindparam("whose"))
_UNDER = table.select().where(table.c.reader.in_(bindparam("readers", expanding=True)))
_PUT = Upsert(
    table,
    lambda it: it.on_conflict_do_update(
        index_elements=["reader"],
        set_={
            column.name: it.excluded[column.name]
            for column in table.c
            if column is not table.c.reader
        },
    ),
)
_PRUNE = delete(table).where(
    table.c.changed < bindparam("before"),
    ~exists().where(
        entitlement.c.reader == table.c.reader,
        entitlement.c.benefit == Benefit.PRINT.value,
        or_(entitlement.c.until.is_(None), entitlement.c.until > bindparam("before")),
    ),
)


class SqlDeliveries:
    """Delivery addresses in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, reader: ReaderId) -> Delivery | None:
        """Where a reader's paper goes."""
        row = self._connection.execute(_OF, {"whose": reader}).one_or_none()
        return None if row is None else _delivery(row)

    def put(self, delivery: Delivery) -> None:
        """Keep an address in place of the reader's last one. Raises `NoAccount`."""
        values = {
            "reader": delivery.reader,
            "changed": delivery.changed,
            **asdict(delivery.address),
        }
        try:
            self._connection.execute(_PUT.on(self._connection), values)
        except IntegrityError as fault:
            raise NoAccount from fault

    def under(self, readers: Sequence[ReaderId]) -> Mapping[ReaderId, Delivery]:
        """Where the papers of many readers go; who has given no address is left out."""
        rows = self._connection.execute(_UNDER, {"readers": list(readers)})
        return {ReaderId(row.reader): _delivery(row) for row in rows}

    def prune(self, before: Instant) -> int:
        """Forget addresses kept before then, of readers to whom nothing was due since."""
        return self._connection.execute(_PRUNE, {"before": before}).rowcount


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    address = DeliveryAddress(**{part: getattr(row, part) for part in Part})
    return Delivery(ReaderId(row.reader), address, row.changed)
