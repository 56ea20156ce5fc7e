"""The demo's personas: readers who really register, and really subscribe at the sandbox."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import sleep

from presspass.bootstrap.surroundings import Backstage
from presspass.core.account import Account
from presspass.core.challenge import Purpose
from presspass.core.credentials import Session
from presspass.core.instants import DAY
from presspass.demo import TRIAL_CODE
from presspass.ports import Mail, PaymentRefused, Unavailable
from presspass.services.accounts.asking import Wish
from presspass.services.accounts.sessions import Browser
from presspass.services.accounts.vouching import AccountVouching
from presspass.services.checkout.buying import Consent, Way
from presspass.services.checkout.offering import Choice, NotSold
from presspass.web.console import MovableClock
from presspass.web.personas import Persona

_CODE = re.compile(r"\b\d{6}\b")
_LOOKS = 200
_BETWEEN_LOOKS = 0.05
_CONSENT = Consent("Bought by the console of the demo.", "demo")

Pay = Callable[[str, str], None]
"""Takes the address of a pay page and the name of a card, and pays. Raises `Unavailable`."""


@dataclass(frozen=True, slots=True)
class _Part:
    """How a persona comes about: what it buys, with which of the sandbox's cards, and what then.

    `later` is in days.
    """

    choice: Choice
    card: str
    cancels: bool = False
    later: int = 0


_TRIAL = Choice("fortnight", code=TRIAL_CODE)
_MONTH = Choice("first-month")
_PARTS = {
    Persona.TRIALING: _Part(_TRIAL, "none"),
    Persona.SUBSCRIBED: _Part(_MONTH, "visa"),
    Persona.PAST_DUE: _Part(_MONTH, "later", later=32),
    Persona.LAPSED_TRIAL: _Part(_TRIAL, "none", later=15),
    Persona.LAPSED_SUBSCRIBER: _Part(_MONTH, "visa", cancels=True, later=32),
}


class Cast:
    """Plays every part as a reader would: by mail, at the pay page, and by waiting.

    `mails` answers those that were sent, newest first; `tick` lets the sandbox do what is due.
    """

    def __init__(
        self,
        backstage: Backstage,
        site: str,
        clock: MovableClock,
        mails: Callable[[], Sequence[Mail]],
        tick: Callable[[], None],
        pay: Pay,
    ) -> None:
        self._books = backstage.books
        self._readers = backstage.readers
        self._shop = backstage.shop
        self._vouching = AccountVouching(backstage.books)
        self._site = site
        self._clock = clock
        self._mails = mails
        self._tick = tick
        self._pay = pay

    def become(self, persona: Persona) -> Session | None:
        """A new reader of that kind, signed in; `None` for one without an account.

        Some take their time: the clock moves on for them. Raises `Unavailable`.
        """
        if persona is Persona.NEW:
            return None
        session = self._register(persona)
        part = _PARTS.get(persona)
        if part is None:
            return session
        with self._books.reading() as books:
            account = books.accounts.by_reader(session.reader)
        if account is None:
            raise Unavailable("the reader was deleted meanwhile")
        self._subscribe(account, part)
        if part.later:
            self._tick()
            self._clock.forward(part.later * DAY)
        return self.time_passed(session)

    def time_passed(self, session: Session | None) -> Session | None:
        """Let happen what has come due; the session as its reader then stands, if it still holds.

        Raises `Unavailable`.
        """
        now = self._clock.now()
        self._tick()
        arrivals = self._shop.services.arrivals
        arrivals.catch_up(now)
        arrivals.handle(now)
        arrivals.look_after(now)
        self._shop.notices.tell(now)
        return None if session is None else self._vouching.renewed(session, now)

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
            raise Unavailable("a new reader is signed in elsewhere already")
        return outcome

    def _code(self, address: str) -> str:
        for _ in range(_LOOKS):
            for mail in self._mails():
                if mail.to == address and (found := _CODE.search(mail.text)):
                    return found[0]
            sleep(_BETWEEN_LOOKS)
        raise Unavailable("the mail did not come in time")

    def _subscribe(self, account: Account, part: _Part) -> None:
        """Agree, pay at the sandbox's page, come back, and perhaps cancel."""
        services, now = self._shop.services, self._clock.now()
        way = Way(f"{self._site}/?paid={{CHECKOUT_SESSION_ID}}", self._site, "/")
        try:
            page = services.buying.buy(account, part.choice, _CONSENT, way, now)
            if page is None:
                raise Unavailable("a new reader has paid already")
            self._pay(page.url, part.card)
            if services.returning.complete(page.id, now).subscription is None:
                raise Unavailable("the sandbox did not take the card")
            if part.cancels:
                services.cancelling.cancel(account.reader, now)
        except (NotSold, PaymentRefused) as refused:
            raise Unavailable(f"it could not be bought: {refused}") from refused
