"""Another plan: what it costs is shown, agreed to, and then charged as shown."""

from dataclasses import replace

import pytest

from presspass.core.money import Money
from presspass.core.sale import Sale
from presspass.services.subscriptions.changing import QUOTE_HOLDS
from tests.web.shop.shop import HOME, Buyer, Shop

HERE = "/account/subscription"
WANTED = f"{HERE}/change?plan=complete&price=1999-usd-1-month"


@pytest.fixture
def subscriber(ann: Buyer) -> Buyer:
    ann.pay("plan=digital&price=999-usd-1-month")
    ann.browser.hidden.clear()
    return ann


def test_the_plans_to_change_to_are_all_but_the_present_one(subscriber: Buyer) -> None:
    text = subscriber.get(f"{HERE}/change").text
    assert "$19.99 a month" in text
    assert "$99 a year" in text
    assert "$9.99 a month" not in text


def test_what_it_costs_is_shown_and_then_charged(shop: Shop, subscriber: Buyer) -> None:
    shown = subscriber.get(WANTED).text
    assert "Today $10 is charged" in shown
    done = subscriber.post(f"{HERE}/change", **HOME)
    assert done.header("location") == f"/presspass{HERE}?done=changed"
    (billing,) = shop.payments.billings.values()
    assert [each.money.minor for each in billing.payments] == [999, 1000]
    assert shop.subscription().plan == "complete"
    with shop.commerce.reading() as books:
        sale = books.sales.get(billing.sale)
    assert sale is not None
    assert "With this button I change to Complete for $19.99 a month. Today $10" in sale.text
    assert sale.version == "7"


def test_a_second_click_charges_nothing_more(shop: Shop, subscriber: Buyer) -> None:
    subscriber.get(WANTED)
    assert [subscriber.post(f"{HERE}/change", **HOME).status for _ in range(2)] == [303, 303]
    (billing,) = shop.payments.billings.values()
    assert len(billing.payments) == 2


def test_what_costs_something_else_by_now_is_shown_anew(shop: Shop, subscriber: Buyer) -> None:
    subscriber.get(WANTED)
    shop.forward(QUOTE_HOLDS)
    answer = subscriber.post(f"{HERE}/change", **HOME)
    assert answer.status == 409
    assert "no longer what was shown" in answer.text
    assert shop.subscription().plan == "digital"
    assert subscriber.post(f"{HERE}/change", **HOME).status == 303


@pytest.mark.parametrize("agreed", ["0 USD {now}", "1000 USD 0", "1000 USD {later}", "nonsense"])
def test_nobody_sets_the_price_or_its_time(shop: Shop, subscriber: Buyer, agreed: str) -> None:
    subscriber.get(WANTED)
    now = shop.clock.now()
    answer = subscriber.post(
        f"{HERE}/change", agreed=agreed.format(now=now, later=now + 999), **HOME
    )
    assert answer.status == 409
    assert shop.subscription().plan == "digital"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("plan=digital&price=999-usd-1-month", "subscribed already"),
        ("plan=gold&price=1-usd-1-month", "We don\u2019t sell this"),
    ],
)
def test_what_can_not_be_changed_to_says_so(subscriber: Buyer, query: str, said: str) -> None:
    answer = subscriber.get(f"{HERE}/change?{query}")
    assert answer.status == 409
    assert said in answer.text


def test_a_plan_in_another_currency_can_not_be_changed_to_and_says_so(
    shop: Shop, subscriber: Buyer, caplog: pytest.LogCaptureFixture
) -> None:
    digital, complete = shop.edition.plans
    euros = replace(complete.prices[0], amount=Money(1799, "EUR"))
    complete = replace(complete, prices=(*complete.prices, euros))
    shop.edition = replace(shop.edition, plans=(digital, complete))
    assert "17.99" not in subscriber.get(f"{HERE}/change").text
    before = shop.subscription()
    answer = subscriber.get(f"{HERE}/change?plan=complete&price={euros.key}")
    assert answer.status == 409
    assert "This plan is paid in another currency" in answer.text
    subscriber.get(WANTED)
    answer = subscriber.post(f"{HERE}/change", **HOME, price=euros.key)
    assert answer.status == 409
    assert "This plan is paid in another currency" in answer.text
    assert f"'price': '{euros.key}'}} is not sold: other_currency" in caplog.text
    assert shop.subscription() == before


def test_what_the_card_does_not_pay_changes_nothing(shop: Shop, subscriber: Buyer) -> None:
    subscriber.get(WANTED)
    shop.payments.refuses = "card_declined"
    answer = subscriber.post(f"{HERE}/change", **HOME)
    assert answer.status == 409
    assert "Nothing was changed" in answer.text
    assert shop.subscription().plan == "digital"


def test_a_cancelled_one_is_resumed_before_it_is_changed(subscriber: Buyer) -> None:
    subscriber.get(f"{HERE}/cancel")
    subscriber.post(f"{HERE}/cancel")
    led = f"/presspass{HERE}?done=nothing"
    assert subscriber.get(f"{HERE}/change").header("location") == led
    assert subscriber.get(WANTED).header("location") == led


def test_a_charge_whose_answer_was_lost_is_found_and_not_made_again(
    shop: Shop, subscriber: Buyer
) -> None:
    subscriber.get(WANTED)
    change = shop.payments.change

    def lost(subscription: str, sale: Sale, now: int, key: str) -> None:
        change(subscription, sale, now, key)
        shop.payments.away = True

    shop.payments.change = lost  # type: ignore[method-assign]  # the network, for once
    assert subscriber.post(f"{HERE}/change", **HOME).status == 503
    shop.payments.away = False
    assert subscriber.post(f"{HERE}/change", **HOME).status == 303
    (billing,) = shop.payments.billings.values()
    assert len(billing.payments) == 2
    assert shop.subscription().plan == "complete"
