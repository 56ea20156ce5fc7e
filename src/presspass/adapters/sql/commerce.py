"""`ports.Commerce` on the commerce database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from presspass.adapters.sql.accounts import SqlAccounts
from presspass.adapters.sql.attempts import SqlAttempts
from presspass.adapters.sql.audit import SqlAudit
from presspass.adapters.sql.challenges import SqlChallenges
from presspass.adapters.sql.database import answering
from presspass.adapters.sql.deliveries import SqlDeliveries
from presspass.adapters.sql.entitlements import SqlEntitlements
from presspass.adapters.sql.inbox import SqlInbox
from presspass.adapters.sql.ledger import SqlLedger
from presspass.adapters.sql.outbox import SqlOutbox
from presspass.adapters.sql.sales import SqlSales
from presspass.adapters.sql.sessions import SqlSessions
from presspass.adapters.sql.subscriptions import SqlSubscriptions
from presspass.adapters.sql.trials import SqlTrials
from presspass.ports import Books


class SqlCommerce:
    """The books in the commerce database; safe from any thread and any number of processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._at_rest = engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def transaction(self) -> Iterator[Books]:
        """The books for a change. Raises `StoreAway`."""
        with answering("the database"), self._engine.begin() as connection:
            yield _books(connection)

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """The books for a look. Raises `StoreAway`."""
        with answering("the database"), self._at_rest.connect() as connection:
            yield _books(connection)


def _books(connection: Connection) -> Books:
    return Books(
        accounts=SqlAccounts(connection),
        challenges=SqlChallenges(connection),
        sessions=SqlSessions(connection),
        entitlements=SqlEntitlements(connection),
        attempts=SqlAttempts(connection),
        outbox=SqlOutbox(connection),
        audit=SqlAudit(connection),
        sales=SqlSales(connection),
        subscriptions=SqlSubscriptions(connection),
        ledger=SqlLedger(connection),
        inbox=SqlInbox(connection),
        trials=SqlTrials(connection),
        deliveries=SqlDeliveries(connection),
    )
