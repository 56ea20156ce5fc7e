"""Getting pages from the origin: once for all who ask at the same time, and kept while fresh."""

import asyncio
import logging
from dataclasses import replace
from http import HTTPStatus
from typing import NamedTuple

from presspass.core.article import Tier
from presspass.core.instants import Instant
from presspass.gate.asking import Asking
from presspass.gate.bodies import read_body
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer, Examined
from presspass.gate.config import GateConfig
from presspass.gate.freshness import Freshness, freshness, varies
from presspass.gate.headers import first
from presspass.gate.kinds import is_html
from presspass.gate.pages import LIFE, Page, Pages
from presspass.gate.request import Request
from presspass.page.contract import Fallback
from presspass.ports import Headers, Origin, OriginAnswer, OriginAway

log = logging.getLogger(__name__)

_KEPT = frozenset({200, 203, 410})
"""Statuses whose pages are held; all others are asked for anew."""

_NOBODYS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
"""Statuses that may be meant for us, who say less than the reader."""

_REDIRECTS = range(HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.BAD_REQUEST)
_BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
_AGE_DIGITS = 9
_ABOUT_BYTES = frozenset({b"content-encoding", b"content-length", b"set-cookie"})
"""Lines of a 304 that say nothing of the page that is held."""


class Flight(NamedTuple):
    """A page being asked for, with the request headers of who asked."""

    page: asyncio.Future[Page | None]
    headers: dict[bytes, bytes]


class Fetch:
    """Asks the origin, and reads what comes back."""

    def __init__(  # it stands between these
        self,
        *,
        config: GateConfig,
        origin: Origin,
        asking: Asking,
        pages: Pages,
        composer: Composer,
        claims: Claims,
    ) -> None:
        self._config = config
        self._origin = origin
        self._asking = asking
        self._pages = pages
        self._composer = composer
        self._claims = claims
        self._flights: dict[tuple[bytes, tuple[bytes, ...]], Flight] = {}

    async def shared(self, request: Request, held: Page | None) -> Page | OriginAnswer | None:
        """The page at an address for all readers, `held` being what we have of it, now stale.

        Where the address holds no shared page, each asks for himself. Only a redirect that sets a
        cookie is given to the one who asked first: there something was done, as links that work
        once do. Raises `OriginAway`.
        """
        place = (request.key, self._pages.values(request.key, request.headers))
        flight = self._flights.get(place)
        if flight is not None:
            return await self._along(request, flight)
        page: asyncio.Future[Page | None] = asyncio.get_running_loop().create_future()
        self._flights[place] = Flight(page, request.headers)
        outcome: Page | OriginAnswer | None = None
        try:
            outcome = await self._fetch(request, held)
        except OriginAway as away:
            page.set_exception(away)
            page.exception()  # looked at, for nobody else may be waiting
            raise
        finally:
            if not page.done():
                page.set_result(outcome if isinstance(outcome, Page) else None)
            del self._flights[place]
        return outcome

    async def own(self, request: Request, *, whole: bool) -> OriginAnswer:
        """The origin's answer to a reader's own request. Raises `OriginAway`."""
        asked = self._asking.whole(request) if whole else self._asking.as_came(request)
        return await self._origin.send(asked)

    async def read(self, request: Request, answer: OriginAnswer, fresh: Freshness) -> Page:
        """A page of an answer. Raises `OriginAway` where it breaks off or can't be read."""
        headers = answer.headers
        body = await read_body(answer, self._config.page_bytes)
        content_type = (first(headers, b"content-type") or b"text/html").decode("latin-1")
        url = self._url(request)
        examined = await self._composer.examine(
            body, url, content_type, self._claimed(request, answer)
        )
        if not examined.facts.gated and self._pages.known:
            examined = await self._unmasked(request.key, examined, body, content_type)
        return Page(
            key=request.key,
            status=answer.status,
            headers=headers,
            body=body,
            examined=examined,
            personal=fresh.personal,
            truncated=len(body) > self._config.page_bytes,
            stored=request.now,
            fresh_until=request.now + fresh.seconds,
            age=_age(headers),
            life=[line for line in headers if line[0] in LIFE],
            vary=varies(headers),
            validators=_validators(headers),
        )

    def _claimed(self, request: Request, answer: OriginAnswer) -> Tier | None:
        """What a route claims of an answer: nothing of an error, and of a redirect no charge.

        Browsers show no redirect; what it may carry all the same stays locked where it is to be.
        """
        if answer.status >= HTTPStatus.BAD_REQUEST:
            return None
        tier = self._claims.tier(request.target.path)
        return None if tier is Tier.METERED and _is_redirect(answer) else tier

    def _url(self, request: Request) -> str:
        scheme = self._config.publication.url.partition(":")[0]
        return f"{scheme}://{request.key.decode('latin-1')}"

    async def _unmasked(
        self, key: bytes, examined: Examined, body: bytes, content_type: str
    ) -> Examined:
        """A page that carries another page's paid part is that article's, and closed.

        A page that says of its own article that it is free now is believed.
        """
        own, said = examined.facts.article.id, bool(examined.facts.declared)
        found = [
            page.examined.facts.article
            for page in self._pages.known.found(
                await self._composer.runs(body, examined.facts.url, content_type)
            )
            if page.key != key and not (said and page.examined.facts.article.id == own)
        ]
        if not found:
            return examined
        article = found[0]
        log.warning("a page shows what %s has behind its wall, and is gated as it is", article.id)
        facts = replace(examined.facts, article=article, fallback=Fallback.LEAKS)
        return examined._replace(facts=facts)

    async def _along(self, request: Request, flight: Flight) -> Page | OriginAnswer | None:
        """Wait for what somebody else asked for; what depends on headers that differ is not it."""
        page = await asyncio.shield(flight.page)
        if page is None or all(
            request.headers.get(name) == flight.headers.get(name) for name in page.vary
        ):
            return page
        held = self._pages.get(request.key, request.headers)
        if held is not None and request.now < held.fresh_until:
            return held
        return await self.shared(request, held)

    async def _fetch(self, request: Request, held: Page | None) -> Page | OriginAnswer | None:
        self._composer.expect(self._url(request))  # else the origin would be asked for nothing
        generation = self._pages.generation
        answer, fresh, told = await self._ask(request, held)
        if held is not None and _is_same(answer):
            await answer.close()
            self._still(held, answer.headers, request.now)
            return held
        if held is not None and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            await answer.close()
            raise OriginAway(f"the origin answers {answer.status}")
        page = None
        if not _serves_all(answer, fresh):
            self._pages.mark_opaque(request.key, request.now)
        else:
            page = await self.read(request, answer, fresh)
            page.vary = tuple(sorted(told.union(page.vary)))
        if page is not None and page.status in _KEPT and generation == self._pages.generation:
            self._pages.put(page, request.headers)
        elif held is not None:
            self._pages.forget(held)
        if page is not None or _did_something(answer):
            return page or answer
        await answer.close()
        return None

    async def _ask(
        self, request: Request, held: Page | None
    ) -> tuple[OriginAnswer, Freshness, frozenset[bytes]]:
        """The origin's answer, and by which of the reader's lines it may differ from others'.

        It is told no more of a reader than the answers at the address were seen to depend on, so
        that nothing else can be in a page for all; one that depends on more is asked for again.
        """
        told = self._pages.dependence(request.key)
        validators = held.validators if held is not None else []
        while True:
            answer = await self._origin.send(self._asking.shared(request, validators, told))
            fresh = freshness(answer.headers, request.now, self._config.fresh_seconds)
            wanted = frozenset(varies(answer.headers)) - told
            more = self._asking.could_tell(request, wanted) if wanted else wanted
            if not more or not (_is_same(answer) or _serves_all(answer, fresh)):
                return answer, fresh, told
            await answer.close()
            told, validators = told | more, []

    def _still(self, held: Page, headers: Headers, now: Instant) -> None:
        """Renew a page that is still the same (RFC 9111, section 4.3.4)."""
        told = {name for name, _ in headers if name not in _ABOUT_BYTES}
        headers = [line for line in held.headers if line[0] not in told] + [
            line for line in headers if line[0] in told
        ]
        held.headers = headers
        held.life = [line for line in headers if line[0] in LIFE]
        held.age = _age(headers)
        held.stored = now
        held.fresh_until = now + freshness(headers, now, self._config.fresh_seconds).seconds


