"""Stripe's pages, where readers subscribe or give another card."""

from dataclasses import replace
from typing import TYPE_CHECKING

import stripe

from presspass.adapters.stripe.catalog import Catalog
from presspass.adapters.stripe.client import Account, asking, changing, id_of, missing, said
from presspass.core.sale import CHECKOUT_OPEN, Sale
from presspass.ports import CheckoutState, Order, Outcome, Page, PaymentRefused

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsSubscriptionData

_LANGUAGES = (
    "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt"
    " pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
)
"""Those that Stripe's pages speak. For all others it follows the browser's wish."""

_MOST_SAID = 1200
"""How much text Stripe takes beside the button."""


_STATES = {
    "open": CheckoutState.OPEN,
    "complete": CheckoutState.COMPLETE,
    "expired": CheckoutState.EXPIRED,
}


class Pages:
    """Makes pages, and asks what became of them."""

    def __init__(self, account: Account, catalog: Catalog) -> None:
        self._account = account
        self._sessions = account.client.v1.checkout.sessions
        self._catalog = catalog

    def open(self, order: Order) -> Page:
        """The page of a sale. A customer whom staff has deleted at Stripe is made anew."""
        with changing():
            try:
                return _page(self._made(order, order.key))
            except stripe.InvalidRequestError as error:
                if (error.param or "").startswith("line_items"):  # its price was archived
                    self._catalog.forget()
                    return _page(self._made(order, order.key))
                if error.param != "customer" or not missing(error):
                    raise
                anew = replace(order, customer=None)
                return _page(self._made(anew, f"{order.key}:anew"))

    def close(self, checkout: str, key: str) -> None:
        """Expire a page that is open."""
        found = self._find(checkout)
        if found is None or found.status != "open":
            return
        with changing():
            try:
                self._sessions.expire(checkout, options={"idempotency_key": key})
            except stripe.InvalidRequestError:
                if self._sessions.retrieve(checkout).status == "open":
                    raise

    def outcome(self, checkout: str) -> Outcome | None:
        """What a page has led to."""
        card = "subscription.default_payment_method"
        found = self._find(checkout, card, "setup_intent.payment_method")
        if found is None:
            return None
        state = _STATES.get(found.status or "", CheckoutState.OPEN)
        sale = said(found.metadata, "sale")
        return Outcome(
            state,
            sale,
            id_of(found.customer),
            id_of(found.subscription),
            _fingerprint(found),
            said(found.metadata, "card_for"),
            found.created,
        )

    def open_for_card(
        self, subscription: stripe.Subscription, language: str, done: str, back: str, key: str
    ) -> Page:
        """A page where another card is given for a subscription."""
        with changing():
            asked: SessionCreateParams = {
                "mode": "setup",
                "customer": id_of(subscription.customer) or "",
                "currency": subscription.currency,
                "locale": _locale(language),
                "success_url": done,
                "cancel_url": back,
                "metadata": self._account.mark(card_for=subscription.id),
            }
            return _page(self._sessions.create(asked, {"idempotency_key": key}))

    def card_given(self, checkout: str) -> tuple[str, str]:
        """The customer who gave a card on such a page, and the payment method that it became."""
        found = self._find(checkout, "setup_intent")
        intent = None if found is None else found.setup_intent
        method = None if intent is None or isinstance(intent, str) else intent.payment_method
        customer = None if found is None else id_of(found.customer)
        given = id_of(method)
        if found is None or found.status != "complete" or given is None or customer is None:
            raise PaymentRefused("no card was given on this page")
        return customer, given

    def _find(self, checkout: str, *expand: str) -> stripe.checkout.Session | None:
        """A page of ours as it stands."""
        with asking():
            try:
                found = self._sessions.retrieve(checkout, {"expand": list(expand)})
            except stripe.InvalidRequestError as error:
                if missing(error):
                    return None
                raise
        return found if self._account.ours(found.metadata) else None

    def _made(self, order: Order, key: str) -> stripe.checkout.Session:
        """The one page of a sale, though its reader's address or language changed meanwhile."""
        sale = order.sale
        price = self._catalog.price(sale, sale.introductory or sale.price)
        try:
            under = f"{key}:{price}"  # what was refused for a price that is gone is no answer
            return self._sessions.create(self._asked(order, price), {"idempotency_key": under})
        except stripe.IdempotencyError:
            found = self._open_for(order.sale)
            if found is None:
                raise
            return found

    def _asked(self, order: Order, price: str) -> "SessionCreateParams":
        sale = order.sale
        marked = self._account.mark(sale=sale.id, plan=sale.plan)
        if sale.offer is not None:
            marked["offer"] = sale.offer
        asked: SessionCreateParams = {
            "mode": "subscription",
            "line_items": [{"price": price, "quantity": 1}],
            "client_reference_id": sale.id,
            "metadata": marked,
            "subscription_data": _subscription_data(sale, marked, card=order.card_needed),
            "locale": _locale(order.language),
            "success_url": order.done,
            "cancel_url": order.back,
            "expires_at": sale.at + CHECKOUT_OPEN,
        }
        if sale.text:
            asked["custom_text"] = {"submit": {"message": sale.text[:_MOST_SAID]}}
        if order.customer is None:
            asked["customer_email"] = order.email
        else:
            asked["customer"] = order.customer
        if not order.card_needed:
            asked["payment_method_collection"] = "if_required"
        return asked

    def _open_for(self, sale: Sale) -> stripe.checkout.Session | None:
        """The page that was made for a sale before, in other words."""
        listed = self._sessions.list({"created": {"gte": sale.at}, "limit": 100})
        return next(
            (
                each
                for each in listed.auto_paging_iter()
                if each.client_reference_id == sale.id and self._account.ours(each.metadata)
            ),
            None,
        )


def _subscription_data(
    sale: Sale, marked: dict[str, str], *, card: bool
) -> "SessionCreateParamsSubscriptionData":
    data: SessionCreateParamsSubscriptionData = {"metadata": marked}
    if sale.trial_days:
        data["trial_period_days"] = sale.trial_days
        if not card:
            data["trial_settings"] = {"end_behavior": {"missing_payment_method": "cancel"}}
    return data


def _page(session: stripe.checkout.Session) -> Page:
    """A page; one on which nothing can be done any more leads straight to ours."""
    done = (session.success_url or "").replace("{CHECKOUT_SESSION_ID}", session.id)
    return Page(session.id, session.url or done, session.expires_at)


def _fingerprint(session: stripe.checkout.Session) -> str | None:
    """What tells the card that was given from all others."""
    holder = session.subscription or session.setup_intent
    if isinstance(holder, stripe.Subscription):
        method = holder.default_payment_method
    elif isinstance(holder, stripe.SetupIntent):
        method = holder.payment_method
    else:
        return None
    if not isinstance(method, stripe.PaymentMethod) or method.card is None:
        return None
    return method.card.fingerprint


def _locale(language: str) -> str:
    primary = language.partition("-")[0]
    return next((each for each in (language, primary) if each in _LANGUAGES.split()), "auto")
