"""Stripe's interface over HTTP: who asks, in which version, whether it was asked before."""

import base64
import binascii
import json
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.core.instants import DAY
from presspass.sandbox.account import Account
from presspass.sandbox.expanding import expanded
from presspass.sandbox.objects import VERSION, Object
from presspass.sandbox.params import Params, opened, refuse_unknown
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.routes import ROUTES, Known
from presspass.sandbox.world import World

_KEY = "sk_test_"
_KEYS_KEPT = DAY
"""How long an idempotency key is remembered: after a day Stripe may forget it, so here it does."""


class Api:
    """Answers the requests of `routes.py`, and refuses all others as Stripe would."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def routes(self) -> list[Route]:
        """The routes, all under `/v1`."""
        known = [self._route(each) for each in ROUTES]
        methods = ["GET", "POST", "DELETE"]
        return [*known, Route("/v1/{path:path}", self._unknown, methods=methods)]

    def _route(self, known: Known) -> Route:
        async def endpoint(request: Request) -> Response:
            sent = (await request.body()).decode("utf-8", "replace")
            return await run_in_threadpool(self._answer, request, sent, known)

        return Route(known.path, endpoint, methods=[known.method])

    def _answer(self, request: Request, sent: str, known: Known) -> Response:
        with self._account.world() as world:
            request_id = world.request_id()
            key = request.headers.get("idempotency-key") if request.method == "POST" else None
            headers = {"request-id": request_id, "stripe-version": VERSION}
            if key is not None:
                headers["idempotency-key"] = key
            world.request = (request_id, key)
            try:
                _refuse_strangers(request.headers)
                kept = _kept(world, key, request.url.path, sent)
                if kept is not None:
                    headers["idempotent-replayed"] = "true"
                    return _json(kept["body"], kept["status"], headers)
                status, body = 200, _done(world, request, sent, known)
            except Refusal as refusal:
                status, body = refusal.status, refusal.body()
                if refusal.before_it_began:
                    key = None
            finally:
                world.request = (None, None)
            if key is not None:
                told = {"at": world.now, "path": request.url.path, "sent": sent}
                world.touch()
                world.notes("idempotency").setdefault(key, {**told, "status": status, "body": body})
            return _json(body, status, headers)

    def _unknown(self, request: Request) -> Response:
        said = f"Unrecognized request URL ({request.method}: {request.url.path}), in the sandbox."
        return _json(Refusal(said, status=404).body(), 404, {"stripe-version": VERSION})


def _done(world: World, request: Request, sent: str, known: Known) -> Object:
    values = opened(sent if request.method == "POST" else request.url.query)
    refuse_unknown(values, {*known.names.split(), "expand.#"})
    asked = Params(values)
    paths = asked.texts("expand")
    given = request.path_params.get("id", "")
    url = known.path.replace("{id}", given)
    return expanded(world, known.handler(world, asked, url, given), paths)


def _refuse_strangers(headers: Mapping[str, str]) -> None:
    """Only test keys are taken, and only the one version is spoken."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given).decode().partition(":")[0]
        except (binascii.Error, ValueError):
            given = ""
    if not given:
        raise Refusal("You did not provide an API key.", status=401)
    if not given.startswith(_KEY):
        said = "Invalid API Key provided: the sandbox takes keys that begin with sk_test_."
        raise Refusal(said, status=401)
    version = headers.get("stripe-version", VERSION)
    if version != VERSION:
        said = f"Invalid Stripe API version: {version}. The sandbox speaks {VERSION} alone."
        raise Refusal(said)


def _kept(world: World, key: str | None, path: str, sent: str) -> Object | None:
    """The answer that a request under the same key was given before."""
    kept: dict[str, Object] = world.notes("idempotency")
    for old in [each for each, told in kept.items() if told["at"] <= world.now - _KEYS_KEPT]:
        del kept[old]
    found = None if key is None else kept.get(key)
    if found is not None and (found["path"], found["sent"]) != (path, sent):
        raise Refusal(
            "Keys for idempotent requests can only be used with the same parameters they were"
            f" first used with. Try using a key other than '{key}' if you meant to execute a"
            " different request.",
            kind="idempotency_error",
        )
    return found


def _json(body: Object, status: int, headers: Mapping[str, str]) -> Response:
    return Response(json.dumps(body), status, headers, "application/json")
