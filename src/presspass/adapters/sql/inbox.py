"""`ports.Inbox` on the commerce database."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select, update

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import inbox as table
from presspass.adapters.sql.schema import inbox_asked
from presspass.core.instants import Instant
from presspass.ports import PaymentEvent, Waiting

_ADD = Upsert(
    table,
    lambda it: it.on_conflict_do_nothing(index_elements=["id"]).returning(table.c.id),
)
_DUE = (
    table.select()
    .where(table.c.due <= bindparam("now"))
    .order_by(table.c.due, table.c.created, table.c.id)
    .limit(bindparam("size"))
)
_SOME = update(table).where(
    table.c.id.in_(bindparam("which", expanding=True)), table.c.handled.is_(None)
)
_HANDLED = _SOME.values(handled=bindparam("now"), due=None, why=None)
_RETRY = _SOME.values(due=bindparam("later"), tries=table.c.tries + 1, why=bindparam("reason"))
_ONE = "payments"
_ASKED = select(inbox_asked.c.until).where(inbox_asked.c.provider == _ONE)
_ASK = Upsert(
    inbox_asked,
    lambda it: it.on_conflict_do_update(
        index_elements=["provider"], set_={"until": it.excluded.until}
    ),
)
_WAITING = select(func.count()).where(table.c.handled.is_(None))
_PRUNE = delete(table).where(table.c.handled < bindparam("before"))


class SqlInbox:
    """The inbox in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: PaymentEvent, now: Instant) -> bool:
        """Keep an event; false where it was there already."""
        values = {
            "id": event.id,
            "kind": event.kind,
            "created": event.created,
            "subscription": event.subscription,
            "checkout": event.checkout,
            "received": now,
            "due": now,
            "tries": 0,
        }
        return self._connection.execute(_ADD.on(self._connection), values).first() is not None

    def due(self, now: Instant, size: int) -> Sequence[Waiting]:
        """Events that are due, oldest first."""
        return [
            Waiting(
                PaymentEvent(row.id, row.kind, row.created, row.subscription, row.checkout),
                row.tries,
            )
            for row in self._connection.execute(_DUE, {"now": now, "size": size})
        ]

    def handled(self, events: Iterable[str], now: Instant) -> None:
        """Note that events were handled."""
        self._connection.execute(_HANDLED, {"which": list(events), "now": now})

    def retry(self, events: Iterable[str], due: Instant, why: str) -> None:
        """Leave events until later, and count the try."""
        self._connection.execute(_RETRY, {"which": list(events), "later": due, "reason": why})

    def asked(self) -> Instant | None:
        """Until when the provider was asked for events that had not come; `None`: it never was."""
        return self._connection.execute(_ASKED).scalar_one_or_none()

    def ask(self, now: Instant) -> None:
        """Note that it was asked for all events until `now`."""
        self._connection.execute(_ASK.on(self._connection), {"provider": _ONE, "until": now})

    def waiting(self) -> int:
        """How many events wait."""
        return int(self._connection.execute(_WAITING).scalar_one())

    def prune(self, before: Instant) -> int:
        """Forget events handled before then; answers how many."""
        return self._connection.execute(_PRUNE, {"before": before}).rowcount
