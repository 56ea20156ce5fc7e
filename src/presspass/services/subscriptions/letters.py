"""The mails about subscriptions: what each of them tells."""

from typing import NamedTuple

from presspass.core.account import Account
from presspass.core.billing import Billing, Failure, Payment, Refund
from presspass.core.instants import Instant, moment
from presspass.core.notice import Notice
from presspass.core.publication import Publication
from presspass.core.sale import Sale
from presspass.core.subscription import Ending, State, Subscription
from presspass.ports import Mail
from presspass.services.links import Links
from presspass.services.mails import Envelope, Line, Mails, PlanName, Told
from presspass.services.messages import Day

_ENDED = {Ending.TRIAL_OVER: "mail-ended-trial", Ending.UNPAID: "mail-ended-unpaid"}
_NOTICES = {
    Notice.HALF_WAY: "mail-reminder",
    Notice.LAST_DAY: "mail-reminder-last",
    Notice.PRICE_CHANGES: "mail-price-changes",
    Notice.RENEWAL: "mail-renewal",
    Notice.TRIAL_ENDS: "mail-trial-ends",
    Notice.CARD_EXPIRES: "mail-card-expires",
}


class About(NamedTuple):
    """Whose subscription a mail is about, and the key that makes the mail one of a kind."""

    key: str
    account: Account
    sale: Sale
    subscription: Subscription
    now: Instant


