"""Where it is kept to whom the paper is delivered, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from presspass.core.address import DeliveryAddress
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a reader's paper goes, and since when it is kept so."""

    reader: ReaderId
    address: DeliveryAddress
    changed: Instant


class Deliveries(Protocol):
    """Keeps one address a reader, no longer than the account. All methods raise `StoreAway`."""

    def of(self, reader: ReaderId) -> Delivery | None:
        """Where a reader's paper goes."""
        ...

    def put(self, delivery: Delivery) -> None:
        """Keep an address in place of the reader's last one. Raises `NoAccount`."""
        ...

    def under(self, readers: Sequence[ReaderId]) -> Mapping[ReaderId, Delivery]:
        """Where the papers of up to 10,000 readers go; who has given no address is left out."""
        ...

    def prune(self, before: Instant) -> int:
        """Forget addresses kept before then, of readers to whom nothing was due since.

        Something is due to who holds `print`, from then on or at any time after. Answers how many.
        """
        ...
