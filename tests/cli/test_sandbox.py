import subprocess
import sys
import time
from pathlib import Path

import pytest
import stripe
from click.testing import CliRunner

from presspass.cli.main import main
from tests.servers.gate import free_port


@pytest.mark.server
def test_the_sandbox_runs_alone_and_keeps_its_data(tmp_path: Path) -> None:
    port, file = free_port(), tmp_path / "kept.json"
    command = [sys.executable, "-m", "presspass", "sandbox", "--port", str(port)]
    client = stripe.StripeClient(
        "sk_test_1", base_addresses={"api": f"http://127.0.0.1:{port}"}, max_network_retries=0
    )
    with subprocess.Popen(
        [*command, "--data", str(file), "--webhook", "http://127.0.0.1:9/", "--secret", "whsec_1"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = "".join(iter(process.stdout.readline, "Stop with Ctrl-C.\n"))
        assert "signed with whsec_1" in said
        client.v1.customers.create({"email": "a@b.example"})
        with pytest.raises(subprocess.CalledProcessError) as taken:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=30)
        assert "can't be had" in taken.value.stderr
        until = time.monotonic() + 10
        while not file.exists() and time.monotonic() < until:
            time.sleep(0.01)
        process.terminate()
    assert "a@b.example" in file.read_text()


def test_a_file_of_something_else_is_told_of_in_a_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("[]")
    asked = ["sandbox", "--port", str(free_port()), "--data", str(file)]
    answer = CliRunner().invoke(main, asked)
    assert answer.exit_code == 1
    assert "holds no sandbox; delete it to begin anew" in answer.output
