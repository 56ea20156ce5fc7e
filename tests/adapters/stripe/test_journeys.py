"""What readers do at Stripe's pages and elsewhere, and what they may read at each step of it."""

from dataclasses import dataclass

import pytest

from presspass.core.billing import DisputeState
from presspass.core.entitlement import standing_of
from presspass.core.instants import DAY
from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.core.reader import Standing
from presspass.core.sale import Sale
from presspass.core.subscription import Ending, Settled, State, settle
from presspass.ports import CheckoutState, PaymentRefused
from presspass.sandbox import refunds
from tests.contracts.payment_stages import FIRST, HOUR, MONTHLY, SandboxStage, order, sold

QUARTER = Price(Money(900, "USD"), Interval(3, Unit.MONTH))
DEARER = Price(Money(1999, "USD"), Interval(1, Unit.MONTH))


@dataclass
class Reader:
    """A reader of one sale, looked at as the worker would."""

    stage: SandboxStage
    sale: Sale
    subscription: str = ""
    keys: int = 0

    def buy(self, card: str = "visa") -> None:
        self.subscription = self.stage.buy(order(self.sale), card)
        if self.sale.introductory is not None or self.sale.ends:
            self.stage.payments.continue_at(self.subscription, self.sale, "continue")

    def key(self) -> str:
        self.keys += 1
        return f"{self.sale.id}:{self.keys}"

    def settled(self) -> Settled:
        return settle(self.sale, self.stage.billing(self.subscription))

    @property
    def stands(self) -> tuple[State, Standing]:
        settled = self.settled()
        held = standing_of(settled.entitlements, self.stage.now())
        return settled.subscription.state, held.standing

    @property
    def paid(self) -> list[int]:
        return [entry.money.minor for entry in self.settled().entries]

    def pass_days(self, days: int) -> None:
        self.stage.run.pass_time(days * DAY)

    def give_card(self, card: str) -> str:
        page = self.stage.payments.card_page(
            self.subscription, "en", "http://shop.example/card", "http://shop.example/", self.key()
        )
        self.stage.pay(page, card)
        return page.id


def balance(stage: SandboxStage) -> int:
    """What is left in the account at the provider."""
    moved = stage.run.asked.balance_transactions.list({"limit": 100}).auto_paging_iter()
    return sum(each.net for each in moved)


def test_a_month_for_little_then_the_full_price(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, introductory=FIRST, offer="month"))
    reader.buy()
    assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    settled = reader.settled().subscription
    assert (settled.price, settled.next_price) == (FIRST, MONTHLY)
    for charges in ([99, 999], [99, 999, 999]):
        stage.renew(reader.subscription)
        assert reader.paid == charges
        assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
        assert reader.settled().subscription.next_price == MONTHLY
    assert sum(reader.paid) == balance(stage)


def test_three_months_for_little_then_monthly(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, introductory=QUARTER))
    reader.buy()
    until = reader.settled().subscription.until
    assert until is not None
    assert 89 * DAY <= until - stage.now() <= 92 * DAY
    stage.renew(reader.subscription)
    until = reader.settled().subscription.until
    assert until is not None
    assert 27 * DAY <= until - stage.now() <= 31 * DAY
    assert reader.paid == [900, 999]


def test_a_fixed_term_that_nothing_follows(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, introductory=QUARTER, ends=True))
    reader.buy()
    assert reader.stands == (State.CANCELLING, Standing.SUBSCRIBED)
    stage.renew(reader.subscription)
    assert reader.stands == (State.ENDED, Standing.LAPSED_SUBSCRIBER)
    assert reader.paid == [900]


def test_a_trial_with_a_card_becomes_a_subscription(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, trial_days=14))
    reader.buy()
    assert reader.stands == (State.TRIALING, Standing.TRIALING)
    stage.renew(reader.subscription)
    assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    assert reader.paid == [999]


def test_a_trial_without_a_card_ends_by_itself(stage: SandboxStage) -> None:
    sale = sold(stage, trial_days=14)
    page = stage.payments.checkout(order(sale, card_needed=False))
    reader = Reader(stage, sale, stage.pay(page, "none"))
    outcome = stage.payments.outcome(page.id)
    assert outcome is not None
    assert outcome.fingerprint is None
    assert reader.stands == (State.TRIALING, Standing.TRIALING)
    assert reader.settled().subscription.card is None
    reader.pass_days(14)
    assert reader.stands == (State.ENDED, Standing.LAPSED_TRIAL)
    assert reader.settled().subscription.ending is Ending.TRIAL_OVER
    assert reader.paid == []


