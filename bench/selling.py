"""Measures what a sale costs: `python -m bench.selling`.

Checkouts, from consent to access, and webhooks, from the signed body to the settled renewal, on a
SQLite file with full durability: with a provider in memory, for our own side of it, and with the
sandbox over HTTP. In the same run rows are inserted and committed by themselves: the bare cost.
"""

import argparse
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Protocol

from bench.renewals import SETTINGS
from bench.renewed import BENEFITS, PRICE

from presspass.adapters.sql import SqlCommerce, open_database
from presspass.adapters.stripe.config import StripeConfig
from presspass.adapters.stripe.payments import StripePayments
from presspass.bootstrap.selling import shop_of
from presspass.core.account import Account
from presspass.core.edition import Edition
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.mailbox import Mailbox
from presspass.core.periods import CalendarMonth
from presspass.core.plans import Plan
from presspass.core.policy import Metering, Policy
from presspass.ports import Page, PaymentEvent, Payments
from presspass.sandbox.webhooks import signature
from presspass.services.checkout.buying import Consent, Way
from presspass.services.checkout.offering import Choice
from presspass.services.checkout.returning import Came
from presspass.services.links import Links
from presspass.settings import Settings, load
from tests.fakes.payments import FakePayments
from tests.sandbox.running import NOON, SECRET, Running, running

HERE = Path(__file__).parent
_MONTH = 32 * DAY
_CHOICE = Choice(plan="digital", price=PRICE.key)
_CONSENT = Consent("I agree to pay $9.99 each month.", "1")
_WAY = Way("http://127.0.0.1/done?id={CHECKOUT_SESSION_ID}", "http://127.0.0.1/back", "/a")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results; milliseconds are medians, and `of_bare` how many bare ones fit."""

    provider: str
    step: str
    per_second: float
    milliseconds: float
    of_bare: float


class Counter(Protocol):
    """A provider, and what happens at it."""

    @property
    def payments(self) -> Payments:
        """As it is asked."""
        ...

    def now(self) -> Instant:
        """Its time."""
        ...

    def pay(self, page: Page) -> None:
        """The reader pays."""
        ...

    def pass_month(self) -> None:
        """All subscriptions renew."""
        ...


class Signed(FakePayments):
    """The provider in memory, whose webhooks are signed and read as Stripe's are."""

    def __init__(self, stripe: Payments) -> None:
        super().__init__(now=NOON)
        self._stripe = stripe

    def event(self, body: bytes, signature: str, now: Instant) -> PaymentEvent:
        """As `ports.Payments`."""
        return self._stripe.event(body, signature, now)


class InMemory:
    """Sells in memory, in no time."""

    def __init__(self, settings: Settings) -> None:
        self.payments = Signed(_at_stripe(settings, "http://127.0.0.1:1"))

    def now(self) -> Instant:
        """Its time."""
        return self.payments.now

    def pay(self, page: Page) -> None:
        """The reader pays."""
        self.payments.complete(page.id)

    def pass_month(self) -> None:
        """All subscriptions renew."""
        for subscription in tuple(self.payments.billings):
            self.payments.renew(subscription)


class AtSandbox:
    """Sells at the sandbox, through Stripe's library."""

    def __init__(self, settings: Settings, run: Running) -> None:
        self.payments: Payments = _at_stripe(settings, run.address)
        self._run = run

    def now(self) -> Instant:
        """Its time."""
        return self._run.clock.at

    def pay(self, page: Page) -> None:
        """The reader pays."""
        self._run.pay(page)

    def pass_month(self) -> None:
        """All subscriptions renew."""
        self._run.pass_time(_MONTH)
        self._run.sandbox.tick()


