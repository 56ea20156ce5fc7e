import json
from threading import Event

import pytest
import stripe

from presspass.core.instants import DAY
from presspass.sandbox.webhooks import PAUSES, Endpoint, Webhooks, over_http, signature
from tests.sandbox.running import SECRET, Running


def kinds(run: Running) -> list[str]:
    return [json.loads(body)["type"] for body, _ in run.mailroom.got]


def hooks(run: Running) -> Webhooks:
    assert run.sandbox.webhooks is not None
    return run.sandbox.webhooks


def test_events_are_signed_so_that_the_library_takes_them(run: Running) -> None:
    run.clock.at = 4_000_000_000  # the library refuses what is older than its own clock
    run.price()
    assert hooks(run).deliver_due() == 2
    body, headers = run.mailroom.got[0]
    event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], SECRET)
    assert (event.type, event.data.object["id"]) == ("product.created", "digital")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body + b" ", headers["Stripe-Signature"], SECRET)
    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        stripe.Webhook.construct_event(body, signature(body, SECRET, 1), SECRET)


def test_every_event_is_delivered_once_in_order(run: Running) -> None:
    run.subscribed(run.price())
    hooks(run).deliver_due()
    assert kinds(run) == run.events()
    assert hooks(run).deliver_due() == 0
    assert all(each.pending_webhooks == 0 for each in run.stripe.v1.events.list().data)


def test_what_is_not_taken_is_tried_again_for_days_and_then_given_up(run: Running) -> None:
    run.asked.customers.create({})
    run.mailroom.answers = [500] * 20
    tried = 0
    for pause in (0, *PAUSES, 30 * DAY):
        run.pass_time(pause)
        tried += hooks(run).deliver_due()
        assert hooks(run).deliver_due() == 0
    assert tried == len(PAUSES) + 1
    event = run.stripe.v1.events.list().data[0]
    assert event.pending_webhooks == 1
    run.mailroom.answers = []
    assert hooks(run).deliver(event.id) == 200
    assert run.stripe.v1.events.list().data[0].pending_webhooks == 0


def test_events_can_be_lost_repeated_and_reordered(run: Running) -> None:
    run.price()
    first, second = hooks(run).due()
    hooks(run).drop(first)
    hooks(run).deliver(second)
    hooks(run).deliver(second)
    assert hooks(run).due() == []
    hooks(run).deliver(first)
    assert kinds(run) == ["price.created", "price.created", "product.created"]


def test_nobody_answering_is_a_failed_attempt(
    run: Running, caplog: pytest.LogCaptureFixture
) -> None:
    nobody = Webhooks(run.sandbox.account, Endpoint("http://127.0.0.1:9/", SECRET), over_http)
    run.asked.customers.create({})
    event = nobody.due()[0]
    assert nobody.deliver(event) is None
    assert nobody.due() == []
    assert event in caplog.text
    run.pass_time(PAUSES[0])
    assert nobody.due() == [event]


def test_events_go_out_by_themselves_once_started(run: Running) -> None:
    heard = Heard()
    going = Webhooks(run.sandbox.account, Endpoint("http://shop.example/hooks", SECRET), heard)
    going.start()
    run.asked.customers.create({})
    assert heard.event.wait(5)
    going.stop()


class Heard:
    """A receiver that can be waited for."""

    def __init__(self) -> None:
        self.event = Event()

    def __call__(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        assert url
        assert body
        assert headers
        self.event.set()
        return 200


def test_an_event_says_which_request_it_came_of(run: Running) -> None:
    made = run.asked.customers.create({}, {"idempotency_key": "mine"})
    event = run.asked.events.list({"type": "customer.created"}).data[0]
    assert event.request.idempotency_key == "mine"
    assert event.request.id == made.last_response.request_id
    assert run.asked.events.retrieve(event.id).data.object.id == made.id
    assert run.asked.events.list({"types": ["price.created"]}).data == []


def test_events_are_found_by_their_group(run: Running) -> None:
    run.subscribed(run.price())
    found = run.asked.events.list({"type": "customer.subscription.*"}).data
    assert [each.type for each in found] == ["customer.subscription.created"]
