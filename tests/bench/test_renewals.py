"""The benchmark of renewals runs, at a size that takes little time: a worker is killed in it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.server
def test_a_killed_worker_leaves_nothing_undone_and_nothing_twice(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    command = [sys.executable, "-m", "bench.renewals", "--sizes", "400", "--out", str(out)]
    subprocess.run(
        [*command, "--work", str(tmp_path / "work")],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    results = json.loads(out.read_text())
    told = ["events", "nothing", "events, killed half way"]
    assert [result["told_by"] for result in results] == told
    assert all(result["bars"] for result in results)
    assert not (tmp_path / "work").exists()
