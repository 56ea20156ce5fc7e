"""`presspass policy test`: what readers would get."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

import click

from presspass.cli.context import Context, Failure, examples, told_plainly
from presspass.cli.times import instant_of
from presspass.core.access import Decision
from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId
from presspass.core.instants import DAY, Instant
from presspass.core.policy import Policy
from presspass.core.reader import Standing
from presspass.services.explaining import as_data, explain
from presspass.services.trial_run import Row, Try, attempt, reader_of, survey
from presspass.services.web_address import NoAddressError, web_address

_COUNTRY = re.compile(r"[A-Za-z]{2}")
SOMEWHERE = "https://example.com/an-article"


def read_source(file: BinaryIO) -> str:
    """The text of a file that somebody named. Raises `Failure` for one that is not UTF-8."""
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Failure(f"{file.name} is not UTF-8 ({fault.reason}); save it as UTF-8") from fault


def _country(
    context: click.Context,  # noqa: ARG001  # click's form
    option: click.Parameter,  # noqa: ARG001  # as above
    code: str | None,
) -> str | None:
    """A country as rules name it."""
    if code is None:
        return None
    if not _COUNTRY.fullmatch(code):
        raise click.BadParameter(f"'{code}' is no country; write two letters, such as DE")
    return code.upper()


@click.command(
    "test",
    epilog=examples(
        "presspass policy test policy.toml",
        "presspass policy test --standing registered --read 5",
        "presspass policy test policy.toml --section Opinion --tag interview",
        "presspass policy test --tier locked --standing lapsed_trial --json",
    ),
)
@click.argument("file", type=click.File("rb"), required=False)
@click.option(
    "--tier", type=click.Choice([*map(str, Tier)]), help="The article's tier; metered if unsaid."
)
@click.option("--section", metavar="NAME", help="The article's section.")
@click.option("--tag", "tags", metavar="NAME", multiple=True, help="One of its tags; repeatable.")
@click.option(
    "--id", "article", metavar="URL", default=SOMEWHERE, help="Its canonical address, or id."
)
@click.option("--age", metavar="DAYS", type=click.IntRange(0), help="Days since it was published.")
@click.option(
    "--standing",
    type=click.Choice([*map(str, Standing)]),
    help="The reader's; anonymous if unsaid.",
)
@click.option("--read", type=click.IntRange(0, 1000), help="How many articles the reader has read.")
@click.option("--again", is_flag=True, help="This article is one of them.")
@click.option(
    "--country", metavar="CODE", callback=_country, help="The reader's country, such as DE."
)
@click.option("--new", is_flag=True, help="It is a first visit, without our cookie.")
@click.option("--at", metavar="TIME", help="Decide as of then.")
@click.option("--json", "as_json", is_flag=True, help="Print decisions as JSON.")
@click.pass_obj
def test_policy(  # noqa: PLR0913  # one argument for each option of the command
    context: Context,
    file: BinaryIO | None,
    *,
    tier: str | None,
    section: str | None,
    tags: tuple[str, ...],
    article: str,
    age: int | None,
    standing: str | None,
    read: int | None,
    again: bool,
    country: str | None,
    new: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Say what readers would get by FILE, or by the policy in force.

    Without a tier, a standing or a count of articles read, it prints what readers of every
    standing get of every tier, with nothing read yet and with their allowance used up. With one of
    them it explains a single decision. Nothing is changed or counted anywhere.
    """
    zone = context.settings.publication.zone
    now = context.clock.now()
    when = now if at is None else instant_of(at, "--at", now, zone)
    published = None if age is None else when - age * DAY
    tried = Article(
        ArticleId(article), Tier(tier or Tier.METERED), "", section, frozenset(tags), published
    )
    rules = _policy(context, file, when)
    tell_warnings(_odd_id(article, rules))
    if tier is None and standing is None and read is None and not again:
        rows = survey(rules, tried, when, country=country, new=new)
        click.echo(
            json.dumps([_row_data(row) for row in rows], indent=2) if as_json else _table(rows)
        )
        return
    reader = reader_of(Standing(standing or Standing.ANONYMOUS), when, country=country, new=new)
    decision = attempt(rules, Try(tried, reader, read or 0, again), when)
    if as_json:
        click.echo(json.dumps(as_data(decision, zone), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(explain(decision, zone)))


def _policy(context: Context, file: BinaryIO | None, when: Instant) -> Policy:
    with told_plainly():
        publishing = context.publishing()
        if file is None:
            return publishing.edition(None, when).policy.compiled()
        edition, warnings = publishing.check(read_source(file), when)
    tell_warnings(warnings)
    return edition.policy.compiled()


def _odd_id(article: str, rules: Policy) -> Iterator[str]:
    """A warning of an id that is most likely a slip: no article's address, and in no rule."""
    try:
        web_address(article)
    except NoAddressError:
        if not any(article in rule.when.ids for rule in rules.rules):
            yield f"--id: '{article}' is no address, and no rule names it"


def tell_warnings(warnings: Iterable[str]) -> None:
    """Print warnings on standard error."""
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)


def _table(rows: Sequence[Row]) -> str:
    cells = [
        ("tier", "standing", "nothing read yet", "allowance used up"),
        *((row.tier, row.standing, _cell(row.fresh), _cell(row.spent)) for row in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cell(decision: Decision) -> str:
    if not decision.granted:
        return f"wall: {decision.situation}"
    left = "" if decision.left is None else f", {decision.left} left"
    return f"reads ({decision.situation}{left})"


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "tier": row.tier.value,
        "standing": row.standing.value,
        "fresh": _short_data(row.fresh),
        "spent": _short_data(row.spent),
    }


def _short_data(decision: Decision) -> dict[str, Any]:
    return {
        "granted": decision.granted,
        "situation": decision.situation.value,
        "reason": decision.reason.value,
        "rule": decision.rule,
        "limit": decision.limit,
        "left": decision.left,
    }
