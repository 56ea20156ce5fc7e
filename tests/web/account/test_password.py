"""Choosing, changing and dropping a password."""

from collections.abc import Callable
from typing import Any

from presspass.services.accounts.sessions import RECENT
from tests.web.account.readers import ANN, BETTER, GOOD, Make
from tests.web.house import House


def choose(ann: Any, password: str = GOOD, **more: str) -> Any:
    ann.get("/presspass/account/password")
    return ann.post("/presspass/account/password", password=password, **more)


def test_a_password_is_chosen_changed_and_dropped(
    house: House, ann: Any, browser: Callable[..., Any], visiting: Make
) -> None:
    other = browser()
    assert choose(ann).header("location") == "/presspass/account?done=password"
    assert other.get("/presspass/account").status == 303
    visitor = visiting(house.app)
    visitor.get("/presspass/sign-in/password")
    assert visitor.post("/presspass/sign-in/password", email=ANN, password=GOOD).status == 303
    assert choose(ann, BETTER, current=BETTER).status == 422
    house.clock.forward(RECENT + 1)
    assert choose(ann, BETTER, current=GOOD).status == 303
    wrong = choose(ann, "", drop="yes", current=GOOD)
    assert "That isn\u2019t your present password" in wrong.text
    answer = choose(ann, "", drop="yes", current=BETTER)
    assert answer.header("location") == "/presspass/account?done=password-dropped"
    with house.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        assert account.password is None


def test_a_password_that_will_not_do_is_said_so_and_tries_are_limited(ann: Any) -> None:
    assert "longer password" in choose(ann, "short").text
    choose(ann)
    statuses = {choose(ann, BETTER, current="something else").status for _ in range(11)}
    assert statuses == {422, 429}
