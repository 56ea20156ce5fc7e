"""Mails: what one is, where those to be sent are kept, and who sends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from presspass.core.instants import MINUTE, Instant
from presspass.ports.away import Unavailable

SENDING_TAKES = 60 * MINUTE
"""More seconds than any sender takes for what it claimed, however slow the mail server is."""


class MailerAway(Unavailable):
    """A mail was surely not taken, for a reason that may pass: it may be tried again."""


class MailRefused(Exception):  # noqa: N818  # it names an answer, not a fault of ours
    """A mail was not taken and never will be, whoever asks again. The message says why."""


class MailDoubtful(Exception):  # noqa: N818  # as MailRefused
    """Whether a mail was taken can't be known: it must not be sent again by itself."""


class MailState(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail, in words that need no more work.

    `key` makes it one of a kind: an outbox takes it once, and its Message-ID follows from it. `to`
    is the address as its owner writes it; `subject` is one line.
    """

    key: str
    to: str
    language: str
    subject: str
    text: str
    html: str
    created: Instant


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail taken out to be sent, under its number in the outbox; `tries` counts earlier ones."""

    number: int
    mail: Mail
    tries: int


class Outbox(Protocol):
    """Keeps mails until they are sent, each of them claimed by one sender alone.

    All methods block briefly, are called off the event loop, and raise `StoreAway`.
    """

    def add(self, mail: Mail) -> None:
        """Keep a mail to be sent at once. One of a key that was ever added is let go."""
        ...

    def claim(self, now: Instant, size: int) -> Sequence[Claimed]:
        """Take out at most so many mails that are due, the longest due first.

        They are being sent from now on, and nobody gets them a second time but by `retry`. Send
        them only after this is committed.
        """
        ...

    def sent(self, number: int, now: Instant) -> None:
        """A mail is sent: forget its words."""
        ...

    def retry(self, number: int, due: Instant, why: str) -> None:
        """A mail was surely not sent: let it wait until `due`, and count the try."""
        ...

    def refuse(self, number: int, now: Instant, why: str) -> None:
        """A mail will never be taken: forget its words."""
        ...

    def doubt(self, number: int, now: Instant, why: str) -> None:
        """Nobody knows whether a mail was taken: it is never sent again by itself."""
        ...

    def doubtful(self, now: Instant) -> Sequence[str]:
        """Doubt the mails that have been on their way for longer than any sender takes.

        Whoever claimed them has died. Answers their keys, each of them once.
        """
        ...

    def state(self, key: str) -> MailState | None:
        """What became of a mail; `None` where there was none."""
        ...

    def prune(self, before: Instant) -> int:
        """Forget what was settled before then; answers how many mails went."""
        ...


class Mailer(Protocol):
    """Sends mails. For one thread at a time."""

    def send(self, mail: Mail) -> None:
        """Send a mail. Raises `MailerAway`, `MailRefused` or `MailDoubtful`."""
        ...

    def rest(self) -> None:
        """There is nothing more to send for now: let go of connections."""
        ...
