"""Where it is kept in which browsers a reader is signed in, and what gates must hear of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import DAY, Instant

SEEN_EVERY = DAY
"""Seconds to which it is kept when a session was last seen: more is not worth the writing."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser in which a reader is signed in, until `expires`.

    `device` is a short label that readers know it by, such as "Firefox, Linux".
    """

    id: SessionId
    reader: ReaderId
    opened: Instant
    seen: Instant
    expires: Instant
    device: str


@dataclass(frozen=True, slots=True)
class SessionChange:
    """What gates must hear: a session was revoked, or all of a reader's are to be renewed.

    `session` is the one that was revoked, and `None` where they are to be renewed.
    """

    number: int
    reader: ReaderId
    session: SessionId | None


class Sessions(Protocol):
    """Keeps the sessions of those who have accounts. All methods raise `StoreAway`."""

    def open(self, session: OpenSession) -> None:
        """Keep a new session. Raises `NoAccount`."""
        ...

    def of(self, reader: ReaderId, now: Instant) -> Sequence[OpenSession]:
        """A reader's sessions that hold at `now`, the one seen last first."""
        ...

    def get(self, session: SessionId) -> OpenSession | None:
        """A session; `None` once it was revoked. Whether it has expired, the caller sees."""
        ...

    def seen(self, session: SessionId, now: Instant) -> None:
        """Note that a session is in use, and move its end on; done once in `SEEN_EVERY` seconds."""
        ...

    def revoke(self, session: SessionId, now: Instant) -> bool:
        """End a session, and tell the gates; false where there was none."""
        ...

    def revoke_all(self, reader: ReaderId, now: Instant, keep: SessionId | None = None) -> int:
        """End all sessions of a reader but one, and tell the gates; answers how many."""
        ...

    def renew_all(self, readers: Sequence[ReaderId], now: Instant) -> None:
        """Tell the gates that what readers hold has changed: sessions are to be renewed now.

        Those of up to 10,000 readers who are signed in; who isn't needs none.
        """
        ...

    def changes(self, after: int) -> Sequence[SessionChange]:
        """The changes with a number higher than `after`, in order. No number is used twice."""
        ...

    def prune(self, before: Instant) -> int:
        """Forget sessions that expired and changes made before then; answers how many."""
        ...
