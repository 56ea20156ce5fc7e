"""Two tabs, late events and a provider that is away: nothing is paid twice, lost or had twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from presspass.core.billing import BillingState
from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.plans import Interval, Offer, Price, Unit
from presspass.core.reader import Standing
from presspass.core.sale import SaleState
from presspass.ports import Books, Page, PaymentRefused, PaymentsAway
from presspass.services.checkout.offering import Reason
from presspass.services.checkout.returning import Came
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.withdrawing import give_back
from tests.services.checkout.shop import (
    FIRST,
    MONTHLY,
    NOW,
    Shop,
    refused,
)


def during(act: Callable[..., Any], other: Callable[[], Any]) -> Callable[..., Any]:
    """`act`, right after which somebody else does `other`, the first time."""
    left = [other]

    def acted(*args: Any, **more: Any) -> Any:
        done = act(*args, **more)
        if left:
            left.pop()()
        return done

    return acted


def test_of_two_tabs_that_begin_at_once_one_can_be_paid(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other tab begins between this one's look at the books and its own entry."""
    read, left = shop.books.reading, ["trial"]

    @contextmanager
    def reading() -> Iterator[Books]:
        with read() as books:
            yield books
        if left:
            shop.buy(left.pop())

    monkeypatch.setattr(shop.books, "reading", reading)
    shop.buy("first")
    paid = [shop.payments.complete(page) for page in list(shop.payments.pages)]
    assert len([each for each in paid if each is not None]) == 1


def test_a_page_that_was_given_up_while_it_was_made_is_closed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = shop.payments.checkout
    monkeypatch.setattr(shop.payments, "checkout", during(make, lambda: shop.buy("trial")))
    with pytest.raises(PaymentsAway, match="meanwhile"):
        shop.buy("first")
    paid = [shop.payments.complete(page) for page in list(shop.payments.pages)]
    assert len([each for each in paid if each is not None]) == 1


def test_the_last_of_a_limited_offer_is_kept_for_who_has_its_page_open(shop: Shop) -> None:
    shop.offers = (replace(FIRST, limit=1),)
    assert shop.buy() == shop.buy(at=NOW + 5)
    assert refused(lambda: shop.buy(who=shop.account("bob@example.org"))) is Reason.SOLD_OUT


def test_a_trial_is_noted_though_its_subscription_was_heard_of_first(shop: Shop) -> None:
    page = shop.buy("trial")
    assert page is not None
    shop.settle(shop.payments.complete(page.id, "card"))
    assert shop.returning.complete(page.id, NOW).came is Came.SUBSCRIBED
    assert shop.returning.complete(page.id, NOW).came is Came.SUBSCRIBED
    alias = shop.account("ann+2@example.org")
    assert refused(lambda: shop.buy("trial", who=alias)) is Reason.TRIAL_HAD
    bob = shop.account("bob@example.org")
    second = shop.buy("trial", who=bob)
    assert second is not None
    shop.settle(shop.payments.complete(second.id, "card"))
    assert shop.returning.complete(second.id, NOW).came is Came.TRIAL_HAD
    assert shop.standing(bob, NOW + 1) is Standing.LAPSED_TRIAL


