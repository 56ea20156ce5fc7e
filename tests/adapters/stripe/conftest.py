from collections.abc import Iterator

import pytest

from tests.contracts.payment_stages import SandboxStage
from tests.sandbox.running import running


@pytest.fixture
def stage() -> Iterator[SandboxStage]:
    """The adapter, asking a sandbox over HTTP."""
    with running() as run:
        yield SandboxStage(run)
