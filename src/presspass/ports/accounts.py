"""Where readers' accounts are kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant


class AddressTaken(Exception):  # noqa: N818  # it names a state of the world, not a fault of ours
    """Another account is known by that address. Nothing was changed; the transaction may go on."""


class NoAccount(Exception):  # noqa: N818  # as above
    """There is no account of that reader, or no longer. The transaction can only be given up."""


class Accounts(Protocol):
    """Keeps accounts; no two of them at one address. All methods raise `StoreAway`."""

    def create(self, *accounts: Account) -> None:
        """Keep new accounts. Raises `AddressTaken`.

        If there were several, the transaction can then only be given up.
        """
        ...

    def by_address(self, address: str) -> Account | None:
        """The account known by a mailbox's canonical address."""
        ...

    def by_addresses(self, addresses: Sequence[str]) -> Mapping[str, Account]:
        """The accounts known by up to 10,000 canonical addresses; those of nobody are left out."""
        ...

    def by_reader(self, reader: ReaderId) -> Account | None:
        """The account of a reader."""
        ...

    def update(self, account: Account) -> None:
        """Keep the account as it is now. Raises `AddressTaken`, and `NoAccount`."""
        ...

    def delete(self, reader: ReaderId, now: Instant) -> None:
        """Forget a reader: account, entitlements, delivery address, challenges, and mails.

        Sessions are revoked. Where there is no account, nothing happens.
        """
        ...

    def all(self, after: ReaderId | None, size: int) -> Sequence[Account]:
        """The next accounts after a reader's in the order of reader ids, at most `size` of them."""
        ...
