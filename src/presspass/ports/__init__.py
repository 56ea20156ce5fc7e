"""What Presspass needs from the world, as protocols. Adapters and services supply them.

A file a noun; the package hands all of them out under its own name.
"""

from presspass.ports.accounts import Accounts, AddressTaken, NoAccount
from presspass.ports.attempts import Attempts
from presspass.ports.audit import Audit, Deed
from presspass.ports.away import OriginAway, StoreAway, Unavailable
from presspass.ports.challenges import Challenges
from presspass.ports.clock import Clock
from presspass.ports.commerce import Books, Commerce
from presspass.ports.deliveries import Deliveries, Delivery
from presspass.ports.editions import (
    PURGES_KEPT,
    Action,
    AuditEntry,
    Change,
    Editions,
    InForce,
    StoredEdition,
)
from presspass.ports.entitlements import Entitlements
from presspass.ports.headers import Headers
from presspass.ports.inbox import Inbox, Waiting
from presspass.ports.journal import DECISIONS_KEPT, Answered, Journal, Record
from presspass.ports.ledger import Ledger
from presspass.ports.mail import (
    SENDING_TAKES,
    Claimed,
    Mail,
    MailDoubtful,
    Mailer,
    MailerAway,
    MailRefused,
    MailState,
    Outbox,
)
from presspass.ports.meter import MeterStore
from presspass.ports.origin import Origin, OriginAnswer, OriginRequest
from presspass.ports.payments import (
    CheckoutState,
    Forged,
    Order,
    Outcome,
    Page,
    PaymentEvent,
    PaymentRefused,
    Payments,
    PaymentsAway,
    Quote,
)
from presspass.ports.sales import Sales
from presspass.ports.sessions import SEEN_EVERY, OpenSession, SessionChange, Sessions
from presspass.ports.snapshots import Fragment, Fragments, Purge, Snapshot, Snapshots, View
from presspass.ports.subscriptions import Subscriptions
from presspass.ports.trials import Trials
from presspass.ports.vouching import Vouching

__all__ = [
    "DECISIONS_KEPT",
    "PURGES_KEPT",
    "SEEN_EVERY",
    "SENDING_TAKES",
    "Accounts",
    "Action",
    "AddressTaken",
    "Answered",
    "Attempts",
    "Audit",
    "AuditEntry",
    "Books",
    "Challenges",
    "Change",
    "CheckoutState",
    "Claimed",
    "Clock",
    "Commerce",
    "Deed",
    "Deliveries",
    "Delivery",
    "Editions",
    "Entitlements",
    "Forged",
    "Fragment",
    "Fragments",
    "Headers",
    "InForce",
    "Inbox",
    "Journal",
    "Ledger",
    "Mail",
    "MailDoubtful",
    "MailRefused",
    "MailState",
    "Mailer",
    "MailerAway",
    "MeterStore",
    "NoAccount",
    "OpenSession",
    "Order",
    "Origin",
    "OriginAnswer",
    "OriginAway",
    "OriginRequest",
    "Outbox",
    "Outcome",
    "Page",
    "PaymentEvent",
    "PaymentRefused",
    "Payments",
    "PaymentsAway",
    "Purge",
    "Quote",
    "Record",
    "Sales",
    "SessionChange",
    "Sessions",
    "Snapshot",
    "Snapshots",
    "StoreAway",
    "StoredEdition",
    "Subscriptions",
    "Trials",
    "Unavailable",
    "View",
    "Vouching",
    "Waiting",
]
