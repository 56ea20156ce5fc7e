"""What all pages of an account have in common."""

import logging
from typing import Any

import pytest

from presspass.services.accounts.sessions import RECENT
from tests.web.account.readers import ANN, GOOD, NEW, PAGES, Make, reader
from tests.web.house import House


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_signs_in_first_and_comes_back(
    house: House, visiting: Make, page: str
) -> None:
    answer = visiting(house.app).get(f"/presspass/account{page}?language=pl")
    assert answer.status == 303
    back = f"/presspass/account{page}%3Flanguage%3Dpl"
    assert answer.header("location") == f"/presspass/sign-in?page={back}&language=pl"


@pytest.mark.parametrize("page", PAGES)
def test_the_books_are_asked_and_not_the_cookie_alone(house: House, ann: Any, page: str) -> None:
    session = house.session(ann)
    assert session is not None
    with house.commerce.transaction() as books:
        books.sessions.revoke(session.id, house.clock.now())
    assert "/sign-in?" in ann.get(f"/presspass/account{page}").header("location")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_private_and_in_no_frame(ann: Any, page: str) -> None:
    answer = ann.get(f"/presspass/account{page}")
    assert answer.header("cache-control") == "private, no-store"
    if answer.status == 200:
        assert answer.header("x-frame-options") == "DENY"
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "page",
    [
        "sessions",
        "email",
        "email/code",
        "email/confirm",
        "email/stop",
        "password",
        "newsletter",
        "language",
        "delete",
    ],
)
def test_no_form_is_taken_from_elsewhere(ann: Any, page: str) -> None:
    ann.hidden = {}
    answer = ann.post(f"/presspass/account/{page}", email=NEW, sure="yes")
    assert answer.status == 403
    assert "Nothing was changed" in answer.text


@pytest.mark.parametrize("page", ["password", "delete"])
def test_after_a_while_one_signs_in_again_before_what_matters(
    house: House, ann: Any, page: str
) -> None:
    house.clock.forward(RECENT)
    again = ann.get(f"/presspass/account/{page}")
    assert "Is it you?" in again.text
    sure = ann.post(f"/presspass/account/{page}", sure="yes", password=GOOD)
    assert "Is it you?" in sure.text
    where = f"/presspass/sign-in?page=/presspass/account/{page}"
    assert f'action="{where}"' in again.text
    answer = ann.post(where)
    ann.get(answer.header("location"))
    answer = ann.post(answer.header("location"), code=house.mail()[0])
    assert answer.header("location") == f"/presspass/account/{page}"
    assert "Is it you?" not in ann.get(answer.header("location")).text


def test_while_the_database_is_away_nothing_is_changed(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    ann.get("/presspass/account/delete")
    house.commerce.away = True
    with caplog.at_level(logging.WARNING):
        for page in ("delete", "email", "password", "newsletter", "language", "sessions"):
            fields = {"sure": "yes", "email": NEW, "password": GOOD, "tongue": "pl"}
            answer = ann.post(f"/presspass/account/{page}", **fields)
            assert answer.status == 503
        assert ann.get("/presspass/account").status == 503
    assert "the disk is full" in caplog.text
    house.commerce.away = False
    assert ANN in ann.get("/presspass/account").text


def test_an_account_that_is_gone_meanwhile_leads_to_signing_in(
    house: House, ann: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = reader(house, ann)
    ann.get("/presspass/account/newsletter")
    known = house.sessions.signed_in(house.session(ann), house.clock.now())
    with house.commerce.transaction() as books:
        books.accounts.delete(who, house.clock.now())
    monkeypatch.setattr(type(house.sessions), "signed_in", lambda *_: known)
    assert "/sign-in?" in ann.post("/presspass/account/newsletter").header("location")
