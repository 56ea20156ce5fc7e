"""Withdrawing from a purchase within fourteen days: it ends at once, and all is given back.

The right is that of Directive 2011/83/EU, articles 9 to 14, and the two steps and the receipt are
those of its article 11a. That a reader has read already costs nothing here.
"""

import logging
from datetime import timedelta, tzinfo

from presspass.core.account import Account
from presspass.core.billing import Billing, DisputeState, Payment
from presspass.core.instants import Instant, end_of_day, moment
from presspass.core.money import Money
from presspass.core.subscription import Subscription
from presspass.ports import (
    Commerce,
    Deed,
    Mail,
    PaymentEvent,
    PaymentRefused,
    Payments,
    PaymentsAway,
)
from presspass.services.mails.mails import Envelope, Mails
from presspass.services.subscriptions.holding import Held, NotHeld, live_in
from presspass.services.subscriptions.settling import Settling

log = logging.getLogger(__name__)

DAYS = 14
WITHDRAWAL = "withdrawal"
"""The kind of the note in the inbox by which a withdrawal is carried out, until it has been."""


class Withdrawing:
    """Takes in declarations, and carries them out. The reader gets a receipt by mail."""

    def __init__(
        self,
        commerce: Commerce,
        payments: Payments,
        settling: Settling,
        mails: Mails,
        zone: tzinfo,
    ) -> None:
        self._commerce = commerce
        self._payments = payments
        self._settling = settling
        self._mails = mails
        self._zone = zone

    def until(self, held: Held) -> Instant:
        """When the right ends: with the fourteenth day after the purchase (article 9(2)(a))."""
        bought = moment(held.first.at, self._zone).date()
        return end_of_day(bought + timedelta(days=DAYS), self._zone)

    def declare(self, account: Account, now: Instant) -> Subscription | None:
        """Withdraw; answers the subscription as it ended.

        `None` where the declaration is kept and the provider can't be reached: it is carried out as
        soon as it can. Raises `NotHeld` where there is no such right any more, and `StoreAway`:
        only then is nothing kept.
        """
        with self._commerce.transaction() as books:
            held = live_in(books, account.reader)
            if now >= self.until(held):
                raise NotHeld
            subscription = held.subscription.id
            event = PaymentEvent(f"{WITHDRAWAL}:{subscription}", WITHDRAWAL, now, subscription)
            if books.inbox.add(event, now):
                note = Deed.by_reader(now, "withdrew", account.reader, subscription)
                books.audit.enter(note)
                books.outbox.add(self._receipt(account, held, now))
        try:
            give_back(self._payments, subscription)
            return self._settling.settle(subscription, now, [event.id])
        except PaymentsAway as away:
            log.warning("the withdrawal from %s will be tried again: %s", subscription, away)
        except PaymentRefused as refused:
            log.error("the withdrawal from %s needs your help: %s", subscription, refused)  # noqa: TRY400  # the provider's words say all
        return None

    def _receipt(self, account: Account, held: Held, now: Instant) -> Mail:
        key = f"{WITHDRAWAL}:{held.subscription.id}"
        envelope = Envelope(key, account.mailbox.written, account.language, now)
        return self._mails.withdrawal(envelope, held.sale.plan_name, moment(now, self._zone))


def give_back(payments: Payments, subscription: str) -> None:
    """End a subscription now, and give back all that is left of what was paid for it.

    Safe however often. It ends first: nothing may be charged for it any more.
    """
    payments.cancel(subscription, f"withdraw:{subscription}", at_once=True)
    billing = payments.billing(subscription)
    if billing is None:
        return
    for payment in billing.payments:
        left = _left(billing, payment)
        if left > 0:
            money = Money(left, payment.money.currency)
            payments.refund(payment.id, money, f"withdraw:{payment.id}:{left}")


def _left(billing: Billing, payment: Payment) -> int:
    """What is left to us of a payment, in minor units."""
    refunds = (each for each in billing.refunds if each.payment == payment.id)
    back = sum(each.money.minor for each in refunds if not each.failed)
    taken = sum(
        each.money.minor
        for each in billing.disputes
        if each.payment == payment.id and each.state is not DisputeState.WON
    )
    return payment.money.minor - back - taken
