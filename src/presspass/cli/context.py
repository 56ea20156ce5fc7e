"""What commands are given to work with, and what their failures look like."""

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import click

from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.ports import Clock, Commerce, Unavailable
from presspass.services.editorial_file import EditorialFileError
from presspass.services.publishing import Publishing, RefusedError


class Settings(Protocol):
    """The settings that these commands read."""

    @property
    def publication(self) -> Publication:
        """The publication."""
        ...

    @property
    def keyring(self) -> Keyring:
        """Its secrets."""
        ...


class Context(Protocol):
    """What `click.pass_obj` hands to a command; each part is made when it is first asked for."""

    @property
    def settings(self) -> Settings:
        """The settings, read from file and environment."""
        ...

    @property
    def clock(self) -> Clock:
        """The clock."""
        ...

    def publishing(self) -> Publishing:
        """The publishing service on the publication's database. Raises `StoreAway`."""
        ...

    def commerce(self) -> Commerce:
        """The books in the publication's database. Raises `StoreAway`."""
        ...


class Failure(click.ClickException):
    """A fault of input or state, told in a line or two on standard error."""

    exit_code = 1


class Unusable(Failure):
    """The settings can't be used, for each of these faults."""

    def __init__(self, faults: Sequence[str]) -> None:
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"the settings can't be used:\n{lines}")
        self.faults = faults


class Away(Failure):
    """Something behind us is away."""

    exit_code = 3


def examples(*lines: str) -> str:
    """Examples to stand at the end of a command's help, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what can go wrong into failures that a person can read."""
    try:
        yield
    except EditorialFileError as fault:
        count = len(fault.faults)
        heading = "one fault" if count == 1 else f"{count} faults"
        lines = "\n".join(f"  {line}" for line in fault.faults)
        raise Failure(f"the file has {heading}, and nothing was changed:\n{lines}") from fault
    except RefusedError as fault:
        raise Failure(str(fault)) from fault
    except Unavailable as fault:
        raise (Failure if fault.ours else Away)(str(fault)) from fault


def actor() -> str:
    """Who is at the keyboard, as the audit keeps it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this container
        return f"user {os.getuid()}"
