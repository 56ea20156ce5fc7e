"""Entitlements: what a reader may have, from when until when, and on what basis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, NewType

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.core.reader import Standing

FOREVER: Instant = 253_370_764_800
"""What stands for no end in `Held`: 9999-01-01, a date that every zone can show."""

EntitlementId = NewType("EntitlementId", str)
"""Names an entitlement for good, so that granting it again replaces it."""

_SUBSCRIPTION = "subscription:"


def brought_by(subscription: str, benefit: Benefit) -> EntitlementId:
    """The name of the entitlement to a benefit that a subscription of that id brings."""
    return EntitlementId(f"{_SUBSCRIPTION}{subscription}:{benefit}")


class Basis(StrEnum):
    """Why a reader holds an entitlement."""

    IMPORT = "import"
    COMPLIMENTARY = "complimentary"
    TRIAL = "trial"
    SUBSCRIPTION = "subscription"


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A benefit that a reader holds from `since` to before `until` (`None`: without end).

    `plan` is the key of the plan that brought it. `fix_by` is when grace ends, for a reader whose
    payment failed. `note` is for staff.
    """

    id: EntitlementId
    reader: ReaderId
    benefit: Benefit
    since: Instant
    until: Instant | None
    basis: Basis
    plan: str | None = None
    fix_by: Instant | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an end before the beginning; one at the beginning was taken back at once."""
        if self.until is not None and self.until < self.since:
            raise ValueError("an entitlement ends before it begins: check its two dates")

    @property
    def subscription(self) -> str | None:
        """The id of the subscription that brings it, as its name says; `None` if none does."""
        if not self.id.startswith(_SUBSCRIPTION):
            return None
        return self.id.removeprefix(_SUBSCRIPTION).rpartition(":")[0]

    def current(self, now: Instant) -> bool:
        """Whether it is held at `now`."""
        return self.since <= now and not self.past(now)

    def past(self, now: Instant) -> bool:
        """Whether it is over at `now`."""
        return self.until is not None and self.until <= now


class Held(NamedTuple):
    """What a reader's entitlements come to; the times are of the right to read all articles."""

    standing: Standing
    entitled_until: Instant | None
    fix_by: Instant | None
    benefits: frozenset[Benefit]


def standing_of(entitlements: Iterable[Entitlement], now: Instant) -> Held:
    """What the entitlements of a registered reader come to at `now`.

    One that begins where another ends goes on from it, so that nobody is shut out in between.
    """
    held = list(entitlements)
    benefits = frozenset(each.benefit for each in held if each.current(now))
    articles = [each for each in held if each.benefit is Benefit.ARTICLES]
    current = [each for each in articles if each.current(now)]
    if not current:
        past = [each for each in articles if each.past(now)]
        return Held(_lapsed(past), None, None, benefits)
    until = _end(articles, now)
    fix_by = [each.fix_by for each in current if each.fix_by is not None]
    if len(fix_by) == len(current):
        return Held(Standing.PAST_DUE, until, max(fix_by), benefits)
    trial = all(each.basis is Basis.TRIAL for each in current)
    return Held(Standing.TRIALING if trial else Standing.SUBSCRIBED, until, None, benefits)


def _lapsed(past: Sequence[Entitlement]) -> Standing:
    if not past:
        return Standing.REGISTERED
    trials = all(each.basis is Basis.TRIAL for each in past)
    return Standing.LAPSED_TRIAL if trials else Standing.LAPSED_SUBSCRIBER


def _end(articles: Sequence[Entitlement], now: Instant) -> Instant:
    """The end of the unbroken time around `now` that the entitlements cover together."""
    end = now
    for each in sorted(articles, key=lambda it: it.since):
        if each.since <= end:
            end = max(end, FOREVER if each.until is None else each.until)
    return min(end, FOREVER)
