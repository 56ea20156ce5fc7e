"""`presspass worker`: the jobs that are done beside readers' requests."""

import logging
import signal
from typing import TYPE_CHECKING

import click

from presspass.cli.context import examples, told_plainly

if TYPE_CHECKING:
    from presspass.cli.main import Wired

_STOPS = (signal.SIGTERM, signal.SIGINT)


@click.command(
    epilog=examples(
        "presspass worker",
        "presspass --settings /etc/presspass.toml worker",
    )
)
@click.pass_obj
def worker(wired: "Wired") -> None:
    """Send mails and tidy up, in a process of their own, until it is stopped.

    Any number of them may run beside the gates.
    """
    from presspass import bootstrap  # noqa: PLC0415  # help needs no wiring

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    settings = wired.settings
    # Held back in every thread, for `sigwait` alone to take.
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)

    def until_stopped() -> None:
        click.echo(f"The worker of {settings.publication.name} is at work. Stop it with Ctrl-C.")
        if settings.mail is None:
            click.echo("The settings name no mail server ([mail]), so mails wait.", err=True)
        signal.sigwait(_STOPS)

    with told_plainly():
        ended = bootstrap.work(settings, until_stopped)
    if not ended:
        click.echo(
            "A mail was under way for too long; the log will say if it is in doubt.", err=True
        )
