import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Router
from starlette.types import ASGIApp

from presspass.core.credentials import CookieJar
from presspass.core.edition import Edition
from presspass.core.publication import Publication
from presspass.core.seals import Keyring, Purpose
from presspass.ports import StoreAway
from presspass.services.links import Links
from presspass.web.cookies import Cookies
from presspass.web.csrf import FIELD, Csrf
from presspass.web.forms import MAX_BYTES, Form, Forms, Problem
from presspass.web.shell import Shell

Visiting = Callable[..., Any]
NAME = "/presspass/name"


class Names:
    """A page that asks for a name, and remembers those that it was told."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self.told: list[Form] = []

    def show(self, request: Request) -> Response:
        if "away" in request.query_params:
            raise StoreAway("the database is locked")
        return self._forms.page(request, "plain.html", self._shown())

    def take(self, request: Request, form: Form) -> Response:
        if form.get("name") == "away":
            raise StoreAway("the disk is full")
        if not form.get("name"):
            return self._forms.page(
                request, "plain.html", self._shown(), [Problem("name", "Say your name")]
            )
        self.told.append(form)
        return self._forms.on(request, "/name", thanks="1")

    def _shown(self) -> dict[str, object]:
        return {"title": "Name", "heading": "Name", "explanation": "Your name?"}


@pytest.fixture(params=[False, True], ids=["http", "https"])
def jar(request: pytest.FixtureRequest) -> CookieJar:
    return CookieJar(secure=request.param)


@pytest.fixture
def forms(
    courier: Publication, selling: Edition, links: Links, keyring: Keyring, jar: CookieJar
) -> Forms:
    shell = Shell(courier, lambda: selling, links)
    return Forms(shell, Csrf(keyring, Cookies(keyring, jar)))


@pytest.fixture
def names(forms: Forms) -> Names:
    return Names(forms)


@pytest.fixture
def app(forms: Forms, names: Names) -> ASGIApp:
    routes = [forms.get("/name", names.show), forms.post("/name", names.take)]
    return Router([Mount("/presspass", Router(routes))])


@pytest.fixture
def ann(app: ASGIApp, visiting: Visiting) -> Any:
    return visiting(app)


def token(keyring: Keyring, jar: CookieJar, visitor: Any) -> str:
    """The token that goes with the cookie which a visitor was given."""
    opened = keyring.open(Purpose.FORM, visitor.jar[jar.form])
    assert opened is not None
    return Csrf(keyring, Cookies(keyring, jar)).token(opened.payload[1:])


def send(keyring: Keyring, jar: CookieJar, visitor: Any, target: str = NAME, **fields: Any) -> Any:
    visitor.get(NAME)
    return visitor.post(target, **{FIELD: token(keyring, jar, visitor), **fields})


def test_a_form_of_ours_gets_through(
    keyring: Keyring, jar: CookieJar, ann: Any, names: Names
) -> None:
    answer = send(keyring, jar, ann, name=["Ann", "Beth"], note="a & ü")
    assert answer.status == 303
    assert answer.header("location") == "/presspass/name?thanks=1"
    assert names.told[0].get("name") == "Ann"
    assert names.told[0].all("name") == ("Ann", "Beth")
    assert names.told[0].get("note") == "a & ü"
    assert names.told[0].get("other") == ""


def test_two_pages_of_one_browser_can_both_be_sent(
    keyring: Keyring, jar: CookieJar, ann: Any
) -> None:
    ann.get(NAME)
    first = token(keyring, jar, ann)
    ann.get(NAME)
    assert ann.post(NAME, **{FIELD: first, "name": "Ann"}).status == 303
    assert send(keyring, jar, ann, name="Ann").status == 303


@pytest.mark.parametrize("sent", ["", "forged", "cookie", "another", "session"])
def test_a_form_without_a_token_of_this_browser_changes_nothing(
    keyring: Keyring, jar: CookieJar, ann: Any, names: Names, sent: str
) -> None:
    ann.get(NAME)
    other = replace(ann, jar={})
    other.get(NAME)
    tokens = {
        "cookie": ann.jar[jar.form],
        "another": token(keyring, jar, other),
        "session": keyring.seal(Purpose.SESSION, b"f" + bytes(16)),
    }
    answer = ann.post(NAME, **{FIELD: tokens.get(sent, sent), "name": "Mallory"})
    assert answer.status == 403
    assert "Nothing was changed" in answer.text
    assert names.told == []


def test_a_token_is_nothing_without_its_cookie(
    keyring: Keyring, jar: CookieJar, ann: Any, names: Names
) -> None:
    ann.get(NAME)
    sent = token(keyring, jar, ann)
    ann.jar.clear()
    assert ann.post(NAME, **{FIELD: sent, "name": "Mallory"}).status == 403
    ann.jar[jar.form] = sent
    assert ann.post(NAME, **{FIELD: sent, "name": "Mallory"}).status == 403
    assert names.told == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost"}, 403),
        ({"origin": "http://localhost"}, 303),
        ({"origin": "https://localhost"}, 303),
        ({"origin": "http://localhost.evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_what_the_browser_says_of_the_sender_is_heard(
    keyring: Keyring, jar: CookieJar, ann: Any, headers: dict[str, str], status: int
) -> None:
    ann.headers = headers
    assert send(keyring, jar, ann, name="Ann").status == status


def test_the_cookie_is_for_this_host_and_no_script(ann: Any, jar: CookieJar) -> None:
    line = ann.get(NAME).cookies()[0]
    assert line.startswith("__Host-" if jar.secure else "presspass_")
    assert "HttpOnly; SameSite=Lax" in line
    assert "Domain" not in line


def test_pages_with_forms_are_kept_nowhere_framed_nowhere_and_tell_no_address(ann: Any) -> None:
    answer = ann.get(NAME)
    assert answer.header("cache-control") == "private, no-store"
    assert answer.header("x-frame-options") == "DENY"
    assert "frame-ancestors 'none'" in answer.header("content-security-policy")
    assert answer.header("referrer-policy") == "strict-origin"


def test_a_form_with_problems_is_answered_as_unprocessable(
    keyring: Keyring, jar: CookieJar, ann: Any
) -> None:
    assert send(keyring, jar, ann, name="").status == 422


@pytest.mark.parametrize("where", ["page", "form"])
def test_while_the_database_is_away_a_page_says_so_and_the_operator_hears_of_it(
    keyring: Keyring, jar: CookieJar, ann: Any, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    with caplog.at_level(logging.WARNING):
        if where == "page":
            answer = ann.get(f"{NAME}?away")
        else:
            answer = send(keyring, jar, ann, name="away")
    assert answer.status == 503
    assert answer.header("retry-after") == "30"
    assert "nothing is lost" in answer.text
    why = "the database is locked" if where == "page" else "the disk is full"
    assert caplog.messages == [f"/presspass/name can't be answered just now: {why}"]


def test_what_is_too_long_for_a_form_is_not_read(
    keyring: Keyring, jar: CookieJar, ann: Any, names: Names
) -> None:
    assert send(keyring, jar, ann, name="x" * MAX_BYTES).status == 413
    assert names.told == []


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join([b"a=1"] * 500), b"form_token"])
def test_what_is_no_form_is_refused(ann: Any, body: bytes, names: Names) -> None:
    ann.get(NAME)
    assert ann._told("POST", NAME, body).status == 403
    assert names.told == []


def test_who_breaks_off_while_sending_is_nobodys_fault(app: ASGIApp, asking: Any) -> None:
    assert asking(app, NAME, "POST", broken=True).status == 400


def test_a_page_knows_where_to_go_back_to_and_in_which_language(
    keyring: Keyring, jar: CookieJar, ann: Any
) -> None:
    target = f"{NAME}?page=/a%3Fb=c&language=pl"
    answer = send(keyring, jar, ann, target, name="Ann")
    assert answer.header("location") == "/presspass/name?page=/a%3Fb%3Dc&language=pl&thanks=1"
    answer = send(keyring, jar, ann, f"{NAME}?page=//evil.example", name="Ann")
    assert answer.header("location") == "/presspass/name?thanks=1"
