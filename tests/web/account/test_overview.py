"""What readers see of what they have and have read."""

import logging
from typing import Any

import pytest

from presspass.core.entitlement import Basis
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.services.links import Links
from tests.web.account.readers import counted, entitle, plain, reader, sell
from tests.web.house import House


def test_a_registered_reader_sees_what_is_left_and_what_was_counted(house: House, ann: Any) -> None:
    who, house.used = reader(house, ann), 4
    counted(house, who, "https://localhost/politics/the-vote")
    counted(house, who, "https://localhost.example/elsewhere", DAY)
    counted(house, who, "urn:example:1", DAY)
    counted(house, who, "http://localhost/too-old", 31 * DAY)
    counted(house, ReaderId(b"somebody else id"), "http://localhost/not-mine")
    page = ann.get("/presspass/account")
    said = plain(page.text)
    assert "You have a free account." in said
    assert "You have 6 of 10 free articles left. They return on August 1st." in said
    assert '<a href="/politics/the-vote">/politics/the-vote</a>' in page.text
    assert "urn:example:1" in said
    assert "<bdi>https://localhost.example/elsewhere</bdi>" in page.text
    assert "1 more article was counted before you signed in" in said
    assert "too-old" not in said
    assert "not-mine" not in said
    assert "kept for 30 days" in said


def test_all_is_read_and_nothing_is_limited(house: House, ann: Any) -> None:
    house.used = 12
    assert "You have read all 10 free articles of this month." in ann.get("/presspass/account").text
    house.limit = None
    assert "as many articles as you like" in ann.get("/presspass/account").text


@pytest.mark.parametrize(
    ("until", "basis", "said"),
    [
        (19 * DAY, Basis.IMPORT, "brought along, up to and including July 30th"),
        (None, Basis.IMPORT, "that you brought along."),
        (DAY, Basis.COMPLIMENTARY, "as a guest of The Harbour Courier, free of charge, up to"),
        (DAY, Basis.TRIAL, "on trial, up to and including July 12th"),
        (DAY, Basis.SUBSCRIPTION, "July 12th, 2026. Nothing is charged after that."),
        (-DAY, Basis.TRIAL, "Your trial ended on July 10th"),
        (-DAY, Basis.COMPLIMENTARY, "Your complimentary access ended on July 10th"),
        (-DAY, Basis.SUBSCRIPTION, "Your subscription ended on July 10th"),
    ],
)
def test_standing_is_told_in_plain_words(
    house: House, ann: Any, until: int | None, basis: Basis, said: str
) -> None:
    end = None if until is None else house.clock.now() + until
    entitle(house, reader(house, ann), end, basis)
    page = plain(ann.get("/presspass/account").text)
    assert said in page
    assert ("free articles left" in page) is (until is not None and until < 0)


def test_complimentary_access_is_told_beside_what_a_reader_pays_for(house: House, ann: Any) -> None:
    said = "As a guest of The Harbour Courier you also have complimentary access"
    sell(house, reader(house, ann))
    assert said not in ann.get("/presspass/account").text
    for until, end in [
        (house.clock.now() + 2 * DAY, ", up to and including July 13th"),
        (None, "."),
    ]:
        entitle(house, reader(house, ann), until, Basis.COMPLIMENTARY)
        page = plain(ann.get("/presspass/account").text)
        assert f"{said}{end}" in page
        assert "Your subscription renews on" in page


def test_a_subscription_is_told_by_the_day_on_which_it_renews(house: House, ann: Any) -> None:
    sell(house, reader(house, ann))
    assert "Your subscription renews on August 11th, 2026." in ann.get("/presspass/account").text


def test_the_door_to_the_subscription_is_there_where_something_is_sold(
    house: House, ann: Any
) -> None:
    assert "/account/subscription" not in ann.get("/presspass/account").text
    house.selling = True
    ann.app = house.of(Links.with_accounts("/presspass"))
    assert "/presspass/account/subscription" in ann.get("/presspass/account").text


def test_while_the_meter_or_the_journal_is_away_the_rest_is_shown(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    house.meter_away = True
    with caplog.at_level(logging.WARNING):
        page = ann.get("/presspass/account")
        assert page.status == 200
        assert "just now how many articles" in page.text
        assert ann.get("/presspass/account/data").status == 503
    assert "the meter is locked" in caplog.text
