"""Asking for a mail that proves an address: the first half of signing in and of registering.

Nothing here looks an account up: page, mail and the time they take are the same whether the address
has one or not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from os import urandom

from presspass.core.challenge import (
    ENTROPY_BYTES,
    LIFE,
    Challenge,
    ChallengeId,
    Purpose,
    Wanted,
)
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.core.seals import Keyring
from presspass.ports import Commerce, MailState
from presspass.services.accounts.trying import Trying
from presspass.services.mails import Envelope, Mails


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: a mail to an address as it was typed, in a language.

    `return_to` is the path to lead back to, `client` the IP address that it was asked from.
    """

    written: str
    purpose: Purpose
    language: str
    return_to: str
    client: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A mail that was asked for, and what has become of it; `None` once that is forgotten."""

    challenge: Challenge
    mail: MailState | None


class Asking:
    """Sends mails that prove addresses. All methods block, and raise `StoreAway`.

    `link` makes the whole address that a mail's link leads to, of its secret and a language.
    """

    def __init__(
        self,
        commerce: Commerce,
        keyring: Keyring,
        mails: Mails,
        link: Callable[[str, str], str],
    ) -> None:
        self._commerce = commerce
        self._keyring = keyring
        self._mails = mails
        self._link = link
        self._trying = Trying(keyring)

    def ask(self, wish: Wish, now: Instant) -> ChallengeId:
        """Send a mail. Raises `NotAMailbox` and `TooManyTries`."""
        mailbox = Mailbox.parse(wish.written)
        wanted = Wanted(wish.purpose, mailbox, wish.language, wish.return_to)
        issued = Challenge.issue(wanted, self._keyring, urandom(ENTROPY_BYTES), now)
        write = self._mails.password if wish.purpose is Purpose.PASSWORD else self._mails.sign_in
        envelope = Envelope(mail_key(issued.challenge.id), mailbox.written, wish.language, now)
        mail = write(envelope, self._link(issued.link, wish.language), issued.code, LIFE)
        with self._commerce.transaction() as books:
            refused = self._trying.mail(books, mailbox.address, wish.client, now)
            if refused is None:
                books.challenges.add(issued.challenge)
                books.outbox.add(mail)
        if refused is not None:
            raise refused
        return issued.challenge.id

    def asked(self, challenge: ChallengeId) -> Asked | None:
        """A mail that was asked for; `None` once it is forgotten."""
        with self._commerce.reading() as books:
            found = books.challenges.get(challenge)
            state = books.outbox.state(mail_key(challenge))
        return None if found is None else Asked(found, state)


def mail_key(challenge: ChallengeId) -> str:
    """What makes a challenge's mail one of a kind."""
    return f"challenge-{challenge.hex()}"
