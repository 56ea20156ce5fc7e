from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from presspass.core.instants import DAY
from presspass.sandbox import sessions
from presspass.sandbox.cards import CARDS
from tests.sandbox.running import NOON, Running

TRIAL = {"trial_period_days": 14, "metadata": {"sale": "7"}}


def test_a_customer_pays_in_one_currency_for_good(run: Running) -> None:
    run.subscribed(run.price())
    customer = run.asked.customers.list().data[0].id
    with pytest.raises(stripe.InvalidRequestError, match="does not match the customer currency"):
        run.session(run.price(currency="eur"), customer=customer, customer_email=None)


def test_paying_makes_one_subscription_and_charges_it_once(run: Running) -> None:
    price = run.price(999)
    session = run.session(price, client_reference_id="sale-7", metadata={"sale": "7"})
    assert (session.status, session.payment_status, session.amount_total) == ("open", "unpaid", 999)

    assert run.pay(session) == f"http://shop.example/done?id={session.id}"
    assert run.pay(session) == f"http://shop.example/done?id={session.id}"
    with run.sandbox.account.world() as world:
        kept = world.find("checkout.session", session.id)
        assert sessions.complete(world, kept, CARDS["visa"], None) is None

    done = run.stripe.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert (done.status, done.payment_status, done.url) == ("complete", "paid", None)
    assert done.metadata is not None
    assert (done.client_reference_id, done.metadata.to_dict()) == ("sale-7", {"sale": "7"})
    assert isinstance(done.subscription, stripe.Subscription)
    item = done.subscription["items"].data[0]
    assert done.subscription.status == "active"
    assert (item.current_period_start, item.current_period_end) == (NOON, NOON + 31 * DAY)
    assert [each.amount for each in run.stripe.v1.charges.list().data] == [999]
    assert len(run.stripe.v1.subscriptions.list().data) == 1


def test_a_form_sent_many_times_at_once_pays_once(run: Running) -> None:
    session = run.session(run.price())
    with ThreadPoolExecutor(8) as pool:
        places = set(pool.map(lambda _: run.pay(session), range(16)))
    assert places == {f"http://shop.example/done?id={session.id}"}
    assert len(run.stripe.v1.charges.list().data) == 1


def test_what_was_paid_for_a_subscription_can_be_followed_from_its_invoice_to_its_charge(
    run: Running,
) -> None:
    subscription = run.subscribed(run.price(999))
    invoices = run.stripe.v1.invoices.list(
        {"subscription": subscription, "expand": ["data.payments"]}
    )
    invoice = invoices.data[0]
    assert (invoice.status, invoice.amount_paid, invoice.billing_reason) == (
        "paid",
        999,
        "subscription_create",
    )
    assert invoice.lines.data[0].period.end == NOON + 31 * DAY
    assert invoice.payments is not None
    intent_id = invoice.payments.data[0].payment.payment_intent
    assert isinstance(intent_id, str)
    intent = run.stripe.v1.payment_intents.retrieve(intent_id, {"expand": ["latest_charge"]})
    assert isinstance(intent.latest_charge, stripe.Charge)
    assert intent.latest_charge.payment_method_details is not None
    assert intent.latest_charge.payment_method_details.type == "card"
    back = run.stripe.v1.invoice_payments.list(
        {"payment": {"type": "payment_intent", "payment_intent": intent_id}}
    )
    assert [each.invoice for each in back.data] == [invoice.id]


@pytest.mark.parametrize("card", ["declined", "empty", "stolen"])
def test_a_declined_card_leaves_the_page_open_and_nothing_behind(run: Running, card: str) -> None:
    session = run.session(run.price())
    where = run.pay(session, card)
    assert where.startswith(f"{run.address}/pay/{session.id}?declined=")
    assert "Nothing was charged" in run.get(f"/pay/{session.id}?declined=generic_decline")[2]
    assert run.stripe.v1.charges.list().data == []
    assert run.pay(session).startswith("http://shop.example/done")