def test_a_declined_card_leaves_the_page_open(stage: SandboxStage) -> None:
    page = stage.payments.checkout(order(sold(stage)))
    assert stage.pay(page, "declined") == ""
    outcome = stage.payments.outcome(page.id)
    assert outcome is not None
    assert outcome.state is CheckoutState.OPEN
    assert stage.pay(page, "visa") != ""


def test_a_bank_that_asks_is_answered(stage: SandboxStage) -> None:
    sale = sold(stage)
    page = stage.payments.checkout(order(sale))
    assert stage.pay(page, "asks") == ""
    stage.run.post(f"/pay/{page.id}/bank", answer="confirm")
    outcome = stage.payments.outcome(page.id)
    assert outcome is not None
    assert outcome.subscription is not None
    assert Reader(stage, sale, outcome.subscription).stands == (State.ACTIVE, Standing.SUBSCRIBED)


def test_a_failed_renewal_is_mended_by_another_card(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy()
    stage.fail(reader.subscription)
    failed_at = stage.now()
    assert reader.stands == (State.PAST_DUE, Standing.PAST_DUE)
    assert reader.settled().subscription.fix_by == failed_at + 7 * DAY
    reader.pass_days(3)
    failure = stage.billing(reader.subscription).failure
    assert failure is not None
    assert (failure.since, failure.attempts) == (failed_at, 2)
    page = reader.give_card("mastercard")
    stage.payments.use_card(page, reader.subscription, reader.key())
    assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    card = reader.settled().subscription.card
    assert card is not None
    assert card.last4 == "4444"
    assert reader.paid == [999, 999]


def test_a_card_that_fails_too_is_refused_and_the_grace_goes_on(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy()
    stage.fail(reader.subscription)
    page = reader.give_card("later")
    with pytest.raises(PaymentRefused, match="declined"):
        stage.payments.use_card(page, reader.subscription, reader.key())
    assert reader.stands == (State.PAST_DUE, Standing.PAST_DUE)


def test_the_card_of_another_reader_is_refused(stage: SandboxStage) -> None:
    ann, bea = (Reader(stage, sold(stage)) for _ in range(2))
    ann.buy()
    bea.buy()
    page = bea.give_card("mastercard")
    with pytest.raises(PaymentRefused, match="somebody else"):
        stage.payments.use_card(page, ann.subscription, ann.key())


def test_a_card_reported_stolen_lapses(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy()
    stage.fail(reader.subscription, "stolen_card")
    failure = stage.billing(reader.subscription).failure
    assert failure is not None
    assert failure.code == "stolen_card"
    reader.pass_days(7)
    assert reader.stands == (State.PAST_DUE, Standing.LAPSED_SUBSCRIBER)
    reader.pass_days(10)
    assert reader.stands == (State.ENDED, Standing.LAPSED_SUBSCRIBER)
    assert reader.settled().subscription.ending is Ending.UNPAID
    assert reader.paid == [999]


def test_cancelled_at_the_end_and_resumed(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, introductory=FIRST))
    reader.buy()
    stage.payments.cancel(reader.subscription, reader.key())
    assert reader.stands == (State.CANCELLING, Standing.SUBSCRIBED)
    stage.payments.resume(reader.subscription, reader.sale, reader.key())
    assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    stage.renew(reader.subscription)
    assert reader.paid == [99, 999]
    stage.payments.cancel(reader.subscription, reader.key())
    stage.renew(reader.subscription)
    assert reader.stands == (State.ENDED, Standing.LAPSED_SUBSCRIBER)
    assert reader.settled().subscription.ending is Ending.CANCELLED
    assert reader.paid == [99, 999]


def test_cancelled_at_once_while_a_payment_was_owed(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy()
    stage.fail(reader.subscription)
    stage.payments.cancel(reader.subscription, reader.key(), at_once=True)
    assert reader.stands == (State.ENDED, Standing.LAPSED_SUBSCRIBER)
    assert reader.settled().subscription.ending is Ending.CANCELLED


def test_who_cancels_while_a_payment_is_owed_gains_no_time(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy()
    stage.fail(reader.subscription)
    (before, *_) = reader.settled().entitlements
    stage.payments.cancel(reader.subscription, reader.key())
    (after, *_) = reader.settled().entitlements
    assert after.until == before.until == after.fix_by
    assert reader.settled().subscription.state is State.PAST_DUE


@pytest.mark.parametrize("name", ["Dostęp cyfrowy", "اشتراك رقمي"])
def test_plans_are_named_in_any_script(stage: SandboxStage, name: str) -> None:
    reader = Reader(stage, sold(stage, plan_name=name))
    reader.buy()
    (product,) = stage.run.asked.products.list({}).data
    assert product.name == name


def test_a_plan_is_changed_in_the_middle_of_an_introduction(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, introductory=FIRST))
    reader.buy()
    reader.pass_days(10)
    other = sold(stage, plan="complete", plan_name="Complete", price=DEARER)
    quote = stage.payments.quote(reader.subscription, other, stage.now())
    stage.payments.change(reader.subscription, other, stage.now(), reader.key())
    reader.sale = other
    assert reader.paid == [99, quote.due.minor]
    assert reader.settled().subscription.plan == "complete"
    stage.renew(reader.subscription)
    assert reader.paid == [99, quote.due.minor, 1999]
    assert sum(reader.paid) == balance(stage)


def test_a_cheaper_plan_is_credited(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, plan="complete", plan_name="Complete", price=DEARER))
    reader.buy()
    cheaper = sold(stage)
    quote = stage.payments.quote(reader.subscription, cheaper, stage.now())
    assert quote.due == Money(999 - 1999, "USD")
    stage.payments.change(reader.subscription, cheaper, stage.now(), reader.key())
    reader.sale = cheaper
    stage.renew(reader.subscription)
    assert reader.paid == [1999]
    stage.renew(reader.subscription)
    assert reader.paid == [1999, 998]


def test_a_change_that_the_card_does_not_pay_changes_nothing(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage, introductory=FIRST))
    reader.buy("later")
    other = sold(stage, plan="complete", plan_name="Complete", price=DEARER)
    with pytest.raises(PaymentRefused, match="generic_decline"):
        stage.payments.change(reader.subscription, other, stage.now(), reader.key())
    billing = stage.billing(reader.subscription)
    assert (billing.sale, billing.price) == (reader.sale.id, FIRST)
    stage.payments.continue_at(reader.subscription, reader.sale, "continue")
    assert stage.billing(reader.subscription).next_price == MONTHLY


def test_given_back_in_part_and_whole(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy()
    (paid,) = stage.billing(reader.subscription).payments
    stage.payments.refund(paid.id, Money(400, "USD"), reader.key())
    assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    stage.run.pass_time(HOUR)
    stage.payments.refund(paid.id, Money(599, "USD"), reader.key())
    assert reader.stands == (State.ENDED, Standing.LAPSED_SUBSCRIBER)
    assert reader.settled().subscription.ending is Ending.GIVEN_BACK
    assert reader.paid == [999, -400, -599]
    assert balance(stage) == 0


@pytest.mark.parametrize("state", [DisputeState.LOST, DisputeState.WON])
def test_a_dispute(stage: SandboxStage, state: DisputeState) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy("disputed")
    assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    assert reader.paid == [-999, 999]
    stage.run.pass_time(HOUR)
    stage.decide(state)
    if state is DisputeState.WON:
        assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
        assert stage.billing(reader.subscription).disputes[0].closed == stage.now()
    else:
        assert reader.stands == (State.ENDED, Standing.LAPSED_SUBSCRIBER)
    assert sum(reader.paid) == balance(stage)


def test_a_second_subscription_of_a_customer_is_kept_apart(stage: SandboxStage) -> None:
    ann = Reader(stage, sold(stage))
    ann.buy()
    customer = stage.billing(ann.subscription).customer
    other = sold(stage, plan="complete", plan_name="Complete", price=DEARER)
    again = Reader(stage, other, stage.buy(order(other, customer=customer)))
    (paid,) = stage.billing(again.subscription).payments
    stage.payments.refund(paid.id, paid.money, ann.key())
    assert ann.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    assert ann.paid == [999]
    assert again.stands == (State.ENDED, Standing.LAPSED_SUBSCRIBER)


def test_the_plan_is_charged_to_the_card_given_during_the_introduction(
    stage: SandboxStage,
) -> None:
    reader = Reader(stage, sold(stage, introductory=FIRST))
    reader.buy("later")
    page = reader.give_card("mastercard")
    stage.payments.use_card(page, reader.subscription, reader.key())
    stage.renew(reader.subscription)
    assert reader.stands == (State.ACTIVE, Standing.SUBSCRIBED)
    assert reader.paid == [99, 999]
    card = reader.settled().subscription.card
    assert card is not None
    assert card.last4 == "4444"


def test_a_refund_that_fails_leaves_the_ledger_as_the_account(stage: SandboxStage) -> None:
    reader = Reader(stage, sold(stage))
    reader.buy()
    (paid,) = stage.billing(reader.subscription).payments
    stage.payments.refund(paid.id, paid.money, reader.key())
    before = set(reader.settled().entries)
    with stage.run.sandbox.account.world() as world:
        refunds.fail(world, world.all("charge")[0])
    rows = reader.settled().entries
    assert before < set(rows)
    assert sum(reader.paid) == balance(stage) == 999
