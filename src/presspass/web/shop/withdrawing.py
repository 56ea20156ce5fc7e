"""Withdrawing from the purchase: a declaration, and its confirmation."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.sessions import SignedIn
from presspass.services.subscriptions.holding import NotHeld
from presspass.web.forms import Form
from presspass.web.shop.till import Till
from presspass.web.shop.words import dated, plan_of


class OwnWithdrawing:
    """The page `/account/subscription/withdraw`."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [
            self._till.get("/account/subscription/withdraw", self.show),
            self._till.post("/account/subscription/withdraw", self.confirm),
        ]

    def show(self, request: Request, known: SignedIn) -> Response:
        """The declaration, with all that it has to name, above the button that confirms it."""
        held, now = self._till.services.holding.of(known.account.reader), self._till.now()
        if held is None or not held.subscription.live:
            raise NotHeld
        if now >= self._till.services.withdrawing.until(held):
            raise NotHeld
        wording = self._till.forms.shell.wording(request)
        bought = dated(wording, held.first.at)
        address = known.account.mailbox.written
        shown = {
            "title": wording.say("withdraw-title"),
            "declaration": wording.say(
                "withdraw-declaration", plan=plan_of(wording, held.sale), day=bought
            ),
            "rule": wording.say("withdraw-rule"),
            "mail": wording.say("withdraw-mail", address=address),
        }
        return self._till.forms.page(request, "shop/withdraw.html", shown)

    def confirm(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Carry it out; where the provider is away, that is done as soon as it is back."""
        del form
        ended = self._till.services.withdrawing.declare(known.account, self._till.now())
        done = "withdrawing" if ended is None else "withdrawn"
        answer = self._till.forms.on(request, "/account/subscription", done=done)
        return self._till.vouch(request, answer)
