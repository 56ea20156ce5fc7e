"""Changing the address."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.instants import MINUTE
from presspass.services.accounts.changing_mailbox import STOP_LIFE
from tests.web.account.readers import ANN, NEW, Make, ask_for, link_in, mails, plain
from tests.web.house import House


def test_an_address_changes_by_the_code_and_the_old_one_is_told(house: House, ann: Any) -> None:
    where = ask_for(ann, " Ann@Home.example ")
    assert "Ann@Home.example" in ann.get(where).text
    told = mails(house)
    assert set(told) == {ANN, "Ann@Home.example"}
    code = re.search(r"\b\d{6}\b", told["Ann@Home.example"])
    assert code
    assert "about to change" in told[ANN]
    wrong = ann.post(where, code="000000" if code[0] != "000000" else "111111")
    assert wrong.status == 422
    answer = ann.post(where, code=code[0])
    assert answer.header("location") == "/presspass/account?done=address"
    page = ann.get(answer.header("location")).text
    assert "Your address is changed." in page
    assert "Ann@Home.example" in page
    assert ann.get(where).status == 303
    with house.commerce.reading() as books:
        assert books.accounts.by_address(NEW) is not None
        assert books.accounts.by_address(ANN) is None


def test_an_address_changes_by_the_link_in_any_browser(
    house: House, ann: Any, visiting: Make
) -> None:
    ask_for(ann)
    link = link_in(mails(house)[NEW])
    phone = visiting(house.app)
    assert NEW in phone.get(link).text
    with house.commerce.reading() as books:
        assert books.accounts.by_address(NEW) is None
    assert "Your address is changed" in phone.post("/presspass/account/email/confirm").text
    assert house.session(phone) is None
    assert NEW in ann.get("/presspass/account").text
    assert phone.get(link).status == 410


def test_the_old_address_stops_a_change_and_signs_out_everywhere(
    house: House, ann: Any, visiting: Make
) -> None:
    where = ask_for(ann)
    told = mails(house)
    code = re.search(r"\b\d{6}\b", told[NEW])
    assert code
    phone = visiting(house.app)
    assert ANN in phone.get(link_in(told[ANN])).text
    assert ann.get("/presspass/account").status == 200
    assert "Your address stays" in phone.post("/presspass/account/email/stop").text
    assert ann.get("/presspass/account").status == 303
    assert ann.post(where, code=code[0]).status == 303
    with house.commerce.reading() as books:
        assert books.accounts.by_address(NEW) is None
        assert books.accounts.by_address(ANN) is not None


def test_the_old_address_takes_back_what_was_confirmed_for_three_days(
    house: House, ann: Any, visiting: Make
) -> None:
    ask_for(ann)
    told = mails(house)
    ann.get(link_in(told[NEW]))
    ann.post("/presspass/account/email/confirm")
    assert NEW in ann.get("/presspass/account").text
    phone = visiting(house.app)
    house.clock.forward(STOP_LIFE - 1)
    phone.get(link_in(told[ANN]))
    house.clock.forward(1)
    assert phone.post("/presspass/account/email/stop").status == 410
    house.clock.ahead -= 1
    assert phone.post("/presspass/account/email/stop").status == 200
    with house.commerce.reading() as books:
        assert books.accounts.by_address(ANN) is not None
    assert ann.get("/presspass/account").status == 303


@pytest.mark.parametrize("token", ["", "x", "\N{SNOWMAN}", "A" * 3000])
def test_a_forged_link_stops_nothing(house: House, visiting: Make, token: str) -> None:
    phone = visiting(house.app)
    phone.get("/presspass/sign-in")
    assert phone.post("/presspass/account/email/stop", token=token).status == 410
    assert phone.get(f"/presspass/account/email/stop?token={token[:9]}").status == 410
    assert phone.get(f"/presspass/account/email/confirm?token={token[:9]}").status == 410


def test_nobody_is_told_of_an_account_before_owning_its_address(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    browser(NEW)
    where = ask_for(ann)
    code = re.search(r"\b\d{6}\b", mails(house)[NEW])
    assert code
    answer = ann.post(where, code=code[0])
    assert answer.status == 409
    assert "This address has an account already" in answer.text
    assert ANN in ann.get("/presspass/account").text


@pytest.mark.parametrize(
    ("email", "said"), [("ann at home", "one @"), (ANN, "the address of your account already")]
)
def test_an_address_that_will_not_do_is_said_so(ann: Any, email: str, said: str) -> None:
    ann.get("/presspass/account/email")
    answer = ann.post("/presspass/account/email", email=email)
    assert answer.status == 422
    assert said in plain(answer.text)


def test_mails_are_limited_and_run_out(house: House, ann: Any) -> None:
    where = ask_for(ann)
    for _ in range(4):
        ask_for(ann)
    ann.get("/presspass/account/email")
    assert ann.post("/presspass/account/email", email=NEW).status == 429
    house.clock.forward(16 * MINUTE)
    assert ann.get(where).status == 410


def test_the_code_of_another_readers_change_is_unknown(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    where = ask_for(ann)
    code = re.search(r"\b\d{6}\b", mails(house)[NEW])
    assert code
    bea = browser("bea@example.com")
    assert bea.get(where).status == 303
    assert bea.post(where, code=code[0]).status == 410
