"""Subscriptions at Stripe, as they are found there."""

import stripe

from presspass.adapters.stripe.amounts import read
from presspass.adapters.stripe.client import Account, asking, missing
from presspass.core.plans import Interval, Price, Unit
from presspass.ports import PaymentRefused

ENDED = frozenset({"canceled", "incomplete_expired"})
"""The states in which nothing can be changed any more."""

_WHOLE = [
    "customer.invoice_settings.default_payment_method",
    "default_payment_method",
    "schedule.phases.items.price",
]


class Subscriptions:
    """Finds the subscriptions that are ours."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def find(self, subscription: str) -> stripe.Subscription | None:
        """A subscription of ours, its cards and what is planned for it included."""
        with asking():
            try:
                found = self._account.client.v1.subscriptions.retrieve(
                    subscription, {"expand": _WHOLE}
                )
            except stripe.InvalidRequestError as error:
                if missing(error):
                    return None
                raise
        return found if self._account.ours(found.metadata) else None

    def need(self, subscription: str) -> stripe.Subscription:
        """As `find`, of one that must be there. Raises `PaymentRefused`."""
        found = self.find(subscription)
        if found is None:
            raise PaymentRefused(f"there is no subscription {subscription} of ours")
        return found


def item_of(subscription: stripe.Subscription) -> stripe.SubscriptionItem:
    """What a subscription consists of: one thing."""
    items: stripe.ListObject[stripe.SubscriptionItem] = subscription["items"]
    return items.data[0]


def schedule_of(subscription: stripe.Subscription) -> stripe.SubscriptionSchedule | None:
    """What is planned for a subscription, if anything still is."""
    found = subscription.schedule
    if not isinstance(found, stripe.SubscriptionSchedule) or found.status != "active":
        return None
    return found


def following(
    schedule: stripe.SubscriptionSchedule,
) -> stripe.SubscriptionSchedule.Phase | None:
    """The phase that follows the present one."""
    now = schedule.current_phase
    if now is None:
        return None
    return next((each for each in schedule.phases if each.start_date >= now.end_date), None)


def phase_price(phase: stripe.SubscriptionSchedule.Phase) -> stripe.Price | None:
    """The price of a phase, where it was expanded."""
    items: list[stripe.SubscriptionSchedule.Phase.Item] = phase["items"]
    price = items[0].price
    return price if isinstance(price, stripe.Price) else None


def price_of(price: stripe.Price) -> Price:
    """A price in our own words."""
    every = price.recurring
    interval = Interval(1, Unit.MONTH)
    if every is not None:
        interval = Interval(every.interval_count, Unit(every.interval))
    return Price(read(price.unit_amount or 0, price.currency), interval)
