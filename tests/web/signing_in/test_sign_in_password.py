"""Signing in by a password."""

import re
from typing import Any

from tests.web.house import House
from tests.web.signing_in.visits import ANN, GOOD, HERE, PAGE, Make, asked, signed_in


def test_a_forgotten_password_is_chosen_anew_and_then_signs_in(
    house: House, ann: Any, visiting: Make
) -> None:
    asked(ann, f"{HERE}&purpose=password")
    page = ann.get("/presspass/sign-in/code")
    assert 'autocomplete="new-password"' in page.text
    code, link = house.mail()
    answer = ann.post("/presspass/sign-in/code", code=code, password="short")
    assert answer.status == 422
    assert "of 10 characters or more" in answer.text
    assert f'value="{code}"' in answer.text
    assert "short" not in re.sub(r"shorter", "", answer.text)
    page = ann.get(link)
    assert f"This will be the password of {ANN}." in page.text
    assert ann.post("/presspass/sign-in/link", password="").status == 422
    assert ann.post("/presspass/sign-in/link", password=GOOD).header("location") == PAGE
    other = visiting(house.app)
    other.get(f"/presspass/sign-in/password{HERE}")
    answer = other.post(f"/presspass/sign-in/password{HERE}", email=ANN, password=GOOD)
    assert answer.header("location") == PAGE
    assert house.session(other) is not None


def test_a_wrong_password_says_no_more_than_that(house: House, ann: Any, visiting: Make) -> None:
    signed_in(house, ann)
    texts = set()
    for email in (ANN, "bob@example.com"):
        visitor = visiting(house.app)
        visitor.get("/presspass/sign-in/password")
        answer = visitor.post("/presspass/sign-in/password", email=email, password="something")
        assert answer.status == 422
        assert "something" not in answer.text
        texts.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(texts) == 1


def test_who_tries_too_many_passwords_is_led_to_the_mail(ann: Any) -> None:
    ann.get("/presspass/sign-in/password")
    for _ in range(10):
        ann.post("/presspass/sign-in/password", email=ANN, password="something")
    answer = ann.post("/presspass/sign-in/password", email=ANN, password="something")
    assert answer.status == 429
    assert "Sign in by mail" in answer.text
