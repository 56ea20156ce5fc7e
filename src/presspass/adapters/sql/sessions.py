"""`ports.Sessions` on the commerce database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from presspass.adapters.sql.inserting import numbered
from presspass.adapters.sql.schema import session, session_change
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import Instant
from presspass.ports import SEEN_EVERY, NoAccount, OpenSession, SessionChange

_OPEN = insert(session)
_OF = (
    session.select()
    .where(session.c.reader == bindparam("whose"), session.c.expires > bindparam("now"))
    .order_by(session.c.seen.desc(), session.c.opened.desc(), session.c.id)
)
_SIGNED_IN = (
    select(session.c.reader)
    .where(
        session.c.reader.in_(bindparam("readers", expanding=True)),
        session.c.expires > bindparam("now"),
    )
    .distinct()
)
_GET = session.select().where(session.c.id == bindparam("which"))
_SEEN = (
    update(session)
    .where(session.c.id == bindparam("which"), session.c.seen <= bindparam("before"))
    .values(seen=bindparam("now"), expires=session.c.expires + (bindparam("now") - session.c.seen))
)
_REVOKE = delete(session).where(session.c.id == bindparam("which")).returning(session.c.reader)
_REVOKE_ALL = (
    delete(session)
    .where(session.c.reader == bindparam("whose"), session.c.id != bindparam("keep"))
    .returning(session.c.id)
)
_TELL = numbered(session_change)
_CHANGES = (
    session_change.select()
    .where(session_change.c.number > bindparam("after"))
    .order_by(session_change.c.number)
)
_LATEST = select(func.max(session_change.c.number)).scalar_subquery()
_PRUNE = delete(session).where(session.c.expires < bindparam("before"))
_PRUNE_CHANGES = delete(session_change).where(
    session_change.c.at < bindparam("before"), session_change.c.number < _LATEST
)


class SqlSessions:
    """Sessions in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, session: OpenSession) -> None:
        """Keep a new session. Raises `NoAccount`."""
        values = {
            "id": session.id,
            "reader": session.reader,
            "opened": session.opened,
            "seen": session.seen,
            "expires": session.expires,
            "device": session.device,
        }
        try:
            self._connection.execute(_OPEN, values)
        except IntegrityError as fault:
            raise NoAccount from fault

    def of(self, reader: ReaderId, now: Instant) -> Sequence[OpenSession]:
        """A reader's sessions that hold at `now`, the one seen last first."""
        rows = self._connection.execute(_OF, {"whose": reader, "now": now})
        return [_session(row) for row in rows]

    def get(self, session: SessionId) -> OpenSession | None:
        """A session; `None` once it was revoked."""
        row = self._connection.execute(_GET, {"which": session}).one_or_none()
        return None if row is None else _session(row)

    def seen(self, session: SessionId, now: Instant) -> None:
        """Note that a session is in use, and move its end on; done once in `SEEN_EVERY` seconds."""
        values = {"which": session, "now": now, "before": now - SEEN_EVERY}
        self._connection.execute(_SEEN, values)

    def revoke(self, session: SessionId, now: Instant) -> bool:
        """End a session, and tell the gates; false where there was none."""
        reader = self._connection.execute(_REVOKE, {"which": session}).scalar_one_or_none()
        if reader is None:
            return False
        self._tell(reader, session, now)
        return True

    def revoke_all(self, reader: ReaderId, now: Instant, keep: SessionId | None = None) -> int:
        """End all sessions of a reader but one, and tell the gates; answers how many."""
        values = {"whose": reader, "keep": keep or b""}
        ended = self._connection.execute(_REVOKE_ALL, values).scalars().all()
        for each in ended:
            self._tell(reader, each, now)
        return len(ended)

    def renew_all(self, readers: Sequence[ReaderId], now: Instant) -> None:
        """Tell the gates of those who are signed in that what they hold has changed."""
        values = {"readers": list(readers), "now": now}
        for reader in self._connection.execute(_SIGNED_IN, values).scalars().all():
            self._tell(reader, None, now)

    def changes(self, after: int) -> Sequence[SessionChange]:
        """The changes with a number higher than `after`, in order."""
        return [
            SessionChange(
                row.number,
                ReaderId(row.reader),
                None if row.session is None else SessionId(row.session),
            )
            for row in self._connection.execute(_CHANGES, {"after": after})
        ]

    def prune(self, before: Instant) -> int:
        """Forget sessions that expired and changes made before then; the last change stays."""
        pruned = (_PRUNE, _PRUNE_CHANGES)
        return sum(self._connection.execute(each, {"before": before}).rowcount for each in pruned)

    def _tell(self, reader: ReaderId, session: SessionId | None, now: Instant) -> None:
        self._connection.execute(_TELL, {"at": now, "reader": reader, "session": session})


def _session(row: Row[*tuple[Any, ...]]) -> OpenSession:
    return OpenSession(
        id=SessionId(row.id),
        reader=ReaderId(row.reader),
        opened=row.opened,
        seen=row.seen,
        expires=row.expires,
        device=row.device,
    )
