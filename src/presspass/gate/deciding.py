"""From a reader and an article to a decision, by way of the meter where the rules ask for it."""

import logging
from typing import NamedTuple

from presspass.core import meter as rules
from presspass.core.access import Decision, NeedsMeter, conclude, decide, without_meter
from presspass.core.credentials import MeterCookie
from presspass.core.ids import article_key
from presspass.core.instants import Instant
from presspass.core.meter import Charge, Entry, Reading
from presspass.core.reader import Reader
from presspass.gate.identify import Visitor
from presspass.gate.pages import Page
from presspass.ports import MeterStore, Snapshot, StoreAway

log = logging.getLogger(__name__)


class Ahead(Exception):  # noqa: N818  # it names a state, not a fault
    """A speculative request that would charge: its reader may never see the page."""


class Open(NamedTuple):
    """A decision left open until the meter has been asked for a reading."""

    needed: NeedsMeter
    wanted: Charge


class Deciding:
    """Asks the rules and the meter."""

    def __init__(self, meter: MeterStore) -> None:
        self._meter = meter
        self.known = meter.known
        """The meter's reading, where its memory is enough for it."""
        self._away = False

    @staticmethod
    def ruled(snapshot: Snapshot, visitor: Visitor, page: Page, now: Instant) -> "Decision | Open":
        """What the rules say: a decision, or what is to be asked of the meter."""
        article = page.examined.facts.article
        needed = decide(snapshot.policy, visitor.reader, article, now, settled=page.settled)
        return needed if isinstance(needed, Decision) else Open(needed, _wanted(needed, visitor))

    def at_once(
        self, snapshot: Snapshot, visitor: Visitor, page: Page, now: Instant
    ) -> "Decision | Open":
        """The decision, where the rules or the meter's memory are enough for it."""
        found = self.ruled(snapshot, visitor, page, now)
        if isinstance(found, Decision):
            return found
        if visitor.reader.new:  # nothing is written before the cookie has come back
            return conclude(found.needed, rules.peek((), found.wanted))
        if visitor.cookie is None or visitor.cookie.pending is None:
            reading = self.known(visitor.reader.id, found.wanted)
            if reading is not None:
                return conclude(found.needed, reading)
        return found

    async def reading(self, visitor: Visitor, left: "Open") -> Reading | None:
        """The reading of a charge, with what is pending; `None` while the meter is away."""
        reader, cookie = visitor.reader, visitor.cookie
        try:
            if cookie is not None and cookie.pending is not None:
                await self._settle(reader, cookie, left.wanted.pool)
            reading = await self._meter.charge(reader.id, left.wanted)
        except StoreAway as away:
            self._is_away(away)
            return None
        if self._away:
            self._is_back()
        return reading

    @staticmethod
    def concluded(left: "Open", reading: Reading | None) -> Decision:
        """The decision that was left open; without a reading, as the policy has it for that."""
        return without_meter(left.needed) if reading is None else conclude(left.needed, reading)

    async def charged(self, visitor: Visitor, left: "Open") -> Decision:
        """The decision that was left open; what is granted by the meter is charged."""
        return self.concluded(left, await self.reading(visitor, left))

    async def charge(
        self, snapshot: Snapshot, visitor: Visitor, page: Page, now: Instant
    ) -> Decision:
        """The decision on delivering the article now; what is granted by the meter is charged."""
        found = self.at_once(snapshot, visitor, page, now)
        return found if isinstance(found, Decision) else await self.charged(visitor, found)

    async def peek(
        self, snapshot: Snapshot, visitor: Visitor, page: Page, now: Instant
    ) -> Decision:
        """The decision that `charge` would give, with nothing charged."""
        found = self.at_once(snapshot, visitor, page, now)
        if isinstance(found, Decision):
            return found
        try:
            reading = await self._meter.peek(visitor.reader.id, found.wanted)
        except StoreAway as away:
            self._is_away(away)
            return without_meter(found.needed)
        if self._away:
            self._is_back()
        return conclude(found.needed, reading)

    async def ahead(
        self, snapshot: Snapshot, visitor: Visitor, page: Page, now: Instant
    ) -> Decision:
        """The decision for a speculative request. Raises `Ahead` where it would charge."""
        decision = await self.peek(snapshot, visitor, page, now)
        if decision.newly_charged:
            raise Ahead
        return decision

    async def _settle(self, reader: Reader, cookie: MeterCookie, pool: str) -> None:
        """Charge what another pool granted before the cookie had come back."""
        already_read = None if cookie.pool == pool else cookie.already_read()
        if already_read is not None:
            await self._meter.charge(reader.id, already_read)

    def _is_away(self, away: StoreAway) -> None:
        if not self._away:
            log.error("the meter is away, its policy for that case applies: %s", away)
        self._away = True

    def _is_back(self) -> None:
        log.warning("the meter is back")
        self._away = False


def _wanted(needed: NeedsMeter, visitor: Visitor) -> Charge:
    """What to ask of the meter; what is pending in the same pool is charged along."""
    now, metering, cookie = needed.case.now, needed.metering, visitor.cookie
    pending: tuple[Entry, ...] = ()
    if cookie is not None and cookie.pending is not None and cookie.pool == metering.pool:
        pending = (cookie.pending,)
    article = article_key(needed.case.article.id)
    since = metering.period.since(now)
    return Charge(metering.pool, article, needed.limit, since, now, pending)
