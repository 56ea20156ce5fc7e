"""`presspass open` and `presspass purge`: what operators do to gates that are running."""

import click

from presspass.cli.context import Context, actor, examples, told_plainly
from presspass.cli.times import instant_of
from presspass.ports import Change
from presspass.services.explaining import clock


@click.command(
    "open",
    epilog=examples(
        'presspass open --until +2h --note "storm warning"',
        "presspass open --until 2027-07-31T18:00",
        "presspass open --close",
    ),
)
@click.option("--until", metavar="TIME", help="Open every gate until then.")
@click.option("--close", is_flag=True, help="Let the policy rule again, before that time.")
@click.option("--note", default="", metavar="TEXT", help="Why, for the audit.")
@click.pass_obj
def open_gates(context: Context, until: str | None, *, close: bool, note: str) -> None:
    """Let everyone read everything for a while: an emergency, a breaking story.

    Nothing is counted meanwhile. Gates follow within five seconds, and return to the policy by
    themselves.

    TIME is a time of the publication's zone (2027-07-31T18:00), of another (2027-07-31T18:00Z), or
    from now (+90m, +2h, +1d).
    """
    if (until is None) is not close:
        raise click.UsageError("write either --until TIME or --close")
    now, zone = context.clock.now(), context.settings.publication.zone
    change = Change(actor(), now, note)
    with told_plainly():
        publishing = context.publishing()
        if until is None:
            was_open = publishing.close_gates(change)
            click.echo("The policy rules again." if was_open else "The gates were not open.")
            return
        end = instant_of(until, "--until", now, zone)
        publishing.open_gates(end, change)
        click.echo(f"Every gate is open until {clock(end, zone)}.")


@click.command(
    "purge",
    epilog=examples(
        "presspass purge https://news.example/2027/harbour",
        "presspass purge /2027/harbour",
        "presspass purge --all",
    ),
)
@click.argument("url", required=False)
@click.option("--all", "everything", is_flag=True, help="Drop every page.")
@click.pass_obj
def purge(context: Context, url: str | None, *, everything: bool) -> None:
    """Drop a page from every gate's cache within five seconds, or all pages.

    URL is the page's address, or its path with its query.
    """
    if (url is None) is not everything:
        raise click.UsageError("write either a URL or --all")
    with told_plainly():
        order = context.publishing().purge(url, Change(actor(), context.clock.now()))
    click.echo(f"Every gate drops {order.url or 'all pages'} within five seconds.")
