"""What every `ports.Commerce` promises of the addresses to which the paper goes."""

from dataclasses import replace

import pytest

from presspass.core.account import Account
from presspass.core.address import DeliveryAddress
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.ports import Commerce, Delivery, NoAccount

NOW = 1_800_000_000
ANN, BEA, CID = (ReaderId(bytes([number]) * 16) for number in (1, 2, 0xFF))
HOME = DeliveryAddress("Ann „Lee“", "=Kaistraße 7", "", "20457", "Hamburg", "", "DE")
ANNS = Delivery(ANN, HOME, NOW)
BEAS = Delivery(BEA, replace(HOME, recipient="بيا"), NOW - 5)


@pytest.fixture(autouse=True)
def accounts(commerce: Commerce) -> None:
    with commerce.transaction() as books:
        for number, reader in enumerate((ANN, BEA)):
            mailbox = Mailbox.parse(f"reader{number}@example.com")
            books.accounts.create(Account(reader, mailbox, "en", NOW))


def put(commerce: Commerce, *deliveries: Delivery) -> None:
    with commerce.transaction() as books:
        for each in deliveries:
            books.deliveries.put(each)


def test_a_reader_has_one_address_and_the_last_is_kept(commerce: Commerce) -> None:
    with commerce.reading() as books:
        assert books.deliveries.of(ANN) is None
    moved = Delivery(ANN, replace(HOME, line2="c/o Möwe", region="HH"), NOW + 1)
    put(commerce, ANNS, BEAS, moved)
    with commerce.reading() as books:
        assert books.deliveries.of(ANN) == moved
        assert books.deliveries.of(BEA) == BEAS


def test_the_addresses_of_many_are_found_at_once(commerce: Commerce) -> None:
    put(commerce, ANNS, BEAS)
    with commerce.reading() as books:
        assert books.deliveries.under([ANN, CID, BEA]) == {ANN: ANNS, BEA: BEAS}
        assert books.deliveries.under([CID]) == {}
        assert books.deliveries.under([]) == {}


def test_nobody_has_an_address_without_an_account(commerce: Commerce) -> None:
    with pytest.raises(NoAccount):
        put(commerce, replace(ANNS, reader=CID))


def test_the_address_goes_with_the_account(commerce: Commerce) -> None:
    put(commerce, ANNS, BEAS)
    with commerce.transaction() as books:
        books.accounts.delete(ANN, NOW)
    with commerce.reading() as books:
        assert books.deliveries.under([ANN, BEA]) == {BEA: BEAS}


@pytest.mark.parametrize(
    ("benefit", "until", "forgotten"),
    [
        (Benefit.PRINT, None, False),
        (Benefit.PRINT, NOW + 10, False),
        (Benefit.PRINT, NOW + 1, False),
        (Benefit.PRINT, NOW, True),
        (Benefit.ARTICLES, None, True),
    ],
)
def test_an_address_is_forgotten_once_nothing_was_due_for_long_enough(
    commerce: Commerce, benefit: Benefit, until: Instant | None, *, forgotten: bool
) -> None:
    held = Entitlement(
        EntitlementId("a"), ANN, benefit, NOW - 100, until, Basis.SUBSCRIPTION, "complete"
    )
    put(commerce, replace(ANNS, changed=NOW - 1), replace(BEAS, changed=NOW))
    with commerce.transaction() as books:
        books.entitlements.put(held)
        assert books.deliveries.prune(NOW) == forgotten
    with commerce.reading() as books:
        assert (books.deliveries.of(ANN) is None) == forgotten
        assert books.deliveries.of(BEA) is not None
