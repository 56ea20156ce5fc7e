from collections.abc import Iterator
from pathlib import Path

import pytest

from presspass.adapters.sqlite_meter import SqliteMeter


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "meter.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteMeter]:
    made = SqliteMeter(path)
    yield made
    made.close()
