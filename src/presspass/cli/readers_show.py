"""`presspass readers show`: one reader."""

import json
from collections.abc import Iterator

import click

from presspass.cli.context import Context, examples, told_plainly
from presspass.cli.readers_gifts import MailboxType
from presspass.core.entitlement import FOREVER, Entitlement
from presspass.core.instants import moment
from presspass.core.mailbox import Mailbox
from presspass.services.accounts.one_reader import OneReader, one_reader
from presspass.services.accounts.reader_row import written_until
from presspass.services.explaining import clock


@click.command(
    "show",
    epilog=examples(
        "presspass readers show ann@example.com",
        "presspass readers show ann@example.com --json",
    ),
)
@click.argument("email", type=MailboxType())
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def show(context: Context, email: Mailbox, *, as_json: bool) -> None:
    """Print what the reader EMAIL is and holds, on what basis, and what was done to the account."""
    with told_plainly():
        found = one_reader(context.commerce(), email, context.clock.now())
    if not as_json:
        click.echo("\n".join(_plain(line) for line in _lines(context, found)))
        return
    zone = context.settings.publication.zone
    history = [
        {
            "at": moment(deed.at, zone).isoformat(),
            "by": deed.actor,
            "what": deed.action,
            "note": deed.note,
        }
        for deed in found.history
    ]
    data = {**found.all.data(), "standing": found.held.standing, "history": history}
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def _lines(context: Context, found: OneReader) -> Iterator[str]:
    zone, now = context.settings.publication.zone, context.clock.now()
    account, until = found.all.account, found.held.entitled_until
    yield account.mailbox.written
    yield f"  reader      {account.reader.hex()}"
    yield f"  registered  {clock(account.created, zone)}"
    end = "" if until is None or until >= FOREVER else f", until {written_until(until, zone)}"
    yield f"  standing    {found.held.standing}{end}"
    for each in found.all.entitlements:
        yield f"  {each.benefit:10}  {_held(context, each)}{' (over)' if each.past(now) else ''}"
    for deed in found.history:
        done = f"{deed.actor}: {deed.action}: {deed.note}"
        yield f"  {clock(deed.at, zone)}  {done.removesuffix(': ')}"


def _held(context: Context, each: Entitlement) -> str:
    zone = context.settings.publication.zone
    end = "without end" if each.until is None else f"until {written_until(each.until, zone)}"
    plan = "" if each.plan is None else f", plan {each.plan}"
    note = f": {each.note}" if each.note else ""
    return f"{each.basis}, from {moment(each.since, zone):%Y-%m-%d} {end}{plan}{note}"


def _plain(text: str) -> str:
    """A line without anything that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)