def test_a_second_trial_is_taken_back_though_the_provider_was_away(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.buy("trial")
    assert first is not None
    shop.pay(first)
    shop.returning.complete(first.id, NOW)
    second = shop.buy("trial", who=shop.account("bob@example.org"))
    assert second is not None
    shop.pay(second)
    with monkeypatch.context() as patch:
        patch.setattr(shop.payments, "cancel", away)
        with pytest.raises(PaymentsAway):
            shop.returning.complete(second.id, NOW)
    assert shop.returning.complete(second.id, NOW).came is Came.TRIAL_HAD


@pytest.mark.parametrize("trouble", [PaymentsAway("away"), PaymentRefused("no such price")])
def test_what_was_paid_is_granted_though_what_follows_cant_be_seen_to(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    page = shop.buy()
    shop.pay(page)
    assert page is not None
    with monkeypatch.context() as patch:
        patch.setattr(shop.payments, "continue_at", raising(trouble))
        with pytest.raises(type(trouble)):
            shop.returning.complete(page.id, NOW)
    assert shop.standing() is Standing.SUBSCRIBED
    subscription = shop.returning.complete(page.id, NOW).subscription
    assert subscription is not None
    assert subscription.next_price == MONTHLY


def test_what_was_given_back_in_full_is_never_charged_again(shop: Shop) -> None:
    page = shop.buy()
    assert page is not None
    subscription = shop.payments.complete(page.id)
    assert subscription is not None
    shop.returning.complete(page.id, NOW)
    (paid,) = shop.payments.billings[subscription].payments
    shop.payments.refund(paid.id, paid.money, "by staff")
    shop.settle(subscription)
    assert shop.payments.billings[subscription].state is BillingState.ENDED
    assert shop.standing(at=NOW + 1) is Standing.LAPSED_SUBSCRIBER


def test_who_got_all_back_begins_under_a_name_without_credit(shop: Shop) -> None:
    """A change to a cheaper plan had left a part of what was given back to the old name."""
    first = shop.buy()
    assert first is not None
    subscription = shop.payments.complete(first.id)
    assert subscription is not None
    shop.returning.complete(first.id, NOW)
    give_back(shop.payments, subscription)
    shop.settle(subscription)
    second = shop.buy(at=NOW + 1)
    assert second is not None
    assert shop.payments.pages[second.id].customer != shop.payments.pages[first.id].customer


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_who_buys_in_another_currency_than_before_begins_under_another_name(
    shop: Shop, currency: str
) -> None:
    first = shop.buy()
    assert first is not None
    subscription = shop.payments.complete(first.id)
    assert subscription is not None
    shop.returning.complete(first.id, NOW)
    shop.payments.cancel(subscription, "over", at_once=True)
    shop.settle(subscription)
    price = Price(Money(500, currency), Interval(1, Unit.MONTH))
    shop.offers = (*shop.offers, Offer("again", "digital", price, price))
    second = shop.buy("again", at=NOW + 1)
    assert second is not None
    names = [shop.payments.pages[page.id].customer for page in (first, second)]
    assert (names[0] == names[1]) == (currency == "USD")


def test_what_is_paid_for_a_deleted_account_is_charged_once_at_most(shop: Shop) -> None:
    page = shop.buy()
    assert page is not None
    subscription = shop.payments.complete(page.id)
    with shop.books.transaction() as books:
        books.accounts.delete(shop.ann.reader, NOW)
    shop.returning.complete(page.id, NOW)
    assert subscription is not None
    assert shop.payments.billings[subscription].state is BillingState.ENDED


def away(*_: Any, **__: Any) -> None:
    raise PaymentsAway("the provider is away")


def raising(fault: Exception) -> Callable[..., None]:
    def raised(*_: Any, **__: Any) -> None:
        raise fault

    return raised


def test_a_card_that_was_given_is_used_though_nobody_comes_back(shop: Shop) -> None:
    page, subscription = given_after_failing(shop)
    shop.returning.complete(page.id, NOW)
    assert shop.payments.billings[subscription].failure is None
    assert shop.standing() is Standing.SUBSCRIBED
    paid = shop.payments.billings[subscription].payments
    shop.returning.complete(page.id, NOW)
    assert shop.payments.billings[subscription].payments == paid


def test_a_card_of_long_ago_takes_no_newer_ones_place(shop: Shop) -> None:
    page, subscription = given_after_failing(shop)
    shop.returning.complete(page.id, NOW + DAY)
    assert shop.payments.billings[subscription].failure is not None


def test_a_card_that_does_not_pay_leaves_what_is_owed(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    page, subscription = given_after_failing(shop)
    shop.payments.refuses = "the card was declined"
    shop.returning.complete(page.id, NOW)
    assert "did not pay" in caplog.text
    assert shop.payments.billings[subscription].failure is not None


def given_after_failing(shop: Shop) -> tuple[Page, str]:
    bought = shop.buy()
    shop.pay(bought)
    assert bought is not None
    subscription = shop.returning.complete(bought.id, NOW).subscription
    assert subscription is not None
    shop.payments.fail(subscription.id)
    shop.settle(subscription.id)
    page = shop.payments.card_page(subscription.id, "en", "done", "back", "card page")
    shop.payments.complete(page.id)
    return page, subscription.id


def test_a_page_that_the_provider_knows_no_more_is_given_up_after_a_day(shop: Shop) -> None:
    page = shop.buy()
    assert page is not None
    del shop.payments.pages[page.id]
    arrivals = Arrivals(shop.books, shop.payments, shop.settling, shop.returning)
    arrivals.look_for_payers(NOW + DAY - 1)
    assert shop.sales == [SaleState.AGREED]
    arrivals.look_for_payers(NOW + DAY)
    assert shop.sales == [SaleState.GIVEN_UP]
