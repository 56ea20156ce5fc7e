"""One payment or refund, to print or to keep."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.ledger import Fact
from presspass.core.money import Money
from presspass.services.accounts.sessions import SignedIn
from presspass.web.shop.till import Till
from presspass.web.shop.words import dated

_FACTS = (Fact.PAID, Fact.REFUNDED)


class Receipts:
    """The page `/account/subscription/receipt`, of an entry of the reader's own."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [self._till.get("/account/subscription/receipt", self.show)]

    def show(self, request: Request, known: SignedIn) -> Response:
        """The receipt."""
        fact, named = request.query_params.get("fact"), request.query_params.get("id")
        reader, holding = known.account.reader, self._till.services.holding
        entry = next(
            (
                each
                for each in holding.entries(reader)
                if (each.fact, each.external) == (fact, named)
            ),
            None,
        )
        if entry is None or entry.fact not in _FACTS:
            return self._till.forms.shell.missing(request)
        wording = self._till.forms.shell.wording(request)
        say, money = wording.say, entry.money
        sale = holding.sold_as(reader, entry)
        day = say("held-day", day=dated(wording, entry.at))
        facts = [
            (say("receipt-from"), self._till.forms.shell.publication.name),
            (say("receipt-to"), known.account.mailbox.written),
            *(() if sale is None else ((say("held-plan"), sale.plan_name),)),
            (say("receipt-day"), day),
            (
                say(f"ledger-{entry.fact}"),
                say("ledger-money", money=Money(abs(money.minor), money.currency)),
            ),
            (say("receipt-number"), entry.external),
            *(() if sale is None else ((say("receipt-agreed"), sale.text),)),
        ]
        shown = {"title": say(f"receipt-{entry.fact}-title"), "facts": facts}
        return self._till.forms.page(request, "shop/receipt.html", shown)
