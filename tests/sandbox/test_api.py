"""What holds for every request, whatever it asks."""

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from presspass.core.instants import DAY
from presspass.sandbox.objects import VERSION
from tests.sandbox.running import HandClock, Running, client, running


def raw(run: Running, path: str, headers: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
    parts = urlsplit(run.address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", parts.path + path, headers=headers)
    answer = connection.getresponse()
    body = json.loads(answer.read())
    connection.close()
    return answer.status, body, {key.lower(): value for key, value in answer.getheaders()}


def test_the_same_key_gives_the_same_answer_and_does_nothing_more(run: Running) -> None:
    first, second = (
        run.asked.customers.create({"email": "a@b.example"}, {"idempotency_key": "k"})
        for _ in range(2)
    )
    assert first.id == second.id
    assert second.last_response.headers["idempotent-replayed"] == "true"
    assert len(run.asked.customers.list().data) == 1
    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        run.asked.customers.create({"email": "c@d.example"}, {"idempotency_key": "k"})
    run.pass_time(DAY)
    assert run.asked.customers.create({"email": "c@d.example"}, {"idempotency_key": "k"}).id


def test_a_refusal_is_repeated_but_not_one_of_the_parameters(run: Running) -> None:
    price = run.price()
    subscription = run.subscribed(price)
    asked = {"from_subscription": subscription}
    run.asked.subscription_schedules.create(asked)
    with pytest.raises(stripe.InvalidRequestError, match="already attached"):
        run.asked.subscription_schedules.create(asked, {"idempotency_key": "s"})
    schedule = run.asked.subscription_schedules.list().data[0]
    run.asked.subscription_schedules.release(schedule.id)
    with pytest.raises(stripe.InvalidRequestError, match="already attached"):
        run.asked.subscription_schedules.create(asked, {"idempotency_key": "s"})
    with pytest.raises(stripe.InvalidRequestError, match="Missing required param: name"):
        run.asked.products.create({}, {"idempotency_key": "p"})
    assert run.asked.products.create({"name": "Paper"}, {"idempotency_key": "p"}).name == "Paper"


def test_lists_come_a_page_at_a_time_newest_first(run: Running) -> None:
    made = [run.asked.customers.create({"email": f"{n}@b.example"}).id for n in range(5)]
    page = run.asked.customers.list({"limit": 2})
    assert ([each.id for each in page.data], page.has_more) == (made[:2:-1], True)
    page = run.asked.customers.list({"limit": 2, "starting_after": page.data[-1].id})
    assert ([each.id for each in page.data], page.has_more) == ([made[2], made[1]], True)
    back = run.asked.customers.list({"limit": 1, "ending_before": made[1]})
    assert ([each.id for each in back.data], back.has_more) == ([made[2]], True)
    every = run.asked.customers.list({"limit": 2}).auto_paging_iter()
    assert [each.id for each in every] == made[::-1]
    assert [each.id for each in run.asked.customers.list({"email": "3@b.example"}).data] == [
        made[3]
    ]


def test_lists_are_cut_by_time(run: Running) -> None:
    old = run.asked.customers.create({})
    run.pass_time(60)
    new = run.asked.customers.create({})
    after = run.asked.customers.list({"created": {"gt": old.created}}).data
    before = run.asked.customers.list({"created": {"lt": new.created}}).data
    both = run.asked.customers.list({"created": {"gte": old.created, "lte": new.created}}).data
    assert [[each.id for each in found] for found in (after, before, both)] == [
        [new.id],
        [old.id],
        [new.id, old.id],
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"limit": 0}, "between 1 and 100"),
        ({"limit": "many"}, "Invalid integer"),
        ({"starting_after": "cus_none"}, "No such object"),
        ({"colour": "red"}, "unknown parameter: colour"),
        ({"created": {"about": 5}}, r"unknown parameter: created\[about\]"),
        ({"created": "soon"}, "unknown parameter: created"),
    ],
)
def test_lists_asked_for_wrongly_are_refused(run: Running, asked: Any, said: str) -> None:
    with pytest.raises(stripe.InvalidRequestError, match=said):
        run.asked.customers.list(asked)


def test_what_is_expanded_comes_whole_as_deep_as_stripe_goes(run: Running) -> None:
    subscription = run.subscribed(run.price())
    found = run.asked.subscriptions.retrieve(
        subscription,
        {
            "expand": [
                "customer",
                "items.data.price.product",
                "latest_invoice.payments.data.payment",
            ]
        },
    )
    assert found.customer.email == "reader@example.com"
    assert found["items"].data[0].price.product.name == "Digital"
    assert found.latest_invoice.payments.data[0].status == "paid"
    listed = run.asked.charges.list({"expand": ["data.customer", "data.refunds"]})
    assert listed.data[0].customer.object == "customer"
    assert listed.data[0].refunds.data == []
    assert isinstance(run.asked.charges.list().data[0].customer, str)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("colour", "cannot be expanded"),
        ("id", "cannot be expanded"),
        ("status", "cannot be expanded"),
        ("cancel_at_period_end", "cannot be expanded"),
        ("latest_invoice.payments.data.payment.payment_intent", "more than 4 levels"),
    ],
)
def test_what_cannot_be_expanded_is_refused(run: Running, path: str, said: str) -> None:
    subscription = run.subscribed(run.price())
    with pytest.raises(stripe.InvalidRequestError, match=said):
        run.asked.subscriptions.retrieve(subscription, {"expand": [path]})


