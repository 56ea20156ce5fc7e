"""How the command ends: its exit code, and a line where a traceback would help nobody."""

import errno
import os
import sys
from contextlib import suppress

import click

from presspass.cli.context import Failure

INTERRUPTED = 130
"""The exit code of what Ctrl-C has ended: 128 and the number of its signal, as shells have it."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def run(command: click.Command) -> int:
    """Run a command and answer its exit code. A pipe that nobody reads any more ends it quietly."""
    try:
        return _code(command)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        with suppress(OSError):  # standard error may be as full
            click.echo(f"Error: the output can't be written: {error.strerror}", err=True)
        _let_go()
        return Failure.exit_code


def _code(command: click.Command) -> int:
    try:
        code = command.main(standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    return code if isinstance(code, int) else 0


def _let_go() -> None:
    """Lose what the streams still hold: Python would fail to write it once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())
