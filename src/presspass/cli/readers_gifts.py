"""`presspass readers grant` and `revoke`: complimentary access."""

import json
from collections.abc import Sequence
from typing import Any

import click

from presspass.cli.context import Context, actor, examples, told_plainly
from presspass.cli.times import end_of
from presspass.core.entitlement import Entitlement
from presspass.core.instants import Instant
from presspass.core.mailbox import Mailbox, NotAMailbox
from presspass.core.plans import Benefit
from presspass.services.accounts.granting import Gift, Granted, Granting, Revoked
from presspass.services.accounts.reader_row import written_until
from presspass.services.publishing import RefusedError


class MailboxType(click.ParamType[Mailbox]):
    """An e-mail address."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The mailbox, or a usage error that says what is wrong with it."""
        try:
            return Mailbox.parse(value)
        except NotAMailbox as fault:
            self.fail(str(fault), param, ctx)


@click.command(
    "grant",
    epilog=examples(
        'presspass readers grant ann@example.com --plan digital --until +90d --reason "prize"',
        "presspass readers grant bea@example.com --benefit articles --benefit apps "
        '--until 2027-07-31 --reason "press pass"',
    ),
)
@click.argument("email", type=MailboxType())
@click.option("--plan", metavar="KEY", help="Give what this plan brings.")
@click.option(
    "--benefit",
    "benefits",
    type=click.Choice([*map(str, Benefit)]),
    multiple=True,
    help="Give this benefit; repeatable.",
)
@click.option("--until", required=True, metavar="DATE", help="The last day of it.")
@click.option(
    "--reason",
    required=True,
    metavar="TEXT",
    help="Why, for the audit and the reader's own data. It is kept for good: name nobody in it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was given as JSON.")
@click.pass_obj
def grant(  # noqa: PLR0913  # one argument for each option of the command
    context: Context,
    email: Mailbox,
    *,
    plan: str | None,
    benefits: tuple[str, ...],
    until: str,
    reason: str,
    as_json: bool,
) -> None:
    """Give the reader EMAIL complimentary access, at once and until DATE.

    Who has no account gets one, and comes in by mail; nobody is written to. What is complimentary
    already gets the new end and reason, be it sooner or later. What the reader pays for stays as
    it is.

    DATE is a day (2027-07-31: to its end in the publication's zone), a time (2027-07-31T18:00), or
    from now (+90d).
    """
    if (plan is None) is not bool(benefits):
        raise click.UsageError("write either --plan KEY or --benefit NAME")
    publication, now = context.settings.publication, context.clock.now()
    end = end_of(until, "--until", now, publication.zone)
    with told_plainly():
        named = frozenset(map(Benefit, benefits))
        brought = named if plan is None else _brought(context, plan, now)
        gift = Gift(brought, end, reason.strip(), plan)
        granting = Granting(context.commerce(), publication)
        granted = granting.grant(email, gift, actor(), now)
    click.echo(_granted_data(context, granted) if as_json else _granted(context, granted))


@click.command(
    "revoke",
    epilog=examples(
        "presspass readers revoke ann@example.com",
        "presspass readers revoke ann@example.com --json",
    ),
)
@click.argument("email", type=MailboxType())
@click.option("--json", "as_json", is_flag=True, help="Print what was taken back as JSON.")
@click.pass_obj
def revoke(context: Context, email: Mailbox, *, as_json: bool) -> None:
    """End all complimentary access of the reader EMAIL at once.

    What the reader pays for, and what imports gave, stays.
    """
    with told_plainly():
        granting = Granting(context.commerce(), context.settings.publication)
        revoked = granting.revoke(email, actor(), context.clock.now())
    click.echo(_revoked_data(context, revoked) if as_json else _revoked(context, revoked))


def _brought(context: Context, key: str, now: Instant) -> frozenset[Benefit]:
    """What a plan on sale brings. Raises `RefusedError` where there is no such plan."""
    plans = context.publishing().edition(None, now).plans
    for plan in plans:
        if plan.key == key:
            return plan.benefits
    known = ", ".join(plan.key for plan in plans)
    advice = f"the plans are {known}" if known else "none is on sale; name benefits by --benefit"
    raise RefusedError(f"there is no plan '{key}'; {advice}")


def _granted(context: Context, granted: Granted) -> str:
    said = [f"{granted.account.mailbox.written} has {_listed(context, granted.given)}"]
    if granted.before:
        said.append(f"not {_listed(context, granted.before)}")
    if granted.new:
        said.append("and a new account")
    return f"{', '.join(said)}. Gates follow within five seconds."


def _revoked(context: Context, revoked: Revoked) -> str:
    taken = _listed(context, revoked.taken)
    who = revoked.account.mailbox.written
    return f"{who} no longer has {taken}. Gates follow within five seconds."


def _listed(context: Context, entitlements: Sequence[Entitlement]) -> str:
    """Entitlements in words; those that end together are told together."""
    zone = context.settings.publication.zone
    ends: dict[str, list[str]] = {}
    for each in entitlements:
        ends.setdefault(written_until(each.until, zone), []).append(each.benefit)
    told = (
        f"{' and '.join(benefits)} {f'until {end}' if end else 'without end'}"
        for end, benefits in ends.items()
    )
    return "; ".join(told)


def _granted_data(context: Context, granted: Granted) -> str:
    account = granted.account
    return _json(
        {
            "e-mail": account.mailbox.written,
            "reader": account.reader.hex(),
            "new": granted.new,
            "given": [_data(context, each) for each in granted.given],
            "before": [_data(context, each) for each in granted.before],
        }
    )


def _revoked_data(context: Context, revoked: Revoked) -> str:
    account = revoked.account
    taken = [_data(context, each) for each in revoked.taken]
    return _json(
        {"e-mail": account.mailbox.written, "reader": account.reader.hex(), "taken": taken}
    )


def _data(context: Context, each: Entitlement) -> dict[str, Any]:
    until = written_until(each.until, context.settings.publication.zone)
    return {
        "benefit": each.benefit.value,
        "until": until or None,
        "plan": each.plan,
        "reason": each.note,
    }


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
