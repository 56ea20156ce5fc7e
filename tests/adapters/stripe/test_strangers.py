"""Other things sold through the same account: they are none of ours, and left alone."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presspass.adapters.stripe.config import StripeConfig
from presspass.adapters.stripe.events import KINDS, TOLERANCE
from presspass.adapters.stripe.payments import StripePayments
from presspass.core.money import Money
from presspass.core.publication import Publication
from presspass.ports import CheckoutState, Forged, PaymentEvent, PaymentRefused
from presspass.sandbox.webhooks import signature
from tests.contracts.payment_stages import COURIER, FIRST, SandboxStage, order, sold
from tests.sandbox.running import SECRET


def stranger(stage: SandboxStage, metadata: dict[str, str]) -> tuple[str, str]:
    """A page and a subscription that somebody else made."""
    more: dict[str, Any] = {"metadata": metadata, "subscription_data": {"metadata": metadata}}
    session = stage.run.session(stage.run.price(), **more)
    stage.run.pay(session)
    found = stage.run.stripe.v1.checkout.sessions.retrieve(session.id)
    return session.id, str(found.subscription)


@pytest.mark.parametrize("metadata", [{"shop": "mugs"}, {"presspass": "other.example"}])
def test_a_stranger_is_nothing_to_us(stage: SandboxStage, metadata: dict[str, str]) -> None:
    page, subscription = stranger(stage, metadata)
    assert stage.payments.outcome(page) is None
    assert stage.payments.billing(subscription) is None
    stage.payments.close(page, "close")
    with pytest.raises(PaymentRefused):
        stage.payments.cancel(subscription, "key", at_once=True)
    with pytest.raises(PaymentRefused):
        stage.payments.change(subscription, sold(stage), stage.now(), "change")
    assert stage.run.asked.subscriptions.retrieve(subscription).status == "active"


def test_events_of_strangers_name_nothing(stage: SandboxStage) -> None:
    _, subscription = stranger(stage, {"shop": "mugs"})
    intent = stage.run.asked.payment_intents.list().data[0].id
    stage.run.asked.refunds.create({"payment_intent": intent})
    stage.run.asked.subscriptions.cancel(subscription)
    events = list(stage.payments.events(0))
    kinds = {event.kind for event in events}
    assert {"checkout.session.completed", "refund.created", "invoice.paid"} <= kinds
    assert {(event.subscription, event.checkout) for event in events} == {(None, None)}


def test_two_publications_share_an_account(stage: SandboxStage) -> None:
    herald = Publication("The Herald", "https://herald.example", "en", COURIER.zone)
    config = StripeConfig("sk_test_x", SECRET, stage.run.address)
    other = StripePayments(config, herald)
    subscription = stage.buy(order(sold(stage)))
    assert other.billing(subscription) is None
    page = other.checkout(order(sold(stage)))
    assert stage.payments.outcome(page.id) is None
    names = {each.id for each in stage.run.asked.products.list().data}
    assert names == {"presspass_courier.example_digital", "presspass_herald.example_digital"}


def test_a_publication_that_moves_keeps_its_subscriptions_by_its_old_mark(
    stage: SandboxStage,
) -> None:
    subscription = stage.buy(order(sold(stage)))
    moved = replace(COURIER, url="https://www.courier.example")
    config = StripeConfig("sk_test_x", SECRET, stage.run.address)
    assert StripePayments(config, moved).billing(subscription) is None
    kept = replace(config, owner="courier.example")
    assert StripePayments(kept, moved).billing(subscription) is not None


def test_products_and_prices_are_made_once_and_found_again(stage: SandboxStage) -> None:
    for _ in range(2):
        config = StripeConfig("sk_test_x", SECRET, stage.run.address)
        fresh = StripePayments(config, COURIER)
        fresh.checkout(order(sold(stage)))
        fresh.checkout(order(sold(stage, introductory=FIRST)))
    prices = stage.run.asked.prices.list().data
    assert sorted(each.unit_amount for each in prices) == [99, 999]
    assert all(each.metadata["presspass"] == "courier.example" for each in prices)
    config = StripeConfig("sk_test_x", SECRET, stage.run.address)
    StripePayments(config, COURIER).checkout(order(sold(stage, plan_name="All of it")))
    (product,) = stage.run.asked.products.list().data
    assert product.name == "All of it"


@pytest.mark.parametrize("restarted", [True, False])
def test_a_price_that_was_retired_is_made_anew(stage: SandboxStage, *, restarted: bool) -> None:
    stage.payments.checkout(order(sold(stage)))
    (old,) = stage.run.asked.prices.list().data
    stage.run.asked.prices.update(old.id, {"active": False})
    config = StripeConfig("sk_test_x", SECRET, stage.run.address)
    asked, sale = StripePayments(config, COURIER) if restarted else stage.payments, sold(stage)
    page = asked.checkout(order(sale))
    assert asked.checkout(order(sale)) == page
    items = stage.run.asked.checkout.sessions.line_items.list(page.id).data
    assert items[0].price.id != old.id


def test_a_page_says_what_was_agreed_in_the_readers_language(stage: SandboxStage) -> None:
    sale = sold(stage, introductory=FIRST, offer="month", text="99 cents, then $9.99 a month.")
    for language, spoken in (("de", "de"), ("fr-CH", "fr"), ("ar", "auto"), ("pt-BR", "pt-BR")):
        asked = order(sale, key=language, language=language)
        page = stage.run.asked.checkout.sessions.retrieve(stage.payments.checkout(asked).id)
        assert page.locale == spoken
        assert page.custom_text.submit.message == sale.text
        assert page.metadata.to_dict() == {
            "presspass": "courier.example",
            "sale": sale.id,
            "plan": "digital",
            "offer": "month",
        }


def test_a_customer_whom_staff_deleted_can_buy_again(stage: SandboxStage) -> None:
    page = stage.payments.checkout(order(sold(stage), customer="cus_deleted"))
    found = stage.run.asked.checkout.sessions.retrieve(page.id)
    assert (found.customer, found.customer_email) == (None, "ann@reader.example")


def test_a_page_that_nobody_pays_expires(stage: SandboxStage) -> None:
    page = stage.payments.checkout(order(sold(stage)))
    stage.run.pass_time(3600)
    outcome = stage.payments.outcome(page.id)
    assert outcome is not None
    assert (outcome.state, outcome.subscription) == (CheckoutState.EXPIRED, None)
    (told,) = [each for each in stage.payments.events(0) if each.checkout == page.id]
    assert told.kind == "checkout.session.expired"


def test_every_dispute_and_release_names_its_subscription(stage: SandboxStage) -> None:
    sale = sold(stage, introductory=FIRST)
    subscription = stage.buy(order(sale), "disputed")
    stage.payments.continue_at(subscription, sale, "continue")
    stage.payments.cancel(subscription, "cancel")
    named = {each.kind: each.subscription for each in stage.payments.events(0)}
    for kind in (
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "subscription_schedule.released",
        "customer.subscription.created",
        "invoice.paid",
    ):
        assert named[kind] == subscription


def test_more_events_than_a_page_holds_all_come(stage: SandboxStage) -> None:
    subscriptions = [stage.buy(order(sold(stage))) for _ in range(2)]
    stage.run.pass_time(1)
    for number in range(60):
        for each in subscriptions:
            stage.run.asked.subscriptions.update(each, {"metadata": {"note": str(number)}})
        stage.run.pass_time(1)
    events = list(stage.payments.events(stage.now() - 60))
    assert len({each.id for each in events}) == len(events) == 120
    assert events[0].subscription == subscriptions[-1]
    assert len(list(stage.payments.events(stage.now() - 10))) == 20


def signed(body: bytes, at: int) -> tuple[bytes, str]:
    return body, signature(body, SECRET, at)


def test_a_signature_counts_by_our_time_and_for_a_while(stage: SandboxStage) -> None:
    stage.run.pass_time(400 * 86_400)
    body = json.dumps(
        {
            "id": "evt_1",
            "object": "event",
            "type": "customer.updated",
            "created": 7,
            "data": {"object": {"id": "cus_1"}},
        }
    ).encode()
    now = stage.now()
    expected = PaymentEvent("evt_1", "customer.updated", 7)
    assert stage.payments.event(*signed(body, now), now) == expected
    assert stage.payments.event(*signed(body, now - TOLERANCE), now) == expected
    with pytest.raises(Forged, match="301 seconds ago"):
        stage.payments.event(*signed(body, now - TOLERANCE - 1), now)
    with pytest.raises(Forged):
        stage.payments.event(body + b" ", signature(body, SECRET, now), now)
    with pytest.raises(Forged):
        stage.payments.event(body, signature(body, "whsec_other", now), now)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"7",
        b"\xff\xfe",
        b'{"object": "event"}',
        b'{"object": "v2.core.event", "id": "e", "type": "t", "created": 1, "data": {}}',
        b'{"object": "event", "id": "e", "type": "t", "created": "x", "data": {"object": {}}}',
        b'{"object": "event", "id": "e", "type": "t", "created": 1, "data": null}',
    ],
)
def test_what_is_signed_but_no_event_is_a_value_error(stage: SandboxStage, body: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        stage.payments.event(*signed(body, stage.now()), stage.now())


def test_stripe_lists_at_most_twenty_kinds_and_the_document_names_them_all() -> None:
    assert len(KINDS) == len(set(KINDS)) <= 20
    text = (Path(__file__).parents[3] / "docs" / "payments.md").read_text(encoding="utf-8")
    block = next(each for each in text.split("```") if "checkout.session.completed" in each)
    assert sorted(block.split()) == sorted(KINDS)


def test_money_of_another_currency_is_not_given_back(stage: SandboxStage) -> None:
    subscription = stage.buy(order(sold(stage)))
    (paid,) = stage.billing(subscription).payments
    with pytest.raises(PaymentRefused, match="was paid in USD"):
        stage.payments.refund(paid.id, Money(999, "JPY"), "key")
