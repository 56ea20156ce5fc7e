"""`ports.Entitlements` in memory."""

from collections.abc import Mapping, Sequence

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.entitlement import Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.ports import NoAccount


class MemoryEntitlements:
    """Entitlements in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def of(self, reader: ReaderId) -> Sequence[Entitlement]:
        """All entitlements of a reader, in the order in which they begin."""
        held = [each for each in self._tables.entitlements.values() if each.reader == reader]
        return sorted(held, key=lambda each: (each.since, each.id))

    def put(self, *entitlements: Entitlement) -> None:
        """Keep entitlements, each in place of the one with its id. Raises `NoAccount`."""
        for entitlement in entitlements:
            if entitlement.reader not in self._tables.accounts:
                raise NoAccount
            self._tables.entitlements[entitlement.id] = entitlement

    def remove(self, entitlement: EntitlementId) -> bool:
        """Forget an entitlement; false where there was none."""
        return self._tables.entitlements.pop(entitlement, None) is not None

    def under(self, readers: Sequence[ReaderId]) -> Mapping[ReaderId, Sequence[Entitlement]]:
        """The entitlements of many readers at once; who has none is left out."""
        found = {reader: self.of(reader) for reader in readers}
        return {reader: held for reader, held in found.items() if held}
