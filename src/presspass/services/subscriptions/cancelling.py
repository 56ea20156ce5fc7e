"""Cancelling a subscription at the end of what is paid for, and taking that back."""

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.subscription import State, Subscription
from presspass.ports import Commerce, Deed, Payments
from presspass.services.subscriptions.holding import Held, NotHeld, live_in
from presspass.services.subscriptions.settling import Settling


class Cancelling:
    """Lets a reader's subscription end, and go on. Doing either twice does nothing more.

    All methods raise `NotHeld`, `PaymentsAway`, `PaymentRefused`, `StoreAway`.
    """

    def __init__(self, commerce: Commerce, payments: Payments, settling: Settling) -> None:
        self._commerce = commerce
        self._payments = payments
        self._settling = settling

    def cancel(self, reader: ReaderId, now: Instant) -> Subscription | None:
        """Let nothing follow what is paid for; answers the subscription as it then stands."""
        held, key = self._held(reader, "cancel")
        subscription = held.subscription
        if subscription.state is not State.CANCELLING:
            at_once = subscription.state is State.INCOMPLETE
            self._payments.cancel(subscription.id, key, at_once=at_once)
            self._note(reader, "cancelled", subscription, now)
        return self._settling.settle(subscription.id, now)

    def resume(self, reader: ReaderId, now: Instant) -> Subscription | None:
        """Take a cancellation back; answers the subscription as it then stands."""
        held, key = self._held(reader, "resume")
        subscription = held.subscription
        if held.sale.ends:
            raise NotHeld
        if subscription.state is State.CANCELLING:
            self._payments.resume(subscription.id, held.sale, key)
            self._note(reader, "resumed", subscription, now)
        return self._settling.settle(subscription.id, now)

    def _held(self, reader: ReaderId, what: str) -> tuple[Held, str]:
        """The reader's subscription, and a key of this very wish.

        A reader may cancel, resume and cancel anew: with a key of what is wished for alone, the
        provider would take the last for the first.
        """
        with self._commerce.transaction() as books:
            held = live_in(books, reader)
            number = books.subscriptions.ask(held.subscription.id)
        return held, f"{what}:{held.subscription.id}:{number}"

    def _note(self, reader: ReaderId, what: str, subscription: Subscription, now: Instant) -> None:
        with self._commerce.transaction() as books:
            books.audit.enter(Deed.by_reader(now, what, reader, subscription.id))
