"""Amounts on the sandbox's pages."""

import pytest

from presspass.sandbox.pages import money


@pytest.mark.parametrize(
    ("units", "currency", "said"),
    [
        (999, "usd", "$9.99"),
        (500, "jpy", "¥500"),
        (199_000, "isk", "ISK1,990"),
        (15_000, "mga", "MGA15,000"),
    ],
)
def test_an_amount_is_said_as_it_is_charged(units: int, currency: str, said: str) -> None:
    assert money(units, currency) == said