def main() -> None:
    """Measure, print a table, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=400, help="sales in memory")
    parser.add_argument("--sandbox-rounds", type=int, default=40)
    parser.add_argument("--out", type=Path, default=HERE / "results-selling.json")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "presspass.toml"
        file.write_text(SETTINGS)
        settings = load(file, {})
        rows = measured("memory", InMemory(settings), settings, chosen.rounds)
        with running() as run:
            at_sandbox = AtSandbox(settings, run)
            rows += measured("sandbox", at_sandbox, settings, chosen.sandbox_rounds)
    show(rows)
    chosen.out.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")


def measured(name: str, counter: Counter, settings: Settings, rounds: int) -> list[Row]:
    """The lines of one provider."""
    with tempfile.TemporaryDirectory() as folder, bare(Path(folder) / "bare.db") as insert:
        engine = open_database(Path(folder) / "presspass.db")
        try:
            house = House(SqlCommerce(engine), counter, settings)
            steps = {
                "bare insertion": insert,
                "consent and the way to the page": house.buy,
                "return and access": house.come_back,
            }
            times = in_turn(steps, rounds, {"consent and the way to the page": house.pay})
            counter.pass_month()
            times |= in_turn({"webhook taken in": house.hear}, rounds)
            begun = perf_counter()
            house.handle(rounds)
            times["renewal settled by the worker"] = [(perf_counter() - begun) / rounds]
        finally:
            engine.dispose()
    pairs = zip(times["consent and the way to the page"], times["return and access"], strict=True)
    times["checkout in all"] = [one + other for one, other in pairs]
    once = median(times["bare insertion"])
    middles = {step: median(each) for step, each in times.items()}
    return [
        Row(name, step, round(1 / each, 1), round(each * 1000, 2), round(each / once, 2))
        for step, each in middles.items()
    ]


@contextmanager
def bare(path: Path) -> Iterator[Callable[[int], None]]:
    """What inserts one row into a database of its own, as durably as ours."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, words TEXT)")

        def insert(place: int) -> None:
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO thing VALUES (?, ?)", (place, "x" * 200))
            database.execute("COMMIT")

        yield insert


class House:
    """A publication that sells, and its readers."""

    def __init__(self, commerce: SqlCommerce, counter: Counter, settings: Settings) -> None:
        self._commerce = commerce
        self._counter = counter
        self._host = settings.publication.url.partition("//")[2]
        plan = Plan("digital", "Digital", BENEFITS, (PRICE,))
        metering = Metering(5, 5, CalendarMonth(settings.publication.zone))
        edition = Edition(Policy("1", (), metering), plans=(plan,))
        shop = shop_of(settings, Links(), lambda: edition, commerce, counter.payments)
        self._services = shop.services
        self._page: Page | None = None
        self._subscriptions: list[str] = []

    def buy(self, place: int) -> None:
        """A reader agrees, and gets the provider's page."""
        now = self._counter.now()
        written = f"reader.{place}@example.com"
        reader = ReaderId(b"selling " + place.to_bytes(8))
        account = Account(reader, Mailbox.parse(written), "en", now)
        with self._commerce.transaction() as books:
            books.accounts.create(account)
        self._page = self._services.buying.buy(account, _CHOICE, _CONSENT, _WAY, now)

    def come_back(self, _: int) -> None:
        """The reader, who has paid, comes back and is let in."""
        if self._page is None:
            raise RuntimeError("there was no page to pay on")
        returned = self._services.returning.complete(self._page.id, self._counter.now())
        if returned.came is not Came.SUBSCRIBED or returned.subscription is None:
            raise RuntimeError(f"who paid came back to {returned}")
        self._subscriptions.append(returned.subscription.id)

    def pay(self) -> None:
        """The reader pays; the provider's own work, which isn't measured."""
        if self._page is not None:
            self._counter.pay(self._page)

    def hear(self, place: int) -> None:
        """The webhook of a renewal."""
        now, about = self._counter.now(), self._subscriptions[place]
        thing = {"id": about, "metadata": {"presspass": self._host}}
        event = {"object": "event", "id": f"evt_heard_{place}", "created": now}
        event |= {"type": "customer.subscription.updated", "data": {"object": thing}}
        body = json.dumps(event).encode()
        self._services.arrivals.receive(body, signature(body, SECRET, now), now)

    def handle(self, count: int) -> None:
        """The worker settles all renewals."""
        if self._services.arrivals.handle(self._counter.now()) != count:
            raise RuntimeError("not every event was handled")


def in_turn(
    steps: Mapping[str, Callable[[int], None]],
    rounds: int,
    after: Mapping[str, Callable[[], None]] | None = None,
) -> dict[str, list[float]]:
    """The seconds of each step, one after the other, round by round.

    What comes `after` a step is done by others, and not counted.
    """
    times: dict[str, list[float]] = {step: [] for step in steps}
    for place in range(rounds):
        for step, work in steps.items():
            begun = perf_counter()
            work(place)
            times[step].append(perf_counter() - begun)
            if after is not None and step in after:
                after[step]()
    return times


def show(rows: list[Row]) -> None:
    """Print the table."""
    print("| provider | step | a second | ms each | times bare |")
    print("|---|---|---|---|---|")
    for row in rows:
        cells = (row.provider, row.step, f"{row.per_second:,.0f}", row.milliseconds, row.of_bare)
        print("|", " | ".join(map(str, cells)), "|")


def _at_stripe(settings: Settings, address: str) -> StripePayments:
    config = StripeConfig("sk_test_of_the_benchmark", SECRET, address)
    return StripePayments(config, settings.publication)


if __name__ == "__main__":
    main()
