"""Hints that something happened at the provider: taken in once, handled until they are."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from presspass.core.instants import DAY, MINUTE, Instant
from presspass.core.sale import CHECKOUT_OPEN, SaleState
from presspass.ports import Commerce, PaymentRefused, Payments, Unavailable, Waiting
from presspass.services.checkout.returning import Returning
from presspass.services.subscriptions.onward import Onward, to_the_end
from presspass.services.subscriptions.settling import Settling
from presspass.services.subscriptions.withdrawing import WITHDRAWAL, give_back

log = logging.getLogger(__name__)

_TOGETHER = 200
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

    def catch_up(self, now: Instant) -> int:
        """Take in events whose webhooks were lost; answers how many there were.

        Raises `PaymentsAway`, `StoreAway`.
        """
        with self._commerce.reading() as books:
            asked = books.inbox.asked()
        events = self._payments.events((now - _AT_FIRST if asked is None else asked) - _OVERLAP)
        with self._commerce.transaction() as books:
            books.inbox.ask(now)
            return sum(books.inbox.add(event, now) for event in events)

    def handle(self, now: Instant, onward: Onward = to_the_end) -> int:
        """Handle all events that are due; answers how many were. Raises `StoreAway`."""
        count = 0
        while True:
            with self._commerce.reading() as books:
                due = books.inbox.due(now, _TOGETHER)
            if not due:
                return count
            for subscription, waiting in _by(due, lambda it: it.event.subscription).items():
                done = self._try(subscription, None, waiting, now)
                count += done
                if not onward(done):
                    return count
            rest = [each for each in due if each.event.subscription is None]
            for checkout, waiting in _by(rest, lambda it: it.event.checkout).items():
                done = self._try(None, checkout, waiting, now)
                count += done
                if not onward(done):
                    return count
            nothing = [each.event.id for each in rest if each.event.checkout is None]
            if nothing:
                self._note(nothing, now)
                count += len(nothing)
                onward(len(nothing))

    def look_after(self, now: Instant, onward: Onward = to_the_end) -> int:
        """Settle every subscription whose period or grace has ended; answers how many.

        This finds what no event told of. None is looked at twice in half an hour. Raises
        `PaymentsAway`, `StoreAway`.
        """
        self._looked = {key: at for key, at in self._looked.items() if at > now - _AGAIN}
        count, after = 0, ""
        while True:
            with self._commerce.reading() as books:
                due = books.subscriptions.due(now, after, _TOGETHER)
            if not due:
                return count
            after = due[-1].id
            for each in due:
                if each.id in self._looked:
                    continue
                self._look(each.id, now)
                count += 1
                if not onward(1):
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
                if sale.checkout is not None:
                    self._ask(sale.checkout, now)
                else:  # the process died before it had a page: nobody saw one
                    with self._commerce.transaction() as books:
                        books.sales.update(replace(sale, state=SaleState.GIVEN_UP))
            count, after = count + len(pending), pending[-1].id
            if not onward(len(pending)):
                return count

    def _ask(self, checkout: str, now: Instant) -> None:
        """Ask after one page; what the provider refuses of one holds up no others."""
        try:
            self._returning.complete(checkout, now)
        except PaymentRefused as refused:
            log.warning("%s can't be completed: %s", checkout, refused)
        except Unavailable:
            raise
        except Exception:  # as with events
            log.exception("%s: this is a fault of Presspass", checkout)

    def _look(self, subscription: str, now: Instant) -> None:
        """Settle one; what the provider refuses of one holds up no others."""
        try:
            self._settling.settle(subscription, now)
        except PaymentRefused as refused:
            log.warning("%s can't be settled: %s", subscription, refused)
        except Unavailable:
            raise
        except Exception:  # as with events
            log.exception("%s: this is a fault of Presspass", subscription)
        self._looked[subscription] = now

    def _try(
        self,
        subscription: str | None,
        checkout: str | None,
        waiting: Sequence[Waiting],
        now: Instant,
    ) -> int:
        """Handle the events of one subscription or page at once; how many were handled."""
        events = [each.event.id for each in waiting]
        try:
            if subscription is not None:
                if any(each.event.kind == WITHDRAWAL for each in waiting):
                    give_back(self._payments, subscription)
                self._settling.settle(subscription, now, events)
            elif checkout is not None:
                self._returning.complete(checkout, now, events)
        except (Unavailable, PaymentRefused) as fault:
            log.warning("%s will be tried again: %s", subscription or checkout, fault)
            return self._later(waiting, now, str(fault))
        except Exception as fault:  # one that we can't handle may hold up no others
            log.exception("%s: this is a fault of Presspass", subscription or checkout)
            return self._later(waiting, now, repr(fault))
        return len(events)

    def _later(self, waiting: Sequence[Waiting], now: Instant, why: str) -> int:
        """Leave events until later: none was handled."""
        tries = max(each.attempts for each in waiting)
        pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
        with self._commerce.transaction() as books:
            books.inbox.retry([each.event.id for each in waiting], now + pause, why)
        return 0

    def _note(self, events: Iterable[str], now: Instant) -> None:
        with self._commerce.transaction() as books:
            books.inbox.handled(events, now)


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
