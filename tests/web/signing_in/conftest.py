from typing import Any

import pytest

from tests.web.house import House
from tests.web.signing_in.visits import FIREFOX, Make


@pytest.fixture
def ann(house: House, visiting: Make) -> Any:
    return visiting(house.app, headers={"user-agent": FIREFOX})
