"""The benchmark of imports runs, at a size that takes no time."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_benchmark_of_imports_measures_every_step(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    command = [sys.executable, "-m", "bench.importing", "--rows", "1100", "--out", str(out)]
    subprocess.run(
        [*command, "--work", str(tmp_path / "work")],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    results = json.loads(out.read_text())
    assert [result["step"] for result in results] == [
        "dry run",
        "import",
        "the same again",
        "all extended",
        "export",
        "the export again",
    ]
    assert all(result["rows_per_second"] > 0 for result in results)
    assert not (tmp_path / "work").exists()
