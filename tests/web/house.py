"""A publication in which one can sign in."""

import re
from dataclasses import dataclass, field
from typing import Any

from argon2.profiles import CHEAPEST

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.adapters.memory_journal import MemoryJournal
from presspass.core.credentials import CookieJar, MeterCookie, Session
from presspass.core.edition import Edition
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.publication import Publication
from presspass.core.seals import Keyring, Purpose
from presspass.ports import StoreAway
from presspass.services.accounts.asking import Asking
from presspass.services.accounts.changing_mailbox import ChangingMailbox, MailboxLinks
from presspass.services.accounts.deleting import CancelSubscription, Deleting
from presspass.services.accounts.membership import Memberships
from presspass.services.accounts.own_data import OwnData
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.profile import Profile
from presspass.services.accounts.reading import Allowance, OwnReading
from presspass.services.accounts.sessions import ReaderSessions
from presspass.services.accounts.signing_in import SigningIn
from presspass.services.deliveries.addresses import Addresses
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.web.account.own_services import OwnServices
from presspass.web.app import create
from presspass.web.door import ReaderServices
from presspass.web.shop.sale_services import SaleServices

CHEAP = Passwords(CHEAPEST)
JAR = CookieJar(secure=False)


class Fickle(MemoryCommerce):
    """Books that can be away, or locked against whoever writes."""

    away = False
    locked = False

    def transaction(self) -> Any:
        self._ask()
        if self.locked:
            raise StoreAway("the database is locked")
        return super().transaction()

    def reading(self) -> Any:
        self._ask()
        return super().reading()

    def _ask(self) -> None:
        if self.away:
            raise StoreAway("the disk is full")


@dataclass
class House:
    """A publication in which one can sign in, its mails within reach."""

    publication: Publication
    edition: Edition
    keyring: Keyring
    clock: Any
    commerce: Fickle = field(default_factory=Fickle)
    merged: list[ReaderId] = field(default_factory=list)
    forgotten: list[ReaderId] = field(default_factory=list)
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    limit: int | None = 10
    used: int = 3
    meter_away: bool = False
    cancel: CancelSubscription | None = None
    selling: bool = False

    def __post_init__(self) -> None:
        self.app = self.of(Links.with_accounts("/presspass"))

    def of(self, links: Links) -> Any:
        sessions = self.sessions = ReaderSessions(self.commerce, lambda: self.edition)
        mails = Mails(self.publication, lambda: self.edition)
        services = ReaderServices(
            JAR,
            Asking(
                self.commerce,
                self.keyring,
                mails,
                links.proving,
            ),
            SigningIn(self.commerce, self.keyring, CHEAP, sessions, self.merge),
            sessions,
            self.own(links, mails),
            lambda peer, _: peer,
        )
        return create(
            self.publication,
            lambda: self.edition,
            self.keyring,
            self.clock,
            links,
            readers=services,
            sales=self.sales(mails),
        )

    def sales(self, mails: Mails) -> SaleServices | None:  # a shop sells
        """Nothing is sold here."""
        del mails
        return None

    def own(self, links: Links, mails: Mails) -> OwnServices:
        reading = OwnReading(self.journal, self.allowance, self.forgotten.append)
        return OwnServices(
            Memberships(self.commerce),
            reading,
            Profile(self.commerce, self.keyring, CHEAP),
            ChangingMailbox(
                self.commerce,
                self.keyring,
                mails,
                MailboxLinks(links.confirming, links.stopping),
            ),
            OwnData(self.commerce, reading, self.publication),
            Deleting(self.commerce, reading, mails, self.cancel),
            Addresses(self.commerce),
            selling=self.selling,
        )

    def allowance(self, reader: ReaderId, now: Instant) -> Allowance:
        del reader
        if self.meter_away:
            raise StoreAway("the meter is locked")
        period = self.edition.policy.default_metering.period
        resets = period.resets_at(now, None)
        rules = frozenset({"r"})
        return Allowance(self.limit, self.used, period.since(now), resets, period.days, rules)

    def merge(self, meter: MeterCookie, reader: ReaderId) -> None:
        del meter
        self.merged.append(reader)

    def mail(self) -> tuple[str, str]:
        """The code and the link of the mail that was asked for last."""
        with self.commerce.transaction() as books:
            text = books.outbox.claim(self.clock.now(), 10)[-1].mail.text
        code, link = re.search(r"\b\d{6}\b", text), re.search(r"(/presspass/\S+)", text)
        assert code
        assert link
        return code[0], link[1]

    def mailed(self, what: str) -> None:
        """Let the last mail meet a fate."""
        with self.commerce.transaction() as books:
            number = books.outbox.claim(self.clock.now(), 10)[-1].number
            if what == "refused":
                books.outbox.refuse(number, self.clock.now(), "no such user")
            elif what == "doubtful":
                books.outbox.doubt(number, self.clock.now(), "it broke off")
            else:
                books.outbox.retry(number, self.clock.now() + 60, "connection refused")

    def session(self, visitor: Any) -> Session | None:
        opened = self.keyring.open(Purpose.SESSION, visitor.jar.get(JAR.session, ""))
        return None if opened is None else Session.unpack(opened.payload)
