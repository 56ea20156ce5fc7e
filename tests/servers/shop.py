"""A `presspass serve` that sells at a sandbox, and readers who buy there."""

import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import stripe

from presspass.adapters.sql import SqlCommerce, open_database
from presspass.adapters.stripe.client import VERSION
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox
from presspass.core.subscription import Subscription
from presspass.ports import Commerce
from presspass.sandbox.listening import listening
from presspass.sandbox.paying import pay
from presspass.sandbox.server import Sandbox, create
from presspass.sandbox.webhooks import Endpoint, Webhooks, signature
from tests.post_office import PostOffice, post_office
from tests.servers.gate import Answer, Gate, free_port, gate_before, until
from tests.servers.site import Site

WEBHOOK = "/presspass/webhooks/stripe"
WHSEC = "whsec_0123456789abcdef"
SELLING = """
[mail]
from = "The Courier <news@courier.example>"
host = "127.0.0.1"
port = {mail}
security = "none"
[stripe]
key = "sk_test_0123456789abcdef"
webhook_secret = "{secret}"
sandbox = "http://127.0.0.1:{stripe}"
"""
PLANS = """
[[plans]]
key = "digital"
name = "Digital"
benefits = ["articles", "apps"]
prices = ["9.99 USD every month", "8.99 EUR every month"]
[[plans]]
key = "complete"
name = "Complete"
benefits = ["articles", "apps"]
prices = ["19.99 USD every month"]
"""
OFFER = """
[[offers]]
key = "{key}"
plan = "digital"
introductory = "0.99 USD for 1 month"
then = "9.99 USD every month"
{more}
"""
POLICY = PLANS + OFFER.format(key="first", more="") + OFFER.format(key="last", more="limit = 1")


class Ahead:
    """A clock that is ahead of the machine's by as much as a test says."""

    ahead = 0

    def now(self) -> Instant:
        return int(time.time()) + self.ahead


@dataclass
class Shop:
    """A gate that sells. `sandbox` is `None` where it is a process of its own."""

    gate: Gate
    office: PostOffice
    port: int
    clock: Ahead
    sandbox: Sandbox | None
    _listening: ExitStack = field(default_factory=ExitStack)

    @property
    def stripe(self) -> stripe.StripeClient:
        """Stripe's library, for what staff and other shops do."""
        return stripe.StripeClient(
            "sk_test_of_staff",
            stripe_version=VERSION,
            base_addresses={"api": f"http://127.0.0.1:{self.port}"},
            max_network_retries=0,
        )

    def start(self) -> None:
        """Let the sandbox listen, and send its events."""
        assert self.sandbox is not None
        self._listening.enter_context(listening(self.sandbox.app, self.port))
        self.webhooks.start()

    def stop(self) -> None:
        """Let nobody reach the sandbox, and send no events."""
        self.webhooks.stop()
        self._listening.close()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Keep the sandbox away for a block."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Lose every event of a block."""
        self.webhooks.stop()
        try:
            yield
        finally:
            for event in self.webhooks.due():
                self.webhooks.drop(event)
            self.webhooks.start()

    @property
    def webhooks(self) -> Webhooks:
        """What sends the sandbox's events."""
        assert self.sandbox is not None
        assert self.sandbox.webhooks is not None
        return self.sandbox.webhooks

    def sent(self, body: bytes, signed: str | None = None) -> Answer:
        """Send a webhook, signed by us or with the signature given."""
        header = signature(body, WHSEC, int(time.time())) if signed is None else signed
        return self.gate.get(WEBHOOK, method="POST", body=body, stripe_signature=header)

    @contextmanager
    def books(self) -> Iterator[Commerce]:
        """The publication's books, beside the server's."""
        engine = open_database(self.database)
        try:
            yield SqlCommerce(engine)
        finally:
            engine.dispose()

    @property
    def database(self) -> Path:
        return self.gate.folder / "data" / "presspass.db"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep everybody else from writing for a block."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            yield
            holder.execute("ROLLBACK")

    def held(self, address: str) -> list[Subscription]:
        """The subscriptions in the books of who has an address."""
        with self.books() as commerce, commerce.reading() as books:
            account = books.accounts.by_address(Mailbox.parse(address).address)
            return [] if account is None else list(books.subscriptions.of(account.reader))

    def charged(self) -> int:
        """How many payments there are at the provider."""
        return sum(
            each.status == "succeeded"
            for each in self.stripe.v1.charges.list({"limit": 100}).auto_paging_iter()
        )


