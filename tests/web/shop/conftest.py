from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.edition import Edition
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from tests.web.shop.shop import ANN, Buyer, Shop


@pytest.fixture
def shop(courier: Publication, selling: Edition, keyring: Keyring, clock: Any) -> Shop:
    return Shop(courier, selling, keyring, clock)


@pytest.fixture
def visitor(shop: Shop, visiting: Callable[..., Any]) -> Callable[..., Buyer]:
    """A reader with a browser, who hasn't signed in."""
    return lambda address=ANN: Buyer(shop, visiting(shop.app), address)


@pytest.fixture
def ann(visitor: Callable[..., Buyer]) -> Buyer:
    """A reader who has signed in."""
    return visitor().sign_in()
