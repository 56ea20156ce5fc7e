"""Serving readers alike from one answer, which is made once a second."""

from collections.abc import Awaitable, Hashable

from presspass.core.ids import ReaderId
from presspass.core.meter import Reading
from presspass.gate.countries import COUNTRY
from presspass.gate.deciding import Deciding, Open
from presspass.gate.deliver import Deliver
from presspass.gate.headers import accepts_gzip
from presspass.gate.identify import Identify, Visitor
from presspass.gate.pages import Page
from presspass.gate.ready import Metered, Moment, Ready, Sight
from presspass.gate.record import Recorder
from presspass.gate.request import Request
from presspass.gate.snapshots import CurrentSnapshot

_CONDITIONS = (b"if-none-match", b"if-modified-since")


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

    def answer(self, request: Request, page: Page) -> Ready | Awaitable[None]:
        """What to send for a GET, or what sends it."""
        snapshot, now, headers = self._snapshots.value, request.now, request.headers
        zipped = accepts_gzip(headers.get(b"accept-encoding", b""))
        sight = self._moment.sight(page, snapshot, now, zipped=zipped)
        if page.truncated or request.speculative:
            return self._deliver.page(request, page)
        if sight.free:
            return self._shared(request, sight)
        visitor = self._identify.visitor(headers.get(b"cookie", b""), now)
        if not visitor.steady:
            return self._deliver.page(request, page)
        reader = visitor.reader
        country = request.scope.get(COUNTRY) if snapshot.asks_country else None
        alike = (reader.standing, reader.entitled(now), reader.fix_by, country)
        found = sight.answers.get(alike)
        if found is None:
            located = visitor if country is None else visitor.within(country)
            return self._rule(request, located, sight, alike)
        if isinstance(found, Metered):
            return self._metered(request, visitor, sight, found)
        self._recorder.add(now, reader.id, found.receipt)
        return found

    def _shared(self, request: Request, sight: Sight) -> Ready | Awaitable[None]:
        if not request.headers.keys().isdisjoint(_CONDITIONS):
            return self._deliver.page(request, sight.page)
        found = sight.answers.get(None)
        return found if isinstance(found, Ready) else self._share(request, sight)

    def _metered(
        self, request: Request, visitor: Visitor, sight: Sight, metered: Metered
    ) -> Ready | Awaitable[None]:
        reading = self._deciding.known(visitor.reader, metered.opened)
        if reading is None:
            return self._charge(request, visitor, sight, metered)
        ready = metered.answers.get(metered.telling(reading))
        if ready is None:
            return self._conclude(request, visitor.reader.id, sight, metered, reading)
        self._recorder.add(request.now, visitor.reader.id, ready.receipt)
        return ready

    async def _share(self, request: Request, sight: Sight) -> None:
        ready = await self._deliver.shared(sight.page, request.now, zipped=sight.zipped)
        self._moment.keep(sight.answers, None, ready)
        await ready.send(request)

    async def _rule(
        self, request: Request, visitor: Visitor, sight: Sight, alike: Hashable
    ) -> None:
        """Ask the rules, for all who are alike."""
        found = self._deciding.ruled(sight.snapshot, visitor, sight.page, request.now)
        if isinstance(found, Open):
            metered = Metered(found)
            self._moment.keep(sight.answers, alike, metered)
            await self._charge(request, visitor, sight, metered)
            return
        ready = await self._deliver.ready(sight.page, visitor.reader, found, zipped=sight.zipped)
        self._moment.keep(sight.answers, alike, ready)
        self._recorder.add(request.now, visitor.reader.id, ready.receipt)
        await ready.send(request)

    async def _charge(
        self, request: Request, visitor: Visitor, sight: Sight, metered: Metered
    ) -> None:
        """Ask the meter, for this reader."""
        reading = await self._deciding.reading(visitor, metered.opened)
        ready = metered.answers.get(metered.telling(reading))
        if ready is None:
            await self._conclude(request, visitor.reader.id, sight, metered, reading)
            return
        self._recorder.add(request.now, visitor.reader.id, ready.receipt)
        await request.send(ready.start)  # as `Ready.send`, without another coroutine
        await request.send(ready.body)

    async def _conclude(
        self,
        request: Request,
        reader: ReaderId,
        sight: Sight,
        metered: Metered,
        reading: Reading | None,
    ) -> None:
        """Make the answer for all alike of whom the meter says the same."""
        decision = self._deciding.concluded(metered.opened, reading)
        alike = metered.opened.needed.case.reader
        ready = await self._deliver.ready(sight.page, alike, decision, zipped=sight.zipped)
        self._moment.keep(metered.answers, metered.telling(reading), ready)
        self._recorder.add(request.now, reader, ready.receipt)
        await ready.send(request)
