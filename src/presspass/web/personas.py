"""The readers that the demo console can turn its visitor into."""

from dataclasses import dataclass
from enum import StrEnum

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
