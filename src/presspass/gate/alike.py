"""Serving readers alike from one answer, which is made once a second."""

from collections.abc import Awaitable, Hashable

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.meter import Reading
from presspass.core.reader import Standing
from presspass.gate.countries import COUNTRY
from presspass.gate.deciding import Deciding, Open
from presspass.gate.deliver import Deliver
from presspass.gate.headers import accepts_gzip
from presspass.gate.identify import Identify, Visitor
from presspass.gate.pages import Page
from presspass.gate.ready import Asked, Metered, Moment, Ready, Sight
from presspass.gate.record import Recorder
from presspass.gate.request import SPECULATIVE, Request, Scope, Send
from presspass.gate.snapshots import CurrentSnapshot

_CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})
_ANYBODY = (Standing.ANONYMOUS, False, None, None)
"""What rules look at in a reader without a session, in a country not asked for or not known."""

_UNUSUAL = frozenset({*_CONDITIONS, *SPECULATIVE, b"authorization"})


class Alike:
    """Answers views of fresh pages in memory, which nearly all views are.

    What no two readers share goes to `Deliver` each time: a cookie to be given or renewed, a
    request that asks ahead or on a condition, a page too large to be held.
    """

    def __init__(
        self,
        identify: Identify,
        deciding: Deciding,
        deliver: Deliver,
        recorder: Recorder,
        snapshots: CurrentSnapshot,
    ) -> None:
        self._identify = identify
        self._deciding = deciding
        self._deliver = deliver
        self._recorder = recorder
        self._snapshots = snapshots
        self._moment = Moment()

    def at_hand(
        self, scope: Scope, headers: dict[bytes, bytes], now: Instant, send: Send
    ) -> Ready | Awaitable[None] | None:
        """What to send for a request in the words of one that was answered within the second.

        `None`: it must be looked at whole, and then goes to `answer` if it is for a page in memory.
        """
        sight = self._moment.met(_words(scope, headers), self._snapshots.value, now)
        if sight is None or scope["method"] != "GET" or not _UNUSUAL.isdisjoint(headers):
            return None
        cookies = headers.get(b"cookie", b"")
        if sight.free:
            found = None if self._identify.logins.among(cookies) else sight.answers.get(None)
            return found if isinstance(found, Ready) else None
        visitor = self._identify.usual(cookies, now)
        return None if visitor is None else self._gated(scope, visitor, sight, now, send)

    def answer(self, request: Request, page: Page) -> Ready | Awaitable[None]:
        """What to send for a GET of a fresh page in memory, or what sends it."""
        snapshot, now, headers = self._snapshots.value, request.now, request.headers
        zipped = accepts_gzip(headers.get(b"accept-encoding", b""))
        sight = self._moment.sight(page, snapshot, now, zipped=zipped)
        if page.truncated or request.speculative:
            return self._deliver.page(request, page)
        self._moment.meet(_words(request.scope, headers), sight)
        if sight.free:
            return self._shared(request, sight)
        visitor = self._identify.visitor(headers.get(b"cookie", b""), now)
        if not visitor.steady():
            return self._deliver.page(request, page)
        return self._gated(request.scope, visitor, sight, now, request.send)

    def _shared(self, request: Request, sight: Sight) -> Ready | Awaitable[None]:
        if not _CONDITIONS.isdisjoint(request.headers):
            return self._deliver.page(request, sight.page)
        found = sight.answers.get(None)
        return found if isinstance(found, Ready) else self._share(request, sight)

    async def _share(self, request: Request, sight: Sight) -> None:
        ready = await self._deliver.shared(sight.page, request.now, zipped=sight.zipped)
        self._moment.keep(sight.answers, None, ready)
        await ready.sent(request.send)

    def _gated(
        self, scope: Scope, visitor: Visitor, sight: Sight, now: Instant, send: Send
    ) -> Ready | Awaitable[None]:
        """What a reader gets whose cookies stay as they are."""
        reader = visitor.reader
        country = scope.get(COUNTRY) if sight.snapshot.asks_country else None
        if visitor.session is None and country is None:  # most: nothing is put together for them
            alike: Hashable = _ANYBODY
        else:
            alike = (reader.standing, reader.entitled(now), reader.fix_by, country)
        found = sight.answers.get(alike)
        if found is None:
            located = visitor if country is None else visitor.within(country)
            return self._rule(located, sight, alike, now, send)
        if isinstance(found, Metered):
            return self._metered(visitor, sight, found, now, send)
        self._recorder.add(now, reader.id, found.receipt)
        return found

    async def _rule(
        self, visitor: Visitor, sight: Sight, alike: Hashable, now: Instant, send: Send
    ) -> None:
        """Ask the rules, for all who are alike."""
        found = self._deciding.ruled(sight.snapshot, visitor, sight.page, now)
        if isinstance(found, Open):
            metered = Metered(found)
            self._moment.keep(sight.answers, alike, metered)
            await self._charge(visitor, sight, metered, now, send)
            return
        ready = await self._deliver.ready(sight.page, visitor.reader, found, zipped=sight.zipped)
        self._moment.keep(sight.answers, alike, ready)
        self._recorder.add(now, visitor.reader.id, ready.receipt)
        await ready.sent(send)

    def _metered(
        self, visitor: Visitor, sight: Sight, metered: Metered, now: Instant, send: Send
    ) -> Ready | Awaitable[None]:
        reader = visitor.reader.id
        reading = self._deciding.known(reader, metered.opened.wanted)
        if reading is None:
            return self._charge(visitor, sight, metered, now, send)
        ready = metered.answers.get(metered.telling(reading))
        if ready is None:
            return self._conclude(reader, sight, metered, reading, send)
        self._recorder.add(now, reader, ready.receipt)
        return ready

    async def _charge(
        self, visitor: Visitor, sight: Sight, metered: Metered, now: Instant, send: Send
    ) -> None:
        """Ask the meter, for this reader."""
        reader = visitor.reader.id
        reading = await self._deciding.reading(visitor, metered.opened)
        ready = metered.answers.get(metered.telling(reading))
        if ready is None:
            await self._conclude(reader, sight, metered, reading, send)
            return
        self._recorder.add(now, reader, ready.receipt)
        await send(ready.start)  # as `Ready.sent`, without another coroutine
        await send(ready.body)

    async def _conclude(
        self, reader: ReaderId, sight: Sight, metered: Metered, reading: Reading | None, send: Send
    ) -> None:
        """Make the answer for all alike of whom the meter says the same."""
        decision = self._deciding.concluded(metered.opened, reading)
        alike = metered.opened.needed.case.reader
        ready = await self._deliver.ready(sight.page, alike, decision, zipped=sight.zipped)
        self._moment.keep(metered.answers, metered.telling(reading), ready)
        self._recorder.add(decision.at, reader, ready.receipt)
        await ready.sent(send)


def _words(scope: Scope, headers: dict[bytes, bytes]) -> Asked:
    """That by which a page is known again."""
    host, encodings = headers.get(b"host"), headers.get(b"accept-encoding")
    return scope["raw_path"], scope["query_string"], host, encodings
