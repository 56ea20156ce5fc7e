"""`ports.Commerce` in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from presspass.adapters.memory_commerce.accounts import MemoryAccounts
from presspass.adapters.memory_commerce.attempts import MemoryAttempts
from presspass.adapters.memory_commerce.audit import MemoryAudit
from presspass.adapters.memory_commerce.challenges import MemoryChallenges
from presspass.adapters.memory_commerce.deliveries import MemoryDeliveries
from presspass.adapters.memory_commerce.entitlements import MemoryEntitlements
from presspass.adapters.memory_commerce.inbox import MemoryInbox
from presspass.adapters.memory_commerce.ledger import MemoryLedger
from presspass.adapters.memory_commerce.outbox import MemoryOutbox
from presspass.adapters.memory_commerce.sales import MemorySales
from presspass.adapters.memory_commerce.sessions import MemorySessions
from presspass.adapters.memory_commerce.subscriptions import MemorySubscriptions
from presspass.adapters.memory_commerce.tables import Tables
from presspass.adapters.memory_commerce.trials import MemoryTrials
from presspass.ports import Books, StoreAway

LOCK_PATIENCE = 5.0
"""Seconds to wait for another transaction before the store counts as away."""


class MemoryCommerce:
    """The books in one process; safe from any thread. A change costs a copy of all tables."""

    def __init__(self, patience: float = LOCK_PATIENCE) -> None:
        self._patience = patience
        self._lock = Lock()
        self._tables = Tables()

    @contextmanager
    def transaction(self) -> Iterator[Books]:
        """The books for a change: a copy that takes its place at the end. Raises `StoreAway`."""
        if not self._lock.acquire(timeout=self._patience):
            raise StoreAway("the books in memory can't be used: they are locked")
        try:
            changed = self._tables.copy()
            yield _books(changed)
            self._tables = changed
        finally:
            self._lock.release()

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """The books for a look."""
        yield _books(self._tables)


def _books(tables: Tables) -> Books:
    return Books(
        accounts=MemoryAccounts(tables),
        challenges=MemoryChallenges(tables),
        sessions=MemorySessions(tables),
        entitlements=MemoryEntitlements(tables),
        attempts=MemoryAttempts(tables),
        outbox=MemoryOutbox(tables),
        audit=MemoryAudit(tables),
        sales=MemorySales(tables),
        subscriptions=MemorySubscriptions(tables),
        ledger=MemoryLedger(tables),
        inbox=MemoryInbox(tables),
        trials=MemoryTrials(tables),
        deliveries=MemoryDeliveries(tables),
    )
