"""Payment intents and their charges: attempts to take money for an invoice."""

from dataclasses import dataclass

from presspass.sandbox import cards
from presspass.sandbox.objects import NO_ADDRESS, Object, empty
from presspass.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Declined:
    """Why no money came. `code` is the decline code; there is none where there is no card."""

    code: str | None
    error: Object


NO_CARD = Declined(
    None,
    {
        "code": "payment_intent_payment_attempt_failed",
        "message": "There is no payment method to charge.",
        "type": "invalid_request_error",
    },
)


def intent_for(world: World, invoice: Object) -> Object:
    """The payment intent of an invoice that is to be paid."""
    made = {
        "id": world.new_id("pi"),
        "object": "payment_intent",
        "amount": invoice["amount_due"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": world.new_id("pi_secret"),
        "confirmation_method": "automatic",
        "created": world.now,
        "currency": invoice["currency"],
        "customer": invoice["customer"],
        "customer_account": None,
        "description": "Subscription update",
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": {"enabled": False},
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": "off_session",
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }
    world.emit("payment_intent.created", world.add(made))
    return made


def attempt(
    world: World, intent: Object, payment_method: Object | None, *, holder_there: bool
) -> Declined | None:
    """Try to take the money. `holder_there` is whether the card's holder is at the pay page."""
    if payment_method is None:
        return NO_CARD
    code = cards.verdict(world, payment_method, holder_there=holder_there)
    charge = _charge(world, intent, payment_method, code)
    intent["latest_charge"] = charge["id"]
    if code is None:
        charge["balance_transaction"] = moved(world, charge, charge["amount"], "charge")["id"]
        intent.update(
            status="succeeded",
            amount_received=intent["amount"],
            payment_method=payment_method["id"],
            last_payment_error=None,
        )
        world.emit("charge.succeeded", charge)
        world.emit("payment_intent.succeeded", intent)
        return None
    error = {**declined(code).error, "charge": charge["id"], "payment_method": payment_method}
    intent.update(status="requires_payment_method", last_payment_error=error)
    world.emit("charge.failed", charge)
    world.emit("payment_intent.payment_failed", intent)
    return Declined(code, error)


def declined(code: str) -> Declined:
    """A decline as the error that tells of it."""
    name, message = cards.REASONS[code]
    error = {"code": name, "decline_code": code, "message": message, "type": "card_error"}
    return Declined(code, error)


def moved(world: World, source: Object, amount: int, kind: str) -> Object:
    """The entry of the account's balance for money that came (or went, below zero)."""
    return world.add(
        {
            "id": world.new_id("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": world.now,
            "balance_type": "payments",
            "created": world.now,
            "currency": source["currency"],
            "description": None,
            "exchange_rate": None,
            "fee": 0,
            "fee_details": [],
            "net": amount,
            "reporting_category": {"adjustment": "dispute"}.get(kind, kind),
            "source": source["id"],
            "status": "available",
            "type": kind,
        }
    )


def _charge(world: World, intent: Object, payment_method: Object, code: str | None) -> Object:
    paid = code is None
    name, message = (None, None) if code is None else cards.REASONS[code]
    return world.add(
        {
            "id": world.new_id("ch"),
            "object": "charge",
            "amount": intent["amount"],
            "amount_captured": intent["amount"] if paid else 0,
            "amount_refunded": 0,
            "application": None,
            "application_fee": None,
            "application_fee_amount": None,
            "balance_transaction": None,
            "billing_details": {**payment_method["billing_details"], "address": dict(NO_ADDRESS)},
            "calculated_statement_descriptor": "SANDBOX",
            "captured": paid,
            "created": world.now,
            "currency": intent["currency"],
            "customer": intent["customer"],
            "description": intent["description"],
            "disputed": False,
            "failure_balance_transaction": None,
            "failure_code": name,
            "failure_message": message,
            "fraud_details": {},
            "livemode": False,
            "metadata": {},
            "on_behalf_of": None,
            "outcome": _outcome(code),
            "paid": paid,
            "payment_intent": intent["id"],
            "payment_method": payment_method["id"],
            "payment_method_details": {
                "card": _shown(payment_method["card"], intent["amount"]),
                "type": "card",
            },
            "receipt_email": None,
            "receipt_number": None,
            "receipt_url": None,
            "refunded": False,
            "review": None,
            "shipping": None,
            "source": None,
            "source_transfer": None,
            "statement_descriptor": None,
            "statement_descriptor_suffix": None,
            "status": "succeeded" if paid else "failed",
            "transfer_data": None,
            "transfer_group": None,
        }
    )


def _outcome(code: str | None) -> Object:
    return {
        "advice_code": None
        if code is None
        else ("do_not_try_again" if code in cards.HARD else "try_again_later"),
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network" if code is None else "declined_by_network",
        "reason": code,
        "seller_message": "Payment complete." if code is None else f"The bank answered {code}.",
        "type": "authorized" if code is None else "issuer_declined",
    }


def _shown(card: Object, amount: int) -> Object:
    names = ("brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding")
    return {
        **{name: card[name] for name in names},
        **empty("authorization_code installments mandate network_transaction_id"),
        **empty("three_d_secure transaction_link_id wallet"),
        "amount_authorized": amount,
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "unavailable"},
        "last4": card["last4"],
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": False},
        "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
        "regulated_status": "unregulated",
    }
