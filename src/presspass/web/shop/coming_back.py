"""Back from the provider's page, with a subscription or without."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.ids import ReaderId
from presspass.core.sale import Sale, SaleState
from presspass.core.subscription import State, Subscription
from presspass.ports import PaymentRefused, Unavailable
from presspass.services.accounts.sessions import SignedIn
from presspass.services.checkout.returning import Came
from presspass.services.links import on_this_site
from presspass.web.shop.till import Till, log
from presspass.web.shop.words import of_facts

_TOLD = {
    Came.TRIAL_HAD: ("came-trial-had", HTTPStatus.CONFLICT),
    Came.GAVE_UP: ("came-back", HTTPStatus.OK),
    Came.UNKNOWN: ("came-unknown", HTTPStatus.NOT_FOUND),
}


class ComingBack:
    """The pages `/checkout/return` and `/checkout/back`. Reloading either does nothing more."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where they stand under the prefix."""
        return [
            self._till.get("/checkout/return", self.done),
            self._till.get("/checkout/back", self.back),
        ]

    def done(self, request: Request, known: SignedIn) -> Response:
        """Grant what was paid for, and say what it is."""
        checkout = request.query_params.get("session", "")
        sale = self._sale(known.account.reader, checkout)
        if sale is None:
            return self._till.forms.shell.missing(request)
        try:
            returned = self._till.services.returning.complete(checkout, self._till.now())
        except (Unavailable, PaymentRefused) as trouble:  # it may be paid: no more can be said
            log.warning("what came of %s will be asked again: %s", checkout, trouble)
            return self._waiting(request, HTTPStatus.SERVICE_UNAVAILABLE)
        subscription = returned.subscription
        told = _TOLD.get(returned.came)
        if _had_trial(sale, subscription):
            told = _TOLD[Came.TRIAL_HAD]
        if told is not None:
            return self._till.told(request, *told, "/offers")
        if subscription is None or subscription.state is State.INCOMPLETE:
            return self._waiting(request)
        if not subscription.live:
            return self._till.forms.on(request, "/account/subscription")
        return self._till.vouch(request, self._in(request, sale, subscription))

    def back(self, request: Request, known: SignedIn) -> Response:
        """Say that nothing was charged; unless, in another tab, it was."""
        for sale in self._till.services.holding.sales(known.account.reader):
            if sale.state is SaleState.AGREED and sale.checkout is not None:
                came = self._till.services.returning.complete(sale.checkout, self._till.now()).came
                if came in (Came.SUBSCRIBED, Came.TRIAL_HAD):
                    return self._till.forms.on(request, "/checkout/return", session=sale.checkout)
        return self._till.told(request, *_TOLD[Came.GAVE_UP], "/offers")

    def _sale(self, reader: ReaderId, checkout: str) -> Sale | None:
        """The reader's own sale that a page was made for."""
        sales = self._till.services.holding.sales(reader)
        return next((sale for sale in sales if checkout and sale.checkout == checkout), None)

    def _in(self, request: Request, sale: Sale, subscription: Subscription) -> Response:
        wording = self._till.forms.shell.wording(request)
        ends = sale.ends or subscription.state is State.CANCELLING
        shown = {
            "title": wording.say("came-in-title"),
            "facts": of_facts(wording, subscription, sale, self._till.now()),
            "cancel": None if ends else wording.say("sale-cancel"),
            "on": sale.return_to if on_this_site(sale.return_to) else "/",
        }
        return self._till.forms.page(request, "shop/in.html", shown)

    def _waiting(self, request: Request, status: HTTPStatus | None = None) -> Response:
        say = self._till.forms.shell.wording(request).say
        shown = {
            "title": say("came-waiting-title"),
            "session": request.query_params.get("session", ""),
        }
        return self._till.forms.page(request, "shop/waiting.html", shown, status=status)


def _had_trial(sale: Sale, subscription: Subscription | None) -> bool:
    """Whether a trial was ended before its time, as one is of somebody who has had one."""
    if subscription is None or not sale.trial_days or subscription.ended is None:
        return False
    ends = subscription.trial_ends
    return ends is not None and subscription.ended < ends
