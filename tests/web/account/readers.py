"""Readers who are signed in, what they have, and the mails that they get."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from presspass.core import receipts
from presspass.core.access import Decision, Reason
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import DAY, Instant
from presspass.core.plans import Benefit
from presspass.core.reader import Standing
from presspass.core.sale import Sale, SaleState
from presspass.core.seals import Purpose
from presspass.core.situations import Situation
from presspass.core.subscription import State, Subscription
from presspass.ports import Answered
from tests.web.house import House

ANN, NEW = "ann@example.com", "ann@home.example"
GOOD, BETTER = "seven herons at low tide", "eight herons at high tide"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
Make = Callable[..., Any]
PAGES = ["", "/email", "/email/code", "/password", "/newsletter", "/language", "/data", "/delete"]


def reader(house: House, visitor: Any) -> ReaderId:
    session = house.session(visitor)
    assert session is not None
    return session.reader


def entitle(house: House, who: ReaderId, until: Instant | None, basis: Basis) -> None:
    now = house.clock.now()
    since = now - 40 * DAY
    with house.commerce.transaction() as books:
        held = EntitlementId(f"{basis}"), who, Benefit.ARTICLES, since, until, basis
        books.entitlements.put(Entitlement(*held))


def sell(house: House, who: ReaderId, state: State = State.ACTIVE) -> None:
    now, plan = house.clock.now(), house.edition.plans[0]
    sale = Sale("s1", who, plan.key, plan.name, plan.benefits, plan.prices[0], now, "I buy", "7")
    sale = replace(sale, state=SaleState.MADE, subscription="sub_1")
    price = plan.prices[0]
    until = now + 30 * DAY
    subscription = Subscription(
        "sub_1", who, "s1", plan.key, "cus_1", state, now, until, price, price
    )
    with house.commerce.transaction() as books:
        books.sales.add(sale)
        books.subscriptions.put(subscription, books.subscriptions.ask("sub_1"))
    entitle(house, who, until + 2 * DAY, Basis.SUBSCRIPTION)


def counted(house: House, who: ReaderId, address: str, ago: int = 0) -> None:
    decision = Decision(
        ArticleId(address),
        house.clock.now() - ago,
        Standing.REGISTERED,
        Situation.METER_LEFT,
        "r",
        "7",
        Reason.ALLOWANCE,
        limit=10,
        used=1,
        newly_charged=True,
    )
    receipt = house.keyring.seal(Purpose.RECEIPT, receipts.pack(decision))
    house.journal.write([Answered(decision.at, receipt, [who])])


def mails(house: House) -> dict[str, str]:
    """The texts of the mails that wait, by whom they go to."""
    with house.commerce.transaction() as books:
        return {one.mail.to: one.mail.text for one in books.outbox.claim(house.clock.now(), 10)}


def link_in(text: str) -> str:
    found = re.search(r"/presspass/\S+", text)
    assert found
    return found[0]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def ask_for(ann: Any, email: str = NEW) -> str:
    """Ask for another address; answers where the code is typed."""
    ann.get("/presspass/account/email")
    answer = ann.post("/presspass/account/email", email=email)
    assert answer.status == 303, plain(answer.text)
    where = answer.header("location")
    assert isinstance(where, str)
    return where
