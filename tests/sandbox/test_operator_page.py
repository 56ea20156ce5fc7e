import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
import stripe

from presspass.core.instants import DAY
from tests.sandbox.running import Running


def act(run: Running, what: str, subscription: str, code: str = "") -> tuple[int, str, str]:
    return run.post("/operator", do=what, id=subscription, code=code)


def test_a_card_fails_and_works_again_as_the_operator_says(run: Running) -> None:
    subscription = run.subscribed(run.price())
    assert act(run, "fail", subscription, "insufficient_funds")[0] == 303
    assert "fails: insufficient funds" in run.get("/operator")[2]
    run.pass_time(31 * DAY + 3600)
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "past_due"
    act(run, "work", subscription)
    run.pass_time(3 * DAY)
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "active"


@pytest.mark.parametrize(("end", "sum_of_all"), [("win", 999), ("lose", 0)])
def test_a_dispute_takes_the_money_and_gives_it_back_if_won(
    run: Running, end: str, sum_of_all: int
) -> None:
    subscription = run.subscribed(run.price(999))
    act(run, "dispute", subscription)
    dispute = run.asked.disputes.list({"expand": ["data.charge"]}).data[0]
    assert (dispute.status, dispute.charge.disputed) == ("needs_response", True)
    with pytest.raises(stripe.InvalidRequestError, match="charged back"):
        run.asked.refunds.create({"payment_intent": dispute.payment_intent})
    act(run, end, subscription)
    assert run.asked.disputes.retrieve(dispute.id).status == {"win": "won", "lose": "lost"}[end]
    entries = run.asked.balance_transactions.list().data
    assert sum(each.net for each in entries) == sum_of_all
    assert act(run, end, subscription)[0] == 422
    assert "charge.dispute.closed" in run.events()


def test_the_card_that_is_disputed_is_so_at_once_and_decided_at_any_time(run: Running) -> None:
    subscription = run.subscribed(run.price(999), "disputed")
    assert run.asked.disputes.list().data[0].amount == 999
    run.pass_time(32 * DAY)
    assert "dispute: needs response" in run.get("/operator")[2]
    act(run, "lose", subscription)
    assert run.asked.disputes.list().data[0].status == "lost"


def test_the_last_payment_is_given_back(run: Running) -> None:
    subscription = run.subscribed(run.price(999))
    act(run, "refund", subscription)
    charge = run.asked.charges.list({"expand": ["data.refunds"]}).data[0]
    assert (charge.refunded, charge.amount_refunded) == (True, 999)
    assert charge.refunds.data[0].amount == 999
    assert act(run, "refund", subscription)[0] == 422
    act(run, "bounce", subscription)
    charge = run.asked.charges.list({"expand": ["data.refunds"]}).data[0]
    assert (charge.refunded, charge.amount_refunded) == (False, 0)
    assert charge.refunds.data[0].status == "failed"
    assert act(run, "bounce", subscription)[0] == 422
    assert "refund.failed" in run.events()


def test_refunds_come_in_parts_and_never_to_more_than_was_paid(run: Running) -> None:
    run.subscribed(run.price(999))
    charge = run.asked.charges.list().data[0].id
    run.asked.refunds.create({"charge": charge, "amount": 400, "reason": "requested_by_customer"})
    assert run.asked.charges.retrieve(charge).refunded is False
    with pytest.raises(stripe.InvalidRequestError, match="unrefunded amount"):
        run.asked.refunds.create({"charge": charge, "amount": 600})
    assert run.asked.refunds.create({"charge": charge}).amount == 599
    with pytest.raises(stripe.InvalidRequestError, match="already been refunded") as twice:
        run.asked.refunds.create({"charge": charge})
    assert twice.value.code == "charge_already_refunded"


def test_events_are_listed_and_sent_again(run: Running) -> None:
    run.price()
    assert run.sandbox.webhooks is not None
    run.sandbox.webhooks.deliver_due()
    page = run.get("/operator")[2]
    assert "delivered, 1 attempt, last answer 200" in page
    event = re.findall(r"evt_\w+", page)[0]
    run.post("/operator", do="redeliver", id=event)
    assert len(run.mailroom.got) == 3


@pytest.mark.parametrize("what", ["fail", "work", "refund", "dispute", "win", "redeliver", "dance"])
def test_what_cannot_be_done_is_told(run: Running, what: str) -> None:
    status, _, page = act(run, what, "sub_none")
    assert (status, "be done</h1>" in page) == (422, True)


def test_a_trial_without_a_card_has_none_to_fail(run: Running) -> None:
    session = run.session(
        run.price(),
        payment_method_collection="if_required",
        subscription_data={"trial_period_days": 7},
    )
    run.pay(session, "none")
    subscription = run.asked.subscriptions.list().data[0].id
    assert act(run, "fail", subscription, "expired_card")[0] == 422
    assert act(run, "refund", subscription)[0] == 422
    run.pass_time(7 * DAY + 3600)
    assert run.asked.subscriptions.retrieve(subscription).status == "past_due"


def test_other_sites_have_no_buttons_here(run: Running) -> None:
    subscription = run.subscribed(run.price())
    parts = urlsplit(run.address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request(
        "POST",
        f"{parts.path}/operator",
        f"do=refund&id={subscription}",
        {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "cross-site"},
    )
    assert connection.getresponse().status == 403
    connection.close()
    assert run.asked.refunds.list().data == []
