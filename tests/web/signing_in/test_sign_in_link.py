"""Signing in by the link of a mail."""

from typing import Any

from tests.web.house import House
from tests.web.signing_in.visits import ANN, HERE, PAGE, Make, asked


def test_one_registers_by_the_link_in_any_browser(house: House, ann: Any, visiting: Make) -> None:
    asked(ann, f"{HERE}&language=pl")
    _, link = house.mail()
    phone = visiting(house.app)
    page = phone.get(link)
    assert page.status == 200
    assert ANN in page.text
    assert '<html lang="pl"' in page.text
    assert house.session(phone) is None
    answer = phone.post("/presspass/sign-in/link")
    assert answer.header("location") == PAGE
    assert house.session(phone) is not None
    assert house.session(ann) is None


def test_a_program_that_opens_every_link_uses_none_up(
    house: House, ann: Any, visiting: Make
) -> None:
    asked(ann)
    _, link = house.mail()
    for _ in range(3):
        assert visiting(house.app).get(link).status == 200
    ann.get(link)
    assert ann.post("/presspass/sign-in/link").status == 303


def test_the_page_of_a_link_keeps_its_secret(house: House, ann: Any) -> None:
    asked(ann)
    _, link = house.mail()
    answer = ann.get(link)
    assert answer.header("referrer-policy") == "strict-origin"
    assert answer.header("cache-control") == "private, no-store"


def test_a_link_that_was_used_says_so(house: House, ann: Any, visiting: Make) -> None:
    asked(ann)
    _, link = house.mail()
    ann.get(link)
    ann.post("/presspass/sign-in/link")
    stranger = visiting(house.app).get(link)
    assert stranger.status == 410
    assert "This mail has been used already" in stranger.text
    again = ann.get(link)
    assert again.status == 303
    assert f"as {ANN}" in ann.get(again.header("location")).text


def test_a_link_that_was_cut_short_says_so(house: House, ann: Any) -> None:
    asked(ann)
    _, link = house.mail()
    answer = ann.get(link.partition("&")[0][:-5])
    assert answer.status == 410
    assert "This link isn\u2019t whole" in answer.text
