"""Webhooks: events sent to one address, signed as Stripe signs them, tried again for a while."""

import hmac
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from typing import TypeAlias
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from presspass.core.instants import Instant
from presspass.sandbox.account import Account

log = logging.getLogger(__name__)

PAUSES = (5, 30, 300, 3600, 6 * 3600, 12 * 3600, 24 * 3600)
"""After how many seconds a delivery that failed is tried again; then it is given up."""

_SECONDS = 10
_TICK = 0.2

Post: TypeAlias = Callable[[str, bytes, dict[str, str]], int]
"""Posts a body with headers to an address and answers the status. Raises `OSError`."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where events go, and the secret that signs them."""

    url: str
    secret: str


def over_http(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post over HTTP."""
    request = Request(url, body, headers, method="POST")  # noqa: S310  # given by who starts it
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310  # as above
            status: int = answer.status
            return status
    except HTTPError as error:
        error.close()
        return error.code


def signature(body: bytes, secret: str, at: Instant) -> str:
    """The `Stripe-Signature` header of a body sent at a time."""
    signed = f"{at}.".encode() + body
    return f"t={at},v1={hmac.digest(secret.encode(), signed, 'sha256').hex()}"


class Webhooks:
    """Delivers events by itself once started, else when asked to.

    Tests ask, and can lose, repeat and reorder events as they like.
    """

    def __init__(self, account: Account, endpoint: Endpoint, post: Post = over_http) -> None:
        self._account = account
        self._endpoint = endpoint
        self._post = post
        self._stopped = Event()
        self._thread: Thread | None = None

    def due(self) -> list[str]:
        """The ids of the events whose delivery is due, the oldest first."""
        with self._account.world() as world:
            return [
                each["event"]
                for each in world.notes("delivery").values()
                if each["state"] == "due" and each["next"] <= world.now
            ]

    def deliver(self, event: str) -> int | None:
        """Deliver an event now, be it for the first time or again.

        Answers the status of the answer, `None` where none came.
        """
        with self._account.world() as world:
            sent = dict(world.find("event", event))
            at = world.now
        body = json.dumps(sent, indent=2).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(body, self._endpoint.secret, at),
            "User-Agent": "Stripe/1.0 (sandbox)",
        }
        try:
            answer: int | None = self._post(self._endpoint.url, body, headers)
        except OSError as error:
            log.warning("event %s could not be delivered: %s", event, error)
            answer = None
        self._note(event, answer)
        return answer

    def deliver_due(self) -> int:
        """Deliver what is due, in order; answers how many events were tried."""
        due = self.due()
        for event in due:
            self.deliver(event)
        return len(due)

    def drop(self, event: str) -> None:
        """Lose an event: it is never delivered by itself."""
        with self._account.world() as world:
            world.notes("delivery")[event]["state"] = "dropped"
            world.touch()

    def start(self) -> None:
        """Deliver by itself from now on, time passing as the clock says."""
        self._stopped.clear()
        self._thread = Thread(target=self._run, name="sandbox-webhooks", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Deliver no more by itself."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _note(self, event: str, answer: int | None) -> None:
        with self._account.world() as world:
            delivery = world.notes("delivery").setdefault(event, {"state": "again", "attempts": 0})
            tries = delivery["attempts"] + 1
            delivery.update(attempts=tries, answer=answer)
            if answer is not None and 200 <= answer < 300:  # noqa: PLR2004  # HTTP's own
                delivery["state"] = "delivered"
                world.find("event", event)["pending_webhooks"] = 0
            elif delivery["state"] == "due" and tries > len(PAUSES):
                delivery["state"] = "given up"
            elif delivery["state"] == "due":
                delivery["next"] = world.now + PAUSES[tries - 1]
            world.touch()

    def _run(self) -> None:
        while not self._stopped.wait(_TICK):
            try:
                self.deliver_due()
            except Exception:
                log.exception("webhooks could not be delivered just now")
