"""`presspass demo` and `presspass serve`."""

import multiprocessing
import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import click
from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from presspass.cli.context import Failure, examples, told_plainly
from presspass.demo import DATA_VARIABLE, PORT_VARIABLE
from presspass.settings_environment import FILE_VARIABLE

if TYPE_CHECKING:
    from presspass.adapters.stripe.config import StripeConfig
    from presspass.cli.main import Wired

PORT = click.IntRange(1, 65_535)
"""The ports to listen on; 0 would be one that nobody is told."""

_READY_SECONDS = 30

_STOP_SECONDS = 10
"""How long a worker may take to finish what it is at; then it is ended. Charges are kept."""


@click.command(
    epilog=examples(
        "presspass demo",
        "presspass demo --port 8123",
        "presspass demo --data demo-data",
    )
)
@click.option(
    "--port", type=PORT, default=8000, show_default=True, help="The port on this machine."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder to keep the demo's data in; without it they go when the demo ends.",
)
def demo(port: int, data: Path | None) -> None:
    """Serve a whole publication with its meter on one port. Nothing to configure."""
    refuse_taken("127.0.0.1", port)
    with tempfile.TemporaryDirectory(prefix="presspass-demo-") as temporary:
        folder = data or Path(temporary)
        _refuse_unwritable(folder)
        os.environ[DATA_VARIABLE] = str(folder.resolve())
        os.environ[PORT_VARIABLE] = str(port)
        _when_ready(f"http://127.0.0.1:{port}/presspass/demo", lambda: click.echo(_welcome(port)))
        _run("presspass.bootstrap.rehearsal:demo", "127.0.0.1", port, 1)


@click.command(
    epilog=examples(
        "presspass serve",
        "presspass --settings /etc/presspass.toml serve",
        "PRESSPASS_SERVER_PORT=9000 presspass serve",
    )
)
@click.pass_obj
def serve(wired: "Wired") -> None:
    """Stand before the site that the settings name."""
    from presspass import bootstrap  # noqa: PLC0415  # the demo's parent process needs no wiring

    settings = wired.settings
    refuse_taken(settings.address, settings.port)
    with told_plainly():
        bootstrap.prepare(settings)
    os.environ[FILE_VARIABLE] = str(wired.settings_file.resolve())
    where = f"http://{settings.address}:{settings.port}"

    def tell() -> None:
        click.echo(f"{settings.publication.name} is served at {where}, from {settings.origin_url}")
        if settings.stripe is not None:
            click.echo(_sold_at(settings.stripe))

    _when_ready(f"{where}{settings.gate.prefix}/offers", tell)
    _run("presspass.bootstrap:serve", settings.address, settings.port, settings.workers)


def _refuse_unwritable(folder: Path) -> None:
    """Say so in a line where nothing can be kept, before each worker fails at it in many."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Failure(
            f"nothing can be kept in {folder}: {error.strerror}. Name another folder with --data."
        ) from error


def _run(target: str, address: str, port: int, workers: int) -> None:
    # A forked worker would inherit the locks that this process's threads hold just then.
    multiprocessing.set_start_method("spawn")
    Granian(
        target,
        address=address,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=workers,
        websockets=False,
        factory=True,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
    ).serve()


def refuse_taken(address: str, port: int) -> None:
    """Say so in a line where a port can't be had, before a server tries and fails in many."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Failure(
                f"port {port} of {address} can't be had: {error.strerror}. Choose another one."
            ) from error


def _when_ready(url: str, tell: Callable[[], None]) -> None:
    """Call `tell` once the server answers, whatever it answers."""

    def wait() -> None:
        pause = 0.05
        for _ in range(int(_READY_SECONDS / pause)):
            try:
                with urlopen(url, timeout=_READY_SECONDS):  # noqa: S310  # our own address
                    break
            except HTTPError as error:
                error.close()
                break
            except OSError:
                sleep(pause)
        else:
            return
        tell()

    Thread(target=wait, daemon=True).start()


def _sold_at(config: "StripeConfig") -> str:
    if config.address is not None:
        return f"Subscriptions are sold at the sandbox, {config.address}: no real money moves"
    if config.live:
        return "Subscriptions are sold through Stripe"
    return "Subscriptions are sold through Stripe with a test key: no real money moves"


def _welcome(port: int) -> str:
    site = f"http://127.0.0.1:{port}"
    return f"""
The Velmouth Courier is out: {site}

Three things to try:
  1. Read six articles from the front page, and see the count go down and the wall come up.
  2. Look into the source of the walled page: the paid part is nowhere in it.
  3. Be another reader, or go on to next month: {site}/presspass/demo

Stop with Ctrl-C."""
