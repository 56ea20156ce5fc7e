"""Stripe away, slow, overwhelmed or of another opinion; and what is never said of it."""

import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from presspass.adapters.stripe.config import StripeConfig
from presspass.adapters.stripe.payments import StripePayments
from presspass.core.money import Money
from presspass.ports import PaymentRefused, PaymentsAway
from tests.adapters.stripe.canned import Canned, canned
from tests.contracts.payment_stages import COURIER, SandboxStage, order, sold
from tests.sandbox.running import SECRET

KEY = "sk_test_very_secret"
OURS = {
    "id": "sub_1",
    "object": "subscription",
    "customer": "cus_1",
    "currency": "eur",
    "metadata": {"presspass": "courier.example"},
}


@pytest.fixture
def server() -> Iterator[Canned]:
    with canned() as found:
        yield found


def payments(address: str, answering: float = 5) -> StripePayments:
    return StripePayments(StripeConfig(KEY, SECRET, address), COURIER, answering)


def error(status: int, kind: str, message: str, **more: str) -> tuple[int, Any]:
    return status, {"error": {"type": kind, "message": message, **more}}


def test_stripe_away_is_told_at_once() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    with pytest.raises(PaymentsAway, match="can't be reached"):
        payments(address).billing("sub_1")


def test_a_slow_stripe_is_given_up(server: Canned) -> None:
    server.late = True
    with pytest.raises(PaymentsAway, match="can't be reached"):
        payments(server.address, answering=0.1).cancel("sub_1", "key")
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (error(429, "rate_limit_error", "slow down"), "asked too often"),
        (error(500, "api_error", "oh no"), "in trouble"),
        ((502, "<html>Bad gateway</html>"), "in trouble"),
        ((200, "<html>A captive portal</html>"), "in trouble"),
        (error(401, "invalid_request_error", f"Invalid API Key: {KEY}"), "our key"),
        (error(403, "invalid_request_error", "This key may not"), "our key"),
        (error(400, "invalid_request_error", "no such version"), "in trouble"),
        (error(409, "idempotency_error", "in progress"), "in trouble"),
    ],
)
def test_whatever_troubles_stripe_is_for_later(
    server: Canned, answer: tuple[int, Any], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.usual = answer
    with pytest.raises(PaymentsAway, match=said) as told:
        payments(server.address).billing("sub_1")
    assert KEY not in str(told.value) + caplog.text


def test_one_fault_is_passed_over_under_the_same_key(server: Canned) -> None:
    page = {"id": "cs_test_1", "object": "checkout.session", "url": "http://x", "expires_at": 9}
    page["success_url"] = "http://y"
    server.answers = {"/v1/subscriptions/sub_1": OURS, "/v1/checkout/sessions": page}
    asked = payments(server.address)
    server.first = [(200, OURS), server.usual]
    assert asked.card_page("sub_1", "de", "/done", "/back", "card:1").id == "cs_test_1"
    keys = [headers["Idempotency-Key"] for method, _, headers in server.asked if method == "POST"]
    assert keys == ["card:1", "card:1"]


def test_whoever_refuses_says_why_without_names_or_numbers(server: Canned) -> None:
    server.first = [
        (200, OURS),
        error(400, "invalid_request_error", f"Bad: ann@reader.example, {KEY}, 4242 4242 4242 4242"),
    ]
    with pytest.raises(PaymentRefused) as told:
        payments(server.address).card_page("sub_1", "de", "/done", "/back", "key")
    assert str(told.value) == "Stripe refused: Bad: … … …"


def test_a_key_used_for_something_else_is_refused(stage: SandboxStage) -> None:
    subscription = stage.buy(order(sold(stage)))
    (paid,) = stage.billing(subscription).payments
    stage.payments.refund(paid.id, Money(100, "USD"), "key")
    with pytest.raises(PaymentRefused, match="same key"):
        stage.payments.refund(paid.id, Money(200, "USD"), "key")
    assert len(stage.billing(subscription).refunds) == 1


def test_a_sale_has_one_page_though_its_reader_changed_meanwhile(stage: SandboxStage) -> None:
    asked = order(sold(stage))
    page = stage.payments.checkout(asked)
    stage.payments.checkout(order(sold(stage)))
    for other in (
        replace(asked, language="de"),
        replace(asked, email="ann@other.example"),
        replace(asked, back="http://shop.example/elsewhere"),
    ):
        assert stage.payments.checkout(other) == page
    stage.pay(page)
    paid = stage.payments.checkout(replace(asked, language="de"))
    assert (paid.id, paid.url) == (page.id, f"http://shop.example/done?id={page.id}")


def test_every_change_goes_out_under_a_key_of_ours(stage: SandboxStage) -> None:
    sale = sold(stage, introductory=replace(sold(stage).price, amount=Money(99, "USD")))
    subscription = stage.buy(replace(order(sale), key="our:page"))
    stage.payments.continue_at(subscription, sale, "our:continue")
    stage.payments.cancel(subscription, "our:cancel")
    stage.payments.resume(subscription, sale, "our:resume")
    stage.payments.change(subscription, sold(stage), stage.now(), "our:change")
    (first, _) = stage.billing(subscription).payments
    stage.payments.refund(first.id, Money(1, "USD"), "our:refund")
    events = stage.run.asked.events.list({"limit": 100}).auto_paging_iter()
    keys = {each.request.idempotency_key for each in events if each.request.id}
    used = {key for key in keys if key is not None}
    assert len(used) >= 9
    assert all(key.startswith(("our:", "price:", "product:")) for key in used)


def test_nothing_private_is_logged(stage: SandboxStage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked = StripePayments(StripeConfig(KEY, SECRET, stage.run.address), COURIER)
    page = asked.checkout(order(sold(stage)))
    stage.pay(page)
    outcome = asked.outcome(page.id)
    assert outcome is not None
    assert asked.billing(outcome.subscription or "") is not None
    with pytest.raises(PaymentRefused):
        asked.refund("pi_of_nobody", Money(1, "USD"), "key")
    for private in (KEY, SECRET, "ann@reader.example", "4242", "I agree"):
        assert private not in caplog.text


def test_no_proxy_leads_to_the_sandbox(
    stage: SandboxStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert payments(stage.run.address).billing("sub_of_nobody") is None


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (StripeConfig("", SECRET), "stripe.key is empty"),
        (StripeConfig(KEY, ""), "webhook_secret is empty"),
        (StripeConfig(KEY, "  "), "webhook_secret is empty"),
        (StripeConfig("sk_live_x", SECRET, "http://127.0.0.1:1"), "never gets a live key"),
        (StripeConfig("rk_live_x", SECRET, "http://127.0.0.1:1"), "never gets a live key"),
    ],
)
def test_what_could_cost_money_or_trust_is_refused(config: StripeConfig, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        StripePayments(config, COURIER)
