"""What an edition has to say to readers, line by line, before any of it is HTML."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from presspass.core.edition import Edition
from presspass.core.instants import DAY, Instant, moment
from presspass.core.plans import Benefit, Interval, Offer, Price, in_order, next_change, on_sale
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.ports import View
from presspass.services.messages import Day, Messages, Value

FAR = 300 * DAY
"""A date at least so far ahead is written with its year."""


@dataclass(frozen=True, slots=True)
class OfferLines:
    """One offer as readers see it: what it costs now, what it costs then, and its last day.

    `anchor` is its place on the offers page, `audience` whom it is made to (none: everyone).
    """

    anchor: str
    plan: str
    now: str
    then: str
    ends: str | None
    audience: tuple[str, ...]


class Wording:
    """Puts an edition's facts into one language."""

    def __init__(
        self, messages: Messages, publication: Publication, edition: Edition, language: str
    ) -> None:
        self._messages = messages
        self._publication = publication
        self._edition = edition
        self.language = messages.nearest(language)
        self.direction = messages.direction(self.language)

    @property
    def zone(self) -> ZoneInfo:
        """The publication's time zone."""
        return self._publication.zone

    @property
    def languages(self) -> dict[str, str]:
        """The name of each language that there are words in, in itself, by its tag."""
        return self._messages.languages

    @property
    def selling(self) -> bool:
        """Whether there is anything to lead readers to an offers page for."""
        return bool(self._edition.plans)

    def say(self, name: str, **values: Value) -> str:
        """A message; each is given the publication's name."""
        given: dict[str, Value] = {"publication": self._publication.name, **values}
        return self._messages.text(self.language, name, **given)

    def day(self, at: Instant, now: Instant) -> Day:
        """The day that holds `at` in the publication's zone."""
        return Day(moment(at, self._publication.zone).date(), with_year=at - now >= FAR)

    def of_view(self, view: View, now: Instant) -> dict[str, Value]:
        """What messages about a view are given."""
        values: dict[str, Value] = {
            "left": view.left or 0,
            "limit": view.limit or 0,
            "read": view.limit or 0,
            "offered": view.offered or 0,
            "period": "month" if view.days is None else "days",
            "days": view.days or 0,
        }
        if view.resets_on is not None:
            values["resets"] = self.day(view.resets_on, now)
        if view.fix_by is not None:
            values["fix_by"] = self.day(view.fix_by, now)
        return values

    def plan(self, key: str) -> str:
        """A plan's name: the publication's message for it in the language, or as plans give it."""
        try:
            return self.say(f"plan-{key}")
        except LookupError:
            return next((plan.name for plan in self._edition.plans if plan.key == key), key)

    def price(self, price: Price) -> str:
        """A price and how often it is paid."""
        return self.say("price-each", price=price.amount, **_every(price.every))

    def standing(self, standing: Standing) -> str:
        """Who readers of a standing are."""
        return self.say(f"standing-{standing.value.replace('_', '-')}")

    def benefits(self, offers: Sequence[Offer]) -> tuple[str, ...]:
        """What the plans of these offers bring; what only another brings names the first that does.

        Without offers every plan counts.
        """
        plans = self._edition.plans
        shown = {offer.plan for offer in offers} or {plan.key for plan in plans}
        lines = []
        for benefit in Benefit:
            bringing = [plan.key for plan in plans if benefit in plan.benefits]
            if not shown.isdisjoint(bringing):
                lines.append(self.say(f"benefit-{benefit}"))
            elif bringing:
                lines.append(self.say(f"benefit-{benefit}-with", plan=self.plan(bringing[0])))
        return tuple(lines)

    def benefit_lines(self, brought: AbstractSet[Benefit]) -> tuple[str, ...]:
        """Benefits in their usual order."""
        return tuple(self.say(f"benefit-{benefit}") for benefit in in_order(brought))

    def offers(self, view: View, now: Instant) -> tuple[Offer, ...]:
        """The offers that the reader of a view may take up at `now`."""
        return on_sale(self._edition.offers, view.standing, now, view.region)

    def offer_lines(self, offers: Sequence[Offer], now: Instant) -> tuple[OfferLines, ...]:
        """Offers in words."""
        return tuple(self._offer(offer, now) for offer in offers)

    def _offer(self, offer: Offer, now: Instant) -> OfferLines:
        first, then = offer.introductory, offer.then
        free = first.amount.minor == 0
        until = offer.on_sale.until
        return OfferLines(
            f"offer-{offer.key}",
            self.plan(offer.plan),
            self.say("offer-try-free", **_every(first.every))
            if free
            else self.say("offer-try", price=first.amount, **_every(first.every)),
            self.say("offer-then-nothing")
            if offer.ends
            else self.say("offer-then", price=then.amount, **_every(then.every)),
            None if until is None else self.say("offer-ends", ends=self.day(until - 1, now)),
            tuple(self.standing(one) for one in Standing if one in offer.audience),
        )

    def until(self, view: View, now: Instant) -> Instant | None:
        """When what a view shows will read otherwise, dates that then lose their year included."""
        ends = (offer.on_sale.until for offer in self._edition.offers)
        named = [at for at in (view.resets_on, view.fix_by) if at is not None]
        last_days = [at - 1 for at in ends if at is not None]
        nearing = (at - FAR + 1 for at in (*named, *last_days))
        edges = (next_change(self._edition.offers, now), *named, *nearing)
        return min((at for at in edges if at is not None and at > now), default=None)


def _every(interval: Interval) -> dict[str, Value]:
    return {"unit": interval.unit.value, "count": interval.count}
