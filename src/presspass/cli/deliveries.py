"""`presspass deliveries`: the papers of a day, for whoever addresses and sends them."""

import csv
import json
from codecs import getwriter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from presspass.cli.context import Context, examples, told_plainly
from presspass.cli.new_file import STDOUT, new_file_or_stdout
from presspass.core.address import DeliveryAddress, Part
from presspass.core.instants import moment
from presspass.services.accounts.reader_row import guarded
from presspass.services.deliveries.copies import Copy, copies

COLUMNS = ("reader", "plan", *Part)
"""The columns of the table, in their order."""


@click.group(
    epilog=examples(
        "presspass deliveries export",
        "presspass deliveries export --on 2026-07-18 --output saturday.csv",
    )
)
def deliveries() -> None:
    """The printed paper: to whom it goes, and where."""


@deliveries.command(
    "export",
    epilog=examples(
        "presspass deliveries export > today.csv",
        "presspass deliveries export --on 2026-07-18 --output saturday.csv",
        "presspass deliveries export --json | jq -r .country | sort | uniq -c",
        "presspass deliveries export --output today.csv 2> without-address.txt",
    ),
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the paper, such as 2026-07-18. Today if left out.",
)
@click.option(
    "--output",
    "file",
    default=STDOUT,
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Where to write it, if not to standard output. FILE may not be there yet.",
)
@click.option("--json", "as_json", is_flag=True, help="A JSON object for each paper.")
@click.pass_obj
def export(context: Context, day: datetime | None, file: Path, *, as_json: bool) -> None:
    """Write a table of the papers of a day: a row for each reader who is entitled to `print` on it.

    The day is one of the publication's time zone. On a day to come, subscriptions that renew by
    themselves count as renewed; addresses are those of now. Rows stand in the order in which
    readers registered, and what a spreadsheet would take for a formula has an apostrophe before it.

    Readers who are entitled and have given no address are named by their ids on standard error, and
    counted there; they are in no row. The exit code is 0 all the same: mind that last line. FILE
    can be read by nobody else, for it holds your readers' addresses.
    """
    zone, now = context.settings.publication.zone, context.clock.now()
    on = (moment(now, zone) if day is None else day).date()
    written = lacking = 0
    with told_plainly(), new_file_or_stdout(file) as out:
        text = getwriter("utf-8" if as_json else "utf-8-sig")(out)
        table = csv.writer(text)
        if not as_json:
            table.writerow(COLUMNS)
        for copy in copies(context.commerce(), on, zone, now):
            if copy.address is None:
                lacking += 1
                click.echo(f"no address: {copy.reader.hex()}", err=True)
                continue
            written += 1
            if as_json:
                text.write(json.dumps(_data(copy, copy.address), ensure_ascii=False) + "\n")
            else:
                table.writerow(_cells(copy, copy.address))
    click.echo(_summary(on.isoformat(), written, lacking), err=True)


def _cells(copy: Copy, address: DeliveryAddress) -> tuple[str, ...]:
    parts = (guarded(address.part(part)) for part in Part)
    return (copy.reader.hex(), guarded(" ".join(copy.plans)), *parts)


def _data(copy: Copy, address: DeliveryAddress) -> dict[str, object]:
    return {"reader": copy.reader.hex(), "plans": copy.plans, **asdict(address)}


def _summary(day: str, written: int, lacking: int) -> str:
    papers = f"{written:,} {'paper' if written == 1 else 'papers'} for {day}."
    if not lacking:
        return papers
    readers = "1 reader is" if lacking == 1 else f"{lacking:,} readers are"
    return f"{papers} {readers} entitled to one and gave no address, as named above."
