"""Signing out, here and elsewhere."""

import logging
from typing import Any

import pytest

from tests.web.house import House
from tests.web.signing_in.visits import (
    ANN,
    HERE,
    PAGE,
    signed_in,
)


def test_who_is_signed_in_is_told_so_and_can_sign_out(house: House, ann: Any) -> None:
    signed_in(house, ann)
    session = house.session(ann)
    page = ann.get(f"/presspass/sign-in{HERE}")
    assert f"You\u2019re signed in to The Harbour Courier as {ANN}." in page.text
    answer = ann.post(f"/presspass/sign-out{HERE}")
    assert answer.header("location") == PAGE
    assert house.session(ann) is None
    assert session is not None
    with house.commerce.reading() as books:
        assert books.sessions.get(session.id) is None
    assert ann.post("/presspass/sign-out").header("location") == "/"


def test_who_was_signed_out_elsewhere_is_asked_to_sign_in(house: House, ann: Any) -> None:
    signed_in(house, ann)
    session = house.session(ann)
    assert session is not None
    with house.commerce.transaction() as books:
        books.sessions.revoke(session.id, house.clock.now())
    assert "Send me the mail" in ann.get("/presspass/sign-in").text


def test_one_can_sign_out_while_the_database_is_away(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(house, ann)
    ann.get("/presspass/sign-in")
    house.commerce.away = True
    with caplog.at_level(logging.WARNING):
        assert ann.post("/presspass/sign-out").status == 303
    assert house.session(ann) is None
    assert "still on the books" in caplog.text
