"""Decisions on their way to the journal, in batches and off the path."""

import asyncio
import logging
from collections import deque

from presspass.ports import Journal, Record, Unavailable

log = logging.getLogger(__name__)

FLUSH_SECONDS = 1.0
_BATCH = 500
_KEPT = 100_000
"""What is held while the journal is away; beyond it the oldest are lost."""


class Recorder:
    """Holds records until they are written."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._held: deque[Record] = deque(maxlen=_KEPT)
        self.add = self._held.append
        """Take a record; costs no more than a list's append."""
        self._away = False

    async def run(self) -> None:
        """Write what is held every second until cancelled."""
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        """Write what is held; while the journal is away it stays held."""
        while self._held:
            batch = [self._held.popleft() for _ in range(min(_BATCH, len(self._held)))]
            try:
                await asyncio.to_thread(self._journal.write, batch)
            except Unavailable as away:
                if not self._away:
                    log.warning("decisions can't be recorded just now: %s", away)
                self._away = True
                room = _KEPT - len(self._held)
                self._held.extendleft(reversed(batch[max(0, len(batch) - room) :]))
                return
            if self._away:
                log.warning("decisions are recorded again")
            self._away = False
