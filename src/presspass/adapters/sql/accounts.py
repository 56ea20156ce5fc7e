"""`ports.Accounts` on the commerce database."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from presspass.adapters.sql.inserting import Upsert
from presspass.adapters.sql.schema import account, challenge, delivery, entitlement, outbox
from presspass.adapters.sql.sessions import SqlSessions
from presspass.core.account import Account, Consent
from presspass.core.ids import ReaderId
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.ports import AddressTaken, NoAccount

_CREATE = Upsert(account, lambda it: it.on_conflict_do_nothing(index_elements=["address"]))
_BY_ADDRESS = account.select().where(account.c.address == bindparam("wanted"))
_BY_ADDRESSES = account.select().where(
    account.c.address.in_(bindparam("addresses", expanding=True))
)
_BY_READER = account.select().where(account.c.reader == bindparam("wanted"))
_UPDATE = update(account).where(account.c.reader == bindparam("whose"))
_NEXT = (
    account.select()
    .where(account.c.reader > bindparam("after"))
    .order_by(account.c.reader)
    .limit(bindparam("size"))
)
_ADDRESS = select(account.c.address).where(account.c.reader == bindparam("whose"))
_FORGET = (
    delete(entitlement).where(entitlement.c.reader == bindparam("whose")),
    delete(delivery).where(delivery.c.reader == bindparam("whose")),
    delete(challenge).where(
        or_(challenge.c.reader == bindparam("whose"), challenge.c.address == bindparam("known_as"))
    ),
    delete(outbox).where(outbox.c.address == bindparam("known_as")),
    delete(account).where(account.c.reader == bindparam("whose")),
)


class SqlAccounts:
    """Accounts in one transaction of the commerce database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, *accounts: Account) -> None:
        """Keep new accounts. Raises `AddressTaken`."""
        if accounts:
            values = [_columns(account) for account in accounts]
            made = self._connection.execute(_CREATE.on(self._connection), values)
            if made.rowcount < len(accounts):
                raise AddressTaken

    def by_address(self, address: str) -> Account | None:
        """The account known by a mailbox's canonical address."""
        return _found(self._connection.execute(_BY_ADDRESS, {"wanted": address}).one_or_none())

    def by_addresses(self, addresses: Sequence[str]) -> Mapping[str, Account]:
        """The accounts known by many addresses; those of nobody are left out."""
        rows = self._connection.execute(_BY_ADDRESSES, {"addresses": list(addresses)})
        return {row.address: _account(row) for row in rows}

    def by_reader(self, reader: ReaderId) -> Account | None:
        """The account of a reader."""
        return _found(self._connection.execute(_BY_READER, {"wanted": reader}).one_or_none())

    def update(self, account: Account) -> None:
        """Keep the account as it is now. Raises `AddressTaken`, and `NoAccount`."""
        values = {**_columns(account), "whose": account.reader}
        try:
            with self._connection.begin_nested():
                updated = self._connection.execute(_UPDATE, values).rowcount
        except IntegrityError as fault:
            raise AddressTaken from fault
        if updated == 0:
            raise NoAccount

    def delete(self, reader: ReaderId, now: Instant) -> None:
        """Forget a reader, and all that is kept of them."""
        address = self._connection.execute(_ADDRESS, {"whose": reader}).scalar_one_or_none()
        if address is None:
            return
        SqlSessions(self._connection).revoke_all(reader, now)
        for forget in _FORGET:
            self._connection.execute(forget, {"whose": reader, "known_as": address})

    def all(self, after: ReaderId | None, size: int) -> Sequence[Account]:
        """The next accounts after a reader's in the order of reader ids, at most `size` of them."""
        rows = self._connection.execute(_NEXT, {"after": after or b"", "size": size})
        return [_account(row) for row in rows]


def _columns(account: Account) -> dict[str, Any]:
    return {
        "reader": account.reader,
        "address": account.mailbox.address,
        "written": account.mailbox.written,
        "language": account.language,
        "created": account.created,
        "password": account.password,
        "newsletter_at": account.newsletter.at if account.newsletter else None,
        "newsletter_text": account.newsletter.text if account.newsletter else None,
    }


def _found(row: Row[*tuple[Any, ...]] | None) -> Account | None:
    return None if row is None else _account(row)


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    agreed = row.newsletter_at is not None
    return Account(
        reader=ReaderId(row.reader),
        mailbox=Mailbox(row.address, row.written),
        language=row.language,
        created=row.created,
        password=row.password,
        newsletter=Consent(row.newsletter_at, row.newsletter_text) if agreed else None,
    )
