"""`ports.Subscriptions` on the commerce database."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, select, tuple_, update

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import subscription as table
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.subscription import Subscription

_ASK = Upsert(
    table,
    lambda it: it.on_conflict_do_update(
        index_elements=["id"], set_={"asked": table.c.asked + 1}
    ).returning(table.c.asked),
)
_PUT = (
    update(table)
    .where(table.c.id == bindparam("which"), table.c.found < bindparam("asked_as"))
    .values(
        reader=bindparam("whose"),
        live=bindparam("is_live"),
        started=bindparam("began"),
        until=bindparam("ends"),
        due=bindparam("is_due"),
        found=bindparam("asked_as"),
        state=bindparam("stands"),
    )
)
_KEPT: Select[tuple[bytes]] = select(table.c.state).where(table.c.state.is_not(None))
_GET = _KEPT.where(table.c.id == bindparam("which"))
_OF = _KEPT.where(table.c.reader == bindparam("whose")).order_by(table.c.started.desc(), table.c.id)
_LIVE = (
    _KEPT.where(table.c.live, table.c.id > bindparam("after"))
    .order_by(table.c.id)
    .limit(bindparam("size"))
)
_DUE = (
    _KEPT.where(
        table.c.live,
        table.c.due <= bindparam("now"),
        tuple_(table.c.due, table.c.id) > tuple_(bindparam("last_due"), bindparam("after")),
    )
    .order_by(table.c.due, table.c.id)
    .limit(bindparam("size"))
)


class SqlSubscriptions:
    """Subscriptions in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, subscription: str) -> int:
        """The number of a look at the provider that begins now."""
        values = {"id": subscription, "live": False, "asked": 1, "found": 0}
        return int(self._connection.execute(_ASK.on(self._connection), values).scalar_one())

    def put(self, subscription: Subscription, asked: int) -> bool:
        """Keep a subscription as the look of that number found it, if no later one found it."""
        values = {
            "which": subscription.id,
            "asked_as": asked,
            "whose": subscription.reader,
            "is_live": subscription.live,
            "began": subscription.started,
            "ends": subscription.until,
            "is_due": subscription.due,
            "stands": msgspec.json.encode(subscription),
        }
        return self._connection.execute(_PUT, values).rowcount == 1

    def get(self, subscription: str) -> Subscription | None:
        """A subscription."""
        found = self._all(_GET, {"which": subscription})
        return found[0] if found else None

    def of(self, reader: ReaderId) -> Sequence[Subscription]:
        """All subscriptions of a reader, the one begun last first."""
        return self._all(_OF, {"whose": reader})

    def due(self, now: Instant, after: Subscription | None, size: int) -> Sequence[Subscription]:
        """Live ones that are due by `now`, those after `after` in the order of when they are."""
        last_due, last = (-1, "") if after is None else (after.due, after.id)
        values = {"now": now, "last_due": last_due, "after": last, "size": size}
        return self._all(_DUE, values)

    def live(self, after: str, size: int) -> Sequence[Subscription]:
        """All live ones with ids after `after`, in order."""
        return self._all(_LIVE, {"after": after, "size": size})

    def _all(self, query: Select[tuple[bytes]], values: dict[str, Any]) -> list[Subscription]:
        return [_subscription(row) for row in self._connection.execute(query, values)]


def _subscription(row: Row[*tuple[Any, ...]]) -> Subscription:
    return msgspec.json.decode(row.state, type=Subscription)
