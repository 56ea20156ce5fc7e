"""The readers that the demo console can turn its visitor into."""

from dataclasses import dataclass, replace
from enum import StrEnum

from presspass.core.credentials import Session
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import DAY, Instant
from presspass.core.reader import Standing

SESSION_DAYS = 400
"""Long enough for the demo's clock to be moved on by a year without being signed out."""

SUBSCRIPTION_DAYS = 366
TRIAL_DAYS = 14
GRACE_DAYS = 7


class Persona(StrEnum):
    """Everyone one can be; but for the first, they are named for their standings."""

    NEW = "new"
    REGISTERED = "registered"
    TRIALING = "trialing"
    SUBSCRIBED = "subscribed"
    PAST_DUE = "past_due"
    LAPSED_TRIAL = "lapsed_trial"
    LAPSED_SUBSCRIBER = "lapsed_subscriber"


@dataclass(frozen=True, slots=True)
class Described:
    """A persona in the console's words."""

    persona: Persona
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A situation to be met at once: as this persona, at this page, and how it goes on."""

    meets: str
    persona: Persona
    page: str
    onward: str


DESCRIBED = (
    Described(Persona.NEW, "Anonymous", "Starts anew: no cookies, nothing read."),
    Described(Persona.REGISTERED, "Registered", "A free account, and what it opens."),
    Described(Persona.TRIALING, "In a trial", f"Everything is open for {TRIAL_DAYS} days."),
    Described(Persona.SUBSCRIBED, "Subscriber", "Everything is open; nothing is said."),
    Described(Persona.PAST_DUE, "Payment failed", f"Open for {GRACE_DAYS} days of grace."),
    Described(Persona.LAPSED_TRIAL, "Trial over", "Reads as registered readers do."),
    Described(Persona.LAPSED_SUBSCRIBER, "Subscription over", "Reads as registered readers do."),
)

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


def session_of(persona: Persona, reader: ReaderId, now: Instant) -> Session | None:
    """The session that makes a reader this persona; a new reader has none."""
    if persona is Persona.NEW:
        return None
    standing = Standing(persona.value)
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


def aged(session: Session, now: Instant) -> Session:
    """The session once time has moved on: a trial, a grace or a subscription may have run out."""
    if session.entitled_until is None or now < session.entitled_until:
        return session
    standing = _AFTERWARDS.get(session.standing, session.standing)
    return replace(session, standing=standing, entitled_until=None, fix_by=None)
