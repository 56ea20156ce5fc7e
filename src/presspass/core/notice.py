"""What subscribers are told ahead of time, and when.

Each notice falls due at an instant that follows from the subscription alone, and is only told
shortly after it, so that a worker that was away for long tells nothing old.
"""

from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from typing import NamedTuple

from presspass.core.billing import Card
from presspass.core.instants import DAY, Instant, start_of_day
from presspass.core.plans import Interval, Unit
from presspass.core.subscription import GRACE, State, Subscription

TOLD_FOR = 3 * DAY
"""For how long after a fact it is still told by mail, in seconds."""

TRIAL_AHEAD = 3 * DAY
CARD_AHEAD = 14 * DAY
"""How long before the end of a trial, and before a renewal that a card is too old for; for the
latter at most half the interval."""

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 360}
"""Twelve months are a year."""


class Notice(StrEnum):
    """What a subscriber can be told ahead of time."""

    HALF_WAY = "half_way"
    LAST_DAY = "last_day"
    TRIAL_ENDS = "trial_ends"
    PRICE_CHANGES = "price_changes"
    RENEWAL = "renewal"
    CARD_EXPIRES = "card_expires"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a publication asks to be told ahead of time, beside what always is.

    Renewals are told `renewal` days ahead, of prices that are paid every `least` or rarer; that
    another price follows, as it does after an introduction, is told `price` days ahead. `None` is
    not told.
    """

    renewal: int | None = None
    least: Unit = Unit.YEAR
    price: int | None = None

    def concerns(self, interval: Interval) -> bool:
        """Whether renewals after such an interval are told."""
        return self.renewal is not None and _length(interval) >= _DAYS[self.least]


class Due(NamedTuple):
    """A notice that is due; `key` names the fact that it tells."""

    notice: Notice
    key: str


def due(subscription: Subscription, asked: Asked, zone: tzinfo, now: Instant) -> tuple[Due, ...]:
    """The notices of a subscription that are due at `now`.

    Cards expire by the calendar of `zone`.
    """
    if subscription.state is State.PAST_DUE:
        return _dunning(subscription, now)
    if subscription.state is State.TRIALING:
        ends = subscription.trial_ends
        if ends is None or ends - subscription.started <= TRIAL_AHEAD:
            return ()
        return _told(subscription, Notice.TRIAL_ENDS, ends - TRIAL_AHEAD, ends, now)
    until = subscription.until
    if subscription.state is not State.ACTIVE or until is None:
        return ()
    found = _of_what_follows(subscription, asked, until, now)
    if subscription.card is not None and expires(subscription.card, zone) <= until:
        at = until - min(CARD_AHEAD, _length(subscription.price.every) * DAY // 2)
        found += _told(subscription, Notice.CARD_EXPIRES, at, until, now)
    return found


def _of_what_follows(
    subscription: Subscription, asked: Asked, until: Instant, now: Instant
) -> tuple[Due, ...]:
    """The notice of another price, which is one of the renewal too, or that of the renewal."""
    if asked.price is not None and subscription.next_price != subscription.price:
        at = until - asked.price * DAY
        return _told(subscription, Notice.PRICE_CHANGES, at, until, now)
    if asked.renewal is not None and asked.concerns(subscription.price.every):
        return _told(subscription, Notice.RENEWAL, until - asked.renewal * DAY, until, now)
    return ()


def expires(card: Card, zone: tzinfo) -> Instant:
    """The first instant at which a card is too old: it is good to the end of its month."""
    year, month = card.expires
    return start_of_day(date(year + month // 12, month % 12 + 1, 1), zone)


def _dunning(subscription: Subscription, now: Instant) -> tuple[Due, ...]:
    fix_by = subscription.fix_by
    if fix_by is None:
        return ()
    half, last = fix_by - GRACE // 2, fix_by - DAY
    return _told(subscription, Notice.HALF_WAY, half, last, now) + _told(
        subscription, Notice.LAST_DAY, last, fix_by, now
    )


def _told(
    subscription: Subscription, notice: Notice, at: Instant, until: Instant, now: Instant
) -> tuple[Due, ...]:
    """The notice, if it fell due `at` a time shortly before `now`, and not after `until`."""
    if not at <= now < min(until, at + TOLD_FOR):
        return ()
    return (Due(notice, f"{notice}:{subscription.id}:{until}"),)


def _length(interval: Interval) -> int:
    """Roughly how many days an interval has."""
    return interval.count * _DAYS[interval.unit]
