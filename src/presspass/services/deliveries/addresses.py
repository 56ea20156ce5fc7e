"""Keeping where readers' papers go."""

from collections.abc import Mapping

from presspass.core.address import DeliveryAddress, Fault, Part, faults, tidied
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.plans import Benefit
from presspass.ports import Commerce, Deed, Delivery


class UnfitAddress(Exception):  # noqa: N818  # it says what an address is not
    """No label can be printed from an address; `faults` says why, part by part."""

    def __init__(self, faults: Mapping[Part, Fault]) -> None:
        named = ", ".join(f"{part} {fault}" for part, fault in faults.items())
        super().__init__(f"the address can't be printed on a label: {named}")
        self.faults = faults


class Addresses:
    """Keeps an address for each reader. All methods block, and raise `StoreAway`."""

    def __init__(self, commerce: Commerce) -> None:
        self._commerce = commerce

    def of(self, reader: ReaderId) -> Delivery | None:
        """Where a reader's paper goes."""
        with self._commerce.reading() as books:
            return books.deliveries.of(reader)

    def wanted(self, reader: ReaderId, now: Instant) -> bool:
        """Whether a reader gets the paper, now or from a day to come."""
        with self._commerce.reading() as books:
            held = books.entitlements.of(reader)
        return any(each.benefit is Benefit.PRINT and not each.past(now) for each in held)

    def keep(self, reader: ReaderId, typed: DeliveryAddress, now: Instant) -> Delivery:
        """Keep an address as it was typed, less what nobody sees; the same again changes nothing.

        The audit learns that it was changed, and not to what. Raises `UnfitAddress`, and
        `NoAccount` where the account was deleted meanwhile.
        """
        address = tidied(typed)
        wrong = faults(address)
        if wrong:
            raise UnfitAddress(wrong)
        with self._commerce.transaction() as books:
            kept = books.deliveries.of(reader)
            if kept is not None and kept.address == address:
                return kept
            delivery = Delivery(reader, address, now)
            books.deliveries.put(delivery)
            deed = "delivery address given" if kept is None else "delivery address changed"
            books.audit.enter(Deed.by_reader(now, deed, reader))
        return delivery
