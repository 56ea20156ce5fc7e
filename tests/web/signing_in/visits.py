"""Visits to the pages of signing in."""

from collections.abc import Callable
from typing import Any

from tests.web.house import House

ANN = "ann@example.com"
GOOD = "seven herons at low tide"
PAGE = "/politics/the-vote?a=b"
HERE = "?page=/politics/the-vote%3Fa%3Db"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
Make = Callable[..., Any]
READER_PAGES = [
    "/presspass/sign-in",
    "/presspass/sign-in?purpose=password",
    "/presspass/sign-in/code",
    "/presspass/sign-in/link?token=x",
    "/presspass/sign-in/password",
    "/presspass/sign-in/devices",
]


def asked(visitor: Any, target: str = "", email: str = ANN) -> Any:
    visitor.get(f"/presspass/sign-in{target}")
    return visitor.post(f"/presspass/sign-in{target}", email=email)


def signed_in(house: House, visitor: Any, email: str = ANN) -> Any:
    asked(visitor, HERE, email)
    visitor.get("/presspass/sign-in/code")
    return visitor.post("/presspass/sign-in/code", code=house.mail()[0])
