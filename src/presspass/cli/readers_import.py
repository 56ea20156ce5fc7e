"""`presspass readers import`: take in readers who pay already."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import click

from presspass.cli.context import Away, Context, Failure, actor, examples, told_plainly
from presspass.cli.readers_report import (
    data_of,
    line_of,
    needs_a_look,
    summary,
    summary_data,
)
from presspass.ports import Unavailable
from presspass.services.accounts.importing import Importing, Survey, Terms
from presspass.services.accounts.outcomes import Outcome, Totals
from presspass.services.accounts.readers_file import Mistake, ReadersFile, UnreadableFileError

_REST = 0.01
"""Seconds between transactions, in which those get their turn who wait to sign in."""

_CLEAR_LINE = "\r\x1b[K"
_FORM = """\b
A file, in UTF-8 and separated by comma, semicolon or tab:
  e-mail,benefits,until,note
  ann@example.com,articles apps,2027-07-31,paid by bank transfer
  bea@example.com,articles+print,,for life

\b
Exit codes: 0 every row was carried out; 1 some were left out, or the file
can't be read; 2 wrong usage; 3 the database is away: run it again later.
"""


@click.command(
    "import",
    epilog=examples(
        "presspass readers import payers.csv --dry-run | less",
        "presspass readers import payers.csv --dry-run --brief",
        "presspass readers import payers.csv > report.txt",
    )
    + "\n\n"
    + _FORM,
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--allow-shorter", is_flag=True, help="Let rows shorten what an earlier import gave.")
@click.option("--brief", is_flag=True, help="Name only rows with mistakes, or that shorten.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a row, then the summary.")
@click.pass_obj
def import_readers(
    context: Context,
    file: Path,
    *,
    dry_run: bool,
    allow_shorter: bool,
    brief: bool,
    as_json: bool,
) -> None:
    """Take in the readers of FILE, who are entitled at once and sign in by mail.

    A row gives a reader benefits (articles, apps, print) until a day has ended, until an instant
    (2027-07-31T18:00Z), or without end where the cell is empty. What becomes of each row goes to
    standard output, the summary to standard error.

    Rows with mistakes are named by their lines and left out; the others go on. To import a file
    again changes nothing, so that a run which was broken off is simply repeated.
    """
    publication = context.settings.publication
    terms = Terms(actor(), publication.language, publication.zone, dry_run, allow_shorter)
    totals = Totals()

    def said(outcome: Outcome | Mistake) -> str:
        if as_json:
            return json.dumps(data_of(outcome, publication.zone), ensure_ascii=False)
        return line_of(outcome, publication.zone)

    with told_plainly(), _told_of(file, totals):
        source = ReadersFile(file, publication.zone)
        with _progress("Reading", source) as heard:
            survey = Survey.of(source, heard)
        importing = Importing(context.commerce(), context.clock, terms)
        with _progress("Importing", source, beside_rows=not brief) as heard:
            for outcomes in importing.run(source, survey):
                for outcome in outcomes:
                    totals.add(outcome)
                _tell([said(it) for it in outcomes if not brief or needs_a_look(it)])
                heard()
                sleep(_REST)
    if as_json:
        click.echo(json.dumps({"summary": summary_data(totals, dry_run=dry_run)}))
    else:
        click.echo("\n".join(summary(totals, dry_run=dry_run)), err=True)
    if not totals.clean:
        raise click.exceptions.Exit(Failure.exit_code)


@contextmanager
def _told_of(file: Path, totals: Totals) -> Iterator[None]:
    """Say which file is wrong, and how far a run came that breaks off."""
    try:
        yield
    except UnreadableFileError as fault:
        raise Failure(f"{file}: {fault}") from fault
    except Unavailable as fault:
        done = (
            f"; {totals.rows:,} rows are done, run it again for the others" if totals.rows else ""
        )
        raise Away(f"{fault}{done}") from fault


@contextmanager
def _progress(
    label: str, source: ReadersFile, *, beside_rows: bool = False
) -> Iterator[Callable[[], object]]:
    """A bar on the terminal, if there is one on which nothing else scrolls by."""
    if not sys.stderr.isatty() or (beside_rows and sys.stdout.isatty()):
        yield lambda: None
        return
    with click.progressbar(length=source.size, label=f"{label:10}", file=sys.stderr) as bar:
        yield lambda: bar.update(source.position - bar.pos)


def _tell(lines: Sequence[str]) -> None:
    if lines:
        if sys.stderr.isatty():
            click.echo(_CLEAR_LINE, nl=False, err=True)
        click.echo("\n".join(lines))
