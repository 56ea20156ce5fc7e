"""A shop in which one can buy, at a provider in memory."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.edition import Edition
from presspass.core.entitlement import standing_of
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Offer, Plan, Price, Unit
from presspass.core.reader import Standing
from presspass.core.sale import SaleState
from presspass.core.seals import Keyring
from presspass.ports import Mail, Page
from presspass.services.checkout.buying import Buying, Consent, Way
from presspass.services.checkout.offering import Choice, NotSold, Offering, Reason
from presspass.services.checkout.returning import Returning
from presspass.services.editorial_file import built_in
from presspass.services.subscriptions.settling import News, Settling
from tests.fakes.payments import FakePayments

NOW = 1_800_000_000
UTC = ZoneInfo("UTC")
RING = Keyring((b"k" * 32,))
MONTHLY = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
PLAN = Plan("digital", "Digital", frozenset({Benefit.ARTICLES, Benefit.APPS}), (MONTHLY,))
FIRST = Offer("first", "digital", Price(Money(99, "USD"), Interval(1, Unit.MONTH)), MONTHLY)
TRIAL = Offer(
    "trial", "digital", Price(Money(0, "USD"), Interval(14, Unit.DAY)), MONTHLY, card=False
)
CONSENT = Consent("I agree to pay.", "7")
WAY = Way("http://x/done?{CHECKOUT_SESSION_ID}", "http://x/back", "/articles/1")


class Silent:
    @staticmethod
    def mails(news: News) -> list[Mail]:
        del news
        return []


@dataclass
class Shop:
    """A shop with a plan, some offers, and readers who have accounts."""

    offers: tuple[Offer, ...] = (FIRST, TRIAL)

    def __post_init__(self) -> None:
        self.books = MemoryCommerce()
        self.payments = FakePayments(NOW)
        self.settling = Settling(self.books, self.payments, Silent())
        self.returning = Returning(self.books, self.payments, self.settling, RING)
        self.buying = Buying(
            commerce=self.books,
            payments=self.payments,
            offering=Offering(self.edition, RING),
            returning=self.returning,
            settling=self.settling,
            zone=UTC,
        )
        self.ann = self.account("ann@example.org")

    def edition(self) -> Edition:
        return replace(built_in(UTC), plans=(PLAN,), offers=self.offers)

    def account(self, address: str) -> Account:
        reader = ReaderId(address.encode().ljust(16, b".")[:16])
        made = Account(reader, Mailbox.parse(address), "en", NOW)
        with self.books.transaction() as books:
            books.accounts.create(made)
        return made

    def buy(
        self,
        offer: str = "first",
        who: Account | None = None,
        at: Instant = NOW,
        country: str | None = None,
    ) -> Page | None:
        who = who or self.ann
        return self.buying.buy(who, Choice(offer=offer), CONSENT, WAY, at, country=country)

    def pay(self, page: Page | None, fingerprint: str | None = "card") -> None:
        assert page is not None
        self.payments.complete(page.id, fingerprint)

    def standing(self, who: Account | None = None, at: Instant = NOW) -> Standing:
        with self.books.reading() as books:
            held = books.entitlements.of((who or self.ann).reader)
        return standing_of(held, at).standing

    def settle(self, subscription: str | None, at: Instant = NOW) -> None:
        """An event of the subscription is handled."""
        assert subscription is not None
        self.settling.settle(subscription, at)

    @property
    def sales(self) -> list[SaleState]:
        with self.books.reading() as books:
            return [sale.state for sale in books.sales.of(self.ann.reader)]


def refused(act: Callable[[], object]) -> Reason:
    with pytest.raises(NotSold) as caught:
        act()
    return caught.value.reason
