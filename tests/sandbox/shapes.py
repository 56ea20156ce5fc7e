"""How an answer differs in shape from Stripe's own example of the object.

The examples fill many fields that are usually null, and are some months older than the version
that our library speaks: where an answer says null, or has a field that the example hasn't, the
library's own types are asked.
"""

import json
import os
from pathlib import Path
from typing import Any

import stripe

from presspass.sandbox.objects import Object

FREE = frozenset({"metadata", "payment_method_options", "fraud_details", "data"})
"""Fields whose keys are the seller's, or are none; and an event's object, which may be any."""

CLASSES: dict[str, Any] = {
    "balance_transaction": stripe.BalanceTransaction,
    "charge": stripe.Charge,
    "checkout.session": stripe.checkout.Session,
    "customer": stripe.Customer,
    "dispute": stripe.Dispute,
    "event": stripe.Event,
    "invoice": stripe.Invoice,
    "invoice_payment": stripe.InvoicePayment,
    "item": stripe.LineItem,
    "line_item": stripe.InvoiceLineItem,
    "payment_intent": stripe.PaymentIntent,
    "payment_method": stripe.PaymentMethod,
    "plan": stripe.Plan,
    "price": stripe.Price,
    "product": stripe.Product,
    "refund": stripe.Refund,
    "setup_intent": stripe.SetupIntent,
    "subscription": stripe.Subscription,
    "subscription_item": stripe.SubscriptionItem,
    "subscription_schedule": stripe.SubscriptionSchedule,
}
"""The objects that the sandbox answers."""


def examples() -> dict[str, Object]:
    """Stripe's examples by kind; none where `PRESSPASS_STRIPE` doesn't name their folder."""
    named = os.environ.get("PRESSPASS_STRIPE")
    if named is None:
        return {}
    file = Path(named) / "fixtures3.json"
    if not file.is_file():
        raise FileNotFoundError(f"PRESSPASS_STRIPE is {named}, which holds no {file.name}")
    resources: dict[str, Object] = json.loads(file.read_text(encoding="utf-8"))["resources"]
    return resources


def differences(ours: Object, example: Object) -> set[str]:
    """Where an object is shaped otherwise than the example, such as `charge.refunds: missing`."""
    kind = ours["object"]
    return _within(ours, example, CLASSES.get(kind), kind)


def _within(ours: Object, example: Object, cls: Any, path: str) -> set[str]:
    known = {} if cls is None else cls.__annotations__
    found = {f"{path}.{key}: missing" for key in example if key not in ours}
    for key, value in ours.items():
        here = f"{path}.{key}"
        if key not in example:
            if key not in known:
                found.add(f"{here}: unknown")
            elif value is None and not _may_be_null(known[key]):
                found.add(f"{here}: null")
        elif value is None:
            if example[key] is not None and not _may_be_null(known.get(key)):
                found.add(f"{here}: null")
        elif key not in FREE:
            found |= _value(value, example[key], _inner(cls, key), here)
    return found


def _value(ours: Any, example: Any, cls: Any, path: str) -> set[str]:
    if isinstance(ours, dict) and isinstance(example, dict):
        kind = ours.get("object")
        if kind == "list":
            return _list(ours, example, path)
        return set() if isinstance(kind, str) else _within(ours, example, cls, path)
    if isinstance(ours, list) and isinstance(example, list):
        pairs = zip(ours[:1], example[:1], strict=False)
        return {each for one, other in pairs for each in _value(one, other, cls, path)}
    if example is not None and type(ours) is not type(example):
        return {f"{path}: {type(ours).__name__} for {type(example).__name__}"}
    return set()


def _list(ours: Object, example: Object, path: str) -> set[str]:
    same = set(ours) == set(example) and isinstance(ours["data"], list)
    return set() if same else {f"{path}: no list"}


def _inner(cls: Any, key: str) -> Any:
    """The library's class of what a field holds."""
    return None if cls is None else getattr(cls, "_inner_class_types", {}).get(key)


def _may_be_null(annotation: Any) -> bool:
    return any(word in str(annotation) for word in ("Optional", "NoneType"))
