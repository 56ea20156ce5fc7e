"""What readers and staff change of a subscription: its end, its plan, its card, its money."""

from typing import TYPE_CHECKING

import stripe

from presspass.adapters.stripe.amounts import read, written
from presspass.adapters.stripe.catalog import Catalog
from presspass.adapters.stripe.checkout import Pages
from presspass.adapters.stripe.client import Account, asking, changing, id_of
from presspass.adapters.stripe.schedules import Schedules
from presspass.adapters.stripe.subscriptions import ENDED, Subscriptions, item_of
from presspass.core.instants import Instant
from presspass.core.money import Money
from presspass.core.sale import Sale
from presspass.ports import Page, PaymentRefused, Quote

if TYPE_CHECKING:
    from stripe.params import (
        InvoiceCreatePreviewParamsSubscriptionDetails,
        RefundCreateParams,
        SubscriptionUpdateParams,
    )


class Changes:
    """Changes subscriptions of ours."""

    def __init__(
        self,
        account: Account,
        subscriptions: Subscriptions,
        schedules: Schedules,
        catalog: Catalog,
        pages: Pages,
    ) -> None:
        self._account = account
        self._v1 = account.client.v1
        self._subscriptions = subscriptions
        self._schedules = schedules
        self._catalog = catalog
        self._pages = pages

    def cancel(self, subscription: str, key: str, *, at_once: bool) -> None:
        """Let nothing follow the present period, or end it now; what has ended is left as it is."""
        found = self._subscriptions.need(subscription)
        if found.status in ENDED:
            return
        if at_once:
            with changing():
                self._v1.subscriptions.cancel(subscription, {"prorate": False})
            return
        if found.cancel_at_period_end:
            return
        self._schedules.release(found, key)
        with changing():
            self._v1.subscriptions.update(
                subscription, {"cancel_at_period_end": True}, {"idempotency_key": key}
            )

    def resume(self, subscription: str, sale: Sale, key: str) -> None:
        """Take a cancellation back, and have follow what had followed."""
        found = self._subscriptions.need(subscription)
        if found.status in ENDED:
            raise PaymentRefused(f"{subscription} has ended already")
        if sale.ends:
            raise PaymentRefused(f"{subscription} was sold for a fixed term, and ends with it")
        if found.cancel_at_period_end:
            with changing():
                self._v1.subscriptions.update(
                    subscription, {"cancel_at_period_end": False}, {"idempotency_key": key}
                )
        self._schedules.follow(subscription, sale, key)

    def quote(self, subscription: str, sale: Sale, now: Instant) -> Quote:
        """What a change costs at once, and then each interval."""
        found = self._subscriptions.need(subscription)
        if found.status == "trialing":
            return Quote(Money(0, sale.price.amount.currency), sale.price)
        with changing():
            asked: InvoiceCreatePreviewParamsSubscriptionDetails = {
                "items": [
                    {"id": item_of(found).id, "price": self._catalog.price(sale, sale.price)}
                ],
                "proration_behavior": "always_invoice",
                "proration_date": now,
            }
            told = self._v1.invoices.create_preview(
                {"subscription": subscription, "subscription_details": asked}
            )
        due = told.total if told.total < 0 else told.amount_due
        return Quote(read(due, told.currency), sale.price)

    def change(self, subscription: str, sale: Sale, now: Instant, key: str) -> None:
        """Change to the plan of another sale. If that can't be paid, nothing changes."""
        found = self._subscriptions.need(subscription)
        if found.status in ENDED:
            raise PaymentRefused(f"{subscription} has ended already")
        self._schedules.release(found, key)
        marked = self._account.mark(sale=sale.id, plan=sale.plan, offer=sale.offer or "")
        with changing():
            asked: SubscriptionUpdateParams = {
                "items": [
                    {"id": item_of(found).id, "price": self._catalog.price(sale, sale.price)}
                ],
                "proration_behavior": "always_invoice",
                "payment_behavior": "error_if_incomplete",
                "cancel_at_period_end": sale.ends,
                "metadata": marked,
            }
            if found.status != "trialing":
                asked["proration_date"] = now
            self._v1.subscriptions.update(subscription, asked, {"idempotency_key": key})

    def refund(self, payment: str, money: Money, key: str) -> None:
        """Give money of a payment back."""
        with changing():
            by_intent = payment.startswith("pi_")
            paid = (
                self._v1.payment_intents.retrieve(payment)
                if by_intent
                else self._v1.charges.retrieve(payment)
            )
            if paid.currency.upper() != money.currency:
                raise PaymentRefused(f"{payment} was paid in {paid.currency.upper()}")
            asked: RefundCreateParams = {"amount": written(money), "metadata": self._account.mark()}
            if by_intent:
                asked["payment_intent"] = payment
            else:
                asked["charge"] = payment
            self._v1.refunds.create(asked, {"idempotency_key": key})

    def card_page(self, subscription: str, language: str, done: str, back: str, key: str) -> Page:
        """A page where another card is given for a subscription."""
        found = self._subscriptions.need(subscription)
        return self._pages.open_for_card(found, language, done, back, key)

    def use_card(self, checkout: str, subscription: str, key: str) -> None:
        """Charge another card from now on, and what is owed at once, the oldest first."""
        found = self._subscriptions.need(subscription)
        customer, card = self._pages.card_given(checkout)
        if customer != id_of(found.customer):
            raise PaymentRefused("the card was given by somebody else")
        if found.status in ENDED:
            raise PaymentRefused(f"{subscription} has ended already")
        with changing():
            self._v1.customers.update(
                customer,
                {"invoice_settings": {"default_payment_method": card}},
                {"idempotency_key": f"{key}:customer:{card}"},
            )
            self._v1.subscriptions.update(
                subscription,
                {"default_payment_method": card},
                {"idempotency_key": f"{key}:subscription:{card}"},
            )
        self._schedules.use_card(found, card, key)
        for invoice in self._owed(subscription):
            self._collect(invoice, card, key)

    def _owed(self, subscription: str) -> list[str]:
        with asking():
            listed = self._v1.invoices.list(
                {"subscription": subscription, "status": "open", "limit": 100}
            )
            found = sorted(listed.auto_paging_iter(), key=lambda each: each.created)
        return [each.id for each in found]

    def _collect(self, invoice: str, card: str, key: str) -> None:
        with changing():
            try:
                self._v1.invoices.pay(
                    invoice,
                    {"payment_method": card},
                    {"idempotency_key": f"{key}:{invoice}:{card}"},
                )
            except stripe.InvalidRequestError as error:
                if error.code != "invoice_already_paid":
                    raise
