"""Money in currencies that Stripe writes in its own way."""

import pytest

from presspass.adapters.stripe.amounts import read, written
from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.ports import PaymentRefused
from tests.contracts.payment_stages import SandboxStage, order, sold


@pytest.mark.parametrize(
    ("money", "units"),
    [
        (Money(999, "USD"), 999),
        (Money(500, "JPY"), 500),
        (Money(5120, "KWD"), 5120),
        (Money(1990, "ISK"), 199_000),
        (Money(20_000, "UGX"), 2_000_000),
        (Money(1_500_000, "MGA"), 15_000),
        (Money(-1990, "ISK"), -199_000),
    ],
)
def test_amounts_are_written_as_stripe_reads_them(money: Money, units: int) -> None:
    assert written(money) == units
    assert read(units, money.currency.lower()) == money


def test_what_stripe_cant_write_is_refused() -> None:
    with pytest.raises(PaymentRefused, match="whole MGA"):
        written(Money(150, "MGA"))


def test_a_price_in_kronur_is_charged_and_given_back_as_shown(stage: SandboxStage) -> None:
    kronur = Money(1990, "ISK")
    price = Price(kronur, Interval(1, Unit.MONTH))
    subscription = stage.buy(order(sold(stage, price=price)))
    (charge,) = stage.run.asked.charges.list().data
    assert charge.amount == 199_000
    billing = stage.billing(subscription)
    (paid,) = billing.payments
    assert (billing.price, paid.money) == (price, kronur)
    stage.payments.refund(paid.id, kronur, "back")
    assert stage.billing(subscription).refunds[0].money == kronur