def test_only_test_keys_and_the_one_version_are_taken(run: Running) -> None:
    key = {"Authorization": "Bearer sk_test_1"}
    status, _, headers = raw(run, "/v1/customers", {**key, "Stripe-Version": VERSION})
    assert (status, headers["stripe-version"]) == (200, VERSION)
    assert headers["request-id"].startswith("req_")
    basic = {"Authorization": "Basic c2tfdGVzdF8xOg=="}
    assert raw(run, "/v1/customers", basic)[0] == 200
    for wrong in ({}, {"Authorization": "Bearer sk_live_1"}, {"Authorization": "Basic %"}):
        status, body, _ = raw(run, "/v1/customers", wrong)
        assert (status, body["error"]["type"]) == (401, "invalid_request_error")
    status, body, _ = raw(run, "/v1/customers", {**key, "Stripe-Version": "2020-08-27"})
    assert (status, VERSION in body["error"]["message"]) == (400, True)


def test_a_live_key_is_an_authentication_error_to_the_library(run: Running) -> None:
    live = stripe.StripeClient(
        "sk_live_1", base_addresses={"api": run.address}, max_network_retries=0
    )
    with pytest.raises(stripe.AuthenticationError):
        live.v1.customers.list()


def test_what_is_not_there_is_told_as_stripe_tells_it(run: Running) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="No such subscription: 'sub_x'") as gone:
        run.asked.subscriptions.retrieve("sub_x")
    assert (gone.value.http_status, gone.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError, match="No such product") as named:
        run.asked.prices.create(
            {
                "product": "none",
                "currency": "usd",
                "unit_amount": 1,
                "recurring": {"interval": "day"},
            }
        )
    assert (named.value.http_status, named.value.param) == (400, "product")
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL") as unknown:
        run.asked.coupons.list()
    assert unknown.value.http_status == 404


def test_products_and_prices_are_changed_found_and_never_doubled(run: Running) -> None:
    price = run.price(lookup_key="digital-month", metadata={"a": "1", "b": "2"})
    found = run.asked.prices.list({"lookup_keys": ["digital-month"], "active": True}).data
    assert [each.id for each in found] == [price]
    with pytest.raises(stripe.InvalidRequestError, match="already uses the lookup key"):
        run.price(lookup_key="digital-month")
    moved = run.price(1299, lookup_key="digital-month", transfer_lookup_key=True)
    found = run.asked.prices.list({"lookup_keys": ["digital-month"]}).data
    assert [each.id for each in found] == [moved]
    told = run.asked.prices.update(price, {"active": False, "metadata": {"a": "", "c": "3"}})
    assert (told.active, told.metadata.to_dict()) == (False, {"b": "2", "c": "3"})
    subscription = run.asked.subscriptions.retrieve(run.subscribed(moved))
    assert subscription["items"].data[0].price.nickname is None
    run.asked.prices.update(moved, {"nickname": "Monthly"})
    subscription = run.asked.subscriptions.retrieve(subscription.id)
    assert subscription["items"].data[0].price.nickname == "Monthly"
    with pytest.raises(stripe.InvalidRequestError, match="inactive"):
        run.session(price)
    with pytest.raises(stripe.InvalidRequestError, match="already exists") as twice:
        run.asked.products.create({"id": "digital", "name": "Again"})
    assert twice.value.code == "resource_already_exists"
    assert run.asked.products.update("digital", {"name": "Online"}).name == "Online"
    assert "product.updated" in run.events()


def test_a_restart_loses_nothing(tmp_path: Any) -> None:
    file, clock = tmp_path / "sandbox.json", HandClock()
    with running(clock, file) as run:
        subscription = run.subscribed(run.price())
        before = run.events()
    clock.at += 32 * DAY
    with running(clock, file) as run:
        assert run.events()[: len(before)] == before
        found = client(run.address).v1.invoices.list({"subscription": subscription}).data
        assert [each.status for each in found] == ["paid", "paid"]


def test_a_file_of_something_else_is_left_alone(tmp_path: Any) -> None:
    file = tmp_path / "notes.json"
    file.write_text("[]")
    with pytest.raises(ValueError, match="holds no sandbox"), running(file=file):
        pass
    assert file.read_text() == "[]"
