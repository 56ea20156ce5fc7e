"""The benchmark of sales runs, at a size that takes no time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.server
def test_the_benchmark_of_sales_measures_both_providers(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    few = ["--rounds", "3", "--sandbox-rounds", "2", "--out", str(out)]
    subprocess.run(
        [sys.executable, "-m", "bench.selling", *few],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    results = json.loads(out.read_text())
    steps = {(result["provider"], result["step"]) for result in results}
    assert len(steps) == len(results) == 2 * 6
    assert all(result["per_second"] > 0 for result in results)
