"""Sessions in other browsers."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.instants import DAY
from tests.web.house import House


def test_a_session_is_ended_from_another_browser(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    house.clock.forward(DAY)
    other = browser()
    page = other.get("/presspass/account")
    assert page.text.count("Firefox, Linux</bdi></strong>") == 2
    assert "This browser" in page.text
    named = re.search(r'name="session" value="(\w+)"', page.text)
    assert named
    answer = other.post("/presspass/account/sessions", session=named[1])
    assert answer.header("location") == "/presspass/account?done=sessions"
    assert "You are signed out there." in other.get(answer.header("location")).text
    assert "/sign-in?" in ann.get("/presspass/account").header("location")
    with house.commerce.reading() as books:
        assert [change.session for change in books.sessions.changes(0)] == [bytes.fromhex(named[1])]


def test_one_signs_out_everywhere_else_at_once(ann: Any, browser: Callable[..., Any]) -> None:
    others = [browser(), browser()]
    stranger = browser("bea@example.com")
    ann.get("/presspass/account")
    ann.hidden.pop("session")
    ann.post("/presspass/account/sessions")
    assert ann.get("/presspass/account").status == 200
    for other in others:
        assert other.get("/presspass/account").status == 303
    assert stranger.get("/presspass/account").status == 200


@pytest.mark.parametrize("named", ["00" * 16, "nonsense"])
def test_nobody_ends_the_session_of_another(
    house: House, ann: Any, browser: Callable[..., Any], named: str
) -> None:
    bea = browser("bea@example.com")
    session = house.session(bea)
    assert session is not None
    ann.get("/presspass/account")
    for name in (named, session.id.hex()):
        assert ann.post("/presspass/account/sessions", session=name).status == 303
    assert bea.get("/presspass/account").status == 200
