"""A sandbox on a real port, its clock in a test's hands, spoken to through Stripe's own library."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import stripe

from presspass.core.instants import Instant
from presspass.sandbox.listening import listening
from presspass.sandbox.objects import VERSION
from presspass.sandbox.server import Sandbox, create
from presspass.sandbox.webhooks import Endpoint
from tests.servers.gate import free_port

NOON = 1_773_144_000
"""2026-03-10T12:00:00Z."""

SECRET = "whsec_of_the_tests"


@dataclass
class HandClock:
    """A clock that a test moves."""

    at: Instant = NOON

    def now(self) -> Instant:
        return self.at


@dataclass
class Mailroom:
    """Takes webhooks, and answers each with what a test wants."""

    got: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        assert url == "http://shop.example/hooks"
        self.got.append((body, headers))
        return self.answers.pop(0) if self.answers else 200


class Running:
    """A sandbox that listens, and what is needed to use it."""

    def __init__(self, sandbox: Sandbox, clock: HandClock, mailroom: Mailroom) -> None:
        self.sandbox = sandbox
        self.clock = clock
        self.mailroom = mailroom
        self.address = sandbox.account.address
        self.stripe = client(self.address)
        self.asked: Any = self.stripe.v1  # for parameters that the library would not type

    def pass_time(self, seconds: int) -> None:
        self.clock.at += seconds

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, `Location` and body of a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, **form: str) -> tuple[int, str, str]:
        """As `get`, of a form."""
        return self._ask("POST", path, urlencode(form))

    def pay(self, session: Any, card: str = "visa") -> str:
        """Pay on a session's page; answers where its reader is sent."""
        status, location, _ = self.post(f"/pay/{session.id}", card=card)
        assert status == 303
        return location

    def price(self, amount: int = 999, every: str = "month", count: int = 1, **more: Any) -> str:
        """The id of a price of a product."""
        products = self.stripe.v1.products.list({"ids": ["digital"]})
        if not products.data:
            self.stripe.v1.products.create({"id": "digital", "name": "Digital"})
        made = self.asked.prices.create(
            {
                "product": "digital",
                "currency": "usd",
                "unit_amount": amount,
                "recurring": {"interval": every, "interval_count": count},
                **more,
            }
        )
        return str(made.id)

    def session(self, price: str, **more: Any) -> Any:
        """A page to subscribe on."""
        asked = {
            "mode": "subscription",
            "line_items": [{"price": price, "quantity": 1}],
            "customer_email": "reader@example.com",
            "success_url": "http://shop.example/done?id={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://shop.example/back",
            **more,
        }
        return self.asked.checkout.sessions.create(asked)

    def subscribed(self, price: str, card: str = "visa", **more: Any) -> str:
        """The id of a new subscription."""
        session = self.session(price, **more)
        self.pay(session, card)
        subscription = self.stripe.v1.checkout.sessions.retrieve(session.id).subscription
        assert isinstance(subscription, str)
        return subscription

    def events(self) -> list[str]:
        """The kinds of all events, the oldest first."""
        found = self.stripe.v1.events.list({"limit": 100}).auto_paging_iter()
        return [str(event.type) for event in found][::-1]

    def _ask(self, method: str, path: str, form: str | None) -> tuple[int, str, str]:
        parts = urlsplit(self.address)
        connection = HTTPConnection(parts.netloc, timeout=10)
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(method, parts.path + path, form, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, answer.headers.get("Location", ""), body


@contextmanager
def running(clock: HandClock | None = None, file: Path | None = None) -> Iterator[Running]:
    """A sandbox on a free port. No event is delivered but by the test."""
    clock, mailroom = clock or HandClock(), Mailroom()
    port = free_port()
    sandbox = create(
        clock,
        f"http://127.0.0.1:{port}/sandbox",
        Endpoint("http://shop.example/hooks", SECRET),
        file=file,
        seed="tests",
        post=mailroom.post,
    )
    with listening(sandbox.app, port):
        yield Running(sandbox, clock, mailroom)


def client(address: str) -> stripe.StripeClient:
    """Stripe's library, asking the sandbox."""
    return stripe.StripeClient(
        "sk_test_of_the_tests",
        stripe_version=VERSION,
        base_addresses={"api": address},
        max_network_retries=0,
    )
