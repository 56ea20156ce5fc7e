"""`presspass readers`: take readers in from a file, hand them out, and give them access."""

import csv
import json
import sys
from codecs import getwriter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from presspass.cli.context import Context, examples, told_plainly
from presspass.cli.new_file import STDOUT, new_file_or_stdout
from presspass.cli.readers_gifts import grant, revoke
from presspass.cli.readers_import import import_readers
from presspass.cli.readers_show import show
from presspass.services.accounts.exporting import Exported, exported
from presspass.services.accounts.reader_row import COLUMNS


@click.group(
    epilog=examples(
        "presspass readers import payers.csv --dry-run",
        "presspass readers import payers.csv",
        "presspass readers export readers.csv",
        "presspass readers show ann@example.com",
        'presspass readers grant ann@example.com --plan digital --until +90d --reason "prize"',
    )
)
def readers() -> None:
    """Take readers in, hand them out, look at one, and give complimentary access."""


for command in (import_readers, show, grant, revoke):
    readers.add_command(command)


@readers.command(
    "export",
    epilog=examples(
        "presspass readers export readers.csv",
        "presspass readers export - | wc -l",
        "presspass readers export readers.jsonl --json",
    ),
)
@click.argument("file", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="All that is kept, a JSON object a reader.")
@click.pass_obj
def export(context: Context, file: Path, *, as_json: bool) -> None:
    """Write all readers, and what imports gave them, to FILE or standard output.

    `presspass readers import` reads the table back to the same. It can be opened in a spreadsheet:
    what one would take for a formula has an apostrophe before it, which import takes away. FILE may
    not be there yet; nobody else may read it, for it holds your readers' addresses.
    """
    zone = context.settings.publication.zone
    count = rows = more = 0
    with (
        told_plainly(),
        new_file_or_stdout(file) as out,
        _shown(exported(context.commerce()), file) as all_readers,
    ):
        text = getwriter("utf-8" if as_json else "utf-8-sig")(out)
        table = csv.writer(text)
        if not as_json:
            table.writerow(COLUMNS)
        for reader in all_readers:
            count += 1
            if as_json:
                text.write(json.dumps(reader.data(), ensure_ascii=False) + "\n")
                continue
            own = [row.cells(zone) for row in reader.rows()]
            table.writerows(own)
            rows += len(own)
            more += reader.holds_more
    if not as_json:
        click.echo(f"{count:,} readers in {rows:,} rows.", err=True)
    if more:
        click.echo(
            f"{more:,} of them hold what no import gave, such as subscriptions; only --json tells.",
            err=True,
        )


@contextmanager
def _shown(all_readers: Iterable[Exported], file: Path) -> Iterator[Iterable[Exported]]:
    """The readers, counted on the terminal while they go elsewhere."""
    if not sys.stderr.isatty() or (file == STDOUT and sys.stdout.isatty()):
        yield all_readers
        return
    with click.progressbar(
        all_readers, label="Exporting", show_pos=True, file=sys.stderr, update_min_steps=1000
    ) as bar:
        yield bar
