"""Another plan: a choice, what it costs, and agreeing to that."""

import re
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.instants import Instant
from presspass.core.money import Money
from presspass.ports import Quote
from presspass.services.accounts.sessions import SignedIn
from presspass.services.checkout.buying import Consent
from presspass.services.subscriptions.changing import QuoteChanged, Quoted
from presspass.services.subscriptions.holding import NotHeld
from presspass.web.delivery_form import Asked
from presspass.web.forms import Form, Problem
from presspass.web.shop.till import Till
from presspass.web.shop.words import choice_of, delivers, fields_of, of_change, proof

_AGREED = re.compile(r"(-?\d{1,12}) ([A-Z]{3}) (\d{1,12})")
"""What was to pay at once, and when that was asked, in a form."""


class OwnChanging:
    """The page `/account/subscription/change`."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [
            self._till.get("/account/subscription/change", self.show),
            self._till.post("/account/subscription/change", self.change),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """All plans to change to; or what the change to one costs, if the address names it."""
        query = request.query_params
        reader, changing = known.account.reader, self._till.services.changing
        if "plan" in query:
            choice = choice_of(lambda name: query.get(name, ""))
            quoted = changing.quote(reader, choice, self._till.now())
            brings = delivers(quoted.chosen.plan)
            asked = self._till.delivery.asked(request, reader) if brings else None
            return self._page(request, quoted, asked)
        held = self._till.services.holding.of(reader)
        choices = () if held is None else changing.choices(held, self._till.edition().plans)
        if not choices:
            raise NotHeld
        wording = self._till.forms.shell.wording(request)
        shown = {
            "title": wording.say("change-title"),
            "choices": [
                {
                    "plan": wording.plan(each.plan.key),
                    "price": wording.price(each.price),
                    "benefits": wording.benefit_lines(each.plan.benefits),
                    "fields": fields_of(each),
                }
                for each in choices
            ],
        }
        return self._till.forms.page(request, "shop/change.html", shown)

    def change(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Keep where a paper goes, and change as agreed.

        If it costs something else by now, or the address won't do, it is shown anew.
        """
        choice, now, changing = choice_of(form.get), self._till.now(), self._till.services.changing
        asked = None
        if delivers(self._till.services.offering.find(choice).plan):
            asked = self._till.delivery.keep(request, known.account.reader, form, now)
            if asked.problems:
                quoted = changing.quote(known.account.reader, choice, now)
                return self._page(request, quoted, asked)
        try:
            due, at = _agreed(form.get("agreed"))
            consent = self._consent(request, form, due)
            changing.change(known.account, choice, due, at, consent, now)
        except QuoteChanged:
            quoted = changing.quote(known.account.reader, choice, now)
            return self._page(request, quoted, asked, changed=True)
        answer = self._till.forms.on(request, "/account/subscription", done="changed")
        return self._till.vouch(request, answer)

    def _consent(self, request: Request, form: Form, due: Money) -> Consent:
        """What was agreed to, if it is what would be shown. Raises `QuoteChanged`."""
        chosen = self._till.services.offering.find(choice_of(form.get))
        wording = self._till.forms.shell.wording(request)
        _, text = of_change(wording, chosen, Quote(due, chosen.price))
        if proof(text) != form.get("terms"):
            raise QuoteChanged
        return Consent(text, self._till.edition().version)

    def _page(
        self, request: Request, quoted: Quoted, asked: Asked | None, *, changed: bool = False
    ) -> Response:
        wording = self._till.forms.shell.wording(request)
        cost, consent = of_change(wording, quoted.chosen, quoted.quote)
        due = quoted.quote.due
        shown = {
            "title": wording.say("change-title"),
            "plan": wording.plan(quoted.chosen.plan.key),
            "benefits": wording.benefit_lines(quoted.chosen.plan.benefits),
            "price": wording.price(quoted.chosen.price),
            "cost": cost,
            "consent": consent,
            "fields": fields_of(quoted.chosen),
            "terms": proof(consent),
            "asked": asked,
            "agreed": f"{due.minor} {due.currency} {quoted.at}",
        }
        problems = (Problem(None, wording.say("change-changed")),) if changed else ()
        if asked is not None:
            problems = (*problems, *asked.problems)
        status = HTTPStatus.CONFLICT if changed else None
        return self._till.forms.page(request, "shop/change-agree.html", shown, problems, status)


def _agreed(text: str) -> tuple[Money, Instant]:
    found = _AGREED.fullmatch(text)
    if found is None:
        raise QuoteChanged
    return Money(int(found[1]), found[2]), int(found[3])
