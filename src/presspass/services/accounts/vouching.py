"""What a session's cookie says, written from what is kept about its reader."""

from collections.abc import Iterable, Sequence

from presspass.core.credentials import SESSION_FRESH, Session
from presspass.core.entitlement import Entitlement, standing_of
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import Instant
from presspass.ports import SEEN_EVERY, Books, Commerce, OpenSession, SessionChange


def vouched(
    session: SessionId, reader: ReaderId, entitlements: Iterable[Entitlement], now: Instant
) -> Session:
    """The session's cookie as it stands at `now`.

    It wants renewing when it has grown old, and at the very second when what it says may change.
    """
    held = standing_of(entitlements, now)
    expires = now + SESSION_FRESH
    if held.entitled_until is not None:
        expires = min(expires, held.entitled_until)
    return Session(session, reader, held.standing, now, expires, held.entitled_until, held.fix_by)


def still_holds(books: Books, session: Session, now: Instant) -> OpenSession | None:
    """The session of a cookie as the books have it; `None` once it was revoked or has expired."""
    kept = books.sessions.get(session.id)
    if kept is None or kept.reader != session.reader or kept.expires <= now:
        return None
    return kept


class AccountVouching:
    """`ports.Vouching` from the books."""

    def __init__(self, commerce: Commerce) -> None:
        self._commerce = commerce

    def renewed(self, session: Session, now: Instant) -> Session | None:
        """The session as it stands at `now`; `None` if it no longer holds. Raises `StoreAway`."""
        with self._commerce.reading() as books:
            kept = still_holds(books, session, now)
            if kept is None:
                return None
            entitlements = books.entitlements.of(kept.reader)
        if now >= kept.seen + SEEN_EVERY:
            with self._commerce.transaction() as books:
                books.sessions.seen(kept.id, now)
        return vouched(kept.id, kept.reader, entitlements, now)

    def changes(self, after: int) -> Sequence[SessionChange]:
        """The changes with a number higher than `after`, in order. Raises `StoreAway`."""
        with self._commerce.reading() as books:
            return books.sessions.changes(after)
