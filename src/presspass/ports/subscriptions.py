"""Where subscriptions are kept."""

from collections.abc import Sequence
from typing import Protocol

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.subscription import Subscription


class Subscriptions(Protocol):
    """Keeps subscriptions as they were settled last, also beyond the account.

    All methods raise `StoreAway`.
    """

    def ask(self, subscription: str) -> int:
        """The number of a look at the provider that begins now; later ones have higher numbers.

        Kept before the look, so that of two looks at once the one that began later prevails.
        """
        ...

    def put(self, subscription: Subscription, asked: int) -> bool:
        """Keep a subscription as the look of that number found it.

        False, and nothing changed, where what is kept was found by a later look.
        """
        ...

    def get(self, subscription: str) -> Subscription | None:
        """A subscription."""
        ...

    def of(self, reader: ReaderId) -> Sequence[Subscription]:
        """All subscriptions of a reader, the one begun last first."""
        ...

    def due(self, now: Instant, after: Subscription | None, size: int) -> Sequence[Subscription]:
        """Live ones that are due by `now`, the longest due first, and equals by their ids.

        `after` is the last one of those that were asked for before.
        """
        ...

    def live(self, after: str, size: int) -> Sequence[Subscription]:
        """All live ones with ids after `after`, in order: for comparing with the provider."""
        ...
