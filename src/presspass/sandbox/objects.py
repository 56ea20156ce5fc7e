"""Stripe's objects, as its answers hold them."""

from typing import Any, TypeAlias

Object: TypeAlias = dict[str, Any]
"""An object as JSON has it, kept in the very shape in which it is answered."""

VERSION = "2026-10-28.endive"
"""The one version of Stripe's interface that the sandbox speaks: that of our library."""

NO_ADDRESS: Object = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))

PREFIXES = {
    "cus": "customer",
    "price": "price",
    "cs_test": "checkout.session",
    "sub": "subscription",
    "sub_sched": "subscription_schedule",
    "in": "invoice",
    "inpay": "invoice_payment",
    "pi": "payment_intent",
    "ch": "charge",
    "pm": "payment_method",
    "seti": "setup_intent",
    "re": "refund",
    "dp": "dispute",
    "txn": "balance_transaction",
    "evt": "event",
    "prod": "product",
}
"""How ids begin, and what they are ids of."""


def list_of(data: list[Any], url: str, *, more: bool = False) -> Object:
    """A list object."""
    return {"object": "list", "data": data, "has_more": more, "url": url}


def empty(names: str) -> Object:
    """Fields that say nothing, by their names between spaces."""
    return dict.fromkeys(names.split())
