"""The gate: one raw ASGI callable before the publication.

```
prefix  → web        what is ours
GET     → pages      the face that is the reader's, from memory or once from the origin
other   → origin     as it came; what comes back is gated all the same
```
"""

import asyncio
import logging
import re
from collections.abc import Awaitable
from copy import copy
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from presspass.gate.ahead import ReadAhead
from presspass.gate.alike import Alike
from presspass.gate.answers import send_plain
from presspass.gate.config import GateConfig
from presspass.gate.countries import Countries
from presspass.gate.deliver import Deliver
from presspass.gate.fetch import Fetch, is_page
from presspass.gate.freshness import Freshness
from presspass.gate.headers import first
from presspass.gate.identify import Identify
from presspass.gate.kinds import Kind, kind_of
from presspass.gate.outage import Outage
from presspass.gate.pages import Page, Pages
from presspass.gate.passing import pass_on
from presspass.gate.ready import Ready
from presspass.gate.request import Receive, Request, Scope, Send, join
from presspass.gate.target import Refused, canonical
from presspass.gate.texts import Texts
from presspass.gate.turns import Busy
from presspass.ports import Clock, OriginAnswer, OriginAway

log = logging.getLogger(__name__)

_ASGI = Any  # an ASGI application; its own types are those of Scope, Receive and Send
_PERSONAL = Freshness(personal=True, seconds=0)
_PORT = re.compile(r":[0-9]*\Z")

PATIENCE_SECONDS = 5.0
"""How long readers wait for the origin while there is a page that could be had without it."""

_PAUSE_SECONDS = 2
"""How long the origin is left alone about a page for which it was away."""

_UNTIL_IT_ENDS = 2**63


