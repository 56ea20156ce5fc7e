"""`presspass policy`: see, try and change what readers get."""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

import click

from presspass.cli.context import Context, actor, examples, told_plainly
from presspass.cli.policy_trial import read_source, tell_warnings, test_policy
from presspass.cli.times import instant_of
from presspass.core.instants import Instant, moment
from presspass.ports import Change, StoredEdition
from presspass.services.explaining import clock


@click.group(
    epilog=examples(
        "presspass policy show > policy.toml",
        "presspass policy test policy.toml",
        'presspass policy apply policy.toml --note "three free articles"',
    )
)
def policy() -> None:
    """See, try and change what readers get.

    An editorial file says which articles are free, metered or locked, in whose words, and what is
    on sale; docs/policy.md describes it. Every version is kept, with who applied it and why.
    """


policy.add_command(test_policy)


@policy.command(
    "show",
    epilog=examples(
        "presspass policy show > policy.toml",
        "presspass policy show --version 7",
        "presspass policy show --version built-in",
        "presspass policy show --json",
    ),
)
@click.option("--version", metavar="VERSION", help="That version, not the one in force.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with who applied it.")
@click.pass_obj
def show(context: Context, version: str | None, *, as_json: bool) -> None:
    """Print the editorial file in force, as it was written.

    The version and who applied it go to standard error, so that the file can be redirected.
    """
    zone = context.settings.publication.zone
    with told_plainly():
        shown = context.publishing().show(version, context.clock.now())
    if as_json:
        about = {} if shown.stored is None else _data(context, shown.stored)
        data = {"version": shown.version, **about, "source": shown.source}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    if shown.stored is None:
        click.echo("# the built-in version", err=True)
    else:
        since = clock(shown.stored.effective_from, zone)
        by = shown.stored.change.actor
        click.echo(f"# version {shown.version}, effective from {since}, applied by {by}", err=True)
    click.echo(shown.source, nl=not shown.source.endswith("\n"))


@policy.command(
    "apply",
    epilog=examples(
        "presspass policy apply policy.toml",
        'presspass policy apply policy.toml --note "three free articles"',
        "presspass policy apply summer.toml --from 2027-06-01T00:00",
    ),
)
@click.argument("file", type=click.File("rb"))
@click.option("--from", "start", metavar="TIME", help="When it takes effect; now if unsaid.")
@click.option("--note", default="", metavar="TEXT", help="Why, for the history.")
@click.option("--json", "as_json", is_flag=True, help="Print the new version as JSON.")
@click.pass_obj
def apply(context: Context, file: BinaryIO, start: str | None, note: str, *, as_json: bool) -> None:
    """Make FILE the policy, now or from a later time.

    All faults of the file are reported at once, and nothing changes until there are none. Gates
    follow within five seconds.

    TIME is a time of the publication's zone (2027-07-31T18:00), of another (2027-07-31T18:00Z), or
    from now (+90m, +2h, +1d).
    """
    zone, now = context.settings.publication.zone, context.clock.now()
    effective = None if start is None else instant_of(start, "--from", now, zone)
    source = read_source(file)
    with told_plainly():
        published = context.publishing().apply(source, Change(actor(), now, note), effective)
    tell_warnings(published.warnings)
    for other in published.later:
        at = clock(other.effective_from, zone)
        tell_warnings((f"version {other.version} replaces it on {at}, as was scheduled before",))
    if as_json:
        click.echo(json.dumps(_data(context, published.stored), indent=2, ensure_ascii=False))
        return
    stored = published.stored
    if stored.effective_from > now:
        takes_effect = f"takes effect on {clock(stored.effective_from, zone)}"
    else:
        takes_effect = "is in force; gates follow within five seconds"
    click.echo(f"Version {stored.version} {takes_effect}.")


@policy.command(
    "history", epilog=examples("presspass policy history", "presspass policy history --json")
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def history(context: Context, *, as_json: bool) -> None:
    """List the versions, the one applied last first; the one in force is marked."""
    now = context.clock.now()
    with told_plainly():
        publishing = context.publishing()
        in_force = publishing.show(None, now).version
        stored = publishing.history()
    if as_json:
        rows = [{**_data(context, it), "in_force": str(it.version) == in_force} for it in stored]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif stored:
        click.echo("\n".join(_lines(context, stored, in_force)))
    else:
        click.echo("Nothing was applied yet; the built-in version is in force.")


def _lines(context: Context, stored: Sequence[StoredEdition], in_force: str) -> list[str]:
    zone = context.settings.publication.zone
    return [
        f"{'*' if str(it.version) == in_force else ' '} {it.version:>4}  "
        f"{clock(it.effective_from, zone)}  {it.change.actor}  {it.change.note}".rstrip()
        for it in stored
    ]


def _data(context: Context, stored: StoredEdition) -> dict[str, Any]:
    def iso(at: Instant) -> str:
        return moment(at, context.settings.publication.zone).isoformat()

    return {
        "version": str(stored.version),
        "effective_from": iso(stored.effective_from),
        "applied_at": iso(stored.change.at),
        "applied_by": stored.change.actor,
        "note": stored.change.note,
    }
