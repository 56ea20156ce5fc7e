"""`ports.Sessions` in memory."""

from collections.abc import Sequence
from dataclasses import replace

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import Instant
from presspass.ports import SEEN_EVERY, NoAccount, OpenSession, SessionChange


class MemorySessions:
    """Sessions in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def open(self, session: OpenSession) -> None:
        """Keep a new session. Raises `NoAccount`."""
        if session.reader not in self._tables.accounts:
            raise NoAccount
        self._tables.sessions[session.id] = session

    def of(self, reader: ReaderId, now: Instant) -> Sequence[OpenSession]:
        """A reader's sessions that hold at `now`, the one seen last first."""
        held = [it for it in self._tables.sessions.values() if it.reader == reader]
        held = [it for it in held if it.expires > now]
        return sorted(held, key=lambda it: (-it.seen, -it.opened, it.id))

    def get(self, session: SessionId) -> OpenSession | None:
        """A session; `None` once it was revoked."""
        return self._tables.sessions.get(session)

    def seen(self, session: SessionId, now: Instant) -> None:
        """Note that a session is in use, and move its end on; done once in `SEEN_EVERY` seconds."""
        found = self._tables.sessions.get(session)
        if found is not None and found.seen <= now - SEEN_EVERY:
            expires = found.expires + now - found.seen
            self._tables.sessions[session] = replace(found, seen=now, expires=expires)

    def revoke(self, session: SessionId, now: Instant) -> bool:
        """End a session, and tell the gates; false where there was none."""
        found = self._tables.sessions.pop(session, None)
        if found is None:
            return False
        self._tell(found.reader, session, now)
        return True

    def revoke_all(self, reader: ReaderId, now: Instant, keep: SessionId | None = None) -> int:
        """End all sessions of a reader but one, and tell the gates; answers how many."""
        sessions = [it.id for it in self._tables.sessions.values() if it.reader == reader]
        return sum(self.revoke(session, now) for session in sessions if session != keep)

    def renew_all(self, readers: Sequence[ReaderId], now: Instant) -> None:
        """Tell the gates of those who are signed in that what they hold has changed."""
        for reader in readers:
            if self.of(reader, now):
                self._tell(reader, None, now)

    def changes(self, after: int) -> Sequence[SessionChange]:
        """The changes with a number higher than `after`, in order."""
        return [change for number, (_, change) in self._tables.changes.items() if number > after]

    def prune(self, before: Instant) -> int:
        """Forget sessions that expired and changes made before then; the last change stays."""
        expired = [it.id for it in self._tables.sessions.values() if it.expires < before]
        for session in expired:
            del self._tables.sessions[session]
        latest = self._tables.numbers.get("change", 0)
        old = [number for number, (at, _) in self._tables.changes.items() if at < before]
        told = [number for number in old if number != latest]
        for number in told:
            del self._tables.changes[number]
        return len(expired) + len(told)

    def _tell(self, reader: ReaderId, session: SessionId | None, now: Instant) -> None:
        number = self._tables.number("change")
        self._tables.changes[number] = (now, SessionChange(number, reader, session))
