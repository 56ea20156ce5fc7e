"""What one subscription can't be brought up to date for holds up no others."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.billing import Billing
from presspass.core.mailbox import Mailbox
from presspass.core.seals import Keyring
from presspass.ports import Mail, PaymentEvent
from presspass.services.checkout.returning import Returning
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.settling import News, Settling
from tests.services.subscriptions.provider import ANN, BEGIN, PERIOD, SALE, SUB, Provider


class Odd(Provider):
    """A provider that says something of one subscription that we have no word for."""

    def billing(self, subscription: str) -> Billing | None:
        if subscription == "sub_odd":
            raise KeyError("a state that is new at the provider")
        return super().billing(subscription)


class Silent:
    @staticmethod
    def mails(news: News) -> list[Mail]:
        del news
        return []


def test_an_event_that_we_cant_handle_waits_and_holds_up_no_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    books, provider = MemoryCommerce(), Odd()
    settling = Settling(books, provider, Silent())
    returning = Returning(books, provider, settling, Keyring((b"k" * 32,)))
    arrivals = Arrivals(books, provider, settling, returning)
    provider.sell()
    with books.transaction() as kept:
        kept.accounts.create(Account(ANN, Mailbox.parse("ann@example.org"), "en", BEGIN))
        kept.sales.add(SALE)
        kept.inbox.add(PaymentEvent("evt_0", "subscription.updated", BEGIN - 1, "sub_odd"), BEGIN)
        kept.inbox.add(PaymentEvent("evt_9", "subscription.updated", BEGIN, SUB), BEGIN)
    assert arrivals.handle(BEGIN) == 1
    with books.reading() as kept:
        assert kept.subscriptions.get(SUB) is not None
        assert kept.inbox.waiting() == 1
        assert not kept.inbox.due(BEGIN, 10)
    (told,) = caplog.records
    assert told.levelno == logging.ERROR
    assert "sub_odd" in told.message


def test_a_subscription_that_the_provider_has_no_more_is_told_to_the_operator(
    caplog: pytest.LogCaptureFixture,
) -> None:
    books, provider = MemoryCommerce(), Provider()
    settling = Settling(books, provider, Silent())
    provider.sell()
    with books.transaction() as kept:
        kept.accounts.create(Account(ANN, Mailbox.parse("ann@example.org"), "en", BEGIN))
        kept.sales.add(SALE)
    assert settling.settle(SUB, BEGIN) is not None
    provider.stands = None
    assert settling.settle(SUB, BEGIN) is None
    assert settling.settle("sub_of_others", BEGIN) is None
    (told,) = caplog.records
    assert SUB in told.message
    assert "publication.url" in told.message


def test_a_subscription_that_we_cant_settle_holds_up_no_others_that_are_due(
    caplog: pytest.LogCaptureFixture,
) -> None:
    books, provider = MemoryCommerce(), Odd()
    settling = Settling(books, provider, Silent())
    returning = Returning(books, provider, settling, Keyring((b"k" * 32,)))
    arrivals = Arrivals(books, provider, settling, returning)
    provider.sell()
    with books.transaction() as kept:
        kept.accounts.create(Account(ANN, Mailbox.parse("ann@example.org"), "en", BEGIN))
        kept.sales.add(SALE)
    held = settling.settle(SUB, BEGIN)
    assert held is not None
    with books.transaction() as kept:
        odd = replace(held, id="sub_odd")
        kept.subscriptions.put(odd, kept.subscriptions.ask(odd.id))
    provider.renew()
    later = BEGIN + PERIOD
    assert arrivals.look_after(later) == 2
    with books.reading() as kept:
        renewed = kept.subscriptions.get(SUB)
    assert renewed is not None
    assert renewed.until == later + PERIOD
    assert [told.args for told in caplog.records] == [("sub_odd",)]
    assert arrivals.look_after(later) == 0


def test_many_are_asked_after_at_once_where_there_is_a_pool_for_it() -> None:
    """Each look waits until another has begun."""
    both = Barrier(2)

    class Slow(Provider):
        def billing(self, subscription: str) -> Billing | None:
            both.wait(5)
            return super().billing(subscription)

    with ThreadPoolExecutor(2) as pool:
        settling = Settling(MemoryCommerce(), Slow(), Silent(), together=pool.map)
        done = settling.settle_all({"sub_a": (), "sub_b": ()}, BEGIN)
    assert done.settled == {"sub_a": None, "sub_b": None}
    assert not done.faults