def is_page(answer: OriginAnswer) -> bool:
    """Whether an answer has a body that browsers may show as a page."""
    return (
        answer.status not in _BODILESS
        and first(answer.headers, b"content-length") != b"0"
        and is_html(first(answer.headers, b"content-type") or b"")
    )


def _is_same(answer: OriginAnswer) -> bool:
    return answer.status == HTTPStatus.NOT_MODIFIED


def _serves_all(answer: OriginAnswer, fresh: Freshness) -> bool:
    """Whether an answer is a page that says the same to every reader."""
    return (
        is_page(answer)
        and not fresh.personal
        and not _is_redirect(answer)
        and answer.status not in _NOBODYS
    )


def _did_something(answer: OriginAnswer) -> bool:
    return _is_redirect(answer) and first(answer.headers, b"set-cookie") is not None


def _is_redirect(answer: OriginAnswer) -> bool:
    return answer.status in _REDIRECTS and first(answer.headers, b"location") is not None


def _age(headers: Headers) -> int:
    digits = first(headers, b"age") or b""
    return int(digits) if digits.isdigit() and len(digits) <= _AGE_DIGITS else 0


def _validators(headers: Headers) -> Headers:
    """The lines by which to ask whether a page is still the same."""
    found: Headers = []
    etag, modified = first(headers, b"etag"), first(headers, b"last-modified")
    if etag is not None:
        found.append((b"if-none-match", etag))
    if modified is not None:
        found.append((b"if-modified-since", modified))
    return found
