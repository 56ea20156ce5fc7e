"""What the provider tells by itself."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from presspass.ports import PaymentsAway
from tests.fakes.payments import SIGNATURE
from tests.web.conftest import asked
from tests.web.shop.shop import WEBHOOK, Buyer, Shop, checkout_of

Tell = Callable[..., Any]


@pytest.fixture
def tell(shop: Shop) -> Tell:
    def send(body: bytes, signature: str = SIGNATURE) -> Any:
        headers = {"stripe-signature": signature}
        return asked(shop.app, "POST", WEBHOOK, headers, {}, body)

    return send


def test_an_event_is_taken_in_once_and_grants_without_the_reader(
    shop: Shop, ann: Buyer, tell: Tell
) -> None:
    shop.payments.complete(checkout_of(ann.choose()))
    body, _ = shop.payments.webhook(shop.payments.log[-1])
    assert [tell(body).text, tell(body).text] == ["taken in\n", "known already\n"]
    shop.arrivals.handle(shop.clock.now())
    assert shop.subscription().live


def test_a_forged_webhook_is_one_line_for_the_operator(
    tell: Tell, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert tell(b"evt_1", "signed by Eve").status == 400
    assert [record.message for record in caplog.records] == [
        "a webhook was refused: the signature is not ours"
    ]


def test_what_is_no_event_is_refused(tell: Tell, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert tell(b"{}").status == 400
    assert "no event" in caplog.text


def test_while_the_database_is_away_it_has_to_come_again(
    shop: Shop, ann: Buyer, tell: Tell
) -> None:
    shop.payments.complete(checkout_of(ann.choose()))
    shop.commerce.away = True
    answer = tell(shop.payments.log[-1].id.encode())
    assert answer.status == 503
    assert answer.header("retry-after") == "30"
    shop.commerce.away = False
    assert tell(shop.payments.log[-1].id.encode()).text == "taken in\n"


@pytest.mark.parametrize(("length", "status"), [(262_144, 400), (262_145, 413)])
def test_a_body_has_a_limit(tell: Tell, length: int, status: int) -> None:
    assert tell(b"x" * length).status == status


def test_a_request_that_breaks_off_is_no_event(shop: Shop) -> None:
    assert asked(shop.app, "POST", WEBHOOK, {}, {"broken": True}).status == 400


def test_while_the_provider_cant_say_whose_it_is_it_has_to_come_again(
    shop: Shop, tell: Tell, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: Any) -> None:
        raise PaymentsAway("the provider is away")

    monkeypatch.setattr(shop.payments, "event", away)
    with caplog.at_level(logging.WARNING):
        assert tell(b"evt_1").status == 503
    assert [record.message for record in caplog.records] == [
        "a webhook will have to come again: the provider is away"
    ]
