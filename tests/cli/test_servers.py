import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from presspass.cli.main import main
from tests.servers.gate import free_port

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", ["demo", "sandbox"])
@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999", ""])
def test_a_port_that_there_is_not_is_a_wrong_usage(command: str, port: str) -> None:
    result = CliRunner().invoke(main, [command, "--port", port])
    assert result.exit_code == 2
    assert "--port" in result.stderr


def test_a_demo_that_can_keep_nothing_is_told_of_before_it_starts(tmp_path: Path) -> None:
    closed = tmp_path / "file"
    closed.write_text("no folder")
    for folder in (Path("/proc/nope"), closed / "below"):
        result = CliRunner().invoke(
            main, ["demo", "--port", str(free_port()), "--data", str(folder)]
        )
        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: nothing can be kept in {folder}: ")
        assert len(result.stderr.splitlines()) == 1


def test_make_hands_on_an_empty_port_as_the_port() -> None:
    command = ["make", "--dry-run", "demo", "PORT="]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert '--port "" --data' in said
