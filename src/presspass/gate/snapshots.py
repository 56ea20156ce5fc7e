"""The snapshot in force, kept in memory and swapped whole when it changes."""

import asyncio
import logging

from presspass.gate.pages import Pages
from presspass.gate.target import Refused, canonical
from presspass.ports import Clock, Snapshot, Snapshots, Unavailable

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""How often a gate asks for changes; they are promised everywhere within five seconds."""


class CurrentSnapshot:
    """Asks for changes off the loop. While they can't be had, the last snapshot stays."""

    def __init__(self, source: Snapshots, clock: Clock, pages: Pages) -> None:
        self._source = source
        self._clock = clock
        self._pages = pages
        first = source.latest(None, clock.now())
        if first is None:
            raise Unavailable("there is no policy in force; apply one: presspass policy apply FILE")
        self.value: Snapshot = first
        self._purged = max((purge.number for purge in source.purges(0)), default=0)
        self._away = False

    async def watch(self) -> None:
        """Follow the source until cancelled."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await self.refresh()
            except Unavailable as away:
                if not self._away:
                    log.warning("policy changes can't be read, the last ones stay: %s", away)
                self._away = True
            else:
                if self._away:
                    log.warning("policy changes can be read again")
                self._away = False

    async def refresh(self) -> None:
        """Take over a change, and the purges that came since. Raises `Unavailable`."""
        changed = await asyncio.to_thread(
            self._source.latest, self.value.version, self._clock.now()
        )
        if changed is not None:
            self.value = changed
        for purge in await asyncio.to_thread(self._source.purges, self._purged):
            self._pages.purge(None if purge.url is None else _key(purge.url))
            self._purged = purge.number


def _key(url: str) -> bytes:
    """The path and query of a purge as caches know them, however they were written."""
    path, _, query = url.partition("?")
    try:
        return canonical(path.encode(errors="replace"), query.encode(errors="replace")).key
    except Refused:
        return url.encode(errors="replace")
