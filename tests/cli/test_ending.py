import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from presspass.cli.ending import run
from presspass.cli.main import main

PRESSPASS = [sys.executable, "-m", "presspass"]


@pytest.mark.parametrize(
    "words", [("--help",), ("inspect", "page.html", "--json"), ("inspect", "page.html", "--denied")]
)
def test_a_full_disk_is_told_in_a_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "page.html").write_text("<p>Hello</p>" * 5000, encoding="utf-8")
    with Path("/dev/full").open("wb") as output:
        ended = subprocess.run(
            [*PRESSPASS, *words],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
    said = "Error: the output can't be written: No space left on device\n"
    assert (ended.returncode, ended.stderr) == (1, said)


def test_a_pipe_that_nobody_reads_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [*PRESSPASS, "--help"], stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.5])
def test_ctrl_c_ends_it_quietly_however_early(tmp_path: Path, seconds: float) -> None:
    """The command waits for its file, a pipe that nobody writes to, should it come that far."""
    waits = tmp_path / "page.html"
    os.mkfifo(waits)
    ready, told = os.pipe()
    program = f"import os; os.write({told}, b'.'); from presspass.__main__ import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "inspect", str(waits)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        pass_fds=[told],
    ) as process:
        os.read(ready, 1)
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        output, said = process.communicate(timeout=60)
    os.close(ready)
    os.close(told)
    assert (process.returncode, output, said.strip()) == (130, "", "")


def test_other_faults_of_the_system_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def fails() -> None:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(sys, "argv", ["fails"])
    with pytest.raises(OSError, match="Bad file"):
        run(fails)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(["--version"], 0, ""), (["inspect", "missing.html"], 1, "read"), (["fly"], 2, "No such")],
)
def test_a_command_ends_with_its_own_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.setattr(sys, "argv", ["presspass", *words])
    assert run(main) == code
    assert said in capsys.readouterr().err
