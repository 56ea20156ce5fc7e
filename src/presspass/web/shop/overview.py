"""The reader's subscription: how it stands, what it costs, and all that can be done about it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.instants import Instant
from presspass.core.ledger import Entry, Fact
from presspass.core.money import Money
from presspass.core.subscription import State
from presspass.services.accounts.sessions import SignedIn
from presspass.services.subscriptions.holding import Held
from presspass.services.wording import Wording
from presspass.web.shop.till import Till
from presspass.web.shop.words import dated, of_facts, of_state

_DONE = ("bought", "card", "changed", "nothing", "resumed", "withdrawn", "withdrawing")


@dataclass(frozen=True, slots=True)
class May:
    """What can be done about a subscription as it stands."""

    cancel: bool
    resume: bool
    change: bool
    card: bool
    withdraw: bool


class Subscription:
    """The page `/account/subscription`."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [self._till.get("/account/subscription", self.show)]

    def show(self, request: Request, known: SignedIn) -> Response:
        """The page; without a subscription it leads to the offers."""
        wording, now = self._till.forms.shell.wording(request), self._till.now()
        held = self._till.services.holding.of(known.account.reader)
        done = request.query_params.get("done")
        entries = self._till.services.holding.entries(known.account.reader)
        shown = {
            "title": wording.say("held-title"),
            "done": wording.say(f"held-done-{done}") if done in _DONE else None,
            "state": wording.say("held-none")
            if held is None
            else of_state(wording, held.subscription, held.sale, now),
            "facts": () if held is None else of_facts(wording, held.subscription, held.sale, now),
            "may": None if held is None else self._may(held, now),
            "live": held is not None and held.subscription.live,
            "urgent": held is not None and held.subscription.state is State.PAST_DUE,
            "withdraw_until": None
            if held is None
            else wording.day(self._till.services.withdrawing.until(held) - 1, now),
            "destination": self._till.delivery.destination(request, known.account.reader, now),
            "entries": [self._entry(wording, each) for each in entries],
        }
        return self._till.page(request, "shop/subscription.html", shown)

    def _may(self, held: Held, now: Instant) -> May:
        live, state, fixed = held.subscription.live, held.subscription.state, held.sale.ends
        services = self._till.services
        return May(
            live and state is not State.CANCELLING and not fixed,
            state is State.CANCELLING and not fixed,
            bool(services.changing.choices(held, self._till.edition().plans)),
            live and not fixed,
            live and now < services.withdrawing.until(held),
        )

    def _entry(self, wording: Wording, entry: Entry) -> dict[str, object]:
        money = Money(abs(entry.money.minor), entry.money.currency)
        day = dated(wording, entry.at)
        return {
            "fact": wording.say(f"ledger-{entry.fact}"),
            "money": wording.say("ledger-money", money=money),
            "day": wording.say("held-day", day=day),
            "label": wording.say("receipt-label", day=day, money=money),
            "query": {"fact": str(entry.fact), "id": entry.external},
            "receipt": entry.fact in (Fact.PAID, Fact.REFUNDED),
        }
