"""Invoices: drawn up, made final, paid, tried again."""

from collections.abc import Sequence
from dataclasses import dataclass

from presspass.core.instants import DAY, Instant
from presspass.sandbox import payments
from presspass.sandbox.cards import HARD
from presspass.sandbox.objects import Object, empty, list_of
from presspass.sandbox.payments import Declined
from presspass.sandbox.world import World

RETRIES = (3 * DAY, 5 * DAY, 7 * DAY)
"""After how long a payment that failed is tried again; then the subscription is cancelled."""

DRAFT_SECONDS = 3600
"""How long a renewal's invoice stays a draft, as Stripe's do."""


@dataclass(frozen=True, slots=True)
class Line:
    """What an invoice charges for: an amount (below zero is a credit) for a time."""

    price: Object
    amount: int
    start: Instant
    end: Instant
    says: str
    proration: bool = False


def draw(world: World, subscription: Object, reason: str, lines: Sequence[Line]) -> Object:
    """A draft for a subscription, with what its customer has in credit taken off."""
    invoice = sketch(world, subscription, reason, lines)
    invoice["id"] = world.new_id("in")
    for line in invoice["lines"]["data"]:
        line.update(id=world.new_id("il"), invoice=invoice["id"])
    invoice["lines"]["url"] = f"/v1/invoices/{invoice['id']}/lines"
    subscription["latest_invoice"] = invoice["id"]
    world.emit("invoice.created", world.add(invoice))
    return invoice


