"""Driving a server with wrk (Debian's package), and reading what it says."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(__file__).parent / "wrk.lua"


@dataclass(frozen=True, slots=True)
class Load:
    """One run of wrk: what was sent and how it was answered."""

    requests: int
    requests_per_second: float
    p50_ms: float
    p99_ms: float
    failed: int


def drive(port: int, lines: Path, *, connections: int, seconds: int, start: int = 0) -> Load:
    """Send the lines of a file over so many connections for a while. Raises where wrk fails."""
    command = [
        "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(_SCRIPT),
        f"http://127.0.0.1:{port}/",
    ]  # fmt: skip
    environment = {**os.environ, "BENCH_LINES": str(lines), "BENCH_FROM": str(start)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    said = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not said:
        raise RuntimeError(f"wrk failed: {done.stderr or done.stdout}")
    requests, microseconds, p50, p99, failed = (int(word) for word in said[0].split()[1:])
    return Load(requests, requests / microseconds * 1e6, p50 / 1000, p99 / 1000, failed)
