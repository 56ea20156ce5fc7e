"""The objects that Stripe publishes as examples, read by the adapter."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presspass.adapters.stripe.config import StripeConfig
from presspass.adapters.stripe.payments import StripePayments
from presspass.core.billing import BillingState, DisputeState
from presspass.core.money import Money
from tests.adapters.stripe.canned import Canned, canned
from tests.contracts.payment_stages import COURIER
from tests.sandbox.running import SECRET

FOLDER = os.environ.get("PRESSPASS_STRIPE")
pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="PRESSPASS_STRIPE names no folder with Stripe's examples"
)
MARK = {"presspass": "courier.example", "sale": "sale-1"}


@pytest.fixture
def examples() -> dict[str, Any]:
    assert FOLDER is not None
    found: dict[str, Any] = json.loads((Path(FOLDER) / "fixtures3.json").read_text())["resources"]
    return found


@pytest.fixture
def server() -> Iterator[Canned]:
    with canned() as found:
        yield found


def listing(*rows: Any) -> dict[str, Any]:
    return {"object": "list", "data": list(rows), "has_more": False, "url": "/v1/x"}


def test_a_subscription_is_read_from_the_examples(server: Canned, examples: dict[str, Any]) -> None:
    price = {**examples["price"], "currency": "usd", "unit_amount": 999}
    price["recurring"] = {"interval": "month", "interval_count": 1}
    item = {**examples["subscription_item"], "price": price}
    item.update(current_period_start=100, current_period_end=200)
    card = {**examples["payment_method"], "type": "card", "card": {"brand": "visa"}}
    card["card"] |= {"last4": "4242", "exp_year": 2030, "exp_month": 5, "fingerprint": "f"}
    subscription = {**examples["subscription"], "metadata": MARK, "items": listing(item)}
    subscription["default_payment_method"] = card
    part = {**examples["invoice_payment"], "status": "paid", "amount_paid": 999}
    part["payment"] = {"type": "payment_intent", "payment_intent": "pi_1"}
    part["status_transitions"] = {"paid_at": 101, "canceled_at": None}
    invoice = {**examples["invoice"], "status": "paid", "payments": listing(part)}
    charge = {**examples["charge"], "payment_intent": "pi_1", "disputed": True}
    disputes = [
        {**examples["dispute"], "status": status}
        for status in ("warning_needs_response", "under_review", "lost", "warning_closed")
    ]
    refunds = [{**examples["refund"], "status": each} for each in ("succeeded", "failed")]
    charge["refunds"] = listing(*refunds)
    server.answers = {
        f"/v1/subscriptions/{subscription['id']}": subscription,
        "/v1/invoices": listing(invoice),
        "/v1/charges": listing(charge),
        "/v1/disputes": listing(*disputes),
    }
    payments = StripePayments(StripeConfig("sk_test_x", SECRET, server.address), COURIER)
    billing = payments.billing(subscription["id"])
    assert billing is not None
    assert (billing.sale, billing.state) == ("sale-1", BillingState.ACTIVE)
    assert [(each.id, each.money) for each in billing.payments] == [
        ("pi_1", Money(999, invoice["currency"].upper()))
    ]
    assert [each.failed for each in billing.refunds] == [False, True]
    assert [each.state for each in billing.disputes] == [DisputeState.OPEN, DisputeState.LOST]
    assert billing.card is not None
    assert billing.card.expires == (2030, 5)


def test_the_subscription_of_a_deleted_customer_is_read(
    server: Canned, examples: dict[str, Any]
) -> None:
    price = {**examples["price"], "unit_amount": 999}
    item = {**examples["subscription_item"], "price": price}
    item.update(current_period_start=100, current_period_end=200)
    subscription = {**examples["subscription"], "metadata": MARK, "items": listing(item)}
    subscription |= {"customer": examples["deleted_customer"], "status": "canceled"}
    server.answers = {
        f"/v1/subscriptions/{subscription['id']}": subscription,
        "/v1/invoices": listing(),
        "/v1/charges": listing(),
    }
    payments = StripePayments(StripeConfig("sk_test_x", SECRET, server.address), COURIER)
    billing = payments.billing(subscription["id"])
    assert billing is not None
    assert (billing.state, billing.card) == (BillingState.ENDED, None)


def test_a_page_is_read_from_the_examples(server: Canned, examples: dict[str, Any]) -> None:
    session = {**examples["checkout.session"], "metadata": MARK, "status": "complete"}
    server.answers = {"/v1/checkout/sessions/cs_1": session}
    payments = StripePayments(StripeConfig("sk_test_x", SECRET, server.address), COURIER)
    outcome = payments.outcome("cs_1")
    assert outcome is not None
    assert (outcome.sale, outcome.fingerprint) == ("sale-1", None)