class Letters:
    """Writes them, a method for each. Safe from any thread."""

    def __init__(self, mails: Mails, publication: Publication, links: Links) -> None:
        self._mails = mails
        self._publication = publication
        self._links = links

    def welcome(self, about: About, paid: Payment) -> Mail:
        """That a subscription has begun: the receipt of its first payment, and what follows."""
        lines = [*self._sold(about), *self._prices(about), *self._bill(about, paid)]
        return self._written("mail-welcome", about, lines, goes_on=self._goes_on(about))

    def trial(self, about: About) -> Mail:
        """That a trial has begun, and what follows it."""
        return self._written(
            "mail-trial", about, [*self._sold(about), *self._after_trial(about)],
            goes_on=_pays(about),
        )  # fmt: skip

    def changed(self, about: About) -> Mail:
        """That a subscription is of another plan from now on."""
        lines = [*self._sold(about), *self._prices(about)]
        return self._written("mail-changed", about, lines, goes_on=self._goes_on(about))

    def receipt(self, about: About, paid: Payment) -> Mail:
        """That a payment has come in."""
        lines = [self._plan(about), *self._bill(about, paid)]
        if self._goes_on(about):
            lines.append(self._next(about))
        return self._written("mail-receipt", about, lines, money=paid.money)

    def refund(self, about: About, refund: Refund) -> Mail:
        """That money was given back."""
        lines = [
            Line("returned", {"money": refund.money}),
            self._plan(about),
            Line("date", {"day": self._day(refund.at)}),
            Line("number", {"number": refund.id}),
            self._seller(),
        ]
        ended = about.subscription.ended
        if ended is not None:
            lines.append(Line("ended", {"day": self._day(ended)}))
        return self._written("mail-refund", about, lines, money=refund.money)

    def failed(self, about: About, failure: Failure, fix_by: Instant) -> Mail:
        """That a payment has failed, and until when it can be put right."""
        lines = [self._plan(about), *self._card(about)]
        if failure.next_attempt is not None:
            lines.append(Line("next-try", {"day": self._day(failure.next_attempt)}))
        again = failure.next_attempt is not None
        return self._written("mail-failed", about, lines, day=self._day(fix_by), again=again)

    def cancelled(self, about: About, until: Instant) -> Mail:
        """That nothing follows the present period, by the reader's own wish."""
        return self._written("mail-cancelled", about, [self._plan(about)], day=self._day(until))

    def ended(self, about: About, at: Instant) -> Mail:
        """That a subscription is over, or its grace; the way back leads to the offers, or to it."""
        ended, ending = not about.subscription.live, about.subscription.ending
        group = "mail-ended-unpaid" if ending is None else _ENDED.get(ending, "mail-ended")
        return self._written(group, about, [self._plan(about)], offers=ended, day=self._day(at))

    def notice(self, about: About, notice: Notice) -> Mail:
        """What is told ahead of time."""
        group, day = _NOTICES[notice], self._day(self._named(about.subscription, notice))
        if notice is Notice.TRIAL_ENDS:
            lines = [self._plan(about), *self._after_trial(about), *self._card(about)]
            return self._written(group, about, lines, day=day, goes_on=_pays(about))
        lines = [self._plan(about), *self._card(about)]
        if notice is Notice.PRICE_CHANGES:
            each: dict[str, Told] = {"each": about.subscription.next_price, "day": day}
            lines[1:1] = [Line("each", {"each": about.subscription.price}), Line("then", each)]
        elif notice in (Notice.RENEWAL, Notice.CARD_EXPIRES):
            lines.insert(1, self._next(about))
        return self._written(group, about, lines, day=day)

    # What the mails are made of.

    def _written(
        self, group: str, about: About, lines: list[Line], *, offers: bool = False, **values: Told
    ) -> Mail:
        account = about.account
        envelope = Envelope(about.key, account.mailbox.written, account.language, about.now)
        path = self._links.offers if offers else self._links.subscription
        link = self._publication.url + path(account.language)
        plan = _name(about.sale)
        return self._mails.telling(group, envelope, lines, link, plan=plan, **values)

    def _plan(self, about: About) -> Line:
        return Line("plan", {"plan": _name(about.sale)})

    def _sold(self, about: About) -> list[Line]:
        return [self._plan(about), Line("brings", {"benefits": about.sale.benefits})]

    def _prices(self, about: About) -> list[Line]:
        """What it costs now and then, and when it renews or ends."""
        subscription, sale = about.subscription, about.sale
        if subscription.until is None:
            return [Line("each", {"each": subscription.price})]
        day = self._day(subscription.until)
        if not self._goes_on(about):
            once = Line("once", {"money": subscription.price.amount})
            return [once, Line("ends", {"day": day})]
        if subscription.price == sale.introductory:
            first: dict[str, Told] = {"money": subscription.price.amount, "day": day}
            return [Line("first", first), Line("then", {"each": sale.price, "day": day})]
        return [Line("each", {"each": subscription.price}), Line("renews", {"day": day})]

    def _after_trial(self, about: About) -> list[Line]:
        subscription, sale = about.subscription, about.sale
        ends = subscription.trial_ends or subscription.started
        lines = [Line("free", {"day": self._day(ends)})]
        if _pays(about):
            lines.append(Line("then", {"each": sale.price, "day": self._day(ends)}))
        return lines

    def _next(self, about: About) -> Line:
        """The next payment."""
        subscription = about.subscription
        at = subscription.until or subscription.started
        money = subscription.next_price.amount
        return Line("next", {"money": money, "day": self._day(at)})

    def _bill(self, about: About, paid: Payment) -> list[Line]:
        lines = [Line("paid", {"money": paid.money})]
        since, until = paid.covers.since, paid.covers.until
        if since is not None and until is not None:
            window: dict[str, Told] = {"first": self._day(since), "last": self._day(until)}
            lines.append(Line("covers", window))
        return [
            *lines,
            *self._card(about),
            Line("date", {"day": self._day(paid.at)}),
            Line("number", {"number": paid.id}),
            self._seller(),
        ]

    def _card(self, about: About) -> list[Line]:
        card = about.subscription.card
        if card is None:
            return []
        return [Line("card", {"brand": card.brand.title(), "last": card.last4})]

    def _seller(self) -> Line:
        return Line("seller", {"site": self._publication.url})

    @staticmethod
    def _goes_on(about: About) -> bool:
        """Whether another payment follows."""
        subscription = about.subscription
        renews = subscription.live and subscription.state is not State.CANCELLING
        return renews and not about.sale.ends

    @staticmethod
    def _named(subscription: Subscription, notice: Notice) -> Instant:
        """The time that a notice is about."""
        dunning = notice in (Notice.HALF_WAY, Notice.LAST_DAY)
        at = subscription.fix_by if dunning else subscription.until
        return subscription.started if at is None else at

    def _day(self, at: Instant) -> Day:
        return Day(moment(at, self._publication.zone).date(), with_year=True)


def _pays(about: About) -> bool:
    """Whether a trial leads to a payment by itself."""
    follows = not about.sale.ends and about.subscription.state is not State.CANCELLING
    return follows and about.subscription.card is not None


def _name(sale: Sale) -> PlanName:
    return PlanName(sale.plan, sale.plan_name)


def first_payment(billing: Billing) -> Payment | None:
    """The payment that a subscription began with; `None` where it began as a trial."""
    if billing.trial_ends is not None or not billing.payments:
        return None
    return billing.payments[0]
