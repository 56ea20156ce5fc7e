"""Hints that something happened at the provider: taken in once, handled until they are."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from presspass.core.instants import DAY, MINUTE, Instant
from presspass.core.sale import CHECKOUT_OPEN, SaleState
from presspass.core.subscription import Subscription
from presspass.ports import Commerce, PaymentRefused, Payments, Unavailable, Waiting
from presspass.services.checkout.returning import Came, Returning
from presspass.services.subscriptions.onward import Onward, to_the_end
from presspass.services.subscriptions.settling import Settling
from presspass.services.subscriptions.withdrawing import WITHDRAWAL, give_back

log = logging.getLogger(__name__)

_Thing = TypeVar("_Thing")

_TOGETHER = 200
_AT_ONCE = 25
"""How many subscriptions share a transaction: enough that its costs don't count, and so few that
nobody else who writes waits long."""

_PAUSES = (10, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE)
"""Seconds until an event that could not be handled is tried again; the last one from then on."""

_OVERLAP = 60 * MINUTE
"""How far back the provider is asked for events that may have come to it late."""

_AT_FIRST = 30 * DAY
"""As long as Stripe keeps its events."""

_AGAIN = 30 * MINUTE
"""How long after a look nobody looks again for what no event told of. A provider renews some time
after a period ends, and may try for weeks to be paid; what happens meanwhile, events tell."""


class Arrivals:
    """Takes in a provider's events, and brings up to date whatever they hint at."""

    def __init__(
        self, commerce: Commerce, payments: Payments, settling: Settling, returning: Returning
    ) -> None:
        self._commerce = commerce
        self._payments = payments
        self._settling = settling
        self._returning = returning
        self._looked: dict[str, Instant] = {}

    def receive(self, body: bytes, signature: str, now: Instant) -> bool:
        """Keep the event of a webhook; false where it was there already.

        Raises `Forged`, `ValueError` for what is no event, and `StoreAway` and `PaymentsAway`, for
        the provider is asked whose some events are: it will send the event again.
        """
        event = self._payments.event(body, signature, now)
        with self._commerce.transaction() as books:
            return books.inbox.add(event, now)

    def catch_up(self, now: Instant, onward: Onward = to_the_end) -> int:
        """Take in events whose webhooks were lost; answers how many there were.

        Raises `PaymentsAway`, `StoreAway`.
        """
        with self._commerce.reading() as books:
            asked = books.inbox.asked()
        count = 0
        since = (now - _AT_FIRST if asked is None else asked) - _OVERLAP
        for events in _chunks(self._payments.events(since), _TOGETHER):
            with self._commerce.transaction() as books:
                new = sum(books.inbox.add(event, now) for event in events)
            count += new
            if not onward(new):
                return count
        with self._commerce.transaction() as books:
            books.inbox.ask(now)
        return count

    def handle(self, now: Instant, onward: Onward = to_the_end) -> int:
        """Handle all events that are due; answers how many were. Raises `StoreAway`."""
        count = 0
        while True:
            with self._commerce.reading() as books:
                due = books.inbox.due(now, _TOGETHER)
            if not due:
                return count
            for done in self._handled(due, now):
                count += done
                if not onward(done):
                    return count

    def look_after(self, now: Instant, onward: Onward = to_the_end) -> int:
        """Settle every subscription whose period or grace has ended; answers how many.

        This finds what no event told of. What then is as due as before is not looked at twice in
        half an hour. Raises `PaymentsAway`, `StoreAway`.
        """
        self._looked = {key: at for key, at in self._looked.items() if at > now - _AGAIN}
        count, after = 0, None
        while True:
            with self._commerce.reading() as books:
                due = books.subscriptions.due(now, after, _TOGETHER)
            if not due:
                return count
            after = due[-1]
            fresh = [each.id for each in due if each.id not in self._looked]
            for some in _chunks(fresh, _AT_ONCE):
                self._look(some, now)
                count += len(some)
                if not onward(len(some)):
                    return count

    def look_for_payers(self, now: Instant, onward: Onward = to_the_end) -> int:
        """Ask what came of pages that nobody came back from; answers how many.

        Raises `PaymentsAway`, `StoreAway`.
        """
        count, after = 0, ""
        while True:
            with self._commerce.reading() as books:
                pending = books.sales.pending(now - CHECKOUT_OPEN, after, _TOGETHER)
            if not pending:
                return count
            for sale in pending:
                known = sale.checkout is not None and self._ask(sale.checkout, now)
                # Where the process died before it had a page, nobody saw one; a page that the
                # provider knows no more, as that of another account, nobody can pay on.
                if sale.checkout is None or (not known and now >= sale.at + DAY):
                    with self._commerce.transaction() as books:
                        books.sales.update(replace(sale, state=SaleState.GIVEN_UP))
            count, after = count + len(pending), pending[-1].id
            if not onward(len(pending)):
                return count

    def _ask(self, checkout: str, now: Instant) -> bool:
        """Ask after one page; what the provider refuses of one holds up no others.

        Whether the provider knows it.
        """
        try:
            return self._returning.complete(checkout, now).came is not Came.UNKNOWN
        except PaymentRefused as refused:
            log.warning("%s can't be completed: %s", checkout, refused)
        except Unavailable:
            raise
        except Exception:  # as with events
            log.exception("%s: this is a fault of Presspass", checkout)
        return True

    def _look(self, subscriptions: Sequence[str], now: Instant) -> None:
        """Settle some; what the provider refuses of one holds up no others."""
        try:
            done = self._settling.settle_all(dict.fromkeys(subscriptions, ()), now)
        except Unavailable:
            raise
        except Exception:  # as with events
            if len(subscriptions) > 1:
                for each in subscriptions:
                    self._look([each], now)
                return
            log.exception("%s: this is a fault of Presspass", subscriptions[0])
            self._looked[subscriptions[0]] = now
            return
        away = None
        for each, fault in done.faults.items():
            if isinstance(fault, PaymentRefused):
                log.warning("%s can't be settled: %s", each, fault)
                self._looked[each] = now
            else:
                away = fault
        still = (each for each, settled in done.settled.items() if _is_due(settled, now))
        self._looked.update(dict.fromkeys(still, now))
        if away is not None:
            raise away

    def _handled(self, due: Sequence[Waiting], now: Instant) -> Iterator[int]:
        """Handle events, some at a time; how many of them were handled."""
        about = _by(due, lambda it: it.event.subscription)
        for some in _chunks(about.items(), _AT_ONCE):
            yield self._settle(dict(some), now)
        rest = [each for each in due if each.event.subscription is None]
        for checkout, waiting in _by(rest, lambda it: it.event.checkout).items():
            yield self._complete(checkout, waiting, now)
        nothing = [each.event.id for each in rest if each.event.checkout is None]
        if nothing:
            with self._commerce.transaction() as books:
                books.inbox.handled(nothing, now)
            yield len(nothing)

    def _settle(self, about: Mapping[str, Sequence[Waiting]], now: Instant) -> int:
        """Handle the events of some subscriptions; how many were handled."""
        faults: dict[str, Exception] = {}
        for subscription, waiting in about.items():
            if any(each.event.kind == WITHDRAWAL for each in waiting):
                try:
                    give_back(self._payments, subscription)
                except Exception as trouble:  # noqa: BLE001  # it is told below
                    faults[subscription] = trouble
        hints = {it: _ids(waiting) for it, waiting in about.items() if it not in faults}
        try:
            faults |= self._settling.settle_all(hints, now).faults
        except Unavailable as away:
            faults |= dict.fromkeys(hints, away)
        except Exception as ours:  # noqa: BLE001  # one that we can't handle may hold up no others
            if len(about) > 1:
                return sum(self._settle({it: waiting}, now) for it, waiting in about.items())
            faults |= dict.fromkeys(hints, ours)
        for subscription, fault in faults.items():
            self._try_later(subscription, about[subscription], fault, now)
        return sum(len(waiting) for it, waiting in about.items() if it not in faults)

    def _complete(self, checkout: str, waiting: Sequence[Waiting], now: Instant) -> int:
        """Handle the events of one page; how many were handled."""
        try:
            self._returning.complete(checkout, now, _ids(waiting))
        except Exception as fault:  # noqa: BLE001  # as with subscriptions; it is told
            self._try_later(checkout, waiting, fault, now)
            return 0
        return len(waiting)

    def _try_later(
        self, about: str, waiting: Sequence[Waiting], fault: Exception, now: Instant
    ) -> None:
        """Leave events until later: none was handled."""
        if isinstance(fault, Unavailable | PaymentRefused):
            log.warning("%s will be tried again: %s", about, fault)
            why = str(fault)
        else:
            log.error("%s: this is a fault of Presspass", about, exc_info=fault)
            why = repr(fault)
        tries = max(each.attempts for each in waiting)
        pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
        with self._commerce.transaction() as books:
            books.inbox.retry(_ids(waiting), now + pause, why)


def _ids(waiting: Iterable[Waiting]) -> list[str]:
    return [each.event.id for each in waiting]


def _is_due(settled: Subscription | None, now: Instant) -> bool:
    """Whether a subscription is still one to be looked after."""
    if settled is None:
        return True
    return settled.live and settled.due is not None and settled.due <= now


def _chunks(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    """As many at a time."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def _by(
    waiting: Iterable[Waiting], name: Callable[[Waiting], str | None]
) -> dict[str, list[Waiting]]:
    """Events by what they are about, those about nothing left out."""
    found: dict[str, list[Waiting]] = defaultdict(list)
    for each in waiting:
        about = name(each)
        if about is not None:
            found[about].append(each)
    return found
