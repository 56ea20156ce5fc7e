"""The operator's page: what a reader's bank, or Stripe's own staff, would do."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.sandbox import cards, disputes, invoices, refunds, subscriptions
from presspass.sandbox.account import Account
from presspass.sandbox.objects import Object
from presspass.sandbox.pages import Pages, every, form_of
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.webhooks import Webhooks
from presspass.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = 50
"""How many of each kind the page lists: the newest."""


class Operator:
    """Shows subscriptions, events and deliveries, and does to them what it is told."""

    def __init__(self, account: Account, pages: Pages, webhooks: Webhooks | None) -> None:
        self._account = account
        self._pages = pages
        self._webhooks = webhooks
        self._acts: dict[str, Callable[[World, str, str], None]] = {
            "fail": lambda world, given, code: cards.behave(world, _card(world, given), code),
            "work": lambda world, given, _: cards.behave(world, _card(world, given), None),
            "refund": lambda world, given, _: _refund(world, given),
            "bounce": lambda world, given, _: refunds.fail(world, _paid(world, given)),
            "dispute": lambda world, given, _: _dispute(world, given),
            "win": lambda world, given, _: _decide(world, given, won=True),
            "lose": lambda world, given, _: _decide(world, given, won=False),
        }

    def routes(self) -> list[Route]:
        """The page, and where its buttons lead."""
        return [
            Route("/operator", self._shown, methods=["GET"]),
            Route("/operator", self._sent, methods=["POST"]),
        ]

    def _shown(self, request: Request) -> Response:
        with self._account.world() as world:
            rows = [_row(world, each) for each in world.all("subscription")[:_SHOWN]]
            deliveries = world.notes("delivery")
            events = [
                {**each, "delivery": deliveries.get(each["id"])}
                for each in world.all("event")[:_SHOWN]
            ]
            shown = {
                "rows": rows,
                "events": events,
                "now": world.now,
                "delivering": self._webhooks is not None,
                "codes": list(cards.REASONS),
                "said": request.query_params.get("said"),
            }
        return self._pages.page("operator.html", shown)

    async def _sent(self, request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return self._pages.told(
                "Not from here", "Use the page itself.", None, HTTPStatus.FORBIDDEN
            )
        sent = await form_of(request)
        return await run_in_threadpool(self._done, sent)

    def _done(self, sent: dict[str, str]) -> Response:
        what, given, code = (sent.get(key, "") for key in ("do", "id", "code"))
        try:
            if what == "redeliver" and self._webhooks is not None:
                self._webhooks.deliver(given)
            elif what in self._acts:
                with self._account.world() as world:
                    self._acts[what](world, given, code)
                    world.touch()
            else:
                return self._refused(f"There is no '{what}' to do.")
        except Refusal as refusal:
            return self._refused(refusal.message)
        return self._pages.to("/operator?said=done")

    def _refused(self, why: str) -> Response:
        back = (f"{self._account.address}/operator", "Back")
        return self._pages.told("That can't be done", why, back, HTTPStatus.UNPROCESSABLE_ENTITY)


def _row(world: World, subscription: Object) -> Object:
    card = subscriptions.card_of(world, subscription)
    charge = _last_charge(world, subscription)
    dispute = _dispute_of(world, subscription)
    price = subscriptions.item_of(subscription)["price"]
    return {
        "id": subscription["id"],
        "email": world.find("customer", subscription["customer"])["email"],
        "status": subscription["status"],
        "ending": subscription["cancel_at_period_end"],
        "name": world.find("product", price["product"])["name"],
        "amount": price["unit_amount"],
        "currency": price["currency"],
        "every": every(price["recurring"]),
        "until": subscriptions.item_of(subscription)["current_period_end"],
        "card": card,
        "fails": None if card is None else world.notes("card")[card["id"]]["later"],
        "charge": charge,
        "dispute": dispute,
        "live": subscription["status"] not in subscriptions.ENDED,
    }


def _last_charge(world: World, subscription: Object) -> Object | None:
    """The last payment that went through."""
    for invoice in world.all("invoice"):
        if subscriptions.belongs(invoice, subscription["id"]) and invoice["amount_paid"]:
            intent = invoices.payment_of(world, invoice)["payment"]["payment_intent"]
            charge = world.find("payment_intent", intent)["latest_charge"]
            return world.find("charge", charge)
    return None


def _dispute_of(world: World, subscription: Object) -> Object | None:
    """The last dispute over any of its payments."""
    intents = {
        invoices.payment_of(world, each)["payment"]["payment_intent"]
        for each in world.all("invoice")
        if subscriptions.belongs(each, subscription["id"]) and each["amount_paid"]
    }
    found = (each for each in world.all("dispute") if each["payment_intent"] in intents)
    return next(found, None)


def _card(world: World, subscription: str) -> str:
    card = subscriptions.card_of(world, world.find("subscription", subscription))
    if card is None:
        raise Refusal("This subscription has no card.")
    given: str = card["id"]
    return given


def _paid(world: World, subscription: str) -> Object:
    charge = _last_charge(world, world.find("subscription", subscription))
    if charge is None:
        raise Refusal("Nothing was paid for this subscription.")
    return charge


def _refund(world: World, subscription: str) -> None:
    refunds.give_back(world, _paid(world, subscription))


def _dispute(world: World, subscription: str) -> None:
    disputes.begin(world, _paid(world, subscription))


def _decide(world: World, subscription: str, *, won: bool) -> None:
    dispute = _dispute_of(world, world.find("subscription", subscription))
    if dispute is None:
        raise Refusal("No payment for this subscription is disputed.")
    disputes.close(world, dispute, won=won)
