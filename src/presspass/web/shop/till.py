"""Who may see the pages of buying, and what goes wrong on the way to the provider."""

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.instants import Instant
from presspass.ports import NoAccount, Page, PaymentRefused, PaymentsAway
from presspass.services.checkout.offering import NotSold, Reason
from presspass.services.subscriptions.holding import NotHeld
from presspass.web.account.desk import ShowOwn, TakeOwn
from presspass.web.cookies import Cookies
from presspass.web.delivery_form import DeliveryForm
from presspass.web.door import Door
from presspass.web.forms import Form
from presspass.web.shell import SAFE, CurrentEdition
from presspass.web.shop.sale_services import SaleServices

log = logging.getLogger(__name__)

_POLICY = "Content-Security-Policy"
_WAYS = dict.fromkeys((Reason.SUBSCRIBED, Reason.OTHER_CURRENCY), "/account/subscription")
_NAMES = ("offer", "plan", "price")
_CHOICE = (*_NAMES, "code")  # a code is a secret: it goes with the reader, and in no log
_SHOWN = 60
"""How much of what somebody wrote stands in a log."""


class Till:
    """Shows pages about money to signed-in readers, and takes their forms.

    Whatever the provider says or fails to say becomes a page, and a line for the operator.
    """

    def __init__(
        self, door: Door, cookies: Cookies, services: SaleServices, edition: CurrentEdition
    ) -> None:
        self.door = door
        self.forms = door.forms
        self.services = services
        self.delivery = DeliveryForm(door.forms, door.services.own.addresses)
        self.edition = edition
        self._cookies = cookies

    def now(self) -> Instant:
        """The present."""
        return self.door.clock.now()

    def get(self, path: str, show: ShowOwn) -> Route:
        """The route of a page."""

        def shown(request: Request) -> Response:
            known = self.door.signed_in(request)
            if known is None:
                return self.sign_in(request, dict(request.query_params))
            return self._guarded(request, request.query_params, lambda: show(request, known))

        return self.forms.get(path, shown)

    def post(self, path: str, take: TakeOwn) -> Route:
        """The route of a form."""

        def taken(request: Request, form: Form) -> Response:
            known = self.door.signed_in(request)
            chosen = {name: form.get(name) for name in _CHOICE if form.get(name)}
            if known is None:
                return self.sign_in(request, {**request.query_params, **chosen})
            return self._guarded(request, chosen, lambda: take(request, known, form))

        return self.forms.post(path, taken)

    def sign_in(self, request: Request, query: Mapping[str, str]) -> Response:
        """Lead to signing in, and back to the same choice."""
        here = request.url.path.removeprefix(self.forms.shell.links.prefix)
        back = self.forms.address(request, here, **query)
        return self.forms.on(request, "/sign-in", page=back)

    def page(self, request: Request, template: str, shown: Mapping[str, object]) -> Response:
        """A page, from which forms may lead on to the provider's pages."""
        return self.leading_on(self.forms.page(request, template, shown))

    def leading_on(self, answer: Response) -> Response:
        """Let a page's forms lead on to the provider's pages."""
        allowed = " ".join(("form-action 'self'", *self.services.pay_at))
        answer.headers[_POLICY] = SAFE[_POLICY].replace("form-action 'self'", allowed)
        return answer

    def leading(self, page: Page) -> Response:
        """Lead the browser on to a page of the provider's."""
        return self.forms.leading(page.url)

    def own(self, path: str) -> str:
        """The whole address of a page of ours, for the provider to lead back to."""
        shell = self.forms.shell
        return f"{shell.publication.url}{shell.links.prefix}{path}"

    def vouch(self, request: Request, answer: Response) -> Response:
        """Give the browser a session that says what its reader is by now."""
        session = self._cookies.session(request)
        if session is not None:
            renewed = self.services.vouching.renewed(session, self.now())
            if renewed is not None:
                self._cookies.sign_in(answer, renewed)
        return answer

    def refused(self, request: Request, reason: Reason) -> Response:
        """Why something is not sold, and what to do."""
        return self.told(
            request,
            f"not-sold-{reason.value.replace('_', '-')}",
            HTTPStatus.CONFLICT,
            _WAYS.get(reason, "/offers"),
        )

    def told(self, request: Request, group: str, status: HTTPStatus, way: str) -> Response:
        """A page that says something, and leads on to where more can be done."""
        say = self.forms.shell.wording(request).say
        shown = {
            "title": say(f"{group}-title"),
            "explanation": say(f"{group}-explanation"),
            "way": way,
            "way_on": say("sale-to-offers" if way == "/offers" else "sale-to-subscription"),
        }
        return self.forms.page(request, "dead-end.html", shown, status=status)

    def _guarded(
        self, request: Request, asked: Mapping[str, str], act: Callable[[], Response]
    ) -> Response:
        try:
            return act()
        except NotSold as no:
            chosen = {name: asked[name][:_SHOWN] for name in _NAMES if name in asked}
            log.warning("%s: %s is not sold: %s", request.url.path, chosen, no)
            return self.refused(request, no.reason)
        except NoAccount:  # it was deleted from elsewhere, a moment ago
            return self.sign_in(request, dict(request.query_params))
        except NotHeld:
            return self.forms.on(request, "/account/subscription", done="nothing")
        except PaymentsAway as away:
            log.warning("%s can't be answered just now: %s", request.url.path, away)
            answer = self.told(
                request, "provider-away", HTTPStatus.SERVICE_UNAVAILABLE, _way(request)
            )
            answer.headers["Retry-After"] = "30"
            return answer
        except PaymentRefused as refused:
            log.warning("the provider refuses %s: %s", request.url.path, refused)
            return self.told(request, "provider-refused", HTTPStatus.CONFLICT, _way(request))


def _way(request: Request) -> str:
    return "/account/subscription" if "/account/" in request.url.path else "/offers"
