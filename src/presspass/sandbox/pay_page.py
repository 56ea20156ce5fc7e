"""The pay page: where a reader takes a test card in place of a real one."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.sandbox import sessions
from presspass.sandbox.account import Account
from presspass.sandbox.cards import CARDS, REASONS, TestCard
from presspass.sandbox.objects import Object
from presspass.sandbox.pages import Pages, every, first, form_of, money
from presspass.sandbox.world import World

NO_CARD = "none"
"""What is chosen to begin a trial without a card."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a page sells, in words. `total` is what is paid now."""

    name: str
    total: str
    terms: tuple[str, ...]
    said: str | None
    card_needed: bool


class PayPage:
    """Shows checkout sessions, and completes them."""

    def __init__(self, account: Account, pages: Pages) -> None:
        self._account = account
        self._pages = pages

    def routes(self) -> list[Route]:
        """The page, and the one on which a bank asks."""
        return [
            Route("/pay/{id}", self._shown, methods=["GET"]),
            Route("/pay/{id}", self._sent, methods=["POST"]),
            Route("/pay/{id}/bank", self._bank, methods=["GET"]),
            Route("/pay/{id}/bank", self._answered, methods=["POST"]),
        ]

    def _shown(self, request: Request) -> Response:
        session_id = request.path_params["id"]
        with self._account.world() as world:
            session = world.get("checkout.session", session_id)
            closed = self._closed(session)
            if session is None or closed is not None:
                return closed or self._missing()
            terms = terms_of(world, session)
            customer = world.get("customer", session["customer"])
        email = session["customer_email"] or (customer and customer["email"])
        declined = REASONS.get(request.query_params.get("declined", ""))
        shown = {
            "session": session,
            "terms": terms,
            "email": email,
            "cards": list(CARDS.values()),
            "problem": declined[1] if declined else None,
            "unconfirmed": "unconfirmed" in request.query_params,
        }
        return self._pages.page("pay.html", shown)

    async def _sent(self, request: Request) -> Response:
        sent = await form_of(request)
        return await run_in_threadpool(self._chosen, request.path_params["id"], sent)

    def _chosen(self, session_id: str, sent: dict[str, str]) -> Response:
        key, email = sent.get("card", ""), sent.get("email", "").strip() or None
        with self._account.world() as world:
            session = world.get("checkout.session", session_id)
            if session is None:
                return self._missing()
            if session["status"] != "open":
                return self._on(session)
            card = CARDS.get(key)
            bare = key == NO_CARD and not terms_of(world, session).card_needed
            if card is None and not bare:
                return self._pages.to(f"/pay/{session_id}")
            if card is not None and card.asks:
                world.notes("asked")[session_id] = {"card": key, "email": email}
                world.touch()
                return self._pages.to(f"/pay/{session_id}/bank")
            return self._complete(world, session, card, email)

    def _bank(self, request: Request) -> Response:
        session_id = request.path_params["id"]
        with self._account.world() as world:
            session = world.get("checkout.session", session_id)
            closed = self._closed(session)
            if session is None or closed is not None:
                return closed or self._missing()
            if session_id not in world.notes("asked"):
                return self._pages.to(f"/pay/{session_id}")
            terms = terms_of(world, session)
        return self._pages.page("bank.html", {"session": session, "terms": terms})

    async def _answered(self, request: Request) -> Response:
        sent = await form_of(request)
        return await run_in_threadpool(self._confirmed, request.path_params["id"], sent)

    def _confirmed(self, session_id: str, sent: dict[str, str]) -> Response:
        with self._account.world() as world:
            session = world.get("checkout.session", session_id)
            if session is None:
                return self._missing()
            asked = world.notes("asked").pop(session_id, None)
            if session["status"] != "open":
                return self._on(session)
            if asked is None or sent.get("answer") != "confirm":
                return self._pages.to(f"/pay/{session_id}?unconfirmed")
            return self._complete(world, session, CARDS[asked["card"]], asked["email"])

    def _complete(
        self, world: World, session: Object, card: TestCard | None, email: str | None
    ) -> Response:
        declined = sessions.complete(world, session, card, email)
        if declined is not None:
            return self._pages.to(f"/pay/{session['id']}?declined={declined}")
        return self._on(session)

    def _on(self, session: Object) -> Response:
        """Go where the seller wants readers to be afterwards."""
        if session["status"] != "complete":
            return self._closed(session) or self._missing()
        return self._pages.away(_done(session))

    def _closed(self, session: Object | None) -> Response | None:
        """The page of a session that is open no more."""
        if session is None:
            return self._missing()
        if session["status"] == "complete":
            said = "This was agreed to already. Nothing more is charged."
            return self._pages.told("All done", said, (_done(session), "Return to the seller"))
        if session["status"] == "expired":
            back = session["cancel_url"]
            link = None if back is None else (back, "Return to the seller")
            said = "It was open for too long. Nothing was charged."
            return self._pages.told("This page has expired", said, link)
        return None

    def _missing(self) -> Response:
        return self._pages.told(
            "Nothing here", "There is no such pay page.", None, HTTPStatus.NOT_FOUND
        )


def terms_of(world: World, session: Object) -> Terms:
    """What a session sells, and on which terms."""
    said = session["custom_text"]["submit"]
    note = None if said is None else said["message"]
    if session["mode"] == "setup":
        return Terms(
            "Another card", "", ("Future payments are taken from it.",), note, card_needed=True
        )
    wanted = world.notes("wanted")[session["id"]]
    price = world.find("price", wanted["price"])
    name = world.find("product", price["product"])["name"]
    amount = money(price["unit_amount"], price["currency"])
    often, days = every(price["recurring"]), wanted["trial_period_days"]
    total = money(session["amount_total"], price["currency"])
    if days is None:
        # The seller's sentence may name another price that follows, which only the seller knows.
        lasts = often if note is None else f"for {first(price['recurring'])}"
        terms: tuple[str, ...] = (f"{amount} {lasts}", "Beginning today")
    else:
        free = "1 day free" if days == 1 else f"{days} days free"
        terms = (free, f"Then {amount} {often}")
    needed = days is None or session["payment_method_collection"] == "always"
    return Terms(name, total, terms, note, needed)


def _done(session: Object) -> str:
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])
