"""What is kept, table by table."""

from dataclasses import dataclass, field, fields

from presspass.core.account import Account
from presspass.core.challenge import Challenge, ChallengeId
from presspass.core.entitlement import Entitlement, EntitlementId
from presspass.core.ids import ReaderId, SessionId
from presspass.core.instants import Instant
from presspass.core.ledger import Entry, Fact
from presspass.core.limits import Tally
from presspass.core.sale import Sale
from presspass.core.subscription import Subscription
from presspass.ports import (
    Deed,
    Delivery,
    Mail,
    MailState,
    OpenSession,
    PaymentEvent,
    SessionChange,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail in the outbox: due, claimed or settled `at`, and without its words once settled."""

    state: MailState
    at: Instant
    mail: Mail | None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Arrived:
    """An event in the inbox: due, or handled."""

    event: PaymentEvent
    due: Instant | None
    handled: Instant | None = None
    tries: int = 0


@dataclass(slots=True)
class Tables:
    """All tables. Their values are never changed, only put in each other's place."""

    accounts: dict[ReaderId, Account] = field(default_factory=dict)
    readers: dict[str, ReaderId] = field(default_factory=dict)
    """Whose an address is."""
    challenges: dict[ChallengeId, Challenge] = field(default_factory=dict)
    sessions: dict[SessionId, OpenSession] = field(default_factory=dict)
    changes: dict[int, tuple[Instant, SessionChange]] = field(default_factory=dict)
    entitlements: dict[EntitlementId, Entitlement] = field(default_factory=dict)
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    outbox: dict[int, Posted] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    """Under which number a mail is in the outbox."""
    deeds: dict[int, Deed] = field(default_factory=dict)
    sales: dict[str, Sale] = field(default_factory=dict)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    """How many looks at the provider a subscription has had."""
    found: dict[str, int] = field(default_factory=dict)
    """Which of them found what is kept."""
    ledger: dict[tuple[Fact, str], Entry] = field(default_factory=dict)
    inbox: dict[str, Arrived] = field(default_factory=dict)
    trials: dict[bytes, Instant] = field(default_factory=dict)
    deliveries: dict[ReaderId, Delivery] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number given out for each kind of thing that is numbered."""

    def copy(self) -> "Tables":
        """The same, to be changed apart."""
        return Tables(**{each.name: dict(getattr(self, each.name)) for each in fields(self)})

    def number(self, kind: str) -> int:
        """The next number; none is ever given out twice."""
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]
