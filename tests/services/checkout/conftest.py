import pytest

from tests.services.checkout.shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()
