"""`presspass worker`: the jobs that are done beside readers' requests."""

import json
import logging
import signal
import sys
from threading import Event
from typing import TYPE_CHECKING

import click

from presspass.cli.context import Away, examples, told_plainly

if TYPE_CHECKING:
    from presspass.cli.main import Wired

_STOPS = (signal.SIGTERM, signal.SIGINT)
_SHOW_EVERY = 50
_WIDTH = 30


@click.command(
    epilog=examples(
        "presspass worker",
        "presspass --settings /etc/presspass.toml worker",
        "presspass worker --once",
    )
)
@click.option("--once", is_flag=True, help="Do every job once, and end.")
@click.option("--json", "as_json", is_flag=True, help="With --once: a JSON object for each job.")
@click.pass_obj
def worker(wired: "Wired", *, once: bool, as_json: bool) -> None:
    """Send mails, follow payments and tidy up, in a process of their own, until it is stopped.

    Any number of them may run beside the gates.
    """
    if as_json and not once:
        raise click.UsageError("--json tells how the jobs went, and needs --once")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    if once:
        _once(wired, as_json=as_json)
    else:
        _until_stopped(wired)


def _until_stopped(wired: "Wired") -> None:
    from presspass import bootstrap  # noqa: PLC0415  # help needs no wiring

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


def _once(wired: "Wired", *, as_json: bool) -> None:
    from presspass import bootstrap  # noqa: PLC0415  # help needs no wiring
    from presspass.jobs.once import run_once  # noqa: PLC0415  # as above

    stopping, bar, troubled = Event(), _Bar(), []
    for number in _STOPS:
        signal.signal(number, lambda *_: stopping.set())
    with told_plainly(), bootstrap.jobs(wired.settings, bar) as jobs:
        for ran in run_once(jobs, wired.clock, stopping.is_set):
            done = bar.end()
            if as_json:
                told = {"job": ran.job, "done": done, "seconds": ran.seconds}
                click.echo(json.dumps(told | {"trouble": ran.trouble}))
            else:
                click.echo(f"{ran.job}: {ran.trouble or _said(done, ran.seconds)}")
            if ran.trouble is not None:
                troubled.append(ran.job)
    if troubled:
        raise Away(f"in trouble: {', '.join(troubled)}")
    if stopping.is_set():
        raise Away("stopped before all was done; another run goes on from there")


def _said(done: int | None, seconds: int) -> str:
    return "done" if done is None else f"{done:,} in {seconds:,} s"


class _Bar:
    """A bar on the terminal, where there is one, of how far the present job has come."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._done: int | None = None

    def __call__(self, done: int, total: int | None) -> None:
        """How many are done, and of how many, where that is known."""
        self._done = done
        if self._shown and done and done % _SHOW_EVERY == 0:
            click.echo(f"\r{_drawn(done, total)}", nl=False, err=True)

    def end(self) -> int | None:
        """Wipe the bar away; answers how many were done, where they were counted."""
        done, self._done = self._done, None
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)
        return done


def _drawn(done: int, total: int | None) -> str:
    if not total:
        return f"  {done:,} done"
    share = min(done / total, 1)
    full = round(share * _WIDTH)
    return f"  [{'#' * full}{'-' * (_WIDTH - full)}]  {done:,}/{total:,}  {share:4.0%}"
