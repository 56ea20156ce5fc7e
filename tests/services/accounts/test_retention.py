"""What has had its time is forgotten, and nothing before."""

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.instants import DAY
from presspass.core.limits import Limit
from presspass.ports import PaymentEvent
from presspass.services.accounts.retention import ATTEMPTS_KEPT, EVENTS_KEPT, forget_old

NOW = 1_800_000_000 // DAY * DAY


@pytest.fixture
def commerce() -> MemoryCommerce:
    return MemoryCommerce()


def test_events_are_forgotten_once_they_are_handled_and_old(commerce: MemoryCommerce) -> None:
    with commerce.transaction() as books:
        for name in ("handled", "waiting"):
            books.inbox.add(PaymentEvent(name, "paid", NOW), NOW)
        books.inbox.handled(["handled"], NOW)
        forget_old(books, NOW + EVENTS_KEPT * DAY)
        assert not books.inbox.add(PaymentEvent("handled", "paid", NOW), NOW)
        forget_old(books, NOW + EVENTS_KEPT * DAY + 1)
        assert books.inbox.add(PaymentEvent("handled", "paid", NOW), NOW)
        assert not books.inbox.add(PaymentEvent("waiting", "paid", NOW), NOW)


def test_no_limit_is_forgotten_while_it_counts(commerce: MemoryCommerce) -> None:
    limit = Limit("mails", 1, DAY)
    with commerce.transaction() as books:
        assert books.attempts.take("ann", limit, NOW)
        forget_old(books, NOW + ATTEMPTS_KEPT * DAY - 1)
        assert not books.attempts.take("ann", limit, NOW + DAY - 1)
