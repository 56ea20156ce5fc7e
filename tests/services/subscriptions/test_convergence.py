"""Whatever becomes of a provider's events, and wherever a worker dies: the books follow it.

Events are duplicated, delayed, reordered and lost; looks at the provider overtake one another; the
provider goes away; a worker is killed inside a transaction, or between two of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.billing import BillingState, DisputeState
from presspass.core.entitlement import standing_of
from presspass.core.instants import DAY, Instant
from presspass.core.mailbox import Mailbox
from presspass.core.sale import CHECKOUT_OPEN
from presspass.core.seals import Keyring
from presspass.core.subscription import settle
from presspass.ports import Books, Mail
from presspass.services.checkout.returning import Returning
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.settling import Done, News, Settling
from tests.services.subscriptions.provider import ANN, BEGIN, CHECKOUT, PERIOD, SALE, SUB, Provider

KEPT = 24 * DAY
"""A little less than a provider keeps its events: what nobody asks for until then is lost."""

RING = Keyring((b"k" * 32,))


class Killed(BaseException):
    """A worker that dies here: nothing catches it, nothing after it runs."""


class Mortal:
    """The books, in whose hands a worker may die."""

    def __init__(self, commerce: MemoryCommerce) -> None:
        self._commerce = commerce
        self.dies_after: int | None = None
        self.inside = False

    @contextmanager
    def transaction(self) -> Iterator[Books]:
        dying = self._counted()
        with self._commerce.transaction() as books:
            yield books
            if dying and self.inside:
                raise Killed
        if dying:
            raise Killed

    @contextmanager
    def reading(self) -> Iterator[Books]:
        with self._commerce.reading() as books:
            yield books

    def _counted(self) -> bool:
        if self.dies_after is None:
            return False
        self.dies_after -= 1
        if self.dies_after >= 0:
            return False
        self.dies_after = None
        return True


class Silent:
    """Tells of the money alone, so that a mail told twice would be seen."""

    @staticmethod
    def mails(news: News) -> list[Mail]:
        return [
            Mail(
                f"receipt:{each.fact}:{each.external}",
                "ann@example.org",
                "en",
                "s",
                "t",
                "h",
                news.now,
            )
            for each in news.entries
        ]


MakeSettling = Callable[[Any, Provider], Settling]


def usual(commerce: Any, provider: Provider) -> Settling:
    return Settling(commerce, provider, Silent())


class Life(RuleBasedStateMachine):
    """A subscription's life at the provider, and the events that tell of it."""

    make: MakeSettling = staticmethod(usual)

    def __init__(self) -> None:
        super().__init__()
        self.provider = Provider()
        self.books = MemoryCommerce()
        with self.books.transaction() as books:
            books.accounts.create(Account(ANN, Mailbox.parse("ann@example.org"), "en", BEGIN))
            books.sales.add(SALE)
        self.mortal = Mortal(self.books)
        self.settling = self.make(self.mortal, self.provider)
        returning = Returning(self.mortal, self.provider, self.settling, RING)
        self.arrivals = Arrivals(self.mortal, self.provider, self.settling, returning)
        self.seen = 0

    @property
    def sold(self) -> bool:
        return self.provider.stands is not None

    @property
    def live(self) -> bool:
        stands = self.provider.stands
        return stands is not None and stands.state is not BillingState.ENDED

    @precondition(lambda self: not self.sold)
    @rule()
    def sell(self) -> None:
        self.provider.sell()

    @precondition(lambda self: self.live)
    @rule(what=st.sampled_from(["renew", "fail", "cancel_at_end", "take_back", "end"]))
    def happen(self, what: str) -> None:
        getattr(self.provider, what)()

    @precondition(lambda self: self.sold)
    @rule(minor=st.integers(1, 999))
    def refund(self, minor: int) -> None:
        self.provider.give_back(minor)

    @precondition(lambda self: self.sold)
    @rule()
    def dispute(self) -> None:
        self.provider.dispute()

    @precondition(lambda self: self.sold)
    @rule(state=st.sampled_from([DisputeState.WON, DisputeState.LOST]))
    def decide(self, state: DisputeState) -> None:
        self.provider.decide(state)

    @precondition(lambda self: self.provider.now < BEGIN + KEPT)
    @rule(days=st.integers(0, 3))
    def time_goes_on(self, days: int) -> None:
        self.provider.now += days * DAY

    @precondition(lambda self: self.provider.log)
    @rule(data=st.data())
    def an_event_comes(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.provider.log) - 1))
        self._alive(lambda: self.arrivals.receive(b"%d" % place, "", self.provider.now))

    @rule()
    def the_worker_works(self) -> None:
        self._alive(lambda: self.arrivals.handle(self.provider.now))

    @rule()
    def the_reader_returns(self) -> None:
        if self.sold:
            with self.books.reading() as books:
                sale = books.sales.get(SALE.id)
            assert sale is not None
            self._alive(lambda: self.settling.settle(SUB, self.provider.now))

    @rule(after=st.integers(0, 5), inside=st.booleans())
    def the_worker_dies(self, after: int, *, inside: bool) -> None:
        self.mortal.dies_after, self.mortal.inside = after, inside
        self._alive(lambda: self.arrivals.handle(self.provider.now))
        self.mortal.dies_after = None

    @rule()
    def all_events_come(self) -> None:
        self._alive(lambda: self.arrivals.catch_up(self.provider.now))

    @rule(away=st.booleans())
    def the_provider_goes(self, *, away: bool) -> None:
        self.provider.away = away

    @precondition(lambda self: self.live)
    @rule(what=st.sampled_from(["renew", "fail", "end"]))
    def a_look_is_overtaken(self, what: str) -> None:
        """While one worker waits for an answer, something happens, and another hears of it."""

        def meanwhile() -> None:
            getattr(self.provider, what)()
            self.all_events_come()
            self.the_worker_works()

        self.provider.meanwhile = meanwhile
        self._alive(lambda: self.settling.settle(SUB, self.provider.now))
        self.provider.meanwhile = None

    def teardown(self) -> None:
        """A worker that lives finds everything, whatever was lost before."""
        self.mortal.dies_after = None
        self.provider.away = False
        self.arrivals.catch_up(self.provider.now)
        self.arrivals.handle(self.provider.now + DAY)
        with self.books.reading() as books:
            assert books.inbox.waiting() == 0
            self._agree(books)

    def _agree(self, books: Books) -> None:
        stands = self.provider.stands
        if stands is None:
            assert books.subscriptions.of(ANN) == []
            return
        wanted = settle(SALE, stands)
        assert books.subscriptions.get(SUB) == wanted.subscription
        assert set(books.entitlements.of(ANN)) == set(wanted.entitlements)
        assert sum(row.money.minor for row in books.ledger.of(ANN)) == self.provider.balance
        now = self.provider.now
        held = standing_of(books.entitlements.of(ANN), now)
        assert held == standing_of(wanted.entitlements, now)

    def _alive(self, work: Callable[[], object]) -> None:
        try:
            work()
        except (Killed, Exception) as end:
            if not isinstance(end, Killed) and not self.provider.away:
                raise


