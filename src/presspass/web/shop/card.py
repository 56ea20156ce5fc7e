"""Another card: given on the provider's page, used from then on."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.ports import PaymentRefused
from presspass.services.accounts.sessions import SignedIn
from presspass.services.subscriptions.holding import NotHeld
from presspass.web.forms import Form
from presspass.web.shop.till import Till, log


class OwnCard:
    """The button of `/account/subscription/card`, and the way back from the provider's page."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where they stand under the prefix."""
        return [
            self._till.post("/account/subscription/card", self.ask),
            self._till.get("/account/subscription/card", self.use),
        ]

    def ask(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Lead on to the provider's page."""
        del form
        language = self._till.forms.shell.wording(request).language
        own, here = self._till.own, "/account/subscription"
        done = f"{here}/card?session={{CHECKOUT_SESSION_ID}}&language={language}"
        page = self._till.services.card.page(
            known.account, own(done), own(f"{here}?language={language}")
        )
        return self._till.leading(page)

    def use(self, request: Request, known: SignedIn) -> Response:
        """Use the card that was given there."""
        checkout = request.query_params.get("session", "")
        if not checkout:
            raise NotHeld
        try:
            self._till.services.card.use(known.account.reader, checkout, self._till.now())
        except PaymentRefused as refused:
            log.warning("another card was given, and didn't pay: %s", refused)
            way = "/account/subscription"
            return self._till.told(request, "card-refused", HTTPStatus.CONFLICT, way)
        answer = self._till.forms.on(request, "/account/subscription", done="card")
        return self._till.vouch(request, answer)
