"""A publication in which one can buy, at a provider in memory."""

from dataclasses import dataclass, field, replace
from typing import Any

from presspass.core.plans import Offer
from presspass.core.subscription import Subscription
from presspass.ports import Mail
from presspass.services.accounts.vouching import AccountVouching
from presspass.services.checkout.buying import Buying
from presspass.services.checkout.offering import Offering
from presspass.services.checkout.returning import Returning
from presspass.services.checkout.showing import Showing
from presspass.services.mails import Mails
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.cancelling import Cancelling
from presspass.services.subscriptions.card import CardChange
from presspass.services.subscriptions.changing import Changing
from presspass.services.subscriptions.holding import Holding
from presspass.services.subscriptions.settling import News, Settling
from presspass.services.subscriptions.withdrawing import Withdrawing
from presspass.web.shop.sale_services import SaleServices
from tests.fakes.payments import FakePayments
from tests.web.house import House

PAY_AT = "https://fake.example"
ANN = "ann@example.com"
WEBHOOK = "/presspass/webhooks/stripe"
HOME = {
    "recipient": "Ann Lee",
    "line1": "Kaistraße 7",
    "line2": "",
    "postal_code": "20457",
    "city": "Hamburg",
    "region": "",
    "country": "DE",
}
"""Where a paper goes, field by field."""


class Quiet:
    """Nobody is told anything."""

    def mails(self, news: News) -> list[Mail]:
        del news
        return []


@dataclass
class Shop(House):
    """A house with a till."""

    payments: FakePayments = field(default_factory=FakePayments)

    def sales(self, mails: Mails) -> SaleServices:
        self.payments.now = self.clock.now()
        commerce, payments = self.commerce, self.payments
        offering = Offering(lambda: self.edition, self.keyring)
        settling = Settling(commerce, payments, Quiet())
        returning = Returning(commerce, payments, settling, self.keyring)
        zone = self.publication.zone
        self.arrivals = Arrivals(commerce, payments, settling, returning)
        return SaleServices(
            offering,
            Showing(commerce, offering),
            Buying(
                commerce=commerce,
                payments=payments,
                offering=offering,
                returning=returning,
                settling=settling,
                zone=zone,
            ),
            returning,
            Holding(commerce),
            Cancelling(commerce, payments, settling),
            Changing(commerce, payments, settling, offering),
            CardChange(commerce, payments, settling),
            Withdrawing(commerce, payments, settling, mails, zone),
            self.arrivals,
            AccountVouching(commerce),
            (PAY_AT,),
        )

    def offer(self, key: str, **changed: Any) -> None:
        """Change an offer of the edition in force."""
        offers = [replace(each, **changed) if each.key == key else each for each in self.offers]
        self.edition = replace(self.edition, offers=tuple(offers))

    @property
    def offers(self) -> tuple[Offer, ...]:
        return self.edition.offers

    def forward(self, seconds: int) -> None:
        """Let time pass, here and at the provider."""
        self.clock.forward(seconds)
        self.payments.now = self.clock.now()

    def subscription(self) -> Subscription:
        """The only subscription that there is."""
        (found,) = self.payments.billings
        with self.commerce.reading() as books:
            kept: Subscription | None = books.subscriptions.get(found)
        assert kept is not None
        return kept


@dataclass
class Buyer:
    """A browser, and what its reader does with it."""

    shop: Shop
    browser: Any
    address: str = ANN

    def sign_in(self) -> "Buyer":
        self.browser.get("/presspass/sign-in")
        self.browser.post("/presspass/sign-in", email=self.address)
        self.browser.post("/presspass/sign-in/code", code=self.shop.mail()[0])
        return self

    def get(self, path: str) -> Any:
        return self.browser.get(f"/presspass{path}")

    def post(self, path: str, **fields: Any) -> Any:
        return self.browser.post(f"/presspass{path}", **fields)

    def choose(self, query: str = "offer=month", page: str = "/politics/the-vote") -> Any:
        """Look at a choice, and agree to it."""
        self.browser.hidden.clear()
        shown = self.get(f"/checkout?{query}&page={page}")
        assert shown.status == 200, shown.text
        return self.post(f"/checkout?page={page}", **HOME)

    def pay(self, query: str = "offer=month", fingerprint: str = "print of a card") -> Any:
        """Buy, pay, and come back."""
        checkout = checkout_of(self.choose(query))
        self.shop.payments.complete(checkout, fingerprint)
        return self.get(f"/checkout/return?session={checkout}")


def checkout_of(answer: Any) -> str:
    """The provider's page that an answer leads to."""
    assert answer.status == 303, answer.text
    address = str(answer.header("location"))
    assert address.startswith(f"{PAY_AT}/cs_"), address
    return address.removeprefix(f"{PAY_AT}/")
