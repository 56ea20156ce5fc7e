"""Taking everything along."""

import json
from typing import Any

from tests.web.account.readers import (
    ANN,
    counted,
    reader,
    sell,
)
from tests.web.house import House


def test_everything_is_taken_along(house: House, ann: Any) -> None:
    who = reader(house, ann)
    sell(house, who)
    counted(house, who, "http://localhost/politics/the-vote")
    answer = ann.get("/presspass/account/data")
    assert answer.header("content-type") == "application/json"
    assert answer.header("content-disposition").startswith("attachment")
    held = json.loads(answer.text)
    assert held["account"]["address"] == ANN
    assert held["account"]["registered"] == "2026-07-12T00:00:00+02:00"
    assert held["newsletter"] is None
    assert [each["device"] for each in held["sessions"]] == ["Firefox, Linux"]
    assert held["entitlements"][0]["basis"] == "subscription"
    assert held["purchases"][0]["agreed_to"] == "I buy"
    assert held["subscriptions"][0]["state"] == "active"
    assert held["articles"][0]["article"] == "http://localhost/politics/the-vote"
    assert held["articles"][0]["country"] is None
    assert held["allowance"]["counted"] == 3
    assert [each["what"] for each in held["history"]] == ["registered"]
    assert "30 days" in held["kept"]["articles"]
