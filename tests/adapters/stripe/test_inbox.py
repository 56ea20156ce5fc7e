"""The way of a payment event, through the real adapter: webhooks twice, late, forged and lost."""

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.core.account import Account
from presspass.core.billing import DisputeState
from presspass.core.entitlement import standing_of
from presspass.core.instants import DAY
from presspass.core.mailbox import Mailbox
from presspass.core.reader import Standing
from presspass.core.sale import Sale
from presspass.core.seals import Keyring
from presspass.ports import Forged, Mail
from presspass.services.checkout.returning import Came, Returning
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.settling import News, Settling
from tests.contracts.payment_stages import FIRST, SandboxStage, order, sold


class Silent:
    @staticmethod
    def mails(news: News) -> list[Mail]:
        del news
        return []


class Desk:
    """Books that learn of the sandbox by its webhooks alone."""

    def __init__(self, stage: SandboxStage) -> None:
        self.stage = stage
        self.commerce = MemoryCommerce()
        settling = Settling(self.commerce, stage.payments, Silent())
        ring = Keyring((b"k" * 32,))
        self.returning = Returning(self.commerce, stage.payments, settling, ring)
        self.arrivals = Arrivals(self.commerce, stage.payments, settling, self.returning)

    def sell(self, sale: Sale, card: str = "visa") -> str:
        """A sale that is paid; answers its page."""
        with self.commerce.transaction() as books:
            mailbox = Mailbox.parse("ann@reader.example")
            books.accounts.create(Account(sale.reader, mailbox, "en", sale.at))
            books.sales.add(sale)
        page = self.stage.payments.checkout(order(sale))
        self.stage.pay(page, card)
        return page.id

    def post(self, *, times: int = 1, backwards: bool = False) -> int:
        """Deliver what is due, and handle it; answers how many events were new."""
        webhooks = self.stage.run.sandbox.webhooks
        assert webhooks is not None
        due = webhooks.due()
        self.stage.run.mailroom.got.clear()
        for event in due[::-1] if backwards else due:
            webhooks.deliver(event)
        new = sum(
            self.arrivals.receive(body, headers["Stripe-Signature"], self.stage.now())
            for body, headers in self.stage.run.mailroom.got * times
        )
        self.arrivals.handle(self.stage.now())
        return new

    def standing(self, sale: Sale) -> Standing:
        with self.commerce.reading() as books:
            return standing_of(books.entitlements.of(sale.reader), self.stage.now()).standing

    def balance(self, sale: Sale) -> int:
        with self.commerce.reading() as books:
            return sum(row.money.minor for row in books.ledger.of(sale.reader))


@pytest.fixture
def desk(stage: SandboxStage) -> Desk:
    return Desk(stage)


def test_a_return_grants_at_once_and_its_webhooks_change_nothing(desk: Desk) -> None:
    sale = sold(desk.stage, introductory=FIRST)
    page = desk.sell(sale)
    assert desk.returning.complete(page, desk.stage.now()).came is Came.SUBSCRIBED
    assert desk.standing(sale) is Standing.SUBSCRIBED
    assert desk.post(times=2, backwards=True) > 3
    assert (desk.standing(sale), desk.balance(sale)) == (Standing.SUBSCRIBED, 99)
    assert desk.post() == 0


def test_webhooks_alone_carry_a_reader_through_the_months(desk: Desk) -> None:
    sale = sold(desk.stage, introductory=FIRST)
    desk.sell(sale)
    desk.post()
    assert desk.standing(sale) is Standing.SUBSCRIBED
    for balance in (99 + 999, 99 + 999 + 999):
        desk.stage.run.pass_time(31 * DAY + 7200)
        desk.post(backwards=True)
        assert (desk.standing(sale), desk.balance(sale)) == (Standing.SUBSCRIBED, balance)


def test_lost_webhooks_are_found_again(desk: Desk) -> None:
    sale = sold(desk.stage)
    desk.sell(sale)
    webhooks = desk.stage.run.sandbox.webhooks
    assert webhooks is not None
    for event in webhooks.due():
        webhooks.drop(event)
    assert desk.post() == 0
    assert desk.standing(sale) is Standing.REGISTERED
    assert desk.arrivals.catch_up(desk.stage.now()) > 0
    desk.arrivals.handle(desk.stage.now())
    assert desk.standing(sale) is Standing.SUBSCRIBED


def test_a_refund_and_a_dispute_at_the_dashboard_reach_the_books(desk: Desk) -> None:
    sale = sold(desk.stage)
    desk.sell(sale, "disputed")
    desk.post()
    assert (desk.standing(sale), desk.balance(sale)) == (Standing.SUBSCRIBED, 0)
    desk.stage.decide(DisputeState.LOST)
    desk.post()
    assert desk.standing(sale) is Standing.LAPSED_SUBSCRIBER


def test_a_stale_or_forged_webhook_is_not_taken_in(desk: Desk) -> None:
    desk.sell(sold(desk.stage))
    desk.post()
    body, headers = desk.stage.run.mailroom.got[0]
    desk.stage.run.pass_time(301)
    with pytest.raises(Forged):
        desk.arrivals.receive(body, headers["Stripe-Signature"], desk.stage.now())
