"""`ports.Accounts` in memory."""

from collections.abc import Mapping, Sequence

from presspass.adapters.memory_commerce.sessions import MemorySessions
from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.mailbox import canonical
from presspass.ports import AddressTaken, NoAccount


class MemoryAccounts:
    """Accounts in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def create(self, *accounts: Account) -> None:
        """Keep new accounts. Raises `AddressTaken`."""
        for account in accounts:
            if account.mailbox.address in self._tables.readers:
                raise AddressTaken
            self._put(account)

    def by_address(self, address: str) -> Account | None:
        """The account known by a mailbox's canonical address."""
        reader = self._tables.readers.get(address)
        return None if reader is None else self._tables.accounts[reader]

    def by_addresses(self, addresses: Sequence[str]) -> Mapping[str, Account]:
        """The accounts known by many addresses; those of nobody are left out."""
        found = {address: self.by_address(address) for address in addresses}
        return {address: account for address, account in found.items() if account is not None}

    def by_reader(self, reader: ReaderId) -> Account | None:
        """The account of a reader."""
        return self._tables.accounts.get(reader)

    def update(self, account: Account) -> None:
        """Keep the account as it is now. Raises `AddressTaken`, and `NoAccount`."""
        before = self._tables.accounts.get(account.reader)
        if before is None:
            raise NoAccount
        if self._tables.readers.get(account.mailbox.address, account.reader) != account.reader:
            raise AddressTaken
        del self._tables.readers[before.mailbox.address]
        self._put(account)

    def delete(self, reader: ReaderId, now: Instant) -> None:
        """Forget a reader, and all that is kept of them."""
        account = self._tables.accounts.pop(reader, None)
        if account is None:
            return
        address = account.mailbox.address
        del self._tables.readers[address]
        MemorySessions(self._tables).revoke_all(reader, now)
        self._tables.deliveries.pop(reader, None)
        for entitlement in list(self._tables.entitlements.values()):
            if entitlement.reader == reader:
                del self._tables.entitlements[entitlement.id]
        for challenge in list(self._tables.challenges.values()):
            if challenge.wanted.reader == reader or challenge.wanted.mailbox.address == address:
                del self._tables.challenges[challenge.id]
        for number, posted in list(self._tables.outbox.items()):
            if posted.mail is not None and canonical(posted.mail.to) == address:
                del self._tables.outbox[number]
                del self._tables.keys[posted.mail.key]

    def all(self, after: ReaderId | None, size: int) -> Sequence[Account]:
        """The next accounts after a reader's in the order of reader ids, at most `size` of them."""
        readers = sorted(reader for reader in self._tables.accounts if reader > (after or b""))
        return [self._tables.accounts[reader] for reader in readers[:size]]

    def _put(self, account: Account) -> None:
        self._tables.accounts[account.reader] = account
        self._tables.readers[account.mailbox.address] = account.reader
