"""What a checkout page has led to: a subscription, granted at once, or a sale given up."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from presspass.core.instants import DAY, Instant
from presspass.core.sale import Sale, SaleState
from presspass.core.seals import Keyring
from presspass.core.subscription import Subscription
from presspass.ports import CheckoutState, Commerce, Outcome, PaymentRefused, Payments
from presspass.services.checkout import persons
from presspass.services.subscriptions.settling import Settling

log = logging.getLogger(__name__)


class Came(Enum):
    """How a reader came back from the provider's page."""

    SUBSCRIBED = "subscribed"
    WAITING = "waiting"
    GAVE_UP = "gave_up"
    TRIAL_HAD = "trial_had"
    UNKNOWN = "unknown"


class Returned(NamedTuple):
    """What came of a checkout page."""

    came: Came
    sale: Sale | None = None
    subscription: Subscription | None = None


class Returning:
    """Asks the provider what came of a page; nothing is believed that the browser brings along.

    Safe at any time and however often: the reader's return and the provider's event do the same.
    """

    def __init__(
        self, commerce: Commerce, payments: Payments, settling: Settling, keyring: Keyring
    ) -> None:
        self._commerce = commerce
        self._payments = payments
        self._settling = settling
        self._keyring = keyring

    def complete(self, checkout: str, now: Instant, events: Iterable[str] = ()) -> Returned:
        """What came of a checkout page by now; a paid subscription is settled and granted.

        `events` are the hints that this handles. Raises `PaymentsAway`, `StoreAway`.
        """
        events = tuple(events)
        outcome = self._payments.outcome(checkout)
        if outcome is not None and outcome.card_for is not None:
            self._use_card(checkout, outcome, outcome.card_for, now, events)
            return Returned(Came.UNKNOWN)
        sale = self._sale(outcome)
        if outcome is None or sale is None:
            self._handled(events, now)
            return Returned(Came.UNKNOWN)
        if outcome.state is CheckoutState.EXPIRED:
            self._give_up(sale, events, now)
            return Returned(Came.GAVE_UP, sale)
        if outcome.state is CheckoutState.OPEN or outcome.subscription is None:
            self._handled(events, now)
            return Returned(Came.WAITING, sale)
        if self._had_trial(sale, outcome, now):
            key = f"again:{sale.id}"
            self._payments.cancel(outcome.subscription, key, at_once=True)
            self._settling.settle(outcome.subscription, now, events)
            return Returned(Came.TRIAL_HAD, sale)
        subscription = self._settling.settle(outcome.subscription, now, events)
        return Returned(Came.SUBSCRIBED, sale, subscription)

    def _use_card(
        self,
        checkout: str,
        outcome: Outcome,
        subscription: str,
        now: Instant,
        events: tuple[str, ...],
    ) -> None:
        """Use a card that was given on a page, though the reader may not have come back from it.

        Not a day later: another one may have been given since, and the provider knows no longer
        that this was used already.
        """
        fresh = outcome.made is not None and now < outcome.made + DAY
        if outcome.state is CheckoutState.COMPLETE and fresh:
            try:
                self._payments.use_card(checkout, subscription, f"card:{checkout}")
            except PaymentRefused as refused:
                log.warning("a card given for %s did not pay: %s", subscription, refused)
        self._settling.settle(subscription, now, events)

    def _sale(self, outcome: Outcome | None) -> Sale | None:
        if outcome is None or outcome.sale is None:
            return None
        with self._commerce.reading() as books:
            return books.sales.get(outcome.sale)

    def _handled(self, events: tuple[str, ...], now: Instant) -> None:
        if events:
            with self._commerce.transaction() as books:
                books.inbox.handled(events, now)

    def _give_up(self, sale: Sale, events: tuple[str, ...], now: Instant) -> None:
        with self._commerce.transaction() as books:
            if sale.state is SaleState.AGREED:
                books.sales.update(replace(sale, state=SaleState.GIVEN_UP))
            books.inbox.handled(events, now)

    def _had_trial(self, sale: Sale, outcome: Outcome, now: Instant) -> bool:
        """Whether a sale is a trial of somebody who has had one; one who hasn't has from now on.

        Trials are once per person, whom an address tells, and a card. The sale's own mark says that
        it was the one, whatever else was settled of it before: an event of the subscription may be
        handled first, or this be broken off before the trial was taken back.
        """
        if not sale.trial_days:
            return False
        with self._commerce.transaction() as books:
            account, this = books.accounts.by_reader(sale.reader), persons.by_sale(sale.id)
            if books.trials.used([this]):
                return False
            known: list[tuple[bytes, ...]] = []
            if account is not None:
                known.append(persons.by_mailbox(self._keyring, account.mailbox))
            if outcome.fingerprint is not None:
                known.append(persons.by_card(self._keyring, outcome.fingerprint))
            had = any(books.trials.used(each) for each in known)
            books.trials.use([*(each[0] for each in known), *(() if had else (this,))], now)
            return had
