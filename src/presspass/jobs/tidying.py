"""Forgets what has had its time."""

from presspass.jobs.worker import Stopping
from presspass.ports import Clock, Commerce
from presspass.services.accounts.retention import forget_old


class Tidy:
    """Prunes the books."""

    def __init__(self, commerce: Commerce, clock: Clock) -> None:
        self._commerce = commerce
        self._clock = clock

    def __call__(self, _: Stopping) -> None:
        """Prune once. Raises `StoreAway`."""
        with self._commerce.transaction() as books:
            forget_old(books, self._clock.now())
