"""`presspass`: the group that all commands hang from."""

import os
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import click

from presspass import __version__
from presspass.cli.context import Unusable
from presspass.ports import Clock, Commerce
from presspass.services.publishing import Publishing
from presspass.settings import Settings, SettingsError, load
from presspass.settings_environment import FILE_VARIABLE

DEFAULT_SETTINGS = "presspass.toml"


class Wired:
    """What commands work with, each part made when it is first asked for."""

    def __init__(self, settings_file: Path) -> None:
        self.settings_file = settings_file

    @cached_property
    def settings(self) -> Settings:
        """The settings, read from file and environment."""
        try:
            return load(self.settings_file, os.environ)
        except SettingsError as error:
            raise Unusable(error.faults) from error

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock."""
        from presspass import bootstrap  # noqa: PLC0415  # help needs no wiring

        return bootstrap.clock()

    def publishing(self) -> Publishing:
        """The publishing service on the publication's database. Raises `StoreAway`."""
        from presspass import bootstrap  # noqa: PLC0415  # help needs no wiring

        return bootstrap.publishing(self.settings)

    def commerce(self) -> Commerce:
        """The books in the publication's database. Raises `StoreAway`."""
        from presspass import bootstrap  # noqa: PLC0415  # help needs no wiring

        return bootstrap.commerce(self.settings)


class Lazy(click.Group):
    """A group whose commands are imported when they are called: most need little of the whole."""

    COMMANDS: ClassVar = {
        "demo": "presspass.cli.servers:demo",
        "init": "presspass.cli.setup:init",
        "check": "presspass.cli.setup:check",
        "serve": "presspass.cli.servers:serve",
        "worker": "presspass.cli.worker:worker",
        "sandbox": "presspass.cli.sandbox:sandbox",
        "inspect": "presspass.cli.inspect:inspect",
        "policy": "presspass.cli.policy:policy",
        "readers": "presspass.cli.readers:readers",
        "deliveries": "presspass.cli.deliveries:deliveries",
        "explain": "presspass.cli.explain:explain",
        "purge": "presspass.cli.gates:purge",
        "open": "presspass.cli.gates:open_gates",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's form
        """The names, in the order in which a newcomer needs them."""
        return list(self.COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's form
        """A command by its name."""
        if cmd_name not in self.COMMANDS:
            return None
        module, _, name = self.COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""
    \b
    Try it, nothing to configure:
      presspass demo

    \b
    Put it before your own site:
      presspass init              write presspass.toml, and fill in your site
      presspass check             every fault at once
      presspass inspect URL       what the gate sees in a page of yours
      presspass serve             the gate

    \b
    Exit codes: 0 done, 1 a fault that you can mend, 2 wrong usage,
    3 something behind Presspass is away, 130 ended by Ctrl-C.
    """,
)
@click.version_option(__version__, message="presspass %(version)s")
@click.option(
    "-s",
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_SETTINGS,
    envvar=FILE_VARIABLE,
    show_default=True,
    help="The settings file.",
)
@click.pass_context
def main(context: click.Context, settings_file: Path) -> None:
    """Metered access for news publishers: a gate in front of the site you already have."""
    context.obj = Wired(settings_file)
