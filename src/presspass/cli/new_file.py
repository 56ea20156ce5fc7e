"""Files that commands write: whole or not at all, over no other, and for no other person's eyes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from presspass.cli.context import Failure

STDOUT = Path("-")
"""What stands for standard output."""


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which is there once the block has ended well. Raises `Failure`."""
    if path.exists():
        raise Failure(f"{path} is there already; name another file")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(0o600, exist_ok=False)
        with unfinished.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as fault:
        raise Failure(f"{path} can't be written: {fault.strerror}") from fault
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def new_file_or_stdout(path: Path) -> Iterator[BinaryIO]:
    """As `new_file`, where the path is not `STDOUT`."""
    if path == STDOUT:
        yield sys.stdout.buffer
        return
    with new_file(path) as opened:
        yield opened
