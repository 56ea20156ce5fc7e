"""The stores in which everything about accounts is kept, for the suites that each must pass."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.adapters.sql import SqlCommerce, open_database
from presspass.ports import Commerce


@pytest.fixture(params=["memory", "sql"])
def commerce(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Commerce]:
    if request.param == "memory":
        yield MemoryCommerce()
        return
    engine = open_database(tmp_path / "presspass.db")
    yield SqlCommerce(engine)
    engine.dispose()


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """What a function answers that is called so many times at once."""

    def call(times: int, function: Callable[[], Any]) -> list[Any]:
        with ThreadPoolExecutor(8) as pool:
            return [each.result() for each in [pool.submit(function) for _ in range(times)]]

    return call
