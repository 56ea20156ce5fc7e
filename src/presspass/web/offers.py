"""The offers page: everything that is on sale, with all its prices."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from presspass.core.edition import Edition
from presspass.core.instants import Instant
from presspass.core.plans import Benefit, Plan
from presspass.ports import Clock, StoreAway
from presspass.services.accounts.sessions import SignedIn
from presspass.services.checkout.offering import Chosen, Reason, opened_by
from presspass.services.wording import Wording
from presspass.web.forms import Problem
from presspass.web.shell import PERSONAL, SHARED, CurrentEdition, Shell, country_of
from presspass.web.shop.till import Till
from presspass.web.shop.words import ChoiceLines, of_choice

log = logging.getLogger(__name__)

_VARYING = {**SHARED, "Vary": "Accept-Language, Cookie"}


@dataclass(frozen=True, slots=True)
class PlanLines:
    """One plan as readers compare it, with what stands in the way of each choice, if anything."""

    key: str
    name: str
    benefits: tuple[str, ...]
    where: Mapping[str, str | None]
    offers: tuple[tuple[ChoiceLines, str | None], ...]
    prices: tuple[tuple[ChoiceLines, str | None], ...]


class Offers:
    """Shows what is on sale at the moment. Without a till nothing can be bought, and it says so."""

    def __init__(
        self, shell: Shell, edition: CurrentEdition, clock: Clock, till: Till | None
    ) -> None:
        self._shell = shell
        self._edition = edition
        self._clock = clock
        self._till = till

    def show(self, request: Request) -> Response:
        """All plans, each with the offers that lead into it."""
        wording, edition, now = self._shell.wording(request), self._edition(), self._clock.now()
        code = request.query_params.get("code", "").strip()
        choices = _choices(edition, code, now, country_of(request))
        known, obstacles = self._obstacles(request, choices, now)
        unknown = code and not any(each.offer and each.offer.code for each in choices)
        problems = (Problem("code", wording.say("offers-code-unknown")),) if unknown else ()
        said = [None if each is None else _say(wording, each) for each in obstacles]
        lines = [
            (of_choice(wording, each, now), each, no)
            for each, no in zip(choices, said, strict=True)
        ]
        shown = {
            "title": wording.say("offers-title"),
            "plans": [_plan(plan, wording, lines) for plan in edition.plans],
            "buying": self._till is not None,
            "subscribed": bool(choices) and set(obstacles) == {Reason.SUBSCRIBED},
            "known": known is not None,
            "code": code,
            "codes": any(offer.code for offer in edition.offers),
            "kept": [(name, request.query_params.get(name)) for name in ("page", "language")],
        }
        answer = self._page(request, shown, known, problems)
        if any(offer.countries for offer in edition.offers):
            answer.headers.update(PERSONAL)
        return answer

    def _obstacles(
        self, request: Request, choices: list[Chosen], now: Instant
    ) -> tuple[SignedIn | None, tuple[Reason | None, ...]]:
        """Who asks, and what keeps them from each choice."""
        nothing = (None,) * len(choices)
        if self._till is None:
            return None, nothing
        try:
            known = self._till.door.signed_in(request)
            account = None if known is None else known.account
            showing = self._till.services.showing
            return known, showing.obstacles(account, choices, now, country_of(request))
        except StoreAway as away:
            log.warning("the offers are shown to everyone alike: %s", away)
            return None, nothing

    def _page(
        self,
        request: Request,
        shown: Mapping[str, object],
        known: SignedIn | None,
        problems: tuple[Problem, ...],
    ) -> Response:
        if self._till is None:
            return self._shell.page(request, "offers.html", {**shown, "problems": ()}, SHARED)
        if known is not None:
            answer = self._till.forms.page(request, "offers.html", shown, problems)
            return self._till.leading_on(answer)
        to = partial(self._till.forms.address, request)
        shared = {**shown, "problems": problems, "to": to, "form_field": "", "token": ""}
        return self._shell.page(request, "offers.html", shared, _VARYING)


def _choices(edition: Edition, code: str, now: Instant, country: str | None) -> list[Chosen]:
    """All that is on sale in a country, with what a code opens; within each plan the offers first.

    Who has typed the code of an offer for other countries is shown that it is not for them.
    """
    return [
        each
        for plan in edition.plans
        for each in (
            *(
                Chosen(plan, offer.then, offer)
                for offer in edition.offers
                if offer.plan == plan.key
                and now in offer.on_sale
                and opened_by(offer, code)
                and (offer.sold_in(country) or not offer.public)
            ),
            *(Chosen(plan, price) for price in plan.prices),
        )
    ]


def _plan(
    plan: Plan, wording: Wording, lines: list[tuple[ChoiceLines, Chosen, str | None]]
) -> PlanLines:
    own = [each for each in lines if each[1].plan is plan]
    return PlanLines(
        plan.key,
        wording.plan(plan.key),
        wording.benefit_lines(plan.benefits),
        _where(plan, wording),
        tuple((line, no) for line, chosen, no in own if chosen.offer is not None),
        tuple((line, no) for line, chosen, no in own if chosen.offer is None),
    )


def _where(plan: Plan, wording: Wording) -> dict[str, str | None]:
    """What a plan brings on each thing that one reads on; `None` where it brings nothing."""
    browser = wording.say("brings-browser") if Benefit.ARTICLES in plan.benefits else None
    app = wording.say("brings-app") if Benefit.APPS in plan.benefits else browser
    paper = wording.say("brings-paper") if Benefit.PRINT in plan.benefits else None
    return {"web": browser, "phone": app, "tablet": app, "paper": paper}


def _say(wording: Wording, reason: Reason) -> str:
    return wording.say(f"not-sold-{reason.value.replace('_', '-')}-title")