@dataclass
class Reader:
    """A browser: it keeps cookies, and sends forms with the hidden fields that they came with."""

    shop: Shop
    address: str
    jar: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)

    def get(self, target: str) -> Answer:
        return self._kept(self.shop.gate.get(target, cookie=self._cookie))

    def post(self, target: str, **fields: str) -> Answer:
        body = urlencode({**self.hidden, **fields})
        kind = {"content_type": "application/x-www-form-urlencoded"}
        gate = self.shop.gate
        return self._kept(gate.get(target, method="POST", body=body, cookie=self._cookie, **kind))

    def sign_in(self) -> "Reader":
        """Register, or sign in, by the code that a mail brings."""
        office = self.shop.office
        before = len(self.mails())
        self.get("/presspass/sign-in")
        assert self.post("/presspass/sign-in", email=self.address).status == 303
        assert until(lambda: len(self.mails()) > before, 10), self.shop.gate.log
        assert office.received
        code = re.search(r"\b\d{6}\b", self.mails()[-1])
        assert code
        self.get("/presspass/sign-in/code")
        assert self.post("/presspass/sign-in/code", code=code[0]).status == 303
        return self

    def look(self, query: str = "offer=first") -> Answer:
        """Look at a choice, with the button that agrees to it."""
        self.hidden.clear()
        return self.get(f"/presspass/checkout?{query}&page=/locked/wanted")

    def agree(self) -> Answer:
        """Press the button."""
        return self.post("/presspass/checkout?page=/locked/wanted")

    def choose(self, query: str = "offer=first") -> str:
        """Agree to a choice; answers where it is paid."""
        assert self.look(query).status == 200
        return led(self.agree())

    def buy(self, query: str = "offer=first") -> Answer:
        """Agree, pay, and come back."""
        page = self.choose(query)
        pay(page, "visa")
        return self.come_back(page)

    def come_back(self, page: str) -> Answer:
        """What the pay page leads to."""
        checkout = urlsplit(page).path.rpartition("/")[2]
        return self.get(f"/presspass/checkout/return?session={checkout}")

    def reads(self) -> bool:
        return self.get("/locked/wanted").granted

    def mails(self) -> list[str]:
        """The texts of the mails that came, in order."""
        return [
            mail.part("plain") for mail in self.shop.office.received if mail.to == [self.address]
        ]

    @property
    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.jar.items())

    def _kept(self, answer: Answer) -> Answer:
        for line in answer.all("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.jar[name] = value
        fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.body.decode())
        self.hidden |= dict(fields)
        return answer


def led(answer: Answer) -> str:
    """Where an answer leads."""
    assert answer.status == 303, answer.body.decode()
    address = answer.one("location")
    assert address
    return address


@contextmanager
def shop_before(
    site: Site, folder: Path, *, workers: int = 1, process: bool = False
) -> Iterator[Shop]:
    """A gate that sells, its sandbox here or a process of its own."""
    clock, port = Ahead(), free_port()
    with ExitStack() as stack:
        office = stack.enter_context(post_office())
        more = SELLING.format(mail=office.port, secret=WHSEC, stripe=port)
        gate = stack.enter_context(gate_before(site, folder, workers=workers, more=more))
        address = f"http://127.0.0.1:{gate.port}{WEBHOOK}"
        made = None
        if process:
            stack.enter_context(_process(port, address))
        else:
            made = create(clock, f"http://127.0.0.1:{port}", Endpoint(address, WHSEC))
        gate.policy(POLICY)
        assert until(lambda: b"9.99" in gate.get("/presspass/offers").body)
        shop = Shop(gate, office, port, clock, made)
        if made is not None:
            shop.start()
            stack.callback(shop.stop)
        yield shop


@contextmanager
def working(gate: Gate) -> Iterator[None]:
    """A `presspass worker` beside a gate, for a block."""
    command = [
        sys.executable,
        "-m",
        "presspass",
        "-s",
        str(gate.folder / "presspass.toml"),
        "worker",
    ]
    with _running(command, "Stop it with Ctrl-C", gate.folder / "worker.log"):
        yield


@contextmanager
def _process(port: int, webhook: str) -> Iterator[None]:
    command = [sys.executable, "-m", "presspass", "sandbox", "--port", str(port)]
    with _running([*command, "--webhook", webhook, "--secret", WHSEC], "Stop with Ctrl-C", None):
        yield


@contextmanager
def _running(command: list[str], ready: str, log: Path | None) -> Iterator[None]:
    with ExitStack() as stack:
        errors = None if log is None else stack.enter_context(log.open("ab"))
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert process.stdout is not None
        try:
            assert any(ready in line for line in iter(process.stdout.readline, ""))
            yield
        finally:
            process.terminate()
            process.stdout.close()
            process.wait(25)
