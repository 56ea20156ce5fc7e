"""`presspass explain`: why a reader got what they got."""

import json

import click

from presspass.cli.context import Context, Failure, examples
from presspass.core.receipts import unpack
from presspass.core.seals import Purpose
from presspass.services import explaining


@click.command(
    "explain",
    epilog=examples("presspass explain 3q2-7wAA...", "presspass explain 3q2-7wAA... --json"),
)
@click.argument("receipt")
@click.option("--json", "as_json", is_flag=True, help="Print the decision as JSON.")
@click.pass_obj
def explain(context: Context, receipt: str, *, as_json: bool) -> None:
    """Say why a decision fell as it did.

    RECEIPT is what the wall's "Why?" shows a reader, and what the receipt header of the page's
    answer holds. It is read with the publication's secret; nothing else is asked.
    """
    opened = context.settings.keyring.open(Purpose.RECEIPT, receipt.strip())
    decision = None if opened is None else unpack(opened.payload)
    if decision is None:
        raise Failure(
            "this is no receipt that this publication's secrets sealed\n"
            "Paste the whole of it, and check that the settings are those of its gate."
        )
    zone = context.settings.publication.zone
    if as_json:
        click.echo(json.dumps(explaining.as_data(decision, zone), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(explaining.explain(decision, zone)))
