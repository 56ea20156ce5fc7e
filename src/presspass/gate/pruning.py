"""Charges that no period counts any more, on their way out."""

import asyncio
import logging

from presspass.core.instants import DAY
from presspass.gate.snapshots import CurrentSnapshot
from presspass.ports import Clock, MeterStore, Unavailable

log = logging.getLogger(__name__)

PRUNE_SECONDS = 6 * 3600.0
_MONTH_DAYS = 31
_SPARE_DAYS = 31
"""Charges are kept this much longer than the longest period, in which a policy may lengthen it."""


class Pruning:
    """Has the meter forget what is older than any period of the policy in force."""

    def __init__(self, meter: MeterStore, snapshots: CurrentSnapshot, clock: Clock) -> None:
        self._meter = meter
        self._snapshots = snapshots
        self._clock = clock

    async def run(self) -> None:
        """Prune at once and a few times a day, until cancelled."""
        while True:
            await self.prune()
            await asyncio.sleep(PRUNE_SECONDS)

    async def prune(self) -> None:
        """Prune once; while the meter is away nothing is pruned."""
        rules = self._snapshots.value.policy.rules
        periods = [rule.metering.period for rule in rules if rule.metering is not None]
        days = max((period.days or _MONTH_DAYS for period in periods), default=_MONTH_DAYS)
        try:
            await self._meter.prune(self._clock.now() - (days + _SPARE_DAYS) * DAY)
        except Unavailable as away:
            log.warning("old charges can't be pruned just now: %s", away)
