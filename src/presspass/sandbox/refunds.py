"""Refunds."""

from presspass.sandbox import payments
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object
from presspass.sandbox.params import Params
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World

_WHY = ("duplicate", "fraudulent", "requested_by_customer")


def create(world: World, asked: Params) -> Object:
    """`POST /v1/refunds`, of a charge or a payment intent; all that is left without an amount."""
    intent, charge = asked.text("payment_intent"), asked.text("charge")
    if intent is not None:
        paid = world.find("payment_intent", intent, "payment_intent")
        if paid["status"] != "succeeded":
            said = f"This PaymentIntent ({intent}) does not have a successful charge to refund."
            raise Refusal(said, None, "payment_intent")
        charge = paid["latest_charge"]
    if charge is None:
        said = "One of the following params should be provided for this request: payment_intent."
        raise Refusal(said, "parameter_missing", "payment_intent")
    found = world.find("charge", charge, "charge")
    reason, metadata = asked.choice("reason", *_WHY), asked.pairs("metadata")
    return give_back(world, found, asked.whole("amount"), reason, metadata)


def give_back(
    world: World,
    charge: Object,
    amount: int | None = None,
    reason: str | None = None,
    metadata: dict[str, str] | None = None,
) -> Object:
    """Give money of a charge back."""
    left = charge["amount_captured"] - charge["amount_refunded"]
    if charge["disputed"]:
        said = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise Refusal(said, "charge_disputed")
    if not left:
        said = f"Charge {charge['id']} has already been refunded."
        raise Refusal(said, "charge_already_refunded")
    amount = left if amount is None else amount
    if not 0 < amount <= left:
        said = f"Refund amount ({amount}) is not between 1 and the unrefunded amount ({left})."
        raise Refusal(said, "amount_too_large", "amount")
    made = {
        "id": world.new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": world.now,
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": None,
        "destination_details": {"card": {"type": "refund"}, "type": "card"},
        "metadata": metadata or {},
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }
    made["balance_transaction"] = payments.moved(world, made, -amount, "refund")["id"]
    before = {"amount_refunded": charge["amount_refunded"], "refunded": charge["refunded"]}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    world.emit("refund.created", world.add(made))
    world.emit("charge.refunded", charge, before)
    return made


def fail(world: World, charge: Object) -> None:
    """The bank sends the last refund of a charge back: the account it went to is closed."""
    made = (each for each in world.all("refund") if each["charge"] == charge["id"])
    found = next((each for each in made if each["status"] == "succeeded"), None)
    if found is None:
        raise Refusal("Nothing that was given back can fail.")
    found["status"], found["failure_reason"] = "failed", "expired_or_canceled_card"
    back = payments.moved(world, found, found["amount"], "refund_failure")
    found["failure_balance_transaction"] = back["id"]
    charge["amount_refunded"] -= found["amount"]
    charge["refunded"] = False
    world.emit("refund.failed", found)


def listed(world: World, query: Query) -> Object:
    """`GET /v1/refunds`."""
    asked = query.asked
    return query.page(
        world.all("refund"),
        charge=asked.text("charge"),
        payment_intent=asked.text("payment_intent"),
    )
