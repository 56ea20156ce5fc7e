"""Stripe's events: hints that something happened to a subscription or a page of ours."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import stripe

from presspass.adapters.stripe.client import Account, asking, id_of, missing
from presspass.core.instants import MINUTE, Instant
from presspass.ports import Forged, PaymentEvent

TOLERANCE = 5 * MINUTE
"""How old a signature may be: Stripe's own recommendation against replays."""

KINDS = (
    "checkout.session.completed",
    "checkout.session.expired",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "subscription_schedule.released",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "invoice.voided",
    "charge.refunded",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
)
"""The events that say something to us. A webhook endpoint needs no others."""

_Object: TypeAlias = Mapping[str, Any]


class Events:
    """Reads events, and finds out whose they are."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def event(self, body: bytes, signature: str, now: Instant) -> PaymentEvent:
        """The event of a webhook's body, once its signature has been checked.

        The library checks the signature, and we its age: `now` need not be the machine's time.
        """
        try:
            stripe.WebhookSignature.verify_header(body, signature, self._account.webhook_secret)
        except stripe.SignatureVerificationError as error:
            raise Forged("the signature is not Stripe's; check stripe.webhook_secret") from error
        age = now - _signed(signature)
        if age > TOLERANCE:
            raise Forged(f"it was signed {age} seconds ago; {TOLERANCE} are the most")
        return self._read(_opened(body))

    def since(self, at: Instant) -> Iterator[PaymentEvent]:
        """The events since a time, newest first, fetched as they are taken."""
        with asking():
            listed = self._account.client.v1.events.list(
                {"created": {"gte": at}, "types": list(KINDS), "limit": 100}
            )
            for each in listed.auto_paging_iter():
                yield self._read(each.to_dict())

    def try_out(self) -> None:
        """Ask for the last event, whatever it is: every key that we can work with may."""
        with asking():
            self._account.client.v1.events.list({"limit": 1})

    def _read(self, event: _Object) -> PaymentEvent:
        kind, about = event["type"], event["data"]["object"]
        subscription, checkout = None, None
        if kind not in KINDS:
            pass
        elif kind.startswith("checkout.session."):
            checkout = about["id"] if self._account.ours(about.get("metadata")) else None
        elif kind.startswith("customer.subscription."):
            subscription = about["id"] if self._account.ours(about.get("metadata")) else None
        elif kind.startswith("subscription_schedule."):
            ours = self._account.ours(about.get("metadata"))
            subscription = about.get("released_subscription") if ours else None
        elif kind.startswith("invoice."):
            subscription = self._of_invoice(about)
        else:
            subscription = self._of_payment(id_of(about.get("payment_intent")))
        return PaymentEvent(event["id"], kind, event["created"], subscription, checkout)

    def _of_invoice(self, invoice: _Object) -> str | None:
        """The subscription of ours that an invoice is for."""
        details = (invoice.get("parent") or {}).get("subscription_details")
        if details is None or not self._account.ours(details.get("metadata")):
            return None
        return id_of(details["subscription"])

    def _of_payment(self, intent: str | None) -> str | None:
        """The subscription of ours that a payment was for. Refunds and disputes don't name it."""
        if intent is None:
            return None
        with asking():
            try:
                found = self._account.client.v1.invoice_payments.list(
                    {
                        "payment": {"type": "payment_intent", "payment_intent": intent},
                        "expand": ["data.invoice"],
                        "limit": 1,
                    }
                )
            except stripe.InvalidRequestError as error:
                if missing(error):
                    return None
                raise
            invoices = [each.to_dict()["invoice"] for each in found.data]
        return next((self._of_invoice(each) for each in invoices), None)


def _signed(signature: str) -> Instant:
    """When a body was signed, by a signature that has been checked."""
    parts = (part.partition("=") for part in signature.split(","))
    return int(next(value for name, _, value in parts if name == "t"))


def _opened(body: bytes) -> _Object:
    """A body as an event. Raises `ValueError`."""
    told = json.loads(body)
    try:
        fine = told["object"] == "event" and isinstance(told["data"]["object"], dict)
        fine = fine and isinstance(told["id"], str) and isinstance(told["created"], int)
        fine = fine and isinstance(told["type"], str)
    except (KeyError, TypeError):
        fine = False
    if not fine:
        raise ValueError("this is no event of Stripe's")
    event: _Object = told
    return event
