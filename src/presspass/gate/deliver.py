"""Handing answers to readers: a page with the face that is theirs, anything else as it comes."""

import asyncio
from http import HTTPStatus

from presspass.core import receipts
from presspass.core.access import Decision
from presspass.core.credentials import MeterCookie
from presspass.core.ids import article_key
from presspass.core.meter import Entry
from presspass.core.seals import Keyring, Purpose
from presspass.gate.answers import send_plain, send_whole
from presspass.gate.config import GateConfig
from presspass.gate.deciding import Ahead, Deciding
from presspass.gate.faces import Faces, view_of
from presspass.gate.fetch import Fetch
from presspass.gate.headers import accepts_gzip, first
from presspass.gate.identify import Identify, Visitor
from presspass.gate.pages import Page
from presspass.gate.record import Recorder
from presspass.gate.request import Request
from presspass.gate.snapshots import CurrentSnapshot
from presspass.ports import Headers, OriginAnswer, Record, Snapshot

RECEIPT = b"presspass-receipt"
_STALE: Headers = [(b"cache-status", b"presspass; hit; detail=stale")]  # RFC 9211
_PRIVATE: Headers = [(b"cache-control", b"private, no-store"), (b"accept-ranges", b"none")]


class Deliver:
    """The gate's last step."""

    def __init__(  # noqa: PLR0913  # it stands between these
        self,
        *,
        config: GateConfig,
        keyring: Keyring,
        identify: Identify,
        deciding: Deciding,
        faces: Faces,
        fetch: Fetch,
        recorder: Recorder,
        snapshots: CurrentSnapshot,
    ) -> None:
        self._zone = config.publication.zone
        self._keyring = keyring
        self._identify = identify
        self._deciding = deciding
        self._faces = faces
        self._fetch = fetch
        self._recorder = recorder
        self._snapshots = snapshots

    async def page(self, request: Request, page: Page, *, stale: bool = False) -> None:
        """Send a page: the origin's own where it is free for everyone, else the reader's face."""
        snapshot = self._snapshots.value
        article = page.examined.facts.article
        if snapshot.policy.free_for_all(article, request.now) and not page.truncated:
            await self._shared(request, page, stale=stale)
            return
        visitor = self._identify.visitor(request.headers.get(b"cookie", b""), request.now)
        if request.method == "HEAD":
            decision = await self._deciding.peek(snapshot, visitor, article, request.now)
            await self._private(request, page, snapshot, visitor, decision, [])
            return
        if request.speculative:
            try:
                decision = await self._deciding.ahead(snapshot, visitor, article, request.now)
            except Ahead:
                await send_plain(
                    request, HTTPStatus.SERVICE_UNAVAILABLE, "This page can't be loaded ahead."
                )
                return
        else:
            decision = await self._deciding.charge(snapshot, visitor, article, request.now)
        extra = self._cookies(visitor, decision, snapshot)
        if stale:
            extra += _STALE
        await self._private(request, page, snapshot, visitor, decision, extra)

    async def receipt(self, request: Request, page: Page) -> str:
        """The receipt of the decision that the reader would get on a page, nothing charged."""
        visitor = self._identify.visitor(request.headers.get(b"cookie", b""), request.now)
        decision = await self._deciding.peek(
            self._snapshots.value, visitor, page.examined.facts.article, request.now
        )
        return self._keyring.seal(Purpose.RECEIPT, receipts.pack(decision))

    async def _shared(self, request: Request, page: Page, *, stale: bool) -> None:
        zipped = accepts_gzip(request.headers.get(b"accept-encoding", b""))
        page.seen_under(self._snapshots.value)
        face = await self._faces.shared(page, zipped=zipped)
        age = str(page.age + request.now - page.stored).encode()
        headers = [*face.headers, (b"age", age)]
        if stale:
            headers += _STALE
        if page.status == HTTPStatus.OK and _unchanged(request, page):
            headers = [line for line in headers if not line[0].startswith(b"content-")]
            await send_whole(request, HTTPStatus.NOT_MODIFIED, headers, b"")
            return
        await send_whole(request, page.status, headers, face.body)

    async def _private(  # all that a face depends on
        self,
        request: Request,
        page: Page,
        snapshot: Snapshot,
        visitor: Visitor,
        decision: Decision,
        extra: Headers,
    ) -> None:
        token = self._keyring.seal(Purpose.RECEIPT, receipts.pack(decision))
        extra.append((RECEIPT, token.encode()))
        if request.method != "HEAD":
            self._recorder.add(Record(decision, visitor.reader.id, token))
        if page.truncated and decision.granted:
            await self._untouched(request, extra)
            return
        view = view_of(decision, visitor.reader, self._zone)
        zipped = accepts_gzip(request.headers.get(b"accept-encoding", b""))
        face = await self._faces.private(page, view, snapshot, request.now, zipped=zipped)
        await send_whole(request, page.status, face.headers + extra, face.body)

    def _cookies(self, visitor: Visitor, decision: Decision, snapshot: Snapshot) -> Headers:
        """The line that gives or renews the meter cookie, where it changed."""
        reader, cookie = visitor.reader, visitor.cookie
        metered = decision.limit is not None
        if cookie is None:
            if not (reader.new and decision.newly_charged):
                return []
            pool = self._pool(decision, snapshot)
            entry = Entry(article_key(decision.article), decision.at)
            return [self._identify.set_cookie(MeterCookie(reader.id, decision.at, entry, pool))]
        if cookie.pending is not None and metered:
            return [self._identify.set_cookie(MeterCookie(cookie.reader, decision.at))]
        if not visitor.fresh:
            renewed = MeterCookie(cookie.reader, decision.at, cookie.pending, cookie.pool)
            return [self._identify.set_cookie(renewed)]
        return []

    @staticmethod
    def _pool(decision: Decision, snapshot: Snapshot) -> str:
        for rule in snapshot.policy.rules:
            if rule.name == decision.rule and rule.metering is not None:
                return rule.metering.pool
        return snapshot.policy.default_metering.pool

    async def answer(self, request: Request, answer: OriginAnswer, extra: Headers) -> None:
        """Pass an answer on as it comes, until either side goes away."""
        pump = asyncio.ensure_future(_pump(request, answer, extra))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({pump, gone}, return_when=asyncio.FIRST_COMPLETED)
            if pump.done():
                pump.result()
        finally:
            for task in (pump, gone):
                task.cancel()
            await asyncio.gather(pump, gone, return_exceptions=True)
            await answer.close()

    async def _untouched(self, request: Request, extra: Headers) -> None:
        """Pass on a page too large to be held, to a reader who may read it."""
        await self.answer(request, await self._fetch.own(request, whole=True), _PRIVATE + extra)


async def _pump(request: Request, answer: OriginAnswer, extra: Headers) -> None:
    replaced = {name for name, _ in extra}
    headers = [line for line in answer.headers if line[0] not in replaced] + extra
    await request.send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if request.method != "HEAD":
        async for chunk in answer.chunks():
            await request.send({"type": "http.response.body", "body": chunk, "more_body": True})
    await request.send({"type": "http.response.body", "body": b""})


async def _gone(request: Request) -> None:
    """Return when the reader has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _unchanged(request: Request, page: Page) -> bool:
    """Whether what the client holds is still the page (RFC 9110, section 13.2.2)."""
    known = request.headers.get(b"if-none-match")
    etag = first(page.headers, b"etag")
    if known is not None:
        tags = {tag.strip().removeprefix(b"W/") for tag in known.split(b",")}
        return etag is not None and (etag.removeprefix(b"W/") in tags or b"*" in tags)
    since = request.headers.get(b"if-modified-since")
    return since is not None and since == first(page.headers, b"last-modified")