class Gate:
    """Answers every request for the publication. Nothing that it meets makes it raise."""

    def __init__(  # noqa: PLR0913  # it stands between these
        self,
        *,
        config: GateConfig,
        clock: Clock,
        web: _ASGI,
        identify: Identify,
        pages: Pages,
        fetch: Fetch,
        deliver: Deliver,
        alike: Alike,
        texts: Texts,
    ) -> None:
        self._config = config
        self._clock = clock
        self._web = web
        self._identify = identify
        self._pages = pages
        self._fetch = fetch
        self._deliver = deliver
        self._alike = alike
        self._texts = texts
        self._prefix = config.prefix.encode()
        self._countries = Countries.of(config)
        self._answers_for = lru_cache(maxsize=256)(self._is_ours)
        self._outage = Outage()
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; WebSockets are refused."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return
        headers = join(scope["headers"])
        if self._countries is not None:
            self._countries.settle(scope, headers)
        now = self._clock.now()
        try:
            answer = self._alike.at_hand(scope, headers, now, send)
            if answer is None:
                answer = self._answer(Request(scope, receive, send, headers, now))
            if isinstance(answer, Ready):  # most: a coroutine of their own would be felt
                await send(answer.start)
                await send(answer.body)
            else:
                await answer
        except Exception as fault:  # noqa: BLE001  # whatever it is, its reader is told
            await self._fail(Request(scope, receive, send, headers, now), fault)

    async def _fail(self, request: Request, fault: Exception) -> None:
        """Say what is the matter in place of an answer."""
        if isinstance(fault, Refused):
            await send_plain(request, HTTPStatus.BAD_REQUEST, f"The address is unclear: {fault}.")
        elif isinstance(fault, Busy):
            await send_plain(
                request,
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too much is asked for just now. Please try again in a moment.",
                [(b"retry-after", b"5")],
            )
        elif isinstance(fault, OriginAway):
            self._outage.began(str(fault), request.now)
            await send_plain(
                request,
                HTTPStatus.BAD_GATEWAY,
                "The publication can't be reached just now. Please try again in a minute.",
                [(b"retry-after", b"30")],
            )
        else:
            log.error("a request failed", exc_info=fault)
            await send_plain(
                request,
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on our side. Please try again.",
            )

    def _answer(  # noqa: PLR0911  # one for each kind of request
        self, request: Request
    ) -> Ready | Awaitable[None]:
        """What to send, or what sends it. Raises `Refused`."""
        request.target = canonical(request.scope["raw_path"], request.scope["query_string"])
        if not self._answers_for(request.host):
            return send_plain(
                request, HTTPStatus.MISDIRECTED_REQUEST, "This server doesn't answer for that host."
            )
        if self._is_web(request.target.path):
            return self._to_web(request)
        if request.method not in ("GET", "HEAD"):
            return self._send_on(request)
        if self._identify.logins.known(request.headers):
            return self._own(request)
        page = self._pages.get(request.key, request.headers)
        if page is not None and request.now < page.fresh_until:
            if request.method == "GET":
                return self._alike.answer(request, page)
            return self._deliver.page(request, page)
        if page is None and self._must_be_own(request):
            return self._own(request)
        return self._refresh(request, page)

    async def _refresh(self, request: Request, held: Page | None) -> None:
        """Ask the origin for the page that all readers share; while it is away, the held one."""
        try:
            outcome = await self._asked(request, held)
        except OriginAway as away:
            if held is None or not self._may_be_stale(request, held):
                raise
            if not isinstance(away, Busy):
                self._outage.began(str(away), request.now)
            await self._deliver.page(request, held, stale=True)
            return
        self._outage.ended()
        if isinstance(outcome, Page):
            await self._deliver.page(request, outcome)
        elif outcome is None:
            await self._own(request)
        elif self._cookies(request):
            await outcome.close()
            await self._own(request)
        else:
            await self._pass(request, outcome)

    async def _asked(self, request: Request, held: Page | None) -> Page | OriginAnswer | None:
        """What the origin answers; while there is a page to be had without it, within patience."""
        if held is None or not self._may_be_stale(request, held):
            return await self._fetch.shared(request, held)
        if request.now < held.ask_again:
            raise OriginAway("the origin was away a moment ago")
        asking = asyncio.ensure_future(self._fetch.shared(request, held))
        done, _ = await asyncio.wait({asking}, timeout=PATIENCE_SECONDS)
        if done and asking.exception() is None:
            return asking.result()
        if done:
            held.ask_again = self._clock.now() + _PAUSE_SECONDS
            return asking.result()
        held.ask_again = _UNTIL_IT_ENDS
        late = asyncio.ensure_future(self._let_go(asking, held))
        self._late.add(late)
        late.add_done_callback(self._late.discard)
        raise OriginAway(f"the origin takes longer than {PATIENCE_SECONDS:.0f} seconds")

    async def _let_go(
        self, asking: "asyncio.Future[Page | OriginAnswer | None]", held: Page
    ) -> None:
        """Wait for what no reader waits for any more; a page is kept by who fetched it."""
        await asyncio.wait({asking})
        held.ask_again = self._clock.now() + _PAUSE_SECONDS
        if asking.cancelled() or asking.exception() is not None:
            return
        outcome = asking.result()
        if outcome is not None and not isinstance(outcome, Page):
            await outcome.close()

    def _may_be_stale(self, request: Request, held: Page) -> bool:
        return request.now < held.fresh_until + self._config.stale_seconds

    async def _send_on(self, request: Request) -> None:
        """Hand the origin what is sent to it, and its answer to who sent it."""
        await self._pass(request, await self._fetch.own(request, whole=False))

    async def _own(self, request: Request) -> None:
        """Ask the origin in the reader's own name; nothing of the answer is kept."""
        whole = b"text/html" in request.headers.get(b"accept", b"")
        await self._pass(request, await self._fetch.own(request, whole=whole))

    async def _pass(self, request: Request, answer: OriginAnswer) -> None:
        """Pass an answer on if it is no page; a page is gated, however it was asked for."""
        if not is_page(answer):
            await self._pass_text(request, answer)
            return
        if answer.status == HTTPStatus.PARTIAL_CONTENT or request.method == "HEAD":
            await answer.close()
            answer = await self._fetch.own(request, whole=True)
        page = await self._fetch.read(request, answer, _PERSONAL)
        await self._deliver.page(request, page)

    async def _pass_text(self, request: Request, answer: OriginAnswer) -> None:
        """Pass an answer on, unless it is a text that carries paid parts past their pages."""
        kind = kind_of(first(answer.headers, b"content-type") or b"")
        if request.method == "HEAD" or not self._pages.known or kind is Kind.BINARY:
            await pass_on(request, answer, [])
            return
        ahead = ReadAhead(answer)
        try:
            is_text = await self._texts.is_text(ahead)
            if is_text and answer.status == HTTPStatus.PARTIAL_CONTENT:
                # Every part alone would pass for a quotation.
                await ahead.close()
                ahead = ReadAhead(await self._fetch.own(request, whole=True))
                is_text = await self._texts.is_text(ahead)
            url = request.key.decode("latin-1")
            pages = await self._texts.held(ahead, url) if is_text else []
        except BaseException:
            await ahead.close()
            raise
        if pages:
            await self._deliver.holding(request, ahead, pages)
        else:
            await pass_on(request, ahead, [])

    async def _to_web(self, request: Request) -> None:
        """Hand a request to our own pages; "Why?" gets the receipt of the page it asks about."""
        if request.target.path == self._prefix + b"/why":
            asked = parse_qs(request.scope["query_string"].decode("latin-1")).get("page", [""])[0]
            if asked:
                request.scope["presspass.receipt"] = await self._receipt(request, asked)
        await self._web(request.scope, request.receive, request.send)

    async def _receipt(self, request: Request, asked: str) -> str | None:
        path, _, query = asked.partition("?")
        try:
            target = canonical(path.encode(), query.encode())
        except Refused:
            return None
        about = copy(request)
        about.target = target
        page = self._pages.get(about.key, about.headers)
        if page is None or request.now >= page.fresh_until:
            page = await self._fetched(about, page)
        return None if page is None else await self._deliver.receipt(request, page)

    async def _fetched(self, request: Request, held: Page | None) -> Page | None:
        """A page that all readers share, the held one while the origin is away; or `None`."""
        try:
            outcome = await self._asked(request, held)
        except OriginAway:
            return held
        if outcome is None or isinstance(outcome, Page):
            return outcome
        await outcome.close()
        return None

    def _is_ours(self, host: bytes) -> bool:
        name = _PORT.sub("", host.decode("latin-1"))
        return name in self._config.hosts or name.strip("[]") in self._config.hosts

    def _is_web(self, path: bytes) -> bool:
        return path.startswith(self._prefix) and path[len(self._prefix) :][:1] in (b"", b"/")

    def _must_be_own(self, request: Request) -> bool:
        """Whether an address that we know no page of is better asked in the reader's own name."""
        accept = request.headers.get(b"accept", b"*/*")
        return (
            b"range" in request.headers
            or self._pages.is_opaque(request.key, request.now)
            or (b"text/html" not in accept and (accept != b"*/*" or bool(self._cookies(request))))
        )

    def _cookies(self, request: Request) -> bytes:
        """The request's cookies but for ours."""
        return self._identify.without_ours(request.headers.get(b"cookie", b""))
