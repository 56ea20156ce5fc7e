from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from presspass.cli.explain import explain
from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId
from presspass.core.reader import Standing
from presspass.core.receipts import pack
from presspass.core.seals import Keyring, Purpose
from presspass.core.situations import Situation

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

DECISION = Decision(
    ArticleId("https://news.example/ü"),
    1_800_000_000,
    Standing.ANONYMOUS,
    Situation.METER_LEFT,
    "default: metered articles",
    "7",
    Reason.ALLOWANCE,
    limit=5,
    used=2,
    newly_charged=True,
    resets_at=1_801_436_400,
)


def test_a_receipt_is_explained_in_words(desk: Desk) -> None:
    receipt = desk.settings.keyring.seal(Purpose.RECEIPT, pack(DECISION))
    result = desk.run(explain, f" {receipt}\n")
    assert result.exit_code == 0
    assert "Rule 'default: metered articles' of policy version 7 decided it." in result.stdout
    assert "2 of 5 articles counted this month" in result.stdout


def test_a_receipt_is_explained_to_machines(desk: Desk) -> None:
    receipt = desk.settings.keyring.seal(Purpose.RECEIPT, pack(DECISION))
    found = json.loads(desk.run(explain, receipt, "--json").stdout)
    assert found["article"] == "https://news.example/ü"
    assert found["meter"]["left"] == 3
    assert found["granted"] is True


@pytest.mark.parametrize(
    "receipt",
    [
        "",
        "rubbish",
        "é" * 40,
        Keyring((b"another publication's secret key",)).seal(Purpose.RECEIPT, pack(DECISION)),
        Keyring((b"0123456789abcdef" * 2,)).seal(Purpose.METER, pack(DECISION)),
        Keyring((b"0123456789abcdef" * 2,)).seal(Purpose.RECEIPT, b"\xff" + pack(DECISION)[1:]),
    ],
)
def test_what_is_no_receipt_of_ours_is_told_so(desk: Desk, receipt: str) -> None:
    result = desk.run(explain, receipt)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: this is no receipt")
    assert result.stdout == ""


def test_help_teaches_by_example(desk: Desk) -> None:
    assert "\n    presspass explain " in desk.run(explain, "--help").stdout
