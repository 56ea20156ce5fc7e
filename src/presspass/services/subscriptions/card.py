"""Another card for a subscription, given on a page of the provider's."""

from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.subscription import Subscription
from presspass.ports import CheckoutState, Commerce, Page, PaymentRefused, Payments
from presspass.services.subscriptions.holding import NotHeld, live_in
from presspass.services.subscriptions.settling import Settling


class CardChange:
    """Has readers give another card, which pays from then on, and what is owed at once.

    All methods raise `NotHeld`, `PaymentsAway`, `PaymentRefused`, `StoreAway`.
    """

    def __init__(self, commerce: Commerce, payments: Payments, settling: Settling) -> None:
        self._commerce = commerce
        self._payments = payments
        self._settling = settling

    def page(self, account: Account, done: str, back: str) -> Page:
        """The provider's page; `done` holds `{CHECKOUT_SESSION_ID}`."""
        with self._commerce.transaction() as books:
            subscription = live_in(books, account.reader).subscription
            number = books.subscriptions.ask(subscription.id)
        key = f"card-page:{subscription.id}:{number}"
        return self._payments.card_page(subscription.id, account.language, done, back, key)

    def use(self, reader: ReaderId, checkout: str, now: Instant) -> Subscription | None:
        """Use the card that was given on a page; answers the subscription as it then stands.

        Reloading does nothing more. Raises `NotHeld` too for a page that was another reader's, or
        on which nothing was given; `PaymentRefused` where what is owed can't be paid by the card.
        """
        with self._commerce.reading() as books:
            subscription = live_in(books, reader).subscription
        outcome = self._payments.outcome(checkout)
        if (
            outcome is None
            or outcome.state is not CheckoutState.COMPLETE
            or outcome.customer != subscription.customer
            or outcome.subscription is not None
        ):
            raise NotHeld
        try:
            self._payments.use_card(checkout, subscription.id, f"card:{checkout}")
        except PaymentRefused:
            self._settling.settle(subscription.id, now)
            raise
        return self._settling.settle(subscription.id, now)
