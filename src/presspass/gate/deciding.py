"""From a reader and an article to a decision, by way of the meter where the rules ask for it."""

import logging

from presspass.core import meter as rules
from presspass.core.access import Decision, NeedsMeter, conclude, decide, without_meter
from presspass.core.article import Article
from presspass.core.ids import article_key
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Entry, Reading
from presspass.core.reader import Reader
from presspass.gate.identify import Visitor
from presspass.ports import MeterStore, Snapshot, StoreAway

log = logging.getLogger(__name__)


class Ahead(Exception):  # noqa: N818  # it names a state, not a fault
    """A speculative request that would charge: its reader may never see the page."""


class Deciding:
    """Asks the rules and the meter."""

    def __init__(self, meter: MeterStore) -> None:
        self._meter = meter
        self._away = False

    async def charge(
        self, snapshot: Snapshot, visitor: Visitor, article: Article, now: Instant
    ) -> Decision:
        """The decision on delivering the article now; what is granted by the meter is charged."""
        needed = decide(snapshot.policy, visitor.reader, article, now)
        if isinstance(needed, Decision):
            return needed
        return await self._metered(needed, visitor, keep=True)

    async def peek(
        self, snapshot: Snapshot, visitor: Visitor, article: Article, now: Instant
    ) -> Decision:
        """The decision that `charge` would give, with nothing charged."""
        needed = decide(snapshot.policy, visitor.reader, article, now)
        if isinstance(needed, Decision):
            return needed
        return await self._metered(needed, visitor, keep=False)

    async def ahead(
        self, snapshot: Snapshot, visitor: Visitor, article: Article, now: Instant
    ) -> Decision:
        """The decision for a speculative request. Raises `Ahead` where it would charge."""
        decision = await self.peek(snapshot, visitor, article, now)
        if decision.newly_charged:
            raise Ahead
        return decision

    async def _metered(self, needed: NeedsMeter, visitor: Visitor, *, keep: bool) -> Decision:
        try:
            reading = await self._read(needed, visitor, keep=keep)
        except StoreAway as away:
            if not self._away:
                log.error("the meter is away, its policy for that case applies: %s", away)  # noqa: TRY400  # the cause is in the message
            self._away = True
            return without_meter(needed)
        if self._away:
            log.warning("the meter is back")
            self._away = False
        return conclude(needed, reading)

    async def _read(self, needed: NeedsMeter, visitor: Visitor, *, keep: bool) -> Reading:
        case, pool = needed.case, needed.metering.pool
        cookie = visitor.cookie
        pending: tuple[Entry, ...] = ()
        if cookie is not None and cookie.pending is not None:
            if cookie.pool == pool:
                pending = (cookie.pending,)
            elif keep:
                await self._settle(visitor.reader, cookie.pool, cookie.pending)
        wanted = Charge(
            pool,
            article_key(case.article.id),
            needed.limit,
            needed.metering.period.since(case.now),
            case.now,
            pending,
        )
        if visitor.reader.new:  # nothing is written before the cookie has come back
            return rules.peek((), wanted)
        if keep:
            return await self._meter.charge(visitor.reader.id, wanted)
        return await self._meter.peek(visitor.reader.id, wanted)

    async def _settle(self, reader: Reader, pool: str, pending: Entry) -> None:
        """Charge what another pool granted before the cookie had come back."""
        already_read = Charge(pool, pending.article, 0, 0, pending.at, (pending,))
        await self._meter.charge(reader.id, already_read)
