"""The commerce database: everything about accounts, in one transaction for each use case."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from presspass.ports.accounts import Accounts
from presspass.ports.attempts import Attempts
from presspass.ports.audit import Audit
from presspass.ports.challenges import Challenges
from presspass.ports.deliveries import Deliveries
from presspass.ports.entitlements import Entitlements
from presspass.ports.inbox import Inbox
from presspass.ports.ledger import Ledger
from presspass.ports.mail import Outbox
from presspass.ports.sales import Sales
from presspass.ports.sessions import Sessions
from presspass.ports.subscriptions import Subscriptions
from presspass.ports.trials import Trials


@dataclass(frozen=True, slots=True)
class Books:
    """What a use case may read and change, all of it in one transaction."""

    accounts: Accounts
    challenges: Challenges
    sessions: Sessions
    entitlements: Entitlements
    attempts: Attempts
    outbox: Outbox
    audit: Audit
    sales: Sales
    subscriptions: Subscriptions
    ledger: Ledger
    inbox: Inbox
    trials: Trials
    deliveries: Deliveries


class Commerce(Protocol):
    """Opens the books. Safe from any thread and any number of processes.

    Blocks for as long as others write, so it is called off the event loop, and nothing slow is done
    while the books are open. Opening them and closing them raises `StoreAway`, as all in them does.
    """

    def transaction(self) -> AbstractContextManager[Books]:
        """The books for a change. No such block stands in another.

        All of it is kept for good when the block ends, and none of it where the block raises.
        """
        ...

    def reading(self) -> AbstractContextManager[Books]:
        """The books for a look, which waits for no writer. Each answer is what is kept by then."""
        ...
