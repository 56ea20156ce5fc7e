"""A publication in which one can sign in."""

import re
from dataclasses import dataclass, field
from typing import Any

from argon2.profiles import CHEAPEST

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.credentials import CookieJar, MeterCookie, Session
from presspass.core.edition import Edition
from presspass.core.ids import ReaderId
from presspass.core.publication import Publication
from presspass.core.seals import Keyring, Purpose
from presspass.ports import StoreAway
from presspass.services.accounts.asking import Asking
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.sessions import ReaderSessions
from presspass.services.accounts.signing_in import SigningIn
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.web.app import create
from presspass.web.door import ReaderServices

CHEAP = Passwords(CHEAPEST)
JAR = CookieJar(secure=False)


class Fickle(MemoryCommerce):
    """Books that can be away."""

    away = False

    def transaction(self) -> Any:
        self._ask()
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

    def __post_init__(self) -> None:
        self.app = self.of(Links.with_accounts("/presspass"))

    def of(self, links: Links) -> Any:
        sessions = ReaderSessions(self.commerce, lambda: self.edition)
        services = ReaderServices(
            JAR,
            Asking(
                self.commerce,
                self.keyring,
                Mails(self.publication, lambda: self.edition),
                links.proving,
            ),
            SigningIn(self.commerce, self.keyring, CHEAP, sessions, self.merge),
            sessions,
            lambda peer, _: peer,
        )
        return create(
            self.publication,
            lambda: self.edition,
            self.keyring,
            self.clock,
            links,
            readers=services,
        )

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
