"""What follows the introductory price: the plan's own."""

from typing import TYPE_CHECKING

import stripe

from presspass.adapters.stripe.catalog import Catalog
from presspass.adapters.stripe.client import Account, changing
from presspass.adapters.stripe.subscriptions import (
    ENDED,
    Subscriptions,
    following,
    item_of,
    phase_price,
    price_of,
    schedule_of,
)
from presspass.core.sale import Sale
from presspass.ports import PaymentRefused

if TYPE_CHECKING:
    from stripe.params import SubscriptionScheduleUpdateParams

_AGAIN = "again"
_ROUNDS = 10
"""How often a reader can cancel and resume within one introductory time."""


class Schedules:
    """Has prices follow one another. What is as it should be is left alone."""

    def __init__(self, account: Account, subscriptions: Subscriptions, catalog: Catalog) -> None:
        self._account = account
        self._subscriptions = subscriptions
        self._catalog = catalog

    def follow(self, subscription: str, sale: Sale, key: str) -> None:
        """Have the plan's price follow the introductory one, once, or nothing a fixed term."""
        found = self._subscriptions.need(subscription)
        if found.status in ENDED or found.cancel_at_period_end:
            return
        if sale.ends:
            self.release(found, key)
            with changing():
                self._account.client.v1.subscriptions.update(
                    subscription,
                    {"cancel_at_period_end": True},
                    {"idempotency_key": f"{key}:end"},
                )
        elif price_of(item_of(found).price) == sale.introductory:
            self._plan(found, sale, key)

    def release(self, subscription: stripe.Subscription, key: str) -> None:
        """Let go of what is planned for a subscription; it stays at its present price."""
        schedule = schedule_of(subscription)
        if schedule is None:
            return
        with changing():
            self._account.client.v1.subscription_schedules.release(
                schedule.id, options={"idempotency_key": f"{key}:release:{schedule.id}"}
            )

    def use_card(self, subscription: stripe.Subscription, card: str, key: str) -> None:
        """Have what is planned be charged to another card: a schedule brings its own along."""
        schedule = schedule_of(subscription)
        if schedule is None:
            return
        with changing():
            self._account.client.v1.subscription_schedules.update(
                schedule.id,
                {"default_settings": {"default_payment_method": card}},
                {"idempotency_key": f"{key}:schedule:{card}"},
            )

    def _plan(self, found: stripe.Subscription, sale: Sale, key: str) -> None:
        schedule = schedule_of(found) or self._begun(found.id, key)
        ahead = following(schedule)
        price = None if ahead is None else phase_price(ahead)
        if price is not None and price_of(price) == sale.price:
            return
        with changing():
            now = schedule.current_phase
            if now is None:
                raise PaymentRefused(f"the schedule {schedule.id} has no present phase")
            phases: SubscriptionScheduleUpdateParams = {
                "metadata": self._account.mark(),
                "end_behavior": "release",
                "proration_behavior": "none",
                "phases": [
                    {
                        "items": [{"price": item_of(found).price.id, "quantity": 1}],
                        "start_date": now.start_date,
                        "end_date": now.end_date,
                    },
                    {
                        "items": [{"price": self._catalog.price(sale, sale.price), "quantity": 1}],
                        "duration": {
                            "interval": sale.price.every.unit.value,
                            "interval_count": sale.price.every.count,
                        },
                        "proration_behavior": "none",
                    },
                ],
            }
            self._account.client.v1.subscription_schedules.update(
                schedule.id, phases, {"idempotency_key": f"{key}:phases:{schedule.id}"}
            )

    def _begun(self, subscription: str, key: str) -> stripe.SubscriptionSchedule:
        """A schedule for a subscription that has none.

        Under a key that was used before the cancellation, Stripe answers with the schedule of that
        time, which was let go. The next round then has a key of its own, the same for everybody.
        """
        under = key
        for _ in range(_ROUNDS):
            with changing():
                try:
                    made = self._account.client.v1.subscription_schedules.create(
                        {"from_subscription": subscription},
                        {"idempotency_key": f"{under}:schedule"},
                    ).id
                except stripe.InvalidRequestError:
                    if under.endswith(_AGAIN):
                        raise
                    made = _AGAIN  # somebody else is quicker, or was under this key
            now = schedule_of(self._subscriptions.need(subscription))
            if now is not None:
                return now
            under = f"{key}:{made}"
        raise PaymentRefused(f"{subscription} was cancelled and resumed too often; wait a day")
