"""The meter's benchmark runs, at sizes that take no time."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[2]


def test_the_benchmark_writes_its_results_and_plot(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.meter", "--rows", "201", "1003"]
    small = ["--rounds", "2", "--charges", "60", "--into", str(tmp_path)]
    subprocess.run([*command, *small], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    results = json.loads((tmp_path / "results-meter.json").read_text())
    assert {(result["view"], result["rows"]) for result in results} == {
        (view, rows) for view in ("first", "again", "reread", "mix") for rows in (201, 1003)
    }
    assert all(result["charges_per_second"] > 0 for result in results)
    plot = (tmp_path / "meter.svg").read_bytes()
    assert len(ET.fromstring(plot).findall(".//{*}circle")) == 4 * 3  # noqa: S314  # our own file
    assert not list((ROOT / "bench" / ".work").glob("meter-201.db*"))
