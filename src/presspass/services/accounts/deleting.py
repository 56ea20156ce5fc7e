"""Deleting an account: at once, and all of it but what the law has us keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.sale import CHECKOUT_OPEN, SaleState
from presspass.core.subscription import State, Subscription
from presspass.ports import Books, Commerce, Deed, NoAccount
from presspass.services.accounts.reading import OwnReading
from presspass.services.mails import Envelope, Mails

CancelSubscription: TypeAlias = Callable[[Subscription], None]
"""Ends a subscription at the payment provider at once. Blocks; raises `Unavailable`."""


class Obstacle(StrEnum):
    """Why an account can't be deleted yet."""

    SUBSCRIBED = "subscribed"
    """A subscription goes on, and would be charged for nobody."""
    PAYING = "paying"
    """A page stands open on which the reader may still pay."""


class InTheWay(Exception):  # noqa: N818  # it names a state of the world, not a fault of ours
    """An account can't be deleted yet, for the reason that `obstacle` names."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(f"the account can't be deleted yet: the reader is {obstacle}")
        self.obstacle = obstacle


@dataclass(frozen=True, slots=True)
class Prospect:
    """What deleting an account would come to.

    `cancels` is whether it ends a subscription, `loses` whether time is lost that was paid for,
    `keeps` whether there are records of purchases that stay.
    """

    obstacle: Obstacle | None
    cancels: bool
    loses: bool
    keeps: bool


class Deleting:
    """Deletes accounts. All methods block, and raise `StoreAway`.

    Without `cancel` a subscription that goes on must be cancelled first.
    """

    def __init__(
        self,
        commerce: Commerce,
        reading: OwnReading,
        mails: Mails,
        cancel: CancelSubscription | None = None,
    ) -> None:
        self._commerce = commerce
        self._reading = reading
        self._mails = mails
        self._cancel = cancel

    def prospect(self, reader: ReaderId, now: Instant) -> Prospect:
        """What it would come to."""
        with self._commerce.reading() as books:
            going_on = _going_on(books, reader)
            live = any(each.live for each in books.subscriptions.of(reader))
            keeps = bool(books.ledger.of(reader) or books.sales.of(reader))
            obstacle = self._obstacle(books, reader, now)
        return Prospect(obstacle, bool(going_on), live, keeps)

    def delete(self, account: Account, now: Instant) -> None:
        """Delete an account.

        Raises `InTheWay`, what ending a subscription raises, and `NoAccount` where it is gone. What
        the reader has read goes first, so that none of it outlives the account.
        """
        reader = account.reader
        with self._commerce.reading() as books:
            self._check(books, reader, now)
            going_on = _going_on(books, reader)
        for subscription in going_on:
            if self._cancel is not None:
                self._cancel(subscription)
        self._reading.forget(reader)
        with self._commerce.transaction() as books:
            self._check(books, reader, now)
            kept = books.accounts.by_reader(reader)
            if kept is None:
                raise NoAccount
            books.accounts.delete(reader, now)
            envelope = Envelope(f"deleted-{reader.hex()}", kept.mailbox.written, kept.language, now)
            books.outbox.add(self._mails.deleted(envelope))
            books.audit.enter(Deed.by_reader(now, "deleted", reader))

    def _check(self, books: Books, reader: ReaderId, now: Instant) -> None:
        obstacle = self._obstacle(books, reader, now)
        if obstacle is not None:
            raise InTheWay(obstacle)

    def _obstacle(self, books: Books, reader: ReaderId, now: Instant) -> Obstacle | None:
        if self._cancel is None and _going_on(books, reader):
            return Obstacle.SUBSCRIBED
        paying = any(
            sale.state is SaleState.AGREED and sale.checkout and now < sale.at + CHECKOUT_OPEN
            for sale in books.sales.of(reader)
        )
        return Obstacle.PAYING if paying else None


def _going_on(books: Books, reader: ReaderId) -> Sequence[Subscription]:
    """The subscriptions that something may yet be charged for."""
    return [
        each
        for each in books.subscriptions.of(reader)
        if each.live and each.state is not State.CANCELLING
    ]