def test_a_bank_that_asks_has_to_be_told_yes(run: Running) -> None:
    session = run.session(run.price())
    bank = f"/pay/{session.id}/bank"
    assert run.pay(session, "asks") == run.address + bank
    assert "is this you?" in run.get(bank)[2]
    assert run.post(bank, answer="fail")[1] == f"{run.address}/pay/{session.id}?unconfirmed"
    assert run.stripe.v1.subscriptions.list().data == []
    run.pay(session, "asks")
    assert run.post(bank, answer="confirm")[1].startswith("http://shop.example/done")
    assert len(run.stripe.v1.charges.list().data) == 1


def test_a_trial_costs_nothing_until_it_ends(run: Running) -> None:
    subscription = run.subscribed(run.price(999), subscription_data=TRIAL)
    found = run.stripe.v1.subscriptions.retrieve(subscription)
    assert (found.status, found.trial_end) == ("trialing", NOON + 14 * DAY)
    assert found.metadata.to_dict() == {"sale": "7"}
    run.pass_time(14 * DAY + 3600)
    assert run.stripe.v1.subscriptions.retrieve(subscription).status == "active"
    assert [each.amount for each in run.stripe.v1.charges.list().data] == [999]


def test_a_trial_without_a_card_ends_by_itself(run: Running) -> None:
    session = run.session(
        run.price(999),
        payment_method_collection="if_required",
        subscription_data={
            **TRIAL,
            "trial_settings": {"end_behavior": {"missing_payment_method": "cancel"}},
        },
    )
    assert "No card" in run.get(f"/pay/{session.id}")[2]
    run.pay(session, "none")
    run.pass_time(14 * DAY)
    found = run.stripe.v1.subscriptions.list({"status": "all"}).data[0]
    assert (found.status, found.ended_at) == ("canceled", NOON + 14 * DAY)
    assert run.stripe.v1.charges.list().data == []


def test_where_a_card_is_needed_none_is_no_answer(run: Running) -> None:
    session = run.session(run.price(999), subscription_data=TRIAL)
    assert "No card" not in run.get(f"/pay/{session.id}")[2]
    assert run.pay(session, "none") == f"{run.address}/pay/{session.id}"


def test_a_page_expires_and_can_be_expired(run: Running) -> None:
    price = run.price()
    short = run.session(price, expires_at=NOON + 1800)
    other = run.session(price)
    run.stripe.v1.checkout.sessions.expire(other.id)
    run.pass_time(1800)
    for session in (short, other):
        assert run.stripe.v1.checkout.sessions.retrieve(session.id).status == "expired"
        assert "has expired" in run.get(f"/pay/{session.id}")[2]
        assert run.post(f"/pay/{session.id}", card="visa")[0] == 200
    assert run.stripe.v1.subscriptions.list().data == []
    with pytest.raises(stripe.InvalidRequestError, match="Only Checkout Sessions"):
        run.stripe.v1.checkout.sessions.expire(other.id)


def test_another_card_is_kept_for_later(run: Running) -> None:
    subscription = run.subscribed(run.price())
    customer = run.stripe.v1.subscriptions.retrieve(subscription).customer
    assert isinstance(customer, str)
    session = run.stripe.v1.checkout.sessions.create(
        {
            "mode": "setup",
            "currency": "usd",
            "customer": customer,
            "success_url": "http://shop.example/card",
            "setup_intent_data": {"metadata": {"subscription": subscription}},
        }
    )
    run.pay(session, "mastercard")
    done = run.stripe.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent"]})
    assert isinstance(done.setup_intent, stripe.SetupIntent)
    card = done.setup_intent.payment_method
    assert isinstance(card, str)
    run.stripe.v1.subscriptions.update(subscription, {"default_payment_method": card})
    run.stripe.v1.customers.update(customer, {"invoice_settings": {"default_payment_method": card}})
    found = run.stripe.v1.subscriptions.retrieve(
        subscription, {"expand": ["default_payment_method"]}
    )
    assert isinstance(found.default_payment_method, stripe.PaymentMethod)
    assert found.default_payment_method.card is not None
    assert found.default_payment_method.card.last4 == "4444"


def test_a_card_is_known_again_by_its_fingerprint(run: Running) -> None:
    price = run.price()
    for card in ("visa", "visa", "mastercard"):
        run.subscribed(price, card)
    prints = [
        each.card.fingerprint for each in run.stripe.v1.payment_methods.list().data if each.card
    ]
    assert len(prints) == 3
    assert len(set(prints)) == 2
