"""Very many renewals at once: each is kept once, and however many they are, few are held."""

import tracemalloc
from pathlib import Path
from time import time

import pytest
from bench.renewals import check, fill
from bench.renewed import AGO, Renewed

from presspass.bootstrap import commands
from presspass.settings import load

FEW, MANY = 200, 1_200
SLACK = 512 * 1024
"""Bytes: that much may differ by chance. The mails alone are several times as much."""


def peak(work: Path, size: int, job: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The most memory that following so many renewals takes, in bytes. All have to be kept."""
    work.mkdir()
    provider = Renewed(size, int(time()) - AGO)
    fill(work, provider, told=job == "handling events")
    settings = load(work / "presspass.toml", {})
    monkeypatch.setattr(commands, "payments_of", lambda _: provider)
    with commands.jobs(settings) as jobs:
        run = next(each.run for each in jobs if each.name == job)
        tracemalloc.start()
        try:
            run(lambda: False)
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    check(settings.database, provider)
    return most


def test_many_events_take_no_more_memory_than_a_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = peak(tmp_path / "few", FEW, "handling events", monkeypatch)
    assert peak(tmp_path / "many", MANY, "handling events", monkeypatch) < few + SLACK


def test_nor_do_many_of_which_no_event_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = peak(tmp_path / "few", FEW, "looking after subscriptions", monkeypatch)
    assert (
        peak(tmp_path / "many", FEW * 3, "looking after subscriptions", monkeypatch) < few + SLACK
    )
