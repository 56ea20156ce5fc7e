"""The readers that the demo console can turn its visitor into."""

from dataclasses import dataclass
from enum import StrEnum


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
    Described(Persona.REGISTERED, "Registered", "Registers by mail for a free account."),
    Described(Persona.TRIALING, "In a trial", "Begins a trial of 14 days, without a card."),
    Described(Persona.SUBSCRIBED, "Subscriber", "Pays $0.99 for the first month."),
    Described(Persona.PAST_DUE, "Payment failed", "32 days on, the card is declined."),
    Described(Persona.LAPSED_TRIAL, "Trial over", "15 days on, the trial has ended."),
    Described(Persona.LAPSED_SUBSCRIBER, "Subscription over", "Cancels, and it ends; 32 days on."),
)
