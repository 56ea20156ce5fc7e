"""Disputes: a bank takes a payment back, and gives it back again where the dispute is won."""

from presspass.core.instants import DAY
from presspass.sandbox import payments
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object, empty
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World

_EVIDENCE = empty(
    "access_activity_log billing_address cancellation_policy"
    " cancellation_policy_disclosure cancellation_rebuttal customer_communication"
    " customer_email_address customer_name customer_purchase_ip customer_signature"
    " duplicate_charge_documentation duplicate_charge_explanation"
    " duplicate_charge_id product_description receipt refund_policy"
    " refund_policy_disclosure refund_refusal_explanation service_date"
    " service_documentation shipping_address shipping_carrier shipping_date"
    " shipping_documentation shipping_tracking_number uncategorized_file"
    " uncategorized_text"
)


def begin(world: World, charge: Object) -> Object:
    """The holder's bank takes a charge back."""
    if charge["disputed"] or not charge["paid"] or charge["amount_refunded"]:
        raise Refusal("Only a payment that is neither refunded nor disputed can be disputed.")
    made = {
        "id": world.new_id("dp"),
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": world.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**_EVIDENCE, "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": world.now + 7 * DAY,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {
                "brand": charge["payment_method_details"]["card"]["brand"],
                "case_type": "chargeback",
                "network": charge["payment_method_details"]["card"]["brand"],
                "network_reason_code": "10.4",
            },
            "type": "card",
        },
        "reason": "fraudulent",
        "status": "needs_response",
    }
    gone = payments.moved(world, made, -charge["amount"], "adjustment")
    made["balance_transactions"].append(gone)
    charge["disputed"] = True
    world.emit("charge.dispute.created", world.add(made))
    world.emit("charge.dispute.funds_withdrawn", made)
    return made


def close(world: World, dispute: Object, *, won: bool) -> None:
    """Decide a dispute."""
    if dispute["status"] != "needs_response":
        raise Refusal("This dispute is already closed.")
    dispute["status"] = "won" if won else "lost"
    world.emit("charge.dispute.closed", dispute, {"status": "needs_response"})
    if won:
        back = payments.moved(world, dispute, dispute["amount"], "adjustment")
        dispute["balance_transactions"].append(back)
        world.emit("charge.dispute.funds_reinstated", dispute)


def listed(world: World, query: Query) -> Object:
    """`GET /v1/disputes`."""
    asked = query.asked
    return query.page(
        world.all("dispute"),
        charge=asked.text("charge"),
        payment_intent=asked.text("payment_intent"),
    )
