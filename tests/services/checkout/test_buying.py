"""One sale, one page and one charge, however often somebody asks for them."""

from dataclasses import replace

import pytest

from presspass.core.instants import DAY, Instant, Window
from presspass.core.plans import Offer
from presspass.core.reader import Standing
from presspass.core.sale import CHECKOUT_OPEN, SaleState
from presspass.core.subscription import GRACE, Ending, State
from presspass.ports import PaymentRefused, PaymentsAway
from presspass.services.checkout.offering import Choice, Reason
from presspass.services.checkout.returning import Came
from tests.services.checkout.shop import CONSENT, FIRST, MONTHLY, NOW, WAY, Shop, refused


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
    shop.settle(sold.id, NOW + DAY)
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


def test_whose_grace_is_over_can_buy_anew_and_pays_for_one_subscription_alone(shop: Shop) -> None:
    old = subscribed(shop)
    shop.payments.fail(old)
    shop.settle(old)
    assert refused(lambda: shop.buy("first", at=NOW + GRACE - 1)) is Reason.SUBSCRIBED
    later = NOW + GRACE
    shop.payments.now = later
    page = shop.buy("first", at=later)
    with shop.books.reading() as books:
        [ended] = books.subscriptions.of(shop.ann.reader)
    assert (ended.id, ended.state, ended.ending) == (old, State.ENDED, Ending.UNPAID)
    shop.pay(page)
    assert page is not None
    assert shop.returning.complete(page.id, later).came is Came.SUBSCRIBED
    assert shop.standing(at=later) is Standing.SUBSCRIBED


def test_whose_payment_comes_in_at_last_need_not_buy_anew(shop: Shop) -> None:
    old = subscribed(shop)
    shop.payments.fail(old)
    shop.settle(old)
    later = NOW + GRACE
    shop.payments.now = later
    shop.payments.renew(old)
    assert shop.buy("first", at=later) is None
    assert shop.standing(at=later) is Standing.SUBSCRIBED


def subscribed(shop: Shop) -> str:
    page = shop.buy("first")
    shop.pay(page)
    assert page is not None
    subscription = shop.returning.complete(page.id, NOW).subscription
    assert subscription is not None
    return subscription.id
