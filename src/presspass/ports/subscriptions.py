"""Where subscriptions are kept."""

from collections.abc import Sequence
from typing import Protocol

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.subscription import Subscription


class Subscriptions(Protocol):
    """Keeps subscriptions as they were settled last. All methods raise `StoreAway`."""

    def put(self, subscription: Subscription, now: Instant) -> None:
        """Keep a subscription, in place of the one with its id; `now` is when it was fetched.

        One that was fetched earlier than the one that is kept changes nothing. Raises `NoAccount`.
        """
        ...

    def get(self, subscription: str) -> Subscription | None:
        """A subscription."""
        ...

    def of(self, reader: ReaderId) -> Sequence[Subscription]:
        """All subscriptions of a reader, the one begun last first."""
        ...

    def due(self, now: Instant, after: str, size: int) -> Sequence[Subscription]:
        """Live ones whose period or grace has ended by `now`, with ids after `after`, in order."""
        ...

    def renewing(
        self, since: Instant, until: Instant, after: str, size: int
    ) -> Sequence[Subscription]:
        """Live ones that renew or begin to be charged from `since` to before `until`, in order."""
        ...

    def live(self, after: str, size: int) -> Sequence[Subscription]:
        """All live ones with ids after `after`, in order: for comparing with the provider."""
        ...
