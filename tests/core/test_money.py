import pytest

from presspass.core.money import Money


@pytest.mark.parametrize("currency", ["usd", "US", "USDD", "", "ÜSD", "12$", "A1B"])
def test_what_is_no_currency_code_is_refused(currency: str) -> None:
    with pytest.raises(ValueError, match="is no currency"):
        Money(1, currency)


@pytest.mark.parametrize(
    ("currency", "decimals"), [("USD", 2), ("EUR", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3)]
)
def test_a_currency_has_its_own_number_of_decimals(currency: str, decimals: int) -> None:
    assert Money(1, currency).exponent == decimals
