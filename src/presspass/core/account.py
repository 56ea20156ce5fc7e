"""An account: a reader whom we know by an e-mail address."""

from dataclasses import dataclass

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class Consent:
    """What a reader agreed to, and when: `text` is the sentence that stood beside the box."""

    at: Instant
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """All that we know about a registered reader, beside sessions and entitlements.

    `language` is a BCP 47 tag; `password` is an argon2id hash in its PHC form, `None` for who signs
    in by mail alone.
    """

    reader: ReaderId
    mailbox: Mailbox
    language: str
    created: Instant
    password: str | None = None
    newsletter: Consent | None = None
