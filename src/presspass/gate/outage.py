"""What the operator hears of the origin's outages."""

import logging

from presspass.core.instants import Instant

log = logging.getLogger(__name__)

_TOLD_SECONDS = 60
"""How often at most the operator is told that the origin is away, which one bad page may seem."""


class Outage:
    """Tells the operator once that the origin is away, and once that it is back."""

    def __init__(self) -> None:
        self._why: str | None = None
        self._told: Instant = 0

    def began(self, why: str, now: Instant) -> None:
        """Note that the origin was away for somebody."""
        if self._why is None and now >= self._told + _TOLD_SECONDS:
            log.warning("the origin is away: %s", why)
            self._why, self._told = why, now

    def ended(self) -> None:
        """Note that it answered."""
        if self._why is not None:
            log.warning("the origin answers again")
            self._why = None
