"""Another address for an account: the new one proves itself, and the old one can stop it."""

import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from os import urandom
from typing import NamedTuple

from presspass.core.account import Account
from presspass.core.challenge import (
    ENTROPY_BYTES,
    ID_BYTES,
    LIFE,
    Challenge,
    ChallengeId,
    Purpose,
    Wanted,
)
from presspass.core.ids import READER_ID_BYTES, ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.mailbox import Mailbox, NotAMailbox
from presspass.core.seals import Keyring
from presspass.core.seals import Purpose as Seal
from presspass.ports import Commerce, Deed, NoAccount
from presspass.services.accounts.asking import Asked, mail_key
from presspass.services.accounts.proving import NotProven, Proving, use
from presspass.services.accounts.trying import Trying
from presspass.services.mails import Envelope, Mails

STOP_LIFE = 3 * DAY
"""Seconds for which the old address can stop a change, and take one back that was confirmed."""

_STOP = struct.Struct(f">B{READER_ID_BYTES}s{ID_BYTES}sQ")
_VERSION = 1


class SameMailbox(Exception):  # noqa: N818  # it names a state of the world, not a fault of ours
    """The account is known by that very address already."""


class Stop(NamedTuple):
    """What the mail to the old address can do until `until`; its token is sealed."""

    reader: ReaderId
    challenge: ChallengeId
    until: Instant
    mailbox: Mailbox

    def pack(self) -> bytes:
        """The payload to seal."""
        head = _STOP.pack(_VERSION, self.reader, self.challenge, self.until)
        return head + self.mailbox.written.encode()

    @classmethod
    def unpack(cls, payload: bytes) -> "Stop | None":
        """The order, or `None` where the payload is of no version that we know."""
        if len(payload) < _STOP.size or payload[0] != _VERSION:
            return None
        _, reader, challenge, until = _STOP.unpack_from(payload)
        try:
            mailbox = Mailbox.parse(payload[_STOP.size :].decode())
        except (UnicodeDecodeError, NotAMailbox):
            return None
        return cls(ReaderId(reader), ChallengeId(challenge), until, mailbox)


@dataclass(frozen=True, slots=True)
class MailboxLinks:
    """Make the whole addresses that the two mails lead to, each of a secret and a language."""

    confirming: Callable[[str, str], str]
    stopping: Callable[[str, str], str]


class ChangingMailbox:
    """Changes the addresses of accounts. All methods block, and raise `StoreAway`.

    Nobody is told whether an address belongs to another account before having proven to own it.
    """

    def __init__(
        self, commerce: Commerce, keyring: Keyring, mails: Mails, links: MailboxLinks
    ) -> None:
        self._commerce = commerce
        self._keyring = keyring
        self._mails = mails
        self._links = links
        self._proving = Proving(commerce, keyring, Purpose.CHANGE_MAILBOX)
        self._trying = Trying(keyring)

    def ask(
        self, account: Account, written: str, language: str, client: str, now: Instant
    ) -> ChallengeId:
        """Send a mail to the new address that proves it, and one to the old that can stop it.

        Raises `NotAMailbox`, `SameMailbox` and `TooManyTries`. `client` is the IP address that it
        was asked from.
        """
        mailbox = Mailbox.parse(written)
        if mailbox == account.mailbox:
            raise SameMailbox
        wanted = Wanted(Purpose.CHANGE_MAILBOX, mailbox, language, "", account.reader)
        issued = Challenge.issue(wanted, self._keyring, urandom(ENTROPY_BYTES), now)
        challenge = issued.challenge.id
        stop = Stop(account.reader, challenge, now + STOP_LIFE, account.mailbox)
        token = self._keyring.seal(Seal.STOP, stop.pack())
        proof = self._mails.change_confirm(
            Envelope(mail_key(challenge), mailbox.written, language, now),
            self._links.confirming(issued.link, language),
            issued.code,
            LIFE,
        )
        told = self._mails.change_told(
            Envelope(f"stop-{challenge.hex()}", account.mailbox.written, account.language, now),
            self._links.stopping(token, account.language),
        )
        with self._commerce.transaction() as books:
            refused = self._trying.mail(books, mailbox.address, client, now)
            if refused is None:
                books.challenges.add(issued.challenge)
                books.outbox.add(proof)
                books.outbox.add(told)
                books.audit.enter(
                    Deed.by_reader(now, "change of address asked for", account.reader)
                )
        if refused is not None:
            raise refused
        return challenge

    def asked(self, reader: ReaderId, challenge: ChallengeId) -> Asked | None:
        """A change that a reader asked for; `None` where there is none, or it is forgotten."""
        with self._commerce.reading() as books:
            found = books.challenges.get(challenge)
            state = books.outbox.state(mail_key(challenge))
        if found is None or found.wanted.reader != reader:
            return None
        return Asked(found, state)

    def by_code(self, reader: ReaderId, challenge: ChallengeId, code: str, now: Instant) -> Mailbox:
        """Change to the address that a mail's code proves. For errors see `by_link`."""
        if self._proving.known(challenge).wanted.reader != reader:
            raise NotProven(None)
        return self._changed(self._proving.by_code(challenge, code, now), now)

    def wanted(self, link: str, now: Instant) -> Wanted:
        """What a mail's link would do, which to know does nothing. Raises `NotProven`."""
        return self._proving.by_link(link, now).wanted

    def by_link(self, link: str, now: Instant) -> Mailbox:
        """Change to the address that a mail's link proves.

        Raises `NotProven`; `AddressTaken` where another account is known by it, and then nothing
        is changed.
        """
        return self._changed(self._proving.by_link(link, now), now)

    def stoppable(self, token: str, now: Instant) -> Stop | None:
        """What the link to the old address would do; `None` where it is not ours, or too old."""
        opened = self._keyring.open(Seal.STOP, token)
        stop = None if opened is None else Stop.unpack(opened.payload)
        return stop if stop is not None and now < stop.until else None

    def stop(self, stop: Stop, now: Instant) -> bool:
        """Keep the old address, or take it back, and sign out everywhere; false without account.

        Raises `AddressTaken` where it has become that of another account.
        """
        with self._commerce.transaction() as books:
            books.challenges.use(stop.challenge, now)
            account = books.accounts.by_reader(stop.reader)
            if account is None:
                return False
            if account.mailbox != stop.mailbox:
                books.accounts.update(replace(account, mailbox=stop.mailbox))
            books.sessions.revoke_all(stop.reader, now)
            books.audit.enter(Deed.by_reader(now, "change of address stopped", stop.reader))
        return True

    def _changed(self, challenge: Challenge, now: Instant) -> Mailbox:
        wanted = challenge.wanted
        with self._commerce.transaction() as books:
            use(books, challenge, now)
            account = None if wanted.reader is None else books.accounts.by_reader(wanted.reader)
            if account is None:
                raise NoAccount
            books.accounts.update(replace(account, mailbox=wanted.mailbox))
            books.audit.enter(Deed.by_reader(now, "address changed", account.reader))
        return wanted.mailbox
