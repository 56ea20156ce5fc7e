"""A reader's address is kept once it can be printed on a label, and nobody else hears of it."""

from dataclasses import replace

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.address import NOWHERE, DeliveryAddress, Fault, Part
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.ports import Commerce, NoAccount
from presspass.services.accounts.retention import ADDRESSES_KEPT, forget_old
from presspass.services.deliveries.addresses import Addresses, UnfitAddress

NOW = 1_800_000_000 // DAY * DAY
ANN = ReaderId(b"a" * 16)
HOME = DeliveryAddress("Ann Lee", "Kaistraße 7", "", "20457", "Hamburg", "", "DE")


@pytest.fixture
def commerce() -> Commerce:
    books_of = MemoryCommerce()
    with books_of.transaction() as books:
        books.accounts.create(Account(ANN, Mailbox.parse("ann@example.com"), "en", NOW))
    return books_of


@pytest.fixture
def addresses(commerce: Commerce) -> Addresses:
    return Addresses(commerce)


def hold(commerce: Commerce, benefit: Benefit, until: Instant | None, since: Instant = NOW) -> None:
    held = Entitlement(EntitlementId("a"), ANN, benefit, since, until, Basis.IMPORT)
    with commerce.transaction() as books:
        books.entitlements.put(held)


def test_an_address_is_kept_tidy(addresses: Addresses) -> None:
    assert addresses.of(ANN) is None
    typed = replace(HOME, recipient=" Ann  Lee\u200e", postal_code="20 457", country="de")
    kept = addresses.keep(ANN, typed, NOW)
    assert (kept.address, kept.changed) == (HOME, NOW)
    assert addresses.of(ANN) == kept


def test_one_that_no_label_could_be_printed_from_changes_nothing(addresses: Addresses) -> None:
    addresses.keep(ANN, HOME, NOW)
    with pytest.raises(UnfitAddress, match="city missing, region missing") as refused:
        addresses.keep(ANN, replace(NOWHERE, recipient="A", line1="B", country="US"), NOW + 1)
    assert refused.value.faults[Part.POSTAL_CODE] is Fault.MISSING
    kept = addresses.of(ANN)
    assert kept is not None
    assert (kept.address, kept.changed) == (HOME, NOW)


def test_the_audit_knows_of_each_change_and_of_no_address(
    addresses: Addresses, commerce: Commerce
) -> None:
    addresses.keep(ANN, HOME, NOW)
    assert addresses.keep(ANN, replace(HOME, city=" Hamburg"), NOW + 1).changed == NOW
    addresses.keep(ANN, replace(HOME, city="Kiel", postal_code="24103"), NOW + 2)
    with commerce.reading() as books:
        deeds = books.audit.about(ANN.hex())
    assert [(each.at, each.actor, each.action, each.note) for each in deeds] == [
        (NOW, "reader", "delivery address given", ""),
        (NOW + 2, "reader", "delivery address changed", ""),
    ]


def test_there_is_none_without_an_account(addresses: Addresses) -> None:
    with pytest.raises(NoAccount):
        addresses.keep(ReaderId(b"b" * 16), HOME, NOW)


@pytest.mark.parametrize(
    ("benefit", "since", "until", "wanted"),
    [
        (Benefit.PRINT, NOW - 5, NOW + 5, True),
        (Benefit.PRINT, NOW + 5, None, True),
        (Benefit.PRINT, NOW - 5, NOW, False),
        (Benefit.ARTICLES, NOW - 5, None, False),
    ],
)
def test_an_address_is_wanted_while_the_paper_comes_or_will(
    addresses: Addresses,
    commerce: Commerce,
    benefit: Benefit,
    since: Instant,
    until: Instant | None,
    *,
    wanted: bool,
) -> None:
    assert not addresses.wanted(ANN, NOW)
    hold(commerce, benefit, until, since)
    assert addresses.wanted(ANN, NOW) is wanted


def test_an_address_is_forgotten_some_time_after_the_last_paper(
    addresses: Addresses, commerce: Commerce
) -> None:
    addresses.keep(ANN, HOME, NOW)
    hold(commerce, Benefit.PRINT, NOW + DAY)
    for days, kept in ((ADDRESSES_KEPT, True), (ADDRESSES_KEPT + 1, False)):
        with commerce.transaction() as books:
            forget_old(books, NOW + days * DAY)
        assert (addresses.of(ANN) is not None) is kept
