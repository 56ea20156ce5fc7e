"""What became of a subscription, told by mail: each fact once, and none that is old."""

from collections.abc import Iterator, Sequence

from presspass.core.billing import BillingState, Payment
from presspass.core.instants import DAY, Instant
from presspass.core.ledger import Fact
from presspass.core.notice import TOLD_FOR
from presspass.core.subscription import Ending, State
from presspass.ports import Mail
from presspass.services.subscriptions.letters import About, Letters, first_payment
from presspass.services.subscriptions.settling import News


class MailedTidings:
    """Writes the mails that news call for. A function of the news alone.

    Facts of the last `TOLD_FOR` seconds are told: who is settled for the first time long after
    all of it hears nothing old.
    """

    def __init__(self, letters: Letters) -> None:
        self._letters = letters

    def mails(self, news: News) -> Sequence[Mail]:
        """The mails, each under a key of the fact that it tells, so that none is sent twice."""
        return [*self._begun(news), *self._money(news), *self._standing(news), *self._ended(news)]

    def _begun(self, news: News) -> Iterator[Mail]:
        subscription, sale = news.settled.subscription, news.sale
        if not subscription.live or not news.settled.entitlements:
            return
        if news.billing.state is BillingState.TRIALING:
            if _new(subscription.started, news.now):
                yield self._letters.trial(_about(news, f"trial:{subscription.id}"))
        elif (paid := _welcomes(news)) is not None:
            yield self._letters.welcome(_about(news, f"welcome:{subscription.id}"), paid)
        if sale.checkout is None and _new(sale.at, news.now):
            yield self._letters.changed(_about(news, f"changed:{sale.id}"))

    def _money(self, news: News) -> Iterator[Mail]:
        """A receipt for what was paid, and for what was given back."""
        welcoming = _welcomes(news)
        fresh = {(entry.fact, entry.external) for entry in news.entries if _new(entry.at, news.now)}
        for paid in news.billing.payments:
            if (Fact.PAID, paid.id) in fresh and paid != welcoming:
                yield self._letters.receipt(_about(news, f"receipt:{paid.id}"), paid)
        for refund in news.billing.refunds:
            if (Fact.REFUNDED, refund.id) in fresh and not refund.failed:
                yield self._letters.refund(_about(news, f"refund:{refund.id}"), refund)

    def _standing(self, news: News) -> Iterator[Mail]:
        """That a payment has failed, or that nothing follows."""
        subscription, failure = news.settled.subscription, news.billing.failure
        if subscription.state is State.PAST_DUE:
            fix_by = subscription.fix_by
            if failure is None or fix_by is None:
                return
            if fix_by <= news.now:
                yield from self._over(news, f"unpaid:{failure.invoice}", fix_by)
            elif _new(failure.since, news.now):
                about = _about(news, f"failed:{failure.invoice}")
                yield self._letters.failed(about, failure, fix_by)
        elif subscription.state is State.CANCELLING and not news.sale.ends:
            at, until = news.billing.cancelled, subscription.until
            if at is not None and until is not None and _new(at, news.now):
                about = _about(news, f"cancelled:{subscription.id}:{at}")
                yield self._letters.cancelled(about, until)

    def _ended(self, news: News) -> Iterator[Mail]:
        """That it is over; what was given back has its receipt, which says so."""
        subscription, failure = news.settled.subscription, news.billing.failure
        at, ending = subscription.ended, subscription.ending
        if at is None or ending is Ending.GIVEN_BACK or not news.settled.entitlements:
            return
        if ending is Ending.TRIAL_OVER and at - subscription.started < DAY:
            return  # it was taken back at once: the person had had one
        if ending is Ending.UNPAID and failure is not None:
            yield from self._over(news, f"unpaid:{failure.invoice}", at)
        else:
            yield from self._over(news, f"ended:{subscription.id}", at)

    def _over(self, news: News, key: str, at: Instant) -> Iterator[Mail]:
        """That it is over; one for whom grace ended before has heard so under the same key."""
        if _new(at, news.now):
            yield self._letters.ended(_about(news, key), at)


def _about(news: News, key: str) -> About:
    return About(key, news.account, news.sale, news.settled.subscription, news.now)


def _new(at: Instant, now: Instant) -> bool:
    return at > now - TOLD_FOR


def _welcomes(news: News) -> Payment | None:
    """The first payment, where it is new and the subscription goes on: the welcome tells it."""
    paid = first_payment(news.billing)
    if paid is None or not news.settled.subscription.live or not _new(paid.at, news.now):
        return None
    new = any(each.fact is Fact.PAID and each.external == paid.id for each in news.entries)
    return paid if new else None
