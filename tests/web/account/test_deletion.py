"""Deleting the account."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from presspass.core.sale import Sale
from presspass.core.subscription import State
from presspass.services.links import Links
from tests.web.account.readers import ANN, counted, mails, plain, reader, sell
from tests.web.house import House


def test_an_account_is_deleted_at_once_and_everywhere(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    other, who = browser(), reader(house, ann)
    counted(house, who, "http://localhost/a")
    page = ann.get("/presspass/account/delete")
    assert "You have bought nothing" in page.text
    unsure = ann.post("/presspass/account/delete")
    assert "Tick the box to confirm" in unsure.text
    answer = ann.post("/presspass/account/delete", sure="yes")
    assert answer.status == 200
    assert "Your account is deleted" in answer.text
    assert house.session(ann) is None
    assert other.get("/presspass/account").status == 303
    assert list(house.journal.of(who, 0)) == []
    assert house.forgotten == [who]
    assert "we have deleted your account" in mails(house)[ANN]
    with house.commerce.reading() as books:
        assert books.accounts.by_reader(who) is None
        assert len(books.sessions.changes(0)) == 2
        assert [deed.action for deed in books.audit.about(who.hex())] == ["registered", "deleted"]


def test_what_the_law_has_us_keep_stays_and_the_page_says_so(house: House, ann: Any) -> None:
    who = reader(house, ann)
    sell(house, who, State.CANCELLING)
    page = plain(ann.get("/presspass/account/delete").text)
    assert "The law has us keep the records of your purchases" in page
    assert "is lost" in page
    assert ann.post("/presspass/account/delete", sure="yes").status == 200
    with house.commerce.reading() as books:
        assert books.accounts.by_reader(who) is None
        assert [sale.id for sale in books.sales.of(who)] == ["s1"]


def test_a_subscription_that_goes_on_is_cancelled_first(house: House, ann: Any) -> None:
    sell(house, reader(house, ann))
    assert "Please cancel it first" in ann.get("/presspass/account/delete").text
    ann.get("/presspass/account")
    answer = ann.post("/presspass/account/delete", sure="yes")
    assert answer.status == 409
    assert ann.get("/presspass/account").status == 200
    assert house.forgotten == []


def test_or_it_is_ended_at_the_provider(house: House, ann: Any) -> None:
    ended: list[str] = []
    house.cancel = lambda subscription: ended.append(subscription.id)
    ann.app = house.of(Links.with_accounts("/presspass"))
    sell(house, reader(house, ann))
    assert "Your subscription is ended with it" in ann.get("/presspass/account/delete").text
    assert ann.post("/presspass/account/delete", sure="yes").status == 200
    assert ended == ["sub_1"]


def test_while_a_payment_page_is_open_nothing_is_deleted(house: House, ann: Any) -> None:
    plan, who, now = house.edition.plans[0], reader(house, ann), house.clock.now()
    sale = Sale("s", who, plan.key, plan.name, plan.benefits, plan.prices[0], now, "I buy", "7")
    with house.commerce.transaction() as books:
        books.sales.add(sale)
        books.sales.update(replace(sale, checkout="cs_1"))
    assert "payment page is still open" in ann.get("/presspass/account/delete").text
    house.clock.forward(3600)
    assert "Is it you?" in ann.get("/presspass/account/delete").text
