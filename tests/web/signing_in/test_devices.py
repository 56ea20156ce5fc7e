"""Signing in on one device too many."""

import re
from dataclasses import replace
from typing import Any

from tests.web.house import JAR, House
from tests.web.signing_in.visits import FIREFOX, HERE, PAGE, Make, signed_in


def test_on_one_device_too_many_one_chooses(house: House, ann: Any, visiting: Make) -> None:
    house.edition = replace(house.edition, plans=())
    for _ in range(10):
        signed_in(house, visiting(house.app, headers={"user-agent": FIREFOX}))
        house.clock.forward(3600)
    answer = signed_in(house, ann)
    assert answer.header("location") == f"/presspass/sign-in/devices{HERE}"
    assert house.session(ann) is None
    page = ann.get(answer.header("location"))
    boxes = re.findall(r'name="device" value="(\w+)"', page.text)
    assert len(boxes) == 10
    assert "Firefox, Linux" in page.text
    answer = ann.post(f"/presspass/sign-in/devices{HERE}", device="zz")
    assert answer.status == 422
    assert "Choose at least 1 device" in answer.text
    answer = ann.post(f"/presspass/sign-in/devices{HERE}", device=boxes[:2])
    assert answer.header("location") == PAGE
    session = house.session(ann)
    assert session is not None
    with house.commerce.reading() as books:
        assert len(books.sessions.of(session.reader, house.clock.now())) == 9


def test_a_choice_that_comes_too_late_begins_anew(house: House, ann: Any, visiting: Make) -> None:
    for _ in range(10):
        signed_in(house, visiting(house.app))
        house.clock.forward(3600)
    signed_in(house, ann)
    ann.get("/presspass/sign-in/devices")
    house.clock.forward(600)
    assert ann.post("/presspass/sign-in/devices").status == 410
    assert ann.get("/presspass/sign-in/devices").header("location") == "/presspass/sign-in"
    assert ann.jar.pop(JAR.door)
    ann.get("/presspass/sign-in")
    assert ann.post("/presspass/sign-in/devices").status == 410