def sketch(world: World, subscription: Object, reason: str, lines: Sequence[Line]) -> Object:
    """An invoice that is kept nowhere."""
    customer = world.find("customer", subscription["customer"])
    total = sum(line.amount for line in lines)
    held = customer["balance"]
    due = max(0, total + held)
    item = subscription["items"]["data"][0]
    return {
        "id": world.new_id("upcoming_in"),
        "object": "invoice",
        **_unused(),
        "amount_due": due,
        "amount_remaining": due,
        "billing_reason": reason,
        "created": world.now,
        "currency": subscription["currency"],
        "customer": customer["id"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "default_payment_method": None,
        "lines": list_of(
            [_line(world, line, subscription, item) for line in lines],
            "/v1/invoices/upcoming/lines",
        ),
        "parent": {
            "quote_details": None,
            "subscription_details": {
                "metadata": dict(subscription["metadata"]),
                "subscription": subscription["id"],
            },
            "type": "subscription_details",
        },
        "period_end": world.now,
        "period_start": item["current_period_start"]
        if reason != "subscription_create"
        else world.now,
        "starting_balance": held,
        "subtotal": total,
        "subtotal_excluding_tax": total,
        "total": total,
        "total_excluding_tax": total,
    }


def finalize(world: World, invoice: Object) -> None:
    """Make a draft final: from now on it can be paid, and nothing in it changes."""
    customer = world.find("customer", invoice["customer"])
    number = customer["next_invoice_sequence"]
    customer["next_invoice_sequence"] = number + 1
    held = invoice["total"] + customer["balance"]
    customer["balance"] = min(0, held)
    customer["currency"] = customer["currency"] or invoice["currency"]
    due = max(0, held)
    invoice.update(
        status="open",
        number=f"{customer['invoice_prefix']}-{number:04}",
        effective_at=world.now,
        amount_due=due,
        amount_remaining=due,
        starting_balance=held - invoice["total"],
        ending_balance=customer["balance"],
        automatically_finalizes_at=None,
    )
    invoice["status_transitions"]["finalized_at"] = world.now
    if due:
        intent = payments.intent_for(world, invoice)
        payment = world.add(_payment(world, invoice, intent))
        world.notes("payment")[invoice["id"]] = payment["id"]
    world.emit("invoice.finalized", invoice)


def pay(
    world: World, invoice: Object, payment_method: Object | None, *, holder_there: bool = False
) -> Declined | None:
    """Take the money of an open invoice. What costs nothing is paid at once."""
    if not invoice["amount_due"]:
        _paid(world, invoice)
        return None
    payment = payment_of(world, invoice)
    intent = world.find("payment_intent", payment["payment"]["payment_intent"])
    refused = payments.attempt(world, intent, payment_method, holder_there=holder_there)
    invoice.update(attempted=True, attempt_count=invoice["attempt_count"] + 1)
    if refused is not None:
        world.emit("invoice.payment_failed", invoice)
        return refused
    payment.update(status="paid", amount_paid=intent["amount"])
    payment["status_transitions"]["paid_at"] = world.now
    world.emit("invoice_payment.paid", payment)
    _paid(world, invoice)
    return None


def retry_later(world: World, invoice: Object) -> bool:
    """Plan the next attempt, if one is left."""
    tried = invoice["attempt_count"]
    if tried > len(RETRIES):
        invoice["next_payment_attempt"] = None
        return False
    invoice["next_payment_attempt"] = world.now + RETRIES[max(0, tried - 1)]
    world.at(invoice["next_payment_attempt"], "retry", invoice["id"])
    return True


def hopeless(world: World, invoice: Object, payment_method: Object | None) -> bool:
    """Whether the same card has been declined for good: Stripe doesn't charge it again."""
    payment = payment_of(world, invoice)
    intent = world.find("payment_intent", payment["payment"]["payment_intent"])
    error = intent["last_payment_error"]
    if error is None or payment_method is None:
        return False
    given: str = error["payment_method"]["id"]
    return error["decline_code"] in HARD and given == payment_method["id"]


def payment_of(world: World, invoice: Object) -> Object:
    """The payment that an open invoice waits for."""
    return world.find("invoice_payment", world.notes("payment")[invoice["id"]])


def stop(world: World, invoice: Object) -> None:
    """Collect no more of an invoice; it stays as it is."""
    if invoice["status"] in {"draft", "open"}:
        invoice.update(
            auto_advance=False, next_payment_attempt=None, automatically_finalizes_at=None
        )
        world.emit("invoice.updated", invoice, {"auto_advance": True})


def _paid(world: World, invoice: Object) -> None:
    invoice.update(
        status="paid",
        attempted=True,
        auto_advance=False,
        amount_paid=invoice["amount_due"],
        amount_remaining=0,
        next_payment_attempt=None,
    )
    invoice["status_transitions"]["paid_at"] = world.now
    world.emit("invoice.paid", invoice)
    world.emit("invoice.payment_succeeded", invoice)


def _payment(world: World, invoice: Object, intent: Object) -> Object:
    return {
        "id": world.new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": world.now,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"payment_intent": intent["id"], "type": "payment_intent"},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }


def _line(world: World, line: Line, subscription: Object, item: Object) -> Object:
    return {
        "id": world.new_id("il_tmp"),
        "object": "line_item",
        "amount": line.amount,
        "currency": subscription["currency"],
        "description": line.says,
        "discount_amounts": [],
        "discountable": not line.proration,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": dict(subscription["metadata"]),
        "parent": {
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": line.proration,
                "proration_details": {"credited_items": None} if line.proration else None,
                "subscription": subscription["id"],
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        },
        "period": {"end": line.end, "start": line.start},
        "pretax_credit_amounts": [],
        "pricing": {
            "price_details": {"price": line.price["id"], "product": line.price["product"]},
            "type": "price_details",
            "unit_amount_decimal": line.price["unit_amount_decimal"],
        },
        "quantity": 1,
        "quantity_decimal": "1",
        "subscription": subscription["id"],
        "subtotal": line.amount,
        "taxes": [],
    }


def _unused() -> Object:
    """The fields that never say anything else here, or not before the invoice is final."""
    none = empty(
        "account_name account_tax_ids application automatically_finalizes_at"
        " custom_fields customer_account customer_address customer_phone"
        " customer_shipping default_source description due_date effective_at"
        " ending_balance footer from_invoice hosted_invoice_url invoice_pdf"
        " last_finalization_error latest_revision next_payment_attempt number"
        " on_behalf_of receipt_number rendering shipping_cost shipping_details"
        " statement_descriptor test_clock webhooks_delivered_at"
    )
    return {
        **none,
        "account_country": "US",
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_shipping": 0,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {
            "disabled_reason": None,
            "enabled": False,
            "liability": None,
            "provider": None,
            "status": None,
        },
        "collection_method": "charge_automatically",
        "customer_tax_exempt": "none",
        "customer_tax_ids": [],
        "default_tax_rates": [],
        "discounts": [],
        "issuer": {"type": "self"},
        "livemode": False,
        "metadata": {},
        "payment_settings": {
            "default_mandate": None,
            "payment_method_options": None,
            "payment_method_types": None,
        },
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "status": "draft",
        "status_transitions": {
            "finalized_at": None,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
        "total_discount_amounts": [],
        "total_pretax_credit_amounts": [],
        "total_taxes": [],
    }
