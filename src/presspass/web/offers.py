"""The offers page: everything that is on sale, with all its prices."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.edition import Edition
from presspass.core.plans import Plan
from presspass.ports import Clock
from presspass.services.wording import OfferLines, Wording
from presspass.web.shell import SHARED, CurrentEdition, Shell


@dataclass(frozen=True, slots=True)
class PlanLines:
    """One plan as readers compare it."""

    key: str
    name: str
    benefits: tuple[str, ...]
    prices: tuple[str, ...]
    offers: tuple[OfferLines, ...]


class Offers:
    """Shows what is on sale at the moment."""

    def __init__(self, shell: Shell, edition: CurrentEdition, clock: Clock) -> None:
        self._shell = shell
        self._edition = edition
        self._clock = clock

    def show(self, request: Request) -> Response:
        """All plans, each with the offers that lead into it."""
        wording = self._shell.wording(request)
        edition = self._edition()
        now = self._clock.now()
        plans = tuple(_plan(plan, edition, wording, now) for plan in edition.plans)
        shown = {"title": wording.say("offers-title"), "plans": plans}
        return self._shell.page(request, "offers.html", shown, SHARED)


def _plan(plan: Plan, edition: Edition, wording: Wording, now: int) -> PlanLines:
    offers = [offer for offer in edition.offers if offer.plan == plan.key and now in offer.on_sale]
    return PlanLines(
        plan.key,
        wording.plan(plan.key),
        wording.benefit_lines(plan.benefits),
        tuple(wording.price(price) for price in plan.prices),
        wording.offer_lines(offers, now),
    )
