"""Agreeing to a choice, and going on to where it is paid."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.instants import Instant
from presspass.services.accounts.sessions import SignedIn
from presspass.services.checkout.buying import Consent, Way
from presspass.services.checkout.offering import Chosen, NotSold
from presspass.web.delivery_form import Asked
from presspass.web.forms import Form, Problem
from presspass.web.shell import back_to, country_of
from presspass.web.shop.till import Till
from presspass.web.shop.words import ChoiceLines, choice_of, of_choice


class Checkout:
    """The page `/checkout`, of one choice."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [
            self._till.get("/checkout", self.show),
            self._till.post("/checkout", self.buy),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """Show a choice once more, with the button that agrees to it."""
        if not {"offer", "plan"} & request.query_params.keys():
            return self._till.forms.on(request, "/offers")
        query = request.query_params
        chosen = self._till.services.offering.find(choice_of(lambda name: query.get(name, "")))
        (obstacle,) = self._till.services.showing.obstacles(
            known.account, [chosen], self._till.now(), country_of(request)
        )
        if obstacle is not None:
            raise NotSold(obstacle)
        lines = self._lines(request, chosen, self._till.now())
        asked = self._till.delivery.asked(request, known.account.reader) if lines.delivers else None
        return self._page(request, lines, asked)

    def buy(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Keep the consent, and where a paper goes, and lead on to the provider's page."""
        choice, now = choice_of(form.get), self._till.now()
        chosen = self._till.services.offering.find(choice)
        lines = self._lines(request, chosen, now)
        if form.get("terms") != lines.terms:
            typed = self._till.delivery.typed(request, form) if lines.delivers else None
            return self._page(request, lines, typed, changed=True)
        if lines.delivers:
            asked = self._till.delivery.keep(request, known.account.reader, form, now)
            if asked.problems:
                return self._page(request, lines, asked)
        consent = Consent(lines.consent, self._till.edition().version)
        page = self._till.services.buying.buy(
            known.account,
            choice,
            consent,
            self._way(request),
            now,
            country=country_of(request),
        )
        if page is None:
            return self._till.forms.on(request, "/account/subscription", done="bought")
        return self._till.leading(page)

    def _lines(self, request: Request, chosen: Chosen, now: Instant) -> ChoiceLines:
        return of_choice(self._till.forms.shell.wording(request), chosen, now)

    def _way(self, request: Request) -> Way:
        language = self._till.forms.shell.wording(request).language
        done = f"/checkout/return?session={{CHECKOUT_SESSION_ID}}&language={language}"
        return Way(
            self._till.own(done),
            self._till.own(f"/checkout/back?language={language}"),
            back_to(request) or "/",
        )

    def _page(
        self,
        request: Request,
        lines: ChoiceLines,
        asked: Asked | None,
        *,
        changed: bool = False,
    ) -> Response:
        say = self._till.forms.shell.wording(request).say
        problems = (Problem(None, say("checkout-changed")),) if changed else ()
        if asked is not None:
            problems = (*problems, *asked.problems)
        shown = {"title": say("checkout-title"), "choice": lines, "asked": asked}
        status = HTTPStatus.CONFLICT if changed else None
        return self._till.leading_on(
            self._till.forms.page(request, "shop/checkout.html", shown, problems, status)
        )
