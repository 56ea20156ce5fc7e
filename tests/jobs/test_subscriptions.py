"""The jobs about subscriptions: they do all that is due, count it, and stop when they are told."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from presspass.core.instants import DAY, MINUTE
from presspass.core.seals import Keyring
from presspass.core.subscription import GRACE, State
from presspass.jobs.jobs import Selling, all_jobs
from presspass.jobs.once import run_once
from presspass.ports import PaymentEvent, PaymentRefused, PaymentsAway
from presspass.services.accounts.retention import EVENTS_KEPT
from presspass.services.checkout.returning import Returning
from presspass.services.subscriptions.arrivals import Arrivals
from tests.services.subscriptions.provider import PERIOD, SUB
from tests.services.subscriptions.told import Reader


def never() -> bool:
    return False


@dataclass
class Business:
    """A reader, and a worker that does all about their subscription."""

    reader: Reader = field(default_factory=Reader)
    seen: list[tuple[int, int | None]] = field(default_factory=list)
    later: int = 0

    def __post_init__(self) -> None:
        reader = self.reader
        returning = Returning(reader.books, reader.provider, reader.settling, Keyring((b"k" * 32,)))
        self.arrivals = Arrivals(reader.books, reader.provider, reader.settling, returning)

    def now(self) -> int:
        return self.reader.provider.now + self.later

    def run(self, name: str, stopping: Callable[[], bool] = never) -> None:
        """Run a job as a worker does."""
        selling = Selling(self.arrivals, self.reader.notices)
        jobs = all_jobs(self.reader.books, None, self, selling, self._see)
        next(job for job in jobs if job.name == name).run(stopping)

    def _see(self, done: int, total: int | None) -> None:
        self.seen.append((done, total))

    def state(self) -> State | None:
        with self.reader.books.reading() as books:
            held = books.subscriptions.get(SUB)
        return None if held is None else held.state

    def arrive(self, *events: str) -> None:
        with self.reader.books.transaction() as books:
            for event in events:
                books.inbox.add(PaymentEvent(event, "x", self.now(), SUB), self.now())


def bought() -> Business:
    business = Business()
    business.reader.provider.sell()
    business.reader.settled()
    return business


def test_events_are_handled_and_counted() -> None:
    business = Business()
    business.reader.provider.sell()
    business.arrive("evt_a", "evt_b")
    business.run("handling events")
    assert business.state() is State.ACTIVE
    assert business.seen == [(2, 2)]


def test_lost_events_are_asked_for_and_then_handled() -> None:
    business = Business()
    business.reader.provider.sell()
    business.run("asking for lost events")
    assert business.seen == [(1, None)]
    assert business.state() is None
    business.run("handling events")
    assert business.state() is State.ACTIVE


def test_what_no_event_told_of_is_found_when_the_period_is_over() -> None:
    business = bought()
    business.reader.provider.end()
    business.run("looking after subscriptions")
    assert business.state() is State.ACTIVE
    business.later = PERIOD
    business.run("looking after subscriptions")
    assert business.state() is State.ENDED


def test_what_stays_due_is_not_asked_after_every_minute() -> None:
    business = bought()
    business.reader.provider.fail()
    business.reader.settled()
    business.later = GRACE
    before = business.reader.provider.looks
    for _ in range(40):
        business.run("looking after subscriptions")
        business.later += MINUTE
    assert business.reader.provider.looks == before + 2


def test_a_page_that_nobody_came_back_from_is_asked_after() -> None:
    business = Business()
    business.reader.provider.sell()
    business.run("looking for payers")
    assert business.state() is None
    business.later = 2 * 60 * MINUTE
    business.run("looking for payers")
    assert business.state() is State.ACTIVE


def test_a_job_ends_after_a_few_subscriptions_when_it_is_to_stop() -> None:
    business = bought()
    with business.reader.books.transaction() as books:
        held = books.subscriptions.get(SUB)
        assert held is not None
        for number in range(99):
            other = replace(held, id=f"sub_more_{number}")
            books.subscriptions.put(other, books.subscriptions.ask(other.id))
    business.later = PERIOD
    business.run("looking after subscriptions", stopping=lambda: True)
    [(done, _)] = business.seen
    assert 0 < done < 100


def test_what_is_told_ahead_is_told() -> None:
    business = bought()
    business.reader.provider.fail()
    business.reader.settled()
    business.later = GRACE - DAY
    business.run("telling ahead")
    assert [key.partition(":")[0] for key in business.reader.new(business.now())] == ["last_day"]


def test_while_the_provider_is_away_the_trouble_is_told_and_nothing_is_lost() -> None:
    business = Business()
    business.reader.provider.sell()
    business.arrive("evt_a")
    business.reader.provider.away = True
    selling = Selling(business.arrivals, business.reader.notices)
    jobs = all_jobs(business.reader.books, None, business, selling)
    troubles = {ran.job: ran.trouble for ran in run_once(jobs, business, never)}
    assert troubles["asking for lost events"] == "the provider is away"
    assert troubles["telling ahead"] is None
    business.reader.provider.away = False
    business.later = MINUTE
    business.run("handling events")
    assert business.state() is State.ACTIVE


def test_what_the_provider_refuses_of_one_holds_up_no_others(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    business = bought()
    with business.reader.books.transaction() as books:
        held = books.subscriptions.get(SUB)
        assert held is not None
        books.subscriptions.put(replace(held, id="sub_0"), books.subscriptions.ask("sub_0"))
    business.reader.provider.end()
    billing = business.reader.provider.billing

    def refusing(subscription: str) -> Any:
        if subscription == "sub_0":
            raise PaymentRefused("no such price")
        return billing(subscription)

    monkeypatch.setattr(business.reader.provider, "billing", refusing)
    business.later = PERIOD
    with caplog.at_level(logging.WARNING):
        business.run("looking after subscriptions")
    assert business.state() is State.ENDED
    assert caplog.messages == ["sub_0 can't be settled: no such price"]


def test_while_the_provider_is_away_looking_after_says_so() -> None:
    business = bought()
    business.reader.provider.away = True
    business.later = PERIOD
    with pytest.raises(PaymentsAway):
        business.run("looking after subscriptions")


def test_tidying_forgets_events_that_were_handled_long_ago() -> None:
    business = bought()
    business.arrive("evt_a")
    business.run("handling events")
    again = PaymentEvent("evt_a", "x", 0, SUB)
    with business.reader.books.transaction() as books:
        assert not books.inbox.add(again, business.now())
    business.later = EVENTS_KEPT * DAY + 1
    business.run("tidying")
    with business.reader.books.transaction() as books:
        assert books.inbox.add(again, business.now())


def test_without_selling_there_are_no_such_jobs() -> None:
    reader = Reader()
    names = [job.name for job in all_jobs(reader.books, None, Business())]
    assert names == ["finding mails in doubt", "tidying"]
