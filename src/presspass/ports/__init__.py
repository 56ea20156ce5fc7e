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
from presspass.ports.entitlements import Entitlements
from presspass.ports.headers import Headers
from presspass.ports.journal import Journal, Record
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
from presspass.ports.sessions import SEEN_EVERY, OpenSession, SessionChange, Sessions
from presspass.ports.snapshots import Fragment, Fragments, Purge, Snapshot, Snapshots, View
from presspass.ports.vouching import Vouching

__all__ = [
    "SEEN_EVERY",
    "SENDING_TAKES",
    "Accounts",
    "AddressTaken",
    "Attempts",
    "Audit",
    "Books",
    "Challenges",
    "Claimed",
    "Clock",
    "Commerce",
    "Deed",
    "Entitlements",
    "Fragment",
    "Fragments",
    "Headers",
    "Journal",
    "Mail",
    "MailDoubtful",
    "MailRefused",
    "MailState",
    "Mailer",
    "MailerAway",
    "MeterStore",
    "NoAccount",
    "OpenSession",
    "Origin",
    "OriginAnswer",
    "OriginAway",
    "OriginRequest",
    "Outbox",
    "Purge",
    "Record",
    "SessionChange",
    "Sessions",
    "Snapshot",
    "Snapshots",
    "StoreAway",
    "Unavailable",
    "View",
    "Vouching",
]
