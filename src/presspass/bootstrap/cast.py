"""The demo's personas: readers who really register, by a mail that really comes."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import sleep

from presspass.core.challenge import Purpose
from presspass.core.credentials import Session
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.plans import Benefit
from presspass.ports import Clock, Commerce, Mail, StoreAway
from presspass.services.accounts.asking import Wish
from presspass.services.accounts.sessions import Browser
from presspass.services.accounts.vouching import AccountVouching
from presspass.web.door import ReaderServices
from presspass.web.personas import GRACE_DAYS, SUBSCRIPTION_DAYS, TRIAL_DAYS, Persona

_CODE = re.compile(r"\b\d{6}\b")
_LOOKS = 200
_BETWEEN_LOOKS = 0.05


@dataclass(frozen=True, slots=True)
class _Holds:
    """What a persona is entitled to, in days from now: `since` until `until`, on what basis."""

    basis: Basis
    since: int
    until: int
    failed: bool = False


_HOLDS = {
    Persona.TRIALING: _Holds(Basis.TRIAL, 0, TRIAL_DAYS),
    Persona.SUBSCRIBED: _Holds(Basis.SUBSCRIPTION, 0, SUBSCRIPTION_DAYS),
    Persona.PAST_DUE: _Holds(Basis.SUBSCRIPTION, -30, GRACE_DAYS, failed=True),
    Persona.LAPSED_TRIAL: _Holds(Basis.TRIAL, -TRIAL_DAYS - 1, -1),
    Persona.LAPSED_SUBSCRIBER: _Holds(Basis.SUBSCRIPTION, -31, -1),
}


class Cast:
    """Plays every persona as a reader would come to be one: with an account in the books.

    `mails` answers those that were sent, newest first.
    """

    def __init__(
        self,
        books: Commerce,
        readers: ReaderServices,
        clock: Clock,
        mails: Callable[[], Sequence[Mail]],
    ) -> None:
        self._books = books
        self._readers = readers
        self._vouching = AccountVouching(books)
        self._clock = clock
        self._mails = mails

    def become(self, persona: Persona) -> Session | None:
        """A new reader of that kind, signed in; `None` for one without an account.

        Raises `StoreAway`.
        """
        if persona is Persona.NEW:
            return None
        session = self._register(persona)
        holds = _HOLDS.get(persona)
        if holds is None:
            return session
        now = self._clock.now()
        with self._books.transaction() as books:
            books.entitlements.put(_entitlement(session.reader, holds, now))
        return self.renewed(session)

    def renewed(self, session: Session) -> Session | None:
        """The session as its reader now stands; `None` if it no longer holds."""
        return self._vouching.renewed(session, self._clock.now())

    def _register(self, persona: Persona) -> Session:
        """Ask for a mail, read it, and type its code."""
        address = f"{persona.value.replace('_', '.')}.{secrets.token_hex(4)}@courier.example"
        # Each asks from somewhere else, for the limit on mails is for everyone.
        client = f"fd00:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"
        wish = Wish(address, Purpose.SIGN_IN, "en", "/", client)
        challenge = self._readers.asking.ask(wish, self._clock.now())
        code = self._code(address)
        signing_in = self._readers.signing_in
        outcome = signing_in.by_code(challenge, code, Browser("Demo"), self._clock.now()).outcome
        if not isinstance(outcome, Session):
            raise StoreAway("a new reader is signed in elsewhere already")
        return outcome

    def _code(self, address: str) -> str:
        for _ in range(_LOOKS):
            for mail in self._mails():
                if mail.to == address and (found := _CODE.search(mail.text)):
                    return found[0]
            sleep(_BETWEEN_LOOKS)
        raise StoreAway("the mail did not come in time")


def _entitlement(reader: ReaderId, holds: _Holds, now: Instant) -> Entitlement:
    until = now + holds.until * DAY
    return Entitlement(
        EntitlementId(f"demo:{reader.hex()}:{Benefit.ARTICLES}"),
        reader,
        Benefit.ARTICLES,
        now + holds.since * DAY,
        until,
        holds.basis,
        "digital",
        until if holds.failed else None,
        "given by the demo's console",
    )
