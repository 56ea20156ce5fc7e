"""Very many renewals at once: each is kept once, and however many they are, few are held."""

import gc
from pathlib import Path
from time import time

import pytest
from bench.renewals import check, fill
from bench.renewed import AGO, Renewed

from presspass.bootstrap import commands
from presspass.core.billing import Billing
from presspass.core.subscription import Subscription
from presspass.ports import Mail, Waiting
from presspass.settings import load

MANY, FEW = 1_500, 600
KINDS = (Billing, Mail, Subscription, Waiting)
"""What there is one of for each renewal."""


@pytest.mark.parametrize("job", ["handling events", "looking after subscriptions"])
def test_very_many_are_all_kept_once_and_few_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: str
) -> None:
    provider = Renewed(MANY, int(time()) - AGO)
    fill(tmp_path, provider, told=job == "handling events")
    settings = load(tmp_path / "presspass.toml", {})
    monkeypatch.setattr(commands, "payments_of", lambda _: provider)
    counted: list[int] = []

    def count(done: int, _: int | None) -> None:
        if done % 100 == 0:
            counted.append(sum(type(each) in KINDS for each in gc.get_objects()))

    with commands.jobs(settings, count) as jobs:
        next(each.run for each in jobs if each.name == job)(lambda: False)
    check(settings.database, provider)
    assert len(counted) == MANY // 100
    assert 0 < max(counted) < FEW
