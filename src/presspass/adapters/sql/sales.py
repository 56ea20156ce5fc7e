"""`ports.Sales` on the commerce database."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select, update

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import sale as table
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.sale import CHECKOUT_OPEN, Sale, SaleState

_ADD = Upsert(table, lambda it: it.on_conflict_do_nothing(index_elements=["id"]))
_GET = table.select().where(table.c.id == bindparam("which"))
_OF = table.select().where(table.c.reader == bindparam("whose")).order_by(table.c.at, table.c.id)
_UPDATE = (
    update(table)
    .where(table.c.id == bindparam("which"))
    .values(
        state=bindparam("became"),
        checkout=bindparam("page"),
        subscription=bindparam("led_to"),
    )
)
_PENDING = (
    table.select()
    .where(
        table.c.state == SaleState.AGREED.value,
        table.c.at < bindparam("before"),
        table.c.id > bindparam("after"),
    )
    .order_by(table.c.id)
    .limit(bindparam("size"))
)
_TAKEN = select(func.count()).where(
    table.c.offer == bindparam("which"),
    table.c.at >= bindparam("since"),
    or_(
        table.c.state == SaleState.MADE.value,
        and_(table.c.state == SaleState.AGREED.value, table.c.at > bindparam("open_since")),
    ),
)


class SqlSales:
    """Sales in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, sale: Sale) -> None:
        """Keep a new sale; one with the same id is left as it is."""
        values = {
            "id": sale.id,
            "reader": sale.reader,
            "offer": sale.offer,
            "at": sale.at,
            "state": sale.state.value,
            "checkout": sale.checkout,
            "subscription": sale.subscription,
            "terms": msgspec.json.encode(sale),
        }
        self._connection.execute(_ADD.on(self._connection), values)

    def get(self, sale: str) -> Sale | None:
        """A sale."""
        row = self._connection.execute(_GET, {"which": sale}).first()
        return None if row is None else _sale(row)

    def of(self, reader: ReaderId) -> Sequence[Sale]:
        """All sales of a reader, in the order in which they were agreed to."""
        return [_sale(row) for row in self._connection.execute(_OF, {"whose": reader})]

    def update(self, sale: Sale) -> None:
        """Note a sale's state, checkout page and subscription."""
        values = {
            "which": sale.id,
            "became": sale.state.value,
            "page": sale.checkout,
            "led_to": sale.subscription,
        }
        self._connection.execute(_UPDATE, values)

    def pending(self, until: Instant, after: str, size: int) -> Sequence[Sale]:
        """Sales only agreed to, before `until`, with ids after `after`, in order."""
        values = {"before": until, "after": after, "size": size}
        return [_sale(row) for row in self._connection.execute(_PENDING, values)]

    def count(self, offer: str, since: Instant, now: Instant) -> int:
        """How often an offer was taken up since a time."""
        values = {"which": offer, "since": since, "open_since": now - CHECKOUT_OPEN}
        return int(self._connection.execute(_TAKEN, values).scalar_one())


def _sale(row: Row[*tuple[Any, ...]]) -> Sale:
    agreed = msgspec.json.decode(row.terms, type=Sale)
    return replace(
        agreed,
        state=SaleState(row.state),
        checkout=row.checkout,
        subscription=row.subscription,
    )
