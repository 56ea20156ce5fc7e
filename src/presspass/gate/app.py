"""The gate: one raw ASGI callable before the publication.

```
prefix  → web        what is ours
GET     → pages      the face that is the reader's, from memory or once from the origin
other   → origin     as it came; what comes back is gated all the same
```
"""

import logging
import re
from fnmatch import translate
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from presspass.gate.answers import send_plain
from presspass.gate.config import GateConfig
from presspass.gate.deliver import Deliver
from presspass.gate.fetch import Fetch
from presspass.gate.freshness import Freshness
from presspass.gate.headers import first, is_html
from presspass.gate.identify import Identify
from presspass.gate.pages import Page, Pages
from presspass.gate.request import Receive, Request, Scope, Send, join
from presspass.gate.target import Refused, Target, canonical
from presspass.ports import Clock, OriginAnswer, OriginAway

log = logging.getLogger(__name__)

_ASGI = Any  # an ASGI application; its own types are those of Scope, Receive and Send
_PERSONAL = Freshness(personal=True, seconds=0)
_BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


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
    ) -> None:
        self._config = config
        self._clock = clock
        self._web = web
        self._identify = identify
        self._pages = pages
        self._fetch = fetch
        self._deliver = deliver
        self._prefix = config.prefix.encode()
        self._login = (
            re.compile(
                rb"(?:^|[;\s])(?:"
                + b"|".join(_cookie_name(name) for name in config.login_cookies)
                + rb")="
            )
            if config.login_cookies
            else None
        )
        self._answers_for = lru_cache(maxsize=1024)(self._is_ours)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; WebSockets are refused."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return
        headers = join(scope["headers"])
        host = headers.get(b"host", b"").lower()
        now = self._clock.now()
        request = Request(scope, receive, send, headers, host, _NOWHERE, now)
        try:
            request.target = canonical(scope["raw_path"], scope["query_string"])
            await self._answer(request)
        except Refused as refused:
            await send_plain(request, HTTPStatus.BAD_REQUEST, f"The address is unclear: {refused}.")
        except OriginAway as away:
            log.warning("the origin is away: %s", away)
            await send_plain(
                request,
                HTTPStatus.BAD_GATEWAY,
                "The publication can't be reached just now. Please try again in a minute.",
                [(b"retry-after", b"30")],
            )
        except Exception:
            log.exception("a request failed")
            await send_plain(
                request,
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on our side. Please try again.",
            )

    async def _answer(self, request: Request) -> None:
        if not self._answers_for(request.host):
            await send_plain(
                request, HTTPStatus.MISDIRECTED_REQUEST, "This server doesn't answer for that host."
            )
        elif self._is_web(request.target.path):
            await self._to_web(request)
        elif request.method in ("GET", "HEAD"):
            await self._view(request)
        else:
            await self._pass(request, await self._fetch.own(request, whole=False))

    async def _view(self, request: Request) -> None:
        if self._is_login(request):
            await self._own(request)
            return
        page = self._pages.get(request.key, request.headers)
        if page is not None and request.now < page.fresh_until:
            await self._deliver.page(request, page)
        elif page is None and self._must_be_own(request):
            await self._own(request)
        else:
            await self._refresh(request, page)

    async def _refresh(self, request: Request, held: Page | None) -> None:
        """Ask the origin for the page that all readers share; while it is away, the held one."""
        try:
            outcome = await self._fetch.shared(request, held)
        except OriginAway as away:
            if held is None or request.now >= held.fresh_until + self._config.stale_seconds:
                raise
            log.warning("a page is served stale: %s", away)
            await self._deliver.page(request, held, stale=True)
            return
        if isinstance(outcome, Page):
            await self._deliver.page(request, outcome)
        elif outcome is None:
            await self._own(request)
        elif self._cookies(request):
            await outcome.close()
            await self._own(request)
        else:
            await self._pass(request, outcome)

    async def _own(self, request: Request) -> None:
        """Ask the origin in the reader's own name; nothing of the answer is kept."""
        whole = b"text/html" in request.headers.get(b"accept", b"")
        await self._pass(request, await self._fetch.own(request, whole=whole))

    async def _pass(self, request: Request, answer: OriginAnswer) -> None:
        """Pass an answer on if it is no page; a page is gated, however it was asked for."""
        content_type = first(answer.headers, b"content-type") or b""
        bodiless = answer.status in _BODILESS or _empty(answer)
        if bodiless or not is_html(content_type):
            await self._deliver.answer(request, answer, [])
            return
        if answer.status == HTTPStatus.PARTIAL_CONTENT or request.method == "HEAD":
            await answer.close()
            answer = await self._fetch.own(request, whole=True)
        page = await self._fetch.read(request, answer, _PERSONAL)
        await self._deliver.page(request, page)

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
        about = Request(
            request.scope,
            request.receive,
            request.send,
            request.headers,
            request.host,
            target,
            request.now,
        )
        page = self._pages.get(about.key, about.headers)
        if page is None or request.now >= page.fresh_until:
            outcome = await self._fetch.shared(about, page)
            if outcome is not None and not isinstance(outcome, Page):
                await outcome.close()
            page = outcome if isinstance(outcome, Page) else None
        return None if page is None else await self._deliver.receipt(request, page)

    def _is_ours(self, host: bytes) -> bool:
        name, _, port = host.decode("latin-1").rpartition(":")
        return (name if name and port.isdigit() else host.decode("latin-1")) in self._config.hosts

    def _is_web(self, path: bytes) -> bool:
        return path.startswith(self._prefix) and path[len(self._prefix) :][:1] in (b"", b"/")

    def _is_login(self, request: Request) -> bool:
        """Whether the request carries the origin's own log-in."""
        cookies = request.headers.get(b"cookie", b"")
        return b"authorization" in request.headers or (
            self._login is not None and self._login.search(cookies) is not None
        )

    def _must_be_own(self, request: Request) -> bool:
        """Whether an address that we know no page of is better asked in the reader's own name."""
        return (
            b"range" in request.headers
            or self._pages.is_opaque(request.key, request.now)
            or (
                b"text/html" not in request.headers.get(b"accept", b"")
                and bool(self._cookies(request))
            )
        )

    def _cookies(self, request: Request) -> bytes:
        """The request's cookies but for ours."""
        return self._identify.without_ours(request.headers.get(b"cookie", b""))


_NOWHERE = Target(b"/", b"/", b"/")


def _cookie_name(pattern: str) -> bytes:
    """A pattern of cookie names, in which `*` stands for anything, as an expression."""
    return (
        translate(pattern)
        .removeprefix("(?s:")
        .removesuffix(r")\Z")
        .replace(".*", "[^=;]*")
        .encode()
    )


def _empty(answer: OriginAnswer) -> bool:
    return first(answer.headers, b"content-length") == b"0"
