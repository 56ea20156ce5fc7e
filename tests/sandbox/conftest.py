from collections.abc import Iterator

import pytest

from tests.sandbox.running import Running, running


@pytest.fixture
def run() -> Iterator[Running]:
    """A sandbox that listens."""
    with running() as sandbox:
        yield sandbox