Life.TestCase.settings = settings(
    max_examples=400, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife = Life.TestCase


# Handlers that are wrong, each in one way: the test above must tell.


class Believing(Settling):
    """Looks once, and believes from then on what it has seen."""

    def settle_all(self, hints: Mapping[str, Sequence[str]], now: Instant) -> Done:
        with self._commerce.transaction() as books:
            kept = {each: books.subscriptions.get(each) for each in hints}
            known = {each: it for each, it in kept.items() if it is not None}
            books.inbox.handled([event for each in known for event in hints[each]], now)
        done = super().settle_all({each: hints[each] for each in hints.keys() - known}, now)
        done.settled.update(known)
        return done


class Hasty(Settling):
    """Says that events are handled before they are."""

    def settle_all(self, hints: Mapping[str, Sequence[str]], now: Instant) -> Done:
        with self._commerce.transaction() as books:
            books.inbox.handled([event for each in hints.values() for event in each], now)
        return super().settle_all(hints, now)


class Late(Settling):
    """Takes the numbers of its looks after the looks, so that an older one may prevail."""

    def settle_all(self, hints: Mapping[str, Sequence[str]], now: Instant) -> Done:
        found = list(self._looked_at(hints))
        with self._commerce.transaction() as books:
            asked = {each: books.subscriptions.ask(each) for each in hints}
        return self._concluded(found, asked, hints, now)


class Forgetful(Settling):
    """Keeps the subscription, and grants or takes nothing that follows from it."""

    def _keep(self, books: Books, *rest: Any) -> None:
        del books, rest


@pytest.mark.parametrize("wrong", [Believing, Late, Forgetful])
def test_a_wrong_handler_is_found_out(wrong: type[Settling]) -> None:
    class Wrong(Life):
        make = staticmethod(lambda commerce, provider: wrong(commerce, provider, Silent()))

    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Wrong,
            settings=settings(
                max_examples=2000,
                derandomize=True,
                stateful_step_count=25,
                deadline=None,
                database=None,
                print_blob=False,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_events_ticked_off_before_they_are_handled_are_lost_with_their_worker() -> None:
    class Wrong(Life):
        make = staticmethod(lambda commerce, provider: Hasty(commerce, provider, Silent()))

    def agrees(made: type[Life], after: int) -> bool:
        life = made()
        life.provider.sell()
        life.arrivals.catch_up(BEGIN)
        life.mortal.dies_after = after
        life._alive(lambda: life.arrivals.handle(BEGIN))
        try:
            life.teardown()
        except AssertionError:
            return False
        return True

    assert all(agrees(Life, after) for after in range(6))
    assert not all(agrees(Wrong, after) for after in range(6))


def test_a_returning_reader_is_granted_before_any_event_has_come() -> None:
    life = Life()
    life.provider.sell()
    returned = Returning(life.mortal, life.provider, life.settling, RING).complete(CHECKOUT, BEGIN)
    assert returned.subscription is not None
    with life.books.reading() as books:
        assert standing_of(books.entitlements.of(ANN), BEGIN).entitled_until is not None
        assert books.inbox.waiting() == 0
    assert life.provider.continued == 1


def test_what_no_event_told_of_is_found_when_the_period_has_ended() -> None:
    life = Life()
    life.provider.sell()
    life.settling.settle(SUB, BEGIN)
    life.provider.renew()
    life.provider.log.clear()
    assert life.arrivals.look_after(BEGIN + PERIOD - 1) == 0
    assert life.arrivals.look_after(BEGIN + PERIOD) == 1
    with life.books.reading() as books:
        life._agree(books)


def test_a_payer_who_never_came_back_is_found_when_the_page_has_closed() -> None:
    life = Life()
    life.provider.sell()
    life.provider.log.clear()
    assert life.arrivals.look_for_payers(BEGIN + CHECKOUT_OPEN) == 0
    assert life.arrivals.look_for_payers(BEGIN + CHECKOUT_OPEN + 1) == 1
    with life.books.reading() as books:
        life._agree(books)
