"""What a reader is to the publication, and the one day that says most about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from presspass.core.entitlement import FOREVER, Basis, Entitlement, standing_of
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.core.reader import Standing
from presspass.core.subscription import State, Subscription
from presspass.ports import Commerce


class Kind(StrEnum):
    """How a reader comes to read, and what the day of a `Membership` is."""

    REGISTERED = "registered"
    TRIAL = "trial"
    """Ends before the day."""
    TRIAL_RENEWS = "trial-renews"
    """Is paid from the day on."""
    RENEWS = "renews"
    ENDS = "ends"
    """Was paid, and ends before the day."""
    BROUGHT = "brought"
    """Was brought along from elsewhere, and ends before the day."""
    GUEST = "guest"
    """Costs nothing, and ends before the day."""
    PAST_DUE = "past-due"
    """Ends at the day, unless the payment succeeds."""
    LAPSED_TRIAL = "lapsed-trial"
    LAPSED_GUEST = "lapsed-guest"
    LAPSED = "lapsed"
    """Ended before the day."""


_ENDING = frozenset(
    {
        Kind.TRIAL,
        Kind.ENDS,
        Kind.BROUGHT,
        Kind.GUEST,
        Kind.LAPSED_TRIAL,
        Kind.LAPSED_GUEST,
        Kind.LAPSED,
    }
)


_LAPSED = {
    frozenset({Basis.TRIAL}): Kind.LAPSED_TRIAL,
    frozenset({Basis.COMPLIMENTARY}): Kind.LAPSED_GUEST,
}
"""What those were who were never anything else."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What a reader is. `at` is the instant of the day, `None` where it is without end.

    `guest_until` is when complimentary access ends that a reader holds who is more than a guest, or
    not one of everything; `None` where there is none, `FOREVER` where it is without end.
    """

    kind: Kind
    at: Instant | None
    benefits: frozenset[Benefit]
    entitled: bool
    guest_until: Instant | None = None

    @property
    def day(self) -> Instant | None:
        """An instant of the day to name: what ends before a midnight ends with the day before."""
        return self.at - 1 if self.at is not None and self.kind in _ENDING else self.at


def membership(
    entitlements: Sequence[Entitlement], subscriptions: Iterable[Subscription], now: Instant
) -> Membership:
    """What a reader's entitlements and subscriptions come to at `now`."""
    held = standing_of(entitlements, now)
    articles = [each for each in entitlements if each.benefit is Benefit.ARTICLES]
    live = next((each for each in subscriptions if _bringing(each)), None)
    if held.standing is Standing.REGISTERED:
        kind, at = Kind.REGISTERED, None
    elif held.standing in (Standing.LAPSED_TRIAL, Standing.LAPSED_SUBSCRIBER):
        past = [each for each in articles if each.past(now)]
        kind = _LAPSED.get(frozenset(each.basis for each in past), Kind.LAPSED)
        at = max(each.until for each in past if each.until is not None)
    elif held.standing is Standing.PAST_DUE:
        kind, at = Kind.PAST_DUE, held.fix_by
    else:
        bases = {each.basis for each in articles if each.current(now)}
        kind, at = _entitled(bases, live, held.entitled_until)
    guest = None if kind is Kind.GUEST else _guest_until(entitlements, now)
    return Membership(kind, at, held.benefits, held.entitled_until is not None, guest)


class Memberships:
    """What readers are, from the books. Blocks; raises `StoreAway`."""

    def __init__(self, commerce: Commerce) -> None:
        self._commerce = commerce

    def of(self, reader: ReaderId, now: Instant) -> Membership:
        """What a reader is at `now`."""
        with self._commerce.reading() as books:
            held = books.entitlements.of(reader)
            return membership(held, books.subscriptions.of(reader), now)


def _guest_until(entitlements: Iterable[Entitlement], now: Instant) -> Instant | None:
    """When the last of what is complimentary ends."""
    gifts = (each for each in entitlements if each.basis is Basis.COMPLIMENTARY)
    ends = (FOREVER if each.until is None else each.until for each in gifts if each.current(now))
    return max(ends, default=None)


def _bringing(subscription: Subscription) -> bool:
    return subscription.live and subscription.state is not State.INCOMPLETE


def _entitled(
    bases: set[Basis], live: Subscription | None, until: Instant | None
) -> tuple[Kind, Instant | None]:
    if live is not None and live.until is not None:
        trial = live.state is State.TRIALING
        if live.state is State.CANCELLING:
            return Kind.TRIAL if bases == {Basis.TRIAL} else Kind.ENDS, live.until
        return Kind.TRIAL_RENEWS if trial else Kind.RENEWS, live.until
    end = None if until is None or until >= FOREVER else until
    if bases == {Basis.TRIAL}:
        return Kind.TRIAL, end
    if Basis.SUBSCRIPTION in bases:
        return Kind.ENDS, end
    return Kind.BROUGHT if Basis.IMPORT in bases else Kind.GUEST, end
