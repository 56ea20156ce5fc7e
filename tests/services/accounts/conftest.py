from collections.abc import Callable
from typing import Any

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.ids import ReaderId
from presspass.core.mailbox import Mailbox
from presspass.ports import Commerce


@pytest.fixture
def commerce() -> Commerce:
    return MemoryCommerce()


@pytest.fixture
def registered(commerce: Commerce) -> Callable[..., Account]:
    """Makes an account."""

    def register(number: int = 1, address: str = "ann@example.com", **more: Any) -> Account:
        mailbox = Mailbox.parse(address)
        account = Account(ReaderId(bytes([number]) * 16), mailbox, "en", 0, **more)
        with commerce.transaction() as books:
            books.accounts.create(account)
        return account

    return register
