"""What all pages of signing in have in common."""

import logging
from typing import Any

import pytest

from tests.web.house import House
from tests.web.signing_in.visits import (
    ANN,
    READER_PAGES,
    asked,
    signed_in,
)


@pytest.mark.parametrize("target", READER_PAGES)
def test_every_page_is_private_in_no_frame_and_without_a_script(ann: Any, target: str) -> None:
    answer = ann.get(target)
    assert answer.header("cache-control") == "private, no-store"
    assert answer.header("x-frame-options") == "DENY"
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "target",
    ["sign-in", "sign-in/code", "sign-in/link", "sign-in/password", "sign-in/devices", "sign-out"],
)
def test_no_form_is_taken_from_elsewhere(house: House, ann: Any, target: str) -> None:
    signed_in(house, ann)
    before = house.session(ann)
    ann.hidden.clear()
    answer = ann.post(f"/presspass/{target}", email=ANN, code="000000")
    assert answer.status == 403
    assert house.session(ann) == before


@pytest.mark.parametrize("page", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(house: House, ann: Any, page: str) -> None:
    asked(ann, f"?page={page}")
    ann.get("/presspass/sign-in/code")
    answer = ann.post("/presspass/sign-in/code", code=house.mail()[0])
    assert answer.header("location") == "/"


def test_while_the_database_is_away_nothing_is_lost(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    asked(ann)
    code, _ = house.mail()
    ann.get("/presspass/sign-in/code")
    house.commerce.away = True
    with caplog.at_level(logging.WARNING):
        answer = ann.post("/presspass/sign-in/code", code=code)
        assert answer.status == 503
        assert "nothing is lost" in answer.text
        assert ann.get("/presspass/sign-in/code").status == 503
        assert asked(ann).status == 503
    assert "the disk is full" in caplog.text
    house.commerce.away = False
    ann.get("/presspass/sign-in/code")
    assert ann.post("/presspass/sign-in/code", code=code).status == 303


def test_fields_tell_browsers_and_keyboards_what_they_are_for(house: House, ann: Any) -> None:
    del house
    page = ann.get("/presspass/sign-in").text
    assert 'type="email"' in page
    assert 'autocomplete="email"' in page
    assert 'inputmode="email"' in page
    asked(ann)
    page = ann.get("/presspass/sign-in/code").text
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    page = ann.get("/presspass/sign-in/password").text
    assert 'autocomplete="current-password"' in page
