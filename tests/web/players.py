"""Personas without books: sessions that say what the console asked for."""

from dataclasses import dataclass, replace
from typing import Any

from presspass.core.credentials import Session
from presspass.core.ids import ReaderId, SessionId, new_reader_id
from presspass.core.instants import DAY, Instant
from presspass.core.reader import Standing
from presspass.ports import StoreAway
from presspass.web.personas import Persona

SESSION_DAYS = 400
SUBSCRIPTION_DAYS = 366
TRIAL_DAYS = 14
GRACE_DAYS = 7

_ENTITLED = {
    Standing.TRIALING: TRIAL_DAYS,
    Standing.SUBSCRIBED: SUBSCRIPTION_DAYS,
    Standing.PAST_DUE: GRACE_DAYS,
}
_AFTERWARDS = {
    Standing.TRIALING: Standing.LAPSED_TRIAL,
    Standing.SUBSCRIBED: Standing.LAPSED_SUBSCRIBER,
    Standing.PAST_DUE: Standing.LAPSED_SUBSCRIBER,
}


@dataclass
class Players:
    """Plays the personas by a test's clock; `away` is a database that can't be used."""

    clock: Any
    away: bool = False
    made: int = 0

    def become(self, persona: Persona) -> Session | None:
        if self.away:
            raise StoreAway("the books are locked")
        if persona is Persona.NEW:
            return None
        now = self.clock.now()
        self.made += 1
        reader = new_reader_id(now, self.made.to_bytes(10, "big"))
        return _session(Standing(persona.value), reader, now)

    def time_passed(self, session: Session | None) -> Session | None:
        if self.away:
            raise StoreAway("the books are locked")
        if session is None:
            return None
        if session.entitled_until is None or self.clock.now() < session.entitled_until:
            return session
        standing = _AFTERWARDS.get(session.standing, session.standing)
        return replace(session, standing=standing, entitled_until=None, fix_by=None)


def _session(standing: Standing, reader: ReaderId, now: Instant) -> Session:
    days = _ENTITLED.get(standing)
    until = None if days is None else now + days * DAY
    return Session(
        SessionId(bytes(16)),
        reader,
        standing,
        now,
        now + SESSION_DAYS * DAY,
        until,
        until if standing is Standing.PAST_DUE else None,
    )
