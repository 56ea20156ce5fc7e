"""Subscriptions sold by real servers at a sandbox: paid, granted, renewed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from presspass.core.instants import DAY
from presspass.core.subscription import State
from presspass.sandbox.paying import pay
from tests.servers.gate import SECRET, SETTINGS, free_port, until
from tests.servers.shop import SELLING, Reader, Shop, shop_before, working
from tests.servers.site import Site

pytestmark = pytest.mark.server

PROMISED = 5.0
"""Seconds until every worker knows."""


def test_a_reader_registers_buys_comes_back_and_reads_on(site: Site, tmp_path: Path) -> None:
    with shop_before(site, tmp_path, process=True) as shop:
        said = f"Subscriptions are sold at the sandbox, http://127.0.0.1:{shop.port}: no real money"
        assert until(lambda: said in shop.gate.log)
        ann = Reader(shop, "ann@reader.example").sign_in()
        assert not ann.reads()
        page = ann.choose()
        assert page.startswith(f"http://127.0.0.1:{shop.port}/pay/")
        pay(page, "visa")
        back = ann.come_back(page)
        assert back.status == 200
        assert b"/locked/wanted" in back.body
        assert ann.reads()
        (held,) = shop.held(ann.address)
        assert held.state is State.ACTIVE
        assert ann.come_back(page).status == 200
        assert shop.charged() == 1
        assert until(lambda: any("$0.99" in text for text in ann.mails()), 10)  # the receipt

        ben = Reader(shop, "ben@reader.example").sign_in()
        pay(ben.choose(), "visa")  # and never comes back: the webhook tells of it
        assert until(ben.reads, 10, 0.2), shop.gate.log
        assert "Traceback" not in shop.gate.log


@pytest.fixture
def two(site: Site, tmp_path: Path) -> Iterator[Shop]:
    """Two workers that sell; their jobs are nobody's yet."""
    with shop_before(site, tmp_path, workers=2) as shop:
        yield shop


def test_every_worker_knows_of_a_sale_and_the_worker_renews_it(two: Shop) -> None:
    with working(two.gate):
        ann = Reader(two, "ann@reader.example").sign_in()
        phone = Reader(two, ann.address).sign_in()
        assert not phone.reads()
        assert ann.buy().status == 200
        jar = "; ".join(f"{name}={value}" for name, value in phone.jar.items())

        def everywhere() -> bool:
            answers = two.gate.many(["/locked/wanted"] * 8, cookie=jar)
            return all(answer.granted for answer in answers)

        assert until(everywhere, PROMISED, 0.2)
        (begun,) = two.held(ann.address)
        assert begun.until is not None

        two.clock.ahead = 32 * DAY
        assert two.sandbox is not None
        two.sandbox.tick()
        assert until(lambda: two.held(ann.address)[0].until != begun.until, 15), two.gate.log
        (renewed,) = two.held(ann.address)
        assert renewed.until is not None
        assert renewed.until - begun.until > 27 * DAY
        assert (renewed.state, renewed.price.amount.minor) == (State.ACTIVE, 999)
        assert two.charged() == 2


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_an_empty_webhook_secret_refuses_to_start(tmp_path: Path, command: str) -> None:
    file = tmp_path / "presspass.toml"
    more = SELLING.format(mail=1, secret="", stripe=2)
    file.write_text(
        SETTINGS.format(secret=SECRET, port=free_port(), origin=3, workers=1, server="", more=more)
    )
    done = subprocess.run(
        [sys.executable, "-m", "presspass", "-s", file, command],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 1
    assert "stripe.webhook_secret: write the signing secret" in done.stderr
    assert "Traceback" not in done.stderr
