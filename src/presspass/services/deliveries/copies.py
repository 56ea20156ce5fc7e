"""To whom the paper goes on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from presspass.core.address import DeliveryAddress
from presspass.core.entitlement import Entitlement
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant, end_of_day, start_of_day
from presspass.core.plans import Benefit
from presspass.core.subscription import State, Subscription
from presspass.ports import Books, Commerce

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Copy:
    """A paper for a reader: by which plans, and where to (`None`: we weren't told)."""

    reader: ReaderId
    plans: tuple[str, ...]
    address: DeliveryAddress | None


def copies(commerce: Commerce, day: date, zone: tzinfo, now: Instant) -> Iterator[Copy]:
    """A paper for each reader who is entitled to one at any time of a day in `zone`.

    In the order of reader ids, each as kept when it is reached; memory doesn't grow with them.
    What renews by itself counts as renewed on a day to come. Raises `StoreAway`.
    """
    since, until = start_of_day(day, zone), end_of_day(day, zone)
    after = None
    while True:
        with commerce.reading() as books:
            accounts = books.accounts.all(after, _CHUNK)
            held = books.entitlements.under([account.reader for account in accounts])
            due = {
                reader: bringing
                for reader, entitlements in held.items()
                if (bringing := _bringing(books, entitlements, since, until, now))
            }
            where = books.deliveries.under(list(due))
        if not accounts:
            return
        for reader in sorted(due):
            plans = {each.plan for each in due[reader] if each.plan is not None}
            delivery = where.get(reader)
            yield Copy(reader, tuple(sorted(plans)), None if delivery is None else delivery.address)
        after = accounts[-1].reader


def _bringing(
    books: Books, entitlements: Sequence[Entitlement], since: Instant, until: Instant, now: Instant
) -> Sequence[Entitlement]:
    """Those of a reader's entitlements that bring a paper between two times."""
    printed = [each for each in entitlements if each.benefit is Benefit.PRINT]
    found = [
        each for each in printed if each.since < until and not each.past(max(since, each.since))
    ]
    ending = [each for each in printed if each.current(now) and each.past(since)]
    if not ending:
        return found
    held = books.subscriptions.of(ending[0].reader)
    going_on = {each.id for each in held if _renews(each)}
    return found + [each for each in ending if each.subscription in going_on]


def _renews(subscription: Subscription) -> bool:
    """Whether it goes on by itself when its period ends; a trial does that for who gave a card."""
    if subscription.state is State.TRIALING:
        return subscription.card is not None
    return subscription.state is State.ACTIVE
