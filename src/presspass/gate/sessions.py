"""Sessions beyond their cookies: renewed when they have grown old, ended when they are revoked."""

import asyncio
import logging
from dataclasses import replace

from presspass.core.credentials import SESSION_HONOURED, Session
from presspass.core.ids import SessionId
from presspass.core.instants import Instant
from presspass.gate.identify import Identify, Visitor
from presspass.ports import Clock, Headers, Unavailable, Vouching

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.5
"""How long a page view waits for its reader's session to be renewed."""

POLL_SECONDS = 1.0
"""How often a gate asks for revocations; they are promised everywhere within five seconds."""

_PAUSE_SECONDS = 2
"""How long the database is left alone when it could not renew a session."""


class Sessions:
    """Has sessions renewed off the loop. While nobody can, they are honoured for some days."""

    def __init__(self, identify: Identify, vouching: Vouching, clock: Clock) -> None:
        self._identify = identify
        self._vouching = vouching
        self._clock = clock
        self._renewing: dict[SessionId, asyncio.Future[Session | None]] = {}
        self._ask_again: Instant = 0
        self._heard = 0
        self._deaf = False
        self._away = False

    async def settled(self, visitor: Visitor, now: Instant) -> tuple[Visitor, Headers]:
        """The visitor of a session that has grown old, with the header line that renews it."""
        session = visitor.session
        if session is None:
            return visitor, []
        try:
            renewed = await self._renewed(session, now)
        except Unavailable as away:
            return self._honoured(visitor, session, now, away), []
        self._is_back()
        line = self._identify.session_line(renewed)
        return (visitor.signed_out(now) if renewed is None else visitor.vouched(renewed)), [line]

    async def watch(self) -> None:
        """Follow revocations until cancelled."""
        while True:
            try:
                await self.refresh()
            except Unavailable as away:
                if not self._deaf:
                    log.warning("revoked sessions can't be read just now: %s", away)
                self._deaf = True
            else:
                self._deaf = False
            await asyncio.sleep(POLL_SECONDS)

    async def refresh(self) -> None:
        """Take over the changes that came since. Raises `Unavailable`."""
        for change in await asyncio.to_thread(self._vouching.changes, self._heard):
            now = self._clock.now()
            if change.session is None:
                self._identify.outdate(change.reader, now)
            else:
                self._identify.end(change.session, now)
            self._heard = change.number

    async def _renewed(self, session: Session, now: Instant) -> Session | None:
        """The renewed session; the page views that wait for it together ask once."""
        if now < self._ask_again:
            raise Unavailable("sessions could not be renewed a moment ago")
        asking = self._renewing.get(session.id)
        if asking is None:
            asking = asyncio.ensure_future(asyncio.to_thread(self._vouching.renewed, session, now))
            self._renewing[session.id] = asking
            asking.add_done_callback(lambda done: self._settle(session.id, done))
        try:
            return await asyncio.wait_for(asyncio.shield(asking), PATIENCE_SECONDS)
        except TimeoutError:
            self._ask_again = now + _PAUSE_SECONDS
            raise Unavailable(f"renewing takes longer than {PATIENCE_SECONDS} seconds") from None
        except Unavailable:
            self._ask_again = now + _PAUSE_SECONDS
            raise

    def _settle(self, session: SessionId, done: "asyncio.Future[Session | None]") -> None:
        self._renewing.pop(session, None)
        if not done.cancelled():
            done.exception()  # who waited has heard of it; who gave up does not want to

    def _honoured(
        self, visitor: Visitor, session: Session, now: Instant, away: Unavailable
    ) -> Visitor:
        if not self._away:
            log.warning("sessions can't be renewed just now and are honoured: %s", away)
        self._away = True
        until = session.expires + SESSION_HONOURED
        if until <= now:
            return visitor.signed_out(now)
        if session.entitled_until is not None and session.issued < session.entitled_until:
            # It may have been paid on since, and nobody is there to say so.
            session = replace(session, entitled_until=max(session.entitled_until, until))
        return visitor.vouched(session)

    def _is_back(self) -> None:
        if self._away:
            log.warning("sessions are renewed again")
            self._away = False
