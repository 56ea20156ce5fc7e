"""Forgets what has had its time."""

from presspass.core.instants import DAY
from presspass.jobs.worker import Stopping
from presspass.ports import Clock, Commerce

ATTEMPTS_KEPT = 1
CHALLENGES_KEPT = 1
SESSIONS_KEPT = 7
MAILS_KEPT = 30
"""Days: longer than any window counts; so that an old link can be told from a forged one; longer
than any gate honours a session that was revoked; for the operator."""


class Tidy:
    """Prunes the books of accounts."""

    def __init__(self, commerce: Commerce, clock: Clock) -> None:
        self._commerce = commerce
        self._clock = clock

    def __call__(self, _: Stopping) -> None:
        """Prune once. Raises `StoreAway`."""
        now = self._clock.now()
        with self._commerce.transaction() as books:
            books.attempts.prune(now - ATTEMPTS_KEPT * DAY)
            books.challenges.prune(now - CHALLENGES_KEPT * DAY)
            books.sessions.prune(now - SESSIONS_KEPT * DAY)
            books.outbox.prune(now - MAILS_KEPT * DAY)
