"""Withdrawing from the purchase: declared, confirmed, carried out."""

import pytest

from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.reader import Standing
from presspass.core.subscription import Ending, State
from tests.web.shop.shop import Buyer, Shop

HERE = "/account/subscription"


@pytest.fixture
def subscriber(ann: Buyer) -> Buyer:
    ann.pay()
    ann.browser.hidden.clear()
    return ann


def mails(shop: Shop) -> list[str]:
    with shop.commerce.transaction() as books:
        found = [claimed.mail for claimed in books.outbox.claim(shop.clock.now(), 10)]
    return [mail.text for mail in found if mail.key.startswith("withdrawal:")]


def test_it_ends_at_once_gives_all_back_and_sends_a_receipt(shop: Shop, subscriber: Buyer) -> None:
    assert "Until July 26th you can withdraw" in subscriber.get(HERE).text
    declared = subscriber.get(f"{HERE}/withdraw").text
    assert "I withdraw from my contract for Digital, which I ordered on July 12th, 2026" in declared
    assert "whatever you have read already" in declared
    assert "ann@example.com" in declared
    done = subscriber.post(f"{HERE}/withdraw")
    assert done.header("location") == f"/presspass{HERE}?done=withdrawn"
    (billing,) = shop.payments.billings.values()
    assert [each.money.minor for each in billing.refunds] == [99]
    assert billing.ended == shop.clock.now()
    assert shop.subscription().ending is Ending.GIVEN_BACK
    session = shop.session(subscriber.browser)
    assert session is not None
    assert session.standing is Standing.LAPSED_SUBSCRIBER
    (mail,) = mails(shop)
    assert "Digital" in mail
    assert "July 12, 2026" in mail


def test_what_was_given_back_before_is_not_given_twice(shop: Shop, subscriber: Buyer) -> None:
    (billing,) = shop.payments.billings.values()
    shop.payments.refund(billing.payments[0].id, Money(40, "USD"), "goodwill")
    subscriber.get(f"{HERE}/withdraw")
    subscriber.post(f"{HERE}/withdraw")
    (billing,) = shop.payments.billings.values()
    assert [each.money.minor for each in billing.refunds] == [40, 59]


def test_the_right_ends_with_the_fourteenth_day(shop: Shop, subscriber: Buyer) -> None:
    subscriber.get(f"{HERE}/withdraw")
    shop.forward(15 * DAY - 1)
    assert subscriber.get(f"{HERE}/withdraw").status == 200
    shop.forward(1)
    assert "Withdraw from" not in subscriber.get(HERE).text
    late = f"/presspass{HERE}?done=nothing"
    assert subscriber.get(f"{HERE}/withdraw").header("location") == late
    assert subscriber.post(f"{HERE}/withdraw").header("location") == late
    assert shop.subscription().state is State.ACTIVE


def test_while_the_provider_is_away_it_is_kept_and_carried_out_later(
    shop: Shop, subscriber: Buyer
) -> None:
    subscriber.get(f"{HERE}/withdraw")
    shop.payments.away = True
    done = subscriber.post(f"{HERE}/withdraw")
    assert done.header("location") == f"/presspass{HERE}?done=withdrawing"
    assert (
        "There is nothing more to do for you"
        in subscriber.browser.get(done.header("location")).text
    )
    assert len(mails(shop)) == 1
    assert shop.arrivals.handle(shop.clock.now()) == 0
    shop.payments.away = False
    shop.forward(20 * DAY)
    assert shop.arrivals.handle(shop.clock.now()) >= 1
    (billing,) = shop.payments.billings.values()
    assert [each.money.minor for each in billing.refunds] == [99]
    assert shop.subscription().ending is Ending.GIVEN_BACK


def test_a_refund_that_broke_off_is_made_by_the_worker_and_once(
    shop: Shop, subscriber: Buyer
) -> None:
    subscriber.get(f"{HERE}/withdraw")
    refund = shop.payments.refund

    def broken(payment: str, money: Money, key: str) -> None:
        shop.payments.away = True
        refund(payment, money, key)

    shop.payments.refund = broken  # type: ignore[method-assign]  # the network, for once
    subscriber.post(f"{HERE}/withdraw")
    shop.payments.refund = refund  # type: ignore[method-assign]  # it is back
    shop.payments.away = False
    (billing,) = shop.payments.billings.values()
    assert billing.ended is not None
    assert not billing.refunds
    for _ in range(2):
        shop.arrivals.handle(shop.clock.now())
    (billing,) = shop.payments.billings.values()
    assert len(billing.refunds) == 1


def test_a_second_click_does_nothing_more(shop: Shop, subscriber: Buyer) -> None:
    subscriber.get(f"{HERE}/withdraw")
    subscriber.post(f"{HERE}/withdraw")
    again = subscriber.post(f"{HERE}/withdraw")
    assert again.header("location") == f"/presspass{HERE}?done=nothing"
    (billing,) = shop.payments.billings.values()
    assert len(billing.refunds) == 1
    assert len(mails(shop)) == 1


def test_a_refund_that_is_refused_is_a_line_for_the_operator(
    shop: Shop, subscriber: Buyer, caplog: pytest.LogCaptureFixture
) -> None:
    subscriber.get(f"{HERE}/withdraw")
    shop.payments.refuses = "it is disputed"
    done = subscriber.post(f"{HERE}/withdraw")
    assert done.header("location") == f"/presspass{HERE}?done=withdrawing"
    assert "needs your help: it is disputed" in caplog.text
