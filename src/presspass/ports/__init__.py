"""What Presspass needs from the world, as protocols. Adapters and services supply them.

A file a noun; the package hands all of them out under its own name.
"""

from presspass.ports.away import OriginAway, StoreAway, Unavailable
from presspass.ports.clock import Clock
from presspass.ports.headers import Headers
from presspass.ports.journal import Journal, Record
from presspass.ports.mail import (
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
from presspass.ports.snapshots import Fragment, Fragments, Purge, Snapshot, Snapshots, View

__all__ = [
    "Claimed",
    "Clock",
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
    "Origin",
    "OriginAnswer",
    "OriginAway",
    "OriginRequest",
    "Outbox",
    "Purge",
    "Record",
    "Snapshot",
    "Snapshots",
    "StoreAway",
    "Unavailable",
    "View",
]
