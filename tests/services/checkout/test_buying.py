"""One sale, one page and one charge, however often somebody asks for them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.edition import Edition
from presspass.core.entitlement import standing_of
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant, Window
from presspass.core.mailbox import Mailbox
from presspass.core.money import Money
from presspass.core.plans import Benefit, Interval, Offer, Plan, Price, Unit
from presspass.core.reader import Standing
from presspass.core.sale import CHECKOUT_OPEN, SaleState
from presspass.core.seals import Keyring
from presspass.ports import Mail, Page, PaymentRefused, PaymentsAway
from presspass.services.checkout.buying import Buying, Consent, Way
from presspass.services.checkout.offering import Choice, NotSold, Offering, Reason
from presspass.services.checkout.returning import Came, Returning
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
        settling = Settling(self.books, self.payments, Silent())
        self.returning = Returning(self.books, self.payments, settling, RING)
        self.buying = Buying(
            commerce=self.books,
            payments=self.payments,
            offering=Offering(self.edition, RING),
            returning=self.returning,
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

    @property
    def sales(self) -> list[SaleState]:
        with self.books.reading() as books:
            return [sale.state for sale in books.sales.of(self.ann.reader)]


@pytest.fixture
def shop() -> Shop:
    return Shop()


def refused(act: Callable[[], object]) -> Reason:
    with pytest.raises(NotSold) as caught:
        act()
    return caught.value.reason


def test_who_agrees_and_pays_is_granted_at_the_return(shop: Shop) -> None:
    page = shop.buy()
    assert shop.sales == [SaleState.AGREED]
    shop.pay(page)
    assert page is not None
    returned = shop.returning.complete(page.id, NOW)
    assert returned.came is Came.SUBSCRIBED
    assert returned.sale is not None
    assert (returned.sale.text, returned.sale.version) == (CONSENT.text, "7")
    assert (returned.sale.introductory, returned.sale.price) == (FIRST.introductory, MONTHLY)
    assert shop.standing() is Standing.SUBSCRIBED
    assert shop.sales == [SaleState.MADE]
    again = shop.returning.complete(page.id, NOW)
    assert again.subscription == returned.subscription


@pytest.mark.parametrize("later", [0, 1, CHECKOUT_OPEN - 1])
def test_a_second_click_a_reload_or_another_tab_gets_the_same_page(
    shop: Shop, later: Instant
) -> None:
    assert shop.buy() == shop.buy(at=NOW + later)
    assert shop.sales == [SaleState.AGREED]


def test_a_page_that_has_expired_is_followed_by_a_new_one(shop: Shop) -> None:
    first = shop.buy()
    shop.payments.now += CHECKOUT_OPEN
    assert shop.buy(at=NOW + CHECKOUT_OPEN) != first


def test_another_choice_closes_the_first_page_so_that_it_cant_be_paid(shop: Shop) -> None:
    first = shop.buy()
    second = shop.buy("trial")
    assert first is not None
    assert second != first
    assert shop.payments.complete(first.id) is None
    assert shop.returning.complete(first.id, NOW).came is Came.GAVE_UP
    assert shop.sales.count(SaleState.AGREED) == 1


def test_another_choice_after_paying_in_another_tab_buys_nothing_more(shop: Shop) -> None:
    shop.pay(shop.buy())
    assert shop.buy("trial") is None
    assert shop.standing() is Standing.SUBSCRIBED
    assert len(shop.payments.billings) == 1
    assert refused(lambda: shop.buy("trial")) is Reason.SUBSCRIBED


def test_while_the_provider_is_away_nothing_is_charged_and_the_same_can_be_tried_again(
    shop: Shop,
) -> None:
    shop.payments.away = True
    with pytest.raises(PaymentsAway):
        shop.buy()
    shop.payments.away = False
    page = shop.buy(at=NOW + 60)
    assert page is not None
    assert shop.sales == [SaleState.AGREED]
    assert len(shop.payments.pages) == 1


def test_a_sale_that_never_had_a_page_makes_way_for_another_before_its_page_would_be_too_short(
    shop: Shop,
) -> None:
    shop.payments.away = True
    with pytest.raises(PaymentsAway):
        shop.buy()
    shop.payments.away = False
    assert shop.buy(at=NOW + 1800) is not None
    assert len(shop.sales) == 2


def test_what_the_provider_refuses_leaves_nothing_sold(shop: Shop) -> None:
    page = shop.buy()
    shop.payments.refuses = "the account is closed"
    assert page is not None
    with pytest.raises(PaymentRefused):
        shop.buy("trial")
    assert SaleState.MADE not in shop.sales


def test_who_comes_back_without_paying_is_told_so(shop: Shop) -> None:
    page = shop.buy()
    assert page is not None
    assert shop.returning.complete(page.id, NOW).came is Came.WAITING
    shop.payments.now += CHECKOUT_OPEN
    assert shop.returning.complete(page.id, NOW + CHECKOUT_OPEN).came is Came.GAVE_UP
    assert shop.sales == [SaleState.GIVEN_UP]
    assert shop.returning.complete("cs_unknown", NOW).came is Came.UNKNOWN


@pytest.mark.parametrize(
    ("offer", "reason"),
    [
        (replace(FIRST, key="gone"), Reason.UNKNOWN),
        (replace(FIRST, plan="print"), Reason.UNKNOWN),
        (replace(FIRST, on_sale=Window(None, NOW)), Reason.ENDED),
        (replace(FIRST, on_sale=Window(NOW + 1, None)), Reason.NOT_YET),
        (replace(FIRST, audience=frozenset({Standing.LAPSED_TRIAL})), Reason.NOT_FOR_YOU),
        (replace(FIRST, countries=frozenset({"CA"})), Reason.NOT_FOR_YOU),
        (replace(FIRST, code="FESTIVAL"), Reason.UNKNOWN),
    ],
)
def test_what_is_not_on_sale_for_the_reader_is_refused(offer: Offer, reason: Reason) -> None:
    shop = Shop((offer,))
    assert refused(lambda: shop.buy(country="US")) is reason
    assert shop.sales == []


def test_an_offer_for_some_countries_is_sold_there() -> None:
    shop = Shop((replace(FIRST, countries=frozenset({"CA"})),))
    assert shop.buy(country="CA") is not None
    assert refused(lambda: shop.buy(country=None)) is Reason.NOT_FOR_YOU


def test_a_limited_offer_is_sold_so_often_and_those_on_its_page_count(shop: Shop) -> None:
    shop.offers = (replace(FIRST, limit=2),)
    for address in ("bea@example.org", "cid@example.org"):
        shop.buy(who=shop.account(address))
    assert refused(shop.buy) is Reason.SOLD_OUT
    shop.payments.now += CHECKOUT_OPEN
    assert shop.buy(at=NOW + CHECKOUT_OPEN) is not None


def test_an_offer_made_once_is_refused_to_who_took_it_up(shop: Shop) -> None:
    shop.offers = (replace(FIRST, once=True),)
    page = shop.buy()
    shop.pay(page)
    assert page is not None
    sold = shop.returning.complete(page.id, NOW).subscription
    assert sold is not None
    shop.payments.end(sold.id)
    settling = Settling(shop.books, shop.payments, Silent())
    settling.settle(sold.id, NOW + DAY)
    assert refused(lambda: shop.buy(at=NOW + DAY)) is Reason.TAKEN_BEFORE


def test_a_trial_needs_no_card_and_is_one_until_it_ends(shop: Shop) -> None:
    page = shop.buy("trial")
    shop.pay(page, None)
    assert page is not None
    returned = shop.returning.complete(page.id, NOW)
    assert returned.sale is not None
    assert (returned.sale.trial_days, returned.sale.introductory) == (14, None)
    assert shop.standing() is Standing.TRIALING


@pytest.mark.parametrize("alias", ["ann+again@example.org", "ANN+x@Example.org"])
def test_an_alias_of_who_had_a_trial_gets_no_second_one(shop: Shop, alias: str) -> None:
    page = shop.buy("trial")
    shop.pay(page, None)
    assert page is not None
    shop.returning.complete(page.id, NOW)
    other = shop.account(alias)
    assert refused(lambda: shop.buy("trial", other)) is Reason.TRIAL_HAD
    assert shop.buy("first", other) is not None


def test_a_trial_given_up_at_the_page_can_be_begun_later(shop: Shop) -> None:
    shop.buy("trial")
    shop.payments.now += CHECKOUT_OPEN
    assert shop.buy("trial", at=NOW + CHECKOUT_OPEN) is not None


def test_a_card_that_had_a_trial_begins_no_second_one(shop: Shop) -> None:
    first = shop.buy("trial")
    shop.pay(first, "card of ann")
    assert first is not None
    shop.returning.complete(first.id, NOW)
    bea = shop.account("bea@example.net")
    second = shop.buy("trial", bea)
    shop.pay(second, "card of ann")
    assert second is not None
    assert shop.returning.complete(second.id, NOW).came is Came.TRIAL_HAD
    assert shop.standing(bea, NOW + 1) is not Standing.TRIALING
    # The same page again, as the provider's event would have it, takes nothing from Ann.
    shop.returning.complete(first.id, NOW)
    assert shop.standing() is Standing.TRIALING


def test_a_plan_is_bought_at_one_of_its_prices_and_at_no_other(shop: Shop) -> None:
    plan = Choice(plan="digital", price=MONTHLY.key)
    page = shop.buying.buy(shop.ann, plan, CONSENT, WAY, NOW)
    assert page is not None
    other = Choice(plan="digital", price="1-usd-1-month")
    assert refused(lambda: shop.buying.buy(shop.ann, other, CONSENT, WAY, NOW)) is Reason.UNKNOWN
