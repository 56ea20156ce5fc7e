"""Where it is kept what readers are entitled to."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from presspass.core.entitlement import Entitlement, EntitlementId
from presspass.core.ids import ReaderId


class Entitlements(Protocol):
    """Keeps entitlements, past ones too: they tell what a reader once was.

    What changes one tells the gates (`Sessions.renew`). All methods raise `StoreAway`.
    """

    def of(self, reader: ReaderId) -> Sequence[Entitlement]:
        """All entitlements of a reader, in the order in which they begin."""
        ...

    def put(self, *entitlements: Entitlement) -> None:
        """Keep entitlements, each in place of the one with its id. Raises `NoAccount`."""
        ...

    def remove(self, entitlement: EntitlementId) -> bool:
        """Forget an entitlement as if it had never been; false where there was none."""
        ...

    def under(self, readers: Sequence[ReaderId]) -> Mapping[ReaderId, Sequence[Entitlement]]:
        """The entitlements of up to 10,000 readers at once; who has none is left out."""
        ...
