"""In which browsers a reader is signed in: opened, listed and ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import urandom

from presspass.core.account import Account
from presspass.core.credentials import SESSION_LIFE, MeterCookie, Session
from presspass.core.edition import Edition
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import MINUTE, Instant
from presspass.ports import Books, Commerce, OpenSession
from presspass.services.accounts.devices import devices_allowed
from presspass.services.accounts.vouching import still_holds, vouched

RECENT = 30 * MINUTE
"""Seconds from a sign-in in which what can't be undone may be done without another."""

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser that somebody signs in with.

    `device` is the label that `device_of` makes. `session` and `meter` are what its cookies say:
    the session ends when another begins, and the meter's count follows its reader.
    """

    device: str = ""
    session: Session | None = None
    meter: MeterCookie | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A reader who is signed in, and the browser's session as the books have it."""

    account: Account
    session: OpenSession

    def recently(self, now: Instant) -> bool:
        """Whether it was proven so lately who this is that it need not be proven again."""
        return now < self.session.opened + RECENT


class TooManyDevices(Exception):  # noqa: N818  # it names a state of the world, not a fault of ours
    """The reader is signed in elsewhere as often as may be. At least `excess` have to end."""

    def __init__(self, sessions: Sequence[OpenSession], allowed: int) -> None:
        super().__init__(f"signed in {len(sessions)} times already, and {allowed} is the most")
        self.sessions = sessions
        self.excess = len(sessions) - allowed + 1


class ReaderSessions:
    """The sessions of readers with accounts. All methods block, and raise `StoreAway`."""

    def __init__(self, commerce: Commerce, edition: Callable[[], Edition]) -> None:
        self._commerce = commerce
        self._edition = edition

    def signed_in(self, session: Session | None, now: Instant) -> SignedIn | None:
        """Who is signed in by a session cookie, if what it says still holds.

        Ask this before anything is shown or done in a reader's name: the cookie alone may have been
        signed out a moment ago.
        """
        if session is None:
            return None
        with self._commerce.reading() as books:
            kept = still_holds(books, session, now)
            if kept is None:
                return None
            account = books.accounts.by_reader(kept.reader)
        return None if account is None else SignedIn(account, kept)

    def of(self, reader: ReaderId, now: Instant) -> Sequence[OpenSession]:
        """The browsers in which a reader is signed in, the one seen last first."""
        with self._commerce.reading() as books:
            return books.sessions.of(reader, now)

    def revoke(self, reader: ReaderId, sessions: Sequence[SessionId], now: Instant) -> int:
        """End some of a reader's sessions; answers how many. Those of others are let be."""
        with self._commerce.transaction() as books:
            return _revoked(books, reader, sessions, now)

    def revoke_others(self, reader: ReaderId, keep: SessionId, now: Instant) -> int:
        """End all of a reader's sessions but one; answers how many."""
        with self._commerce.transaction() as books:
            return books.sessions.revoke_all(reader, now, keep)

    def sign_out(self, session: Session, now: Instant) -> None:
        """End the session that a browser's cookie tells of."""
        self.revoke(session.reader, [session.id], now)

    def open_in(self, books: Books, reader: ReaderId, browser: Browser, now: Instant) -> Session:
        """A new session, within a transaction of the caller's; the cookie to give to the browser.

        The browser's old session ends, whoever's it was. Raises `TooManyDevices` before anything is
        changed.
        """
        old = browser.session
        entitlements = books.entitlements.of(reader)
        allowed = devices_allowed(entitlements, self._edition(), now)
        others = [each for each in books.sessions.of(reader, now) if not old or each.id != old.id]
        if len(others) >= allowed:
            raise TooManyDevices(others, allowed)
        if old is not None:
            _revoked(books, old.reader, [old.id], now)
        opened = OpenSession(
            SessionId(urandom(_ID_BYTES)), reader, now, now, now + SESSION_LIFE, browser.device
        )
        books.sessions.open(opened)
        return vouched(opened.id, reader, entitlements, now)


def _revoked(books: Books, reader: ReaderId, sessions: Sequence[SessionId], now: Instant) -> int:
    found = [books.sessions.get(session) for session in sessions]
    own = [each.id for each in found if each is not None and each.reader == reader]
    return sum(books.sessions.revoke(session, now) for session in own)
