from collections.abc import Callable
from typing import Any

import pytest

from tests.web.account.readers import ANN, FIREFOX, Make
from tests.web.house import House


@pytest.fixture
def browser(house: House, visiting: Make) -> Callable[..., Any]:
    """A new browser in which somebody is signed in."""

    def signed_in(email: str = ANN, app: Any = None) -> Any:
        visitor = visiting(app or house.app, headers={"user-agent": FIREFOX})
        visitor.get("/presspass/sign-in")
        visitor.post("/presspass/sign-in", email=email)
        visitor.get("/presspass/sign-in/code")
        visitor.post("/presspass/sign-in/code", code=house.mail()[0])
        assert house.session(visitor) is not None
        return visitor

    return signed_in


@pytest.fixture
def ann(browser: Callable[..., Any]) -> Any:
    return browser()
