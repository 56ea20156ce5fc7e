"""A wired gate."""

from collections.abc import Iterator

import pytest

from presspass.gate.composer import Composer
from presspass.ports import (
    Snapshot,
)
from tests.gate.house import House, Plain, policy


@pytest.fixture(scope="module")
def composer() -> Iterator[Composer]:
    made = Composer()
    yield made
    made.close()


@pytest.fixture
def house(composer: Composer) -> House:
    return House(composer, Snapshot("1", policy("1"), Plain("first")))
