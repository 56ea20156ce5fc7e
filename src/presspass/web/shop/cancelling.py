"""Cancelling in two clicks, and going on after all."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.subscription import State
from presspass.services.accounts.sessions import SignedIn
from presspass.services.subscriptions.holding import NotHeld
from presspass.web.forms import Form
from presspass.web.shop.till import Till


class OwnCancelling:
    """The page `/account/subscription/cancel`, and the button that takes it back."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where they stand under the prefix."""
        return [
            self._till.get("/account/subscription/cancel", self.show),
            self._till.post("/account/subscription/cancel", self.cancel),
            self._till.post("/account/subscription/resume", self.resume),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """Say until when access lasts, above the button that cancels."""
        held = self._till.services.holding.of(known.account.reader)
        if held is None or not held.subscription.live or held.sale.ends:
            raise NotHeld
        subscription = held.subscription
        if subscription.state is State.CANCELLING:
            return self._till.forms.on(request, "/account/subscription")
        wording, now = self._till.forms.shell.wording(request), self._till.now()
        lasts = None if subscription.state is State.PAST_DUE else subscription.until
        shown = {
            "title": wording.say("cancel-title"),
            "lasts": wording.say("cancel-lasts-unpaid")
            if lasts is None
            else wording.say("cancel-lasts", day=wording.day(lasts, now)),
        }
        return self._till.forms.page(request, "shop/cancel.html", shown)

    def cancel(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Cancel; the reader's page then says until when access lasts."""
        del form
        self._till.services.cancelling.cancel(known.account.reader, self._till.now())
        return self._till.forms.on(request, "/account/subscription")

    def resume(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Take it back."""
        del form
        self._till.services.cancelling.resume(known.account.reader, self._till.now())
        return self._till.forms.on(request, "/account/subscription", done="resumed")
