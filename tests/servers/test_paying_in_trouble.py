"""What goes wrong where real servers sell subscriptions: said plainly, and nothing is lost."""

import json
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from presspass.core.subscription import State
from presspass.sandbox.paying import pay
from presspass.sandbox.webhooks import signature
from tests.servers.gate import Answer, until
from tests.servers.shop import OFFER, POLICY, WHSEC, Reader, Shop, led, shop_before
from tests.servers.site import Site

pytestmark = pytest.mark.server

OWN = "/presspass/account/subscription"


@pytest.fixture(scope="module")
def shop(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One worker that sells."""
    with shop_before(site, tmp_path_factory.mktemp("shop")) as running:
        yield running
        assert "Traceback" not in running.gate.log


@pytest.fixture(scope="module")
def somebody(shop: Shop) -> Callable[[], Reader]:
    """Readers who have just registered."""
    numbers = count()
    return lambda: Reader(shop, f"reader{next(numbers)}@reader.example").sign_in()


@pytest.fixture
def said(shop: Shop) -> Callable[[str], bool]:
    """Whether the operator's log comes to say something that it didn't say before the test."""
    before = len(shop.gate.log)
    return lambda line: until(lambda: re.search(line, shop.gate.log[before:]) is not None)


def tells(answer: Answer, status: int, title: str) -> bool:
    """Whether a page says something, and no more of what went wrong than readers need."""
    text = answer.body.decode()
    assert "Traceback" not in text
    assert answer.status == status, text
    assert re.search(rf"<h1[^>]*>{re.escape(title)}</h1>", text), text
    return True


def test_an_offer_that_never_was_is_not_sold(
    shop: Shop, somebody: Callable[[], Reader], said: Callable[[str], bool]
) -> None:
    reader, before = somebody(), shop.charged()
    assert tells(reader.look("offer=never%0Awas"), 409, "We don\u2019t sell this")
    assert said(r"checkout: {'offer': 'never\\nwas'} is not sold: unknown")
    assert shop.charged() == before


def test_an_offer_that_is_taken_away_while_its_page_is_open_is_not_sold(
    shop: Shop, somebody: Callable[[], Reader], said: Callable[[str], bool]
) -> None:
    reader = somebody()
    shop.gate.policy(POLICY + OFFER.format(key="brief", more=""))
    assert until(lambda: reader.look("offer=brief").status == 200, 10)
    shown = dict(reader.hidden)
    shop.gate.policy(POLICY)
    assert until(lambda: reader.look("offer=brief").status == 409, 10)
    reader.hidden = shown
    assert tells(reader.agree(), 409, "We don\u2019t sell this")
    assert said(r"{'offer': 'brief'} is not sold: unknown")
    assert not shop.held(reader.address)


def test_of_two_readers_at_once_one_gets_the_last(
    shop: Shop, somebody: Callable[[], Reader], said: Callable[[str], bool]
) -> None:
    readers = [somebody(), somebody()]
    for reader in readers:
        assert reader.look("offer=last").status == 200
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(Reader.agree, readers))
    sold, refused = sorted(answers, key=lambda answer: answer.status)
    assert led(sold).startswith(f"http://127.0.0.1:{shop.port}/pay/")
    assert tells(refused, 409, "This offer is sold out")
    assert said(r"{'offer': 'last'} is not sold: sold_out")


def test_another_currency_is_for_the_next_subscription(
    shop: Shop, somebody: Callable[[], Reader], said: Callable[[str], bool]
) -> None:
    reader = somebody()
    assert reader.buy().status == 200
    (first,) = shop.held(reader.address)
    euros = "plan=digital&price=899-eur-1-month"
    title = "This plan is paid in another currency"
    assert tells(reader.get(f"{OWN}/change?{euros}"), 409, title)
    assert said("is not sold: other_currency")
    shop.stripe.v1.subscriptions.cancel(first.id)
    assert until(lambda: shop.held(reader.address)[0].state is State.ENDED, 10)
    assert reader.buy(euros).status == 200
    found = shop.held(reader.address)
    assert sorted(each.price.amount.currency for each in found) == ["EUR", "USD"]
    assert len({each.customer for each in found}) == 2


def event(**about: object) -> bytes:
    """An event, as Stripe writes them."""
    made = {"id": f"evt_{time.monotonic_ns()}", "object": "event", "created": int(time.time())}
    return json.dumps({**made, **about}).encode()


def test_what_stripe_did_not_sign_is_not_taken_in(shop: Shop, said: Callable[[str], bool]) -> None:
    body = event(type="invoice.paid", data={"object": {}})
    now = int(time.time())
    for signed in ("", "t=1,v1=abc", signature(body, "whsec_of_eve", now)):
        assert shop.sent(body, signed).status == 400
    assert said(r"a webhook was refused: .*check stripe.webhook_secret")
    assert shop.sent(body, signature(body, WHSEC, now - 301)).status == 400
    assert said(r"it was signed 30\d seconds ago; 300 are the most")
    assert shop.sent(b"x" * 262_145).status == 413
    assert said("a webhook was longer than 262144 bytes, and refused")


def test_events_of_others_are_taken_in_and_change_nothing(shop: Shop) -> None:
    client = shop.stripe.v1
    client.products.create({"id": "mug", "name": "A mug a month"})
    price = client.prices.create(
        {
            "product": "mug",
            "currency": "usd",
            "unit_amount": 700,
            "recurring": {"interval": "month"},
        }
    )
    page = client.checkout.sessions.create(
        {
            "mode": "subscription",
            "line_items": [{"price": price.id, "quantity": 1}],
            "customer_email": "mugs@reader.example",
            "success_url": "http://mugs.example/",
            "metadata": {"shop": "mugs"},
        }
    )
    assert page.url
    pay(page.url, "visa")
    stranger = {"id": "sub_unknown", "customer": "cus_unknown", "metadata": {}}
    kind = "customer.subscription.updated"
    assert shop.sent(event(type=kind, data={"object": stranger})).body == b"taken in\n"
    ours = {**stranger, "metadata": {"presspass": f"127.0.0.1:{shop.gate.port}"}}
    assert shop.sent(event(type=kind, data={"object": ours})).body == b"taken in\n"

    def handled() -> bool:
        with shop.books() as commerce, commerce.reading() as books:
            return books.inbox.waiting() == 0 and not shop.webhooks.due()

    assert until(handled, 10), shop.gate.log
    assert not shop.held("mugs@reader.example")
    assert "sub_unknown" not in shop.gate.log


AWAY = "We can\u2019t reach our payment provider just now"


def test_while_the_provider_is_away_readers_are_told_and_can_do_it_afterwards(
    shop: Shop, somebody: Callable[[], Reader], said: Callable[[str], bool]
) -> None:
    buyer, payer, subscriber = somebody(), somebody(), somebody()
    assert subscriber.buy().status == 200
    assert buyer.look().status == 200
    page = payer.choose()
    with shop.deaf():
        pay(page, "visa")
    charged = shop.charged()
    subscriber.get(f"{OWN}/cancel")
    with shop.away():
        assert shop.gate.get("/presspass/offers").status == 200
        assert tells(buyer.agree(), 503, AWAY)
        back = payer.come_back(page)
        assert back.status == 503
        assert b"Nothing was charged" not in back.body
        assert tells(subscriber.post(f"{OWN}/cancel"), 503, AWAY)
        assert tells(subscriber.post(f"{OWN}/card"), 503, AWAY)
        assert said("/checkout can't be answered just now: Stripe can't be reached")
        assert said("what came of cs_.* will be asked again: Stripe can't be reached")
        assert said("/cancel can't be answered just now: Stripe can't be reached")
        assert subscriber.reads()
    assert shop.charged() == charged
    assert payer.come_back(page).status == 200
    assert payer.reads()
    assert subscriber.post(f"{OWN}/cancel").status == 303
    assert shop.held(subscriber.address)[0].state is State.CANCELLING
    assert led(buyer.agree()).startswith(f"http://127.0.0.1:{shop.port}/pay/")


def test_events_that_came_while_the_provider_was_away_are_handled_afterwards(
    shop: Shop, somebody: Callable[[], Reader], said: Callable[[str], bool]
) -> None:
    reader = somebody()
    page = reader.choose()
    with shop.deaf():
        pay(page, "visa")
    (sold,) = shop.stripe.v1.subscriptions.list({"limit": 1}).data
    told = {"id": sold.id, "metadata": sold.metadata.to_dict()}
    body = event(type="customer.subscription.updated", data={"object": told})
    with shop.away():
        assert shop.sent(body).status == 200
        assert said(f"{sold.id} will be tried again: Stripe can't be reached")
    assert until(reader.reads, 25, 0.3), shop.gate.log


LOCKED = "We can\u2019t get at our accounts just now"


def test_while_the_database_is_locked_nothing_is_lost(
    shop: Shop, somebody: Callable[[], Reader], said: Callable[[str], bool]
) -> None:
    buyer, payer = somebody(), somebody()
    assert buyer.look().status == 200
    page = payer.choose()
    with shop.deaf():
        pay(page, "visa")
    charged = shop.charged()
    body = event(type="invoice.paid", data={"object": {}})
    with shop.locked(), ThreadPoolExecutor(3) as pool:
        agreed = pool.submit(buyer.agree)
        back = pool.submit(payer.come_back, page)
        sent = pool.submit(shop.sent, body)
        assert tells(agreed.result(), 503, LOCKED)
        assert tells(back.result(), 503, "Your payment is on its way")
        assert (sent.result().status, sent.result().one("retry-after")) == (503, "30")
    assert said("a webhook will have to come again: .*locked")
    assert said("/checkout can't be answered just now: .*locked")
    assert said("what came of cs_.* will be asked again: .*locked")
    assert shop.charged() == charged
    assert shop.sent(body).body == b"taken in\n"
    assert payer.come_back(page).status == 200
    assert payer.reads()
    assert led(buyer.agree()).startswith(f"http://127.0.0.1:{shop.port}/pay/")


def test_who_paid_and_never_came_back_is_found_though_the_webhook_was_lost(
    shop: Shop, somebody: Callable[[], Reader]
) -> None:
    reader = somebody()
    page = reader.choose()
    with shop.deaf():
        pay(page, "visa")
    assert not shop.held(reader.address)
    assert re.search(r"handling events: \d", shop.gate.command("worker", "--once"))
    assert shop.held(reader.address)[0].state is State.ACTIVE
    assert until(reader.reads, 5, 0.2)
