"""Handing answers to readers: a page with the face that is theirs, anything else as it comes."""

from http import HTTPStatus

from presspass.core import receipts
from presspass.core.access import Decision
from presspass.core.credentials import MeterCookie
from presspass.core.ids import article_key
from presspass.core.instants import Instant
from presspass.core.meter import Entry
from presspass.core.reader import Reader
from presspass.core.seals import Keyring, Purpose
from presspass.gate.answers import PRIVATE, send_plain, send_whole
from presspass.gate.config import GateConfig
from presspass.gate.countries import COUNTRY
from presspass.gate.deciding import Ahead, Deciding
from presspass.gate.faces import NOT_GATED, Faces, view_of
from presspass.gate.fetch import Fetch
from presspass.gate.headers import accepts_gzip, first
from presspass.gate.identify import Identify, Visitor
from presspass.gate.pages import Page
from presspass.gate.passing import pass_on
from presspass.gate.ready import Ready
from presspass.gate.record import Recorder
from presspass.gate.request import Request
from presspass.gate.sessions import Sessions
from presspass.gate.snapshots import CurrentSnapshot
from presspass.ports import Headers, OriginAnswer, OriginAway, Snapshot

RECEIPT = b"presspass-receipt"
_STALE: Headers = [(b"cache-status", b"presspass; hit; detail=stale")]  # RFC 9211


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
        sessions: Sessions,
        snapshots: CurrentSnapshot,
    ) -> None:
        self._zone = config.publication.zone
        self._locates = config.country_header is not None
        self._keyring = keyring
        self._identify = identify
        self._deciding = deciding
        self._faces = faces
        self._fetch = fetch
        self._recorder = recorder
        self._sessions = sessions
        self._snapshots = snapshots

    async def page(self, request: Request, page: Page, *, stale: bool = False) -> None:
        """Send a page: the origin's own where it is free for everyone, else the reader's face."""
        snapshot = self._snapshots.value
        page.seen_under(snapshot)
        if page.free_for_all(snapshot, request.now):
            if page.truncated:
                await self._untouched(request, frozenset(), [])
            else:
                await self._shared(request, page, stale=stale)
            return
        visitor, extra = await self._visitor(request, snapshot)
        if request.method == "HEAD":
            decision = await self._deciding.peek(snapshot, visitor, page, request.now)
            await self._private(request, page, visitor, decision, extra)
            return
        if request.speculative:
            try:  # no meter cookie: it tells what is charged, and nothing is
                decision = await self._deciding.ahead(snapshot, visitor, page, request.now)
            except Ahead:
                await _send_ahead(request)
                return
        else:
            found = self._deciding.at_once(snapshot, visitor, page, request.now)
            # Most need no coroutine of their own, which a page view would feel.
            decision = (
                found
                if isinstance(found, Decision)
                else await self._deciding.charged(visitor, found)
            )
            extra += self._cookies(visitor, decision, snapshot)
        if stale:
            extra += _STALE
        await self._private(request, page, visitor, decision, extra)

    async def receipt(self, request: Request, page: Page) -> str:
        """The receipt of the decision that the reader would get on a page, nothing charged."""
        snapshot = self._snapshots.value
        page.seen_under(snapshot)
        visitor, _ = await self._visitor(request, snapshot)
        decision = await self._deciding.peek(snapshot, visitor, page, request.now)
        return self._keyring.seal(Purpose.RECEIPT, receipts.pack(decision))

    async def _visitor(self, request: Request, snapshot: Snapshot) -> tuple[Visitor, Headers]:
        """Who asks and where they are, with the header line that renews a session."""
        visitor = self._identify.visitor(request.headers.get(b"cookie", b""), request.now)
        extra: Headers = []
        if visitor.stale:
            visitor, extra = await self._sessions.settled(visitor, request.now)
        return (_located(request, visitor, snapshot) if self._locates else visitor), extra

    async def _shared(self, request: Request, page: Page, *, stale: bool) -> None:
        zipped = accepts_gzip(request.headers.get(b"accept-encoding", b""))
        ready = await self.shared(page, request.now, zipped=zipped)
        headers = ready.start["headers"]
        if stale:
            headers += _STALE
        if page.status == HTTPStatus.OK and _unchanged(request, page):
            headers = [line for line in headers if not line[0].startswith(b"content-")]
            await send_whole(request, HTTPStatus.NOT_MODIFIED, headers, b"")
            return
        await send_whole(request, page.status, headers, ready.body["body"])

    async def _private(
        self,
        request: Request,
        page: Page,
        visitor: Visitor,
        decision: Decision,
        extra: Headers,
    ) -> None:
        if page.truncated and decision.granted:
            token = self._keyring.seal(Purpose.RECEIPT, receipts.pack(decision))
            if request.method != "HEAD":
                self._recorder.add(decision.at, visitor.reader.id, token)
            extra.append((RECEIPT, token.encode()))
            await self._untouched(request, NOT_GATED, PRIVATE + extra)
            return
        zipped = accepts_gzip(request.headers.get(b"accept-encoding", b""))
        ready = await self.ready(page, visitor.reader, decision, zipped=zipped)
        if request.method != "HEAD":
            self._recorder.add(decision.at, visitor.reader.id, ready.receipt)
        headers = ready.start["headers"] + extra
        await send_whole(request, page.status, headers, ready.body["body"])

    async def shared(self, page: Page, now: Instant, *, zipped: bool) -> Ready:
        """The answer to whoever asks for a page that is free for everyone."""
        face = await self._faces.shared(page, zipped=zipped)
        headers = [*face.headers, *page.life]
        if not page.personal:
            headers.append((b"age", str(max(0, page.age + now - page.stored)).encode()))
        return Ready.of(page.status, headers, face.body)

    async def ready(self, page: Page, reader: Reader, decision: Decision, *, zipped: bool) -> Ready:
        """The answer to whoever is before the same decision as this reader."""
        token = self._keyring.seal(Purpose.RECEIPT, receipts.pack(decision))
        snapshot = self._snapshots.value
        view = view_of(decision, reader, self._zone, snapshot.regions)
        face = page.face(view, decision.at, zipped=zipped)
        if face is None:
            face = await self._faces.private(page, view, snapshot, decision.at, zipped=zipped)
        headers = [*face.headers, (RECEIPT, token.encode())]
        return Ready.of(page.status, headers, face.body, token)

    def _cookies(self, visitor: Visitor, decision: Decision, snapshot: Snapshot) -> Headers:
        """The line that gives or renews the meter cookie, where it changed."""
        reader, cookie = visitor.reader, visitor.cookie
        metered = decision.limit is not None
        if cookie is None:
            if not (reader.new and decision.newly_charged):
                return []
            pool = self._pool(decision, snapshot)
            entry = Entry(article_key(decision.article), decision.at)
            return [self._identify.meter_line(MeterCookie(reader.id, decision.at, entry, pool))]
        if cookie.pending is not None and metered:
            return [self._identify.meter_line(MeterCookie(cookie.reader, decision.at))]
        if not visitor.fresh:
            renewed = MeterCookie(cookie.reader, decision.at, cookie.pending, cookie.pool)
            return [self._identify.meter_line(renewed)]
        return []

    @staticmethod
    def _pool(decision: Decision, snapshot: Snapshot) -> str:
        for rule in snapshot.policy.rules:
            if rule.name == decision.rule and rule.metering is not None:
                return rule.metering.pool
        return snapshot.policy.default_metering.pool

    async def holding(self, request: Request, answer: OriginAnswer, pages: list[Page]) -> None:
        """Pass on an answer that carries paid parts, to a reader who may read every one of them.

        One article is charged as its page would be, unless the browser asks ahead of its reader;
        several at once are for those alone who may read each without a charge.
        """
        snapshot = self._snapshots.value
        visitor, extra = await self._visitor(request, snapshot)
        charging = len(pages) == 1 and not request.speculative
        decide = self._deciding.charge if charging else self._deciding.peek
        decisions = []
        for page in pages:
            page.seen_under(snapshot)
            decisions.append(await decide(snapshot, visitor, page, request.now))
        told = next((one for one in decisions if not one.granted), decisions[0])
        token = self._keyring.seal(Purpose.RECEIPT, receipts.pack(told))
        self._recorder.add(told.at, visitor.reader.id, token)
        if charging:
            extra += self._cookies(visitor, told, snapshot)
        extra.append((RECEIPT, token.encode()))
        unpaid = not charging and any(one.newly_charged for one in decisions)
        if told.granted and not unpaid:
            await pass_on(request, answer, PRIVATE + extra, NOT_GATED)
            return
        await answer.close()
        if request.speculative:
            await _send_ahead(request)
            return
        await send_plain(
            request, HTTPStatus.FORBIDDEN, "This holds an article that you can't read yet.", extra
        )

    async def _untouched(self, request: Request, without: frozenset[bytes], extra: Headers) -> None:
        """Pass on a page too large to be held, to a reader who may read it."""
        if request.method not in ("GET", "HEAD"):
            raise OriginAway("a page that answers a form is too large to be held")
        answer = await self._fetch.own(request, whole=True)
        await pass_on(request, answer, extra, without)


def _located(request: Request, visitor: Visitor, snapshot: Snapshot) -> Visitor:
    """The visitor with their country, if the snapshot asks for countries and theirs is known."""
    country = request.scope[COUNTRY] if snapshot.asks_country else None
    return visitor if country is None else visitor.within(country)


async def _send_ahead(request: Request) -> None:
    await send_plain(request, HTTPStatus.SERVICE_UNAVAILABLE, "This page can't be loaded ahead.")


def _unchanged(request: Request, page: Page) -> bool:
    """Whether what the client holds is still the page (RFC 9110, section 13.2.2)."""
    if request.method not in ("GET", "HEAD"):
        return False
    known = request.headers.get(b"if-none-match")
    etag = first(page.headers, b"etag")
    if known is not None:
        tags = {tag.strip().removeprefix(b"W/") for tag in known.split(b",")}
        return etag is not None and (etag.removeprefix(b"W/") in tags or b"*" in tags)
    since = request.headers.get(b"if-modified-since")
    return since is not None and since == first(page.headers, b"last-modified")
