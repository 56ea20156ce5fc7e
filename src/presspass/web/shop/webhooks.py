"""What the provider tells us by itself: taken in, and handled by the worker."""

import logging
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from presspass.ports import Clock, Forged, Unavailable
from presspass.services.subscriptions.arrivals import Arrivals

log = logging.getLogger(__name__)

MAX_BYTES = 262_144
"""The longest body that is read. Stripe's events have a few thousand bytes."""


class Webhooks:
    """The address `/webhooks/stripe`. Its messages are proven by their signature alone."""

    def __init__(self, arrivals: Arrivals, clock: Clock) -> None:
        self._arrivals = arrivals
        self._clock = clock

    def routes(self) -> list[Route]:
        """Where it stands under the prefix."""
        return [Route("/webhooks/stripe", self.take, methods=["POST"])]

    async def take(self, request: Request) -> Response:
        """Keep an event: any status but 200 has the provider send it again."""
        body = b""
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BYTES:
                    log.warning("a webhook was longer than %d bytes, and refused", MAX_BYTES)
                    return _told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too long")
        except ClientDisconnect:
            return _told(HTTPStatus.BAD_REQUEST, "the request broke off")
        signature = request.headers.get("stripe-signature", "")
        return await run_in_threadpool(self._receive, body, signature)

    def _receive(self, body: bytes, signature: str) -> Response:
        try:
            new = self._arrivals.receive(body, signature, self._clock.now())
        except Forged as forged:
            log.warning("a webhook was refused: %s", forged)
            return _told(HTTPStatus.BAD_REQUEST, "the signature is not good")
        except ValueError as fault:
            log.warning("a webhook was signed, and no event: %s", fault)
            return _told(HTTPStatus.BAD_REQUEST, "this is no event")
        except Unavailable as away:
            log.warning("a webhook will have to come again: %s", away)
            answer = _told(HTTPStatus.SERVICE_UNAVAILABLE, "come again")
            answer.headers["Retry-After"] = "30"
            return answer
        return _told(HTTPStatus.OK, "taken in" if new else "known already")


def _told(status: HTTPStatus, text: str) -> Response:
    return PlainTextResponse(f"{text}\n", status, {"Cache-Control": "no-store"})
