"""Where the reader's paper goes."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.sessions import SignedIn
from presspass.web.account.desk import Desk
from presspass.web.delivery_form import Asked, DeliveryForm
from presspass.web.forms import Form


class OwnDelivery:
    """The page `/account/delivery`; who gets no paper, and has told no address, is led on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._form = DeliveryForm(desk.forms, desk.own.addresses)

    def routes(self) -> list[Route]:
        """Where the page stands under the prefix."""
        return [
            self._desk.get("/account/delivery", self.show),
            self._desk.post("/account/delivery", self.take),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """The fields, with the address that is kept."""
        if not self._concerns(request, known):
            return self._desk.forms.on(request, "/account")
        return self._page(request, self._form.asked(request, known.account.reader))

    def take(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Keep the address, or show what is wrong with it."""
        if not self._concerns(request, known):
            return self._desk.forms.on(request, "/account")
        asked = self._form.keep(request, known.account.reader, form, self._desk.now())
        if asked.problems:
            return self._page(request, asked)
        return self._desk.done(request, "delivery")

    def _concerns(self, request: Request, known: SignedIn) -> bool:
        reader, now = known.account.reader, self._desk.now()
        return self._form.destination(request, reader, now) is not None

    def _page(self, request: Request, asked: Asked) -> Response:
        shown = {
            "title": self._desk.forms.shell.wording(request).say("delivery-title"),
            "asked": asked,
        }
        return self._desk.forms.page(request, "account/delivery.html", shown, asked.problems)
