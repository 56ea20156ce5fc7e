"""`presspass sandbox`."""

import secrets
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from presspass.cli.context import Failure, examples
from presspass.cli.servers import PORT, refuse_taken

if TYPE_CHECKING:
    from presspass.cli.main import Wired


@click.command(
    epilog=examples(
        "presspass sandbox",
        "presspass sandbox --webhook http://127.0.0.1:8000/presspass/webhooks/stripe",
        "presspass sandbox --port 8300 --data sandbox.json",
    )
)
@click.option(
    "--port", type=PORT, default=8200, show_default=True, help="The port on this machine."
)
@click.option("--webhook", metavar="URL", help="Where events are sent; without it nowhere.")
@click.option(
    "--secret",
    metavar="WHSEC",
    help="What signs events, as in your settings; without it one is made and shown.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file to keep everything in; without it all is gone when the sandbox ends.",
)
@click.pass_obj
def sandbox(
    wired: "Wired", port: int, webhook: str | None, secret: str | None, data: Path | None
) -> None:
    """Stand in for Stripe on this machine. No real money, no real cards."""
    from presspass.sandbox.listening import HOST, listening  # noqa: PLC0415  # help needs no server
    from presspass.sandbox.server import create  # noqa: PLC0415  # as above
    from presspass.sandbox.webhooks import Endpoint  # noqa: PLC0415  # as above

    refuse_taken(HOST, port)
    secret = secret or f"whsec_{secrets.token_hex(16)}"
    address = f"http://{HOST}:{port}"
    try:
        made = create(
            wired.clock,
            address,
            None if webhook is None else Endpoint(webhook, secret),
            file=data,
        )
    except (OSError, ValueError) as error:
        raise Failure(str(error)) from error
    with listening(made.app, port):
        click.echo(_welcome(address, webhook, secret))
        if made.webhooks is not None:
            made.webhooks.start()
        try:
            Event().wait()
        except KeyboardInterrupt:
            click.echo()
        finally:
            if made.webhooks is not None:
                made.webhooks.stop()


def _welcome(address: str, webhook: str | None, secret: str) -> str:
    sent = "nowhere" if webhook is None else f"to {webhook}, signed with {secret}"
    return f"""
The sandbox stands in for Stripe: {address}
  Key      any that begins with sk_test_
  Events   are sent {sent}
  Operator {address}/operator

Stop with Ctrl-C."""
