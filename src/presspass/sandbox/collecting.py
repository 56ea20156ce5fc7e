"""Collecting what is owed: the first time, again, and at the customer's own wish."""

from presspass.sandbox import invoices, subscriptions
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object
from presspass.sandbox.params import Params
from presspass.sandbox.payments import Declined
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World


def collect(world: World, invoice: Object, *, holder_there: bool = False) -> Declined | None:
    """Pay an open invoice, and let its subscription know how that went."""
    subscription = subscription_of(world, invoice)
    card = subscriptions.card_of(world, subscription)
    refused = invoices.pay(world, invoice, card, holder_there=holder_there)
    if refused is None:
        _recovered(world, subscription, invoice)
    else:
        _failing(world, subscription, invoice)
    return refused


def try_again(world: World, invoice: Object) -> None:
    """The next attempt has come. A card that was declined for good is left alone."""
    subscription = subscription_of(world, invoice)
    card = subscriptions.card_of(world, subscription)
    if invoices.hopeless(world, invoice, card):
        invoice["attempt_count"] += 1
        _failing(world, subscription, invoice)
        world.emit("invoice.updated", invoice, {"attempt_count": invoice["attempt_count"] - 1})
    else:
        collect(world, invoice)


def pay(world: World, asked: Params, invoice: str) -> Object:
    """`POST /v1/invoices/:id/pay`."""
    found = world.find("invoice", invoice)
    given = asked.text("payment_method")
    asked.flag("off_session")
    if found["status"] == "paid":
        raise Refusal("Invoice is already paid", "invoice_already_paid")
    if found["status"] == "draft":
        invoices.finalize(world, found)
    if found["status"] != "open":
        raise Refusal("Only open invoices can be paid.", "invoice_not_editable")
    subscription = subscription_of(world, found)
    card = subscriptions.card_of(world, subscription)
    if given is not None:
        card = world.find("payment_method", given, "payment_method")
    planned = found["next_payment_attempt"]
    refused = invoices.pay(world, found, card)
    if refused is None:
        _recovered(world, subscription, found)
        return found
    found["next_payment_attempt"] = planned
    raise refusal(refused)


def refusal(refused: Declined) -> Refusal:
    """A payment that was declined, as the error of the request that asked for it."""
    error = dict(refused.error)
    kind, message, code = error.pop("type"), error.pop("message"), error.pop("code")
    return Refusal(message, code, status=402, kind=kind, more=error)


def subscription_of(world: World, invoice: Object) -> Object:
    """The subscription that an invoice is for."""
    return world.find("subscription", invoice["parent"]["subscription_details"]["subscription"])


def listed(world: World, query: Query) -> Object:
    """`GET /v1/invoices`."""
    of = query.asked.text("subscription")
    found = [each for each in world.all("invoice") if of is None or subscriptions.belongs(each, of)]
    asked = query.asked
    return query.page(found, customer=asked.text("customer"), status=asked.text("status"))


def list_payments(world: World, query: Query) -> Object:
    """`GET /v1/invoice_payments`."""
    payment = query.asked.group("payment")
    payment.choice("type", "payment_intent")
    intent = payment.text("payment_intent")
    found = [
        each
        for each in world.all("invoice_payment")
        if intent is None or each["payment"]["payment_intent"] == intent
    ]
    asked = query.asked
    return query.page(found, invoice=asked.text("invoice"), status=asked.text("status"))


def _recovered(world: World, subscription: Object, invoice: Object) -> None:
    """A subscription is past due no more once its latest invoice is paid."""
    latest = subscription["latest_invoice"] == invoice["id"]
    if latest and subscription["status"] == "past_due":
        subscription["status"] = "active"
        world.find("customer", subscription["customer"])["delinquent"] = False
        subscriptions.changed(world, subscription, {"status": "past_due"})


def _failing(world: World, subscription: Object, invoice: Object) -> None:
    if subscription["status"] in subscriptions.ENDED:
        return
    before = {"status": subscription["status"]}
    subscription["status"] = "past_due"
    world.find("customer", subscription["customer"])["delinquent"] = True
    subscriptions.changed(world, subscription, before)
    if not invoices.retry_later(world, invoice):
        subscriptions.end(world, subscription, "payment_failed")
