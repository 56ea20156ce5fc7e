"""`presspass init` and `presspass check`: from nothing to settings that work."""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from presspass import bootstrap
from presspass.cli.context import Away, Failure, Unusable, examples
from presspass.cli.policy_trial import tell_warnings
from presspass.core.instants import MINUTE
from presspass.ports import OriginRequest, PaymentsAway, Unavailable
from presspass.services.editorial_file import EditorialFileError

if TYPE_CHECKING:
    from presspass.adapters.smtp.config import SmtpConfig
    from presspass.adapters.stripe.config import StripeConfig
    from presspass.cli.main import Wired
    from presspass.core.plans import Plan
    from presspass.settings import Settings


_UNFOLLOWED_MINUTES = 30


@click.command(
    epilog=examples(
        "presspass init",
        "presspass init /etc/presspass.toml",
    )
)
@click.argument(
    "path", type=click.Path(path_type=Path, dir_okay=False), default=Path("presspass.toml")
)
def init(path: Path) -> None:
    """Write a commented settings file with a new secret in it."""
    text = files("presspass").joinpath("settings.toml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(text.replace("NEW_SECRET", secrets.token_urlsafe(48)))
    except FileExistsError:
        raise Failure(f"{path} exists already; nothing was changed") from None
    except OSError as error:
        raise Failure(f"{path} can't be written: {error.strerror}") from error
    click.echo(f"{path} is written. Fill in your publication and your site, then: presspass check")


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of one thing. `away` says that nothing is wrong with it but being away."""

    name: str
    message: str
    ok: bool = True
    away: bool = False


@click.command(
    epilog=examples(
        "presspass check",
        "presspass check --json",
    )
)
@click.option("--json", "as_json", is_flag=True, help="For machines, faults of the settings too.")
@click.pass_obj
def check(wired: "Wired", *, as_json: bool) -> None:
    """Check the settings and everything behind them, and name every fault at once.

    Exit codes: 0 all is in order; 1 a fault that you can mend; 3 nothing is wrong but that
    something behind Presspass is away.
    """
    warnings: list[str] = []
    try:
        settings = wired.settings
    except Unusable as unusable:
        if not as_json:
            raise
        found = [_Found("settings", fault, ok=False) for fault in unusable.faults]
    else:
        can = _Found("settings", f"{wired.settings_file} can be used")
        found = [can, *_behind(settings, warnings)]
    if as_json:
        click.echo(json.dumps(_report(found, warnings), indent=2))
    else:
        for each in found:
            line = f"{'ok   ' if each.ok else 'FAULT'}  {each.name:9} {each.message}"
            click.echo(line, err=not each.ok)
        tell_warnings(warnings)
    if faults := [each for each in found if not each.ok]:
        failed = Away if all(each.away for each in faults) else Failure
        raise click.exceptions.Exit(failed.exit_code)


def _behind(settings: "Settings", warnings: list[str]) -> list[_Found]:
    """What is found of everything that the settings name."""
    found = [
        _tried("database", lambda: _database(settings, warnings)),
        _tried("meter", lambda: _meter(settings)),
        _tried("origin", lambda: _origin(settings)),
    ]
    if settings.mail is not None:
        mail = settings.mail
        found.append(_tried("mail", lambda: _mail(mail)))
    if settings.stripe is not None:
        stripe = settings.stripe
        found.append(_tried("stripe", lambda: _stripe(stripe, settings)))
        found.append(_tried("payments", lambda: _followed(settings, warnings)))
    if settings.workers > 1:
        warnings.append(
            f"server.workers is {settings.workers}: mails and payments are then the business of "
            "`presspass worker` alone; let one run beside `presspass serve`"
        )
    return found


def _report(found: list[_Found], warnings: list[str]) -> dict[str, Any]:
    return {
        "ok": all(each.ok for each in found),
        "checks": [{"name": it.name, "ok": it.ok, "message": it.message} for it in found],
        "warnings": warnings,
    }


def _tried(name: str, look: Callable[[], str]) -> _Found:
    try:
        return _Found(name, look())
    except Unavailable as fault:
        return _Found(name, str(fault), ok=False, away=not fault.ours)
    except OSError as fault:
        return _Found(name, str(fault), ok=False)


def _database(settings: "Settings", warnings: list[str]) -> str:
    publishing, now = bootstrap.publishing(settings), bootstrap.clock().now()
    version = publishing.show(None, now).version
    try:
        edition = publishing.edition(version, now)
        warnings.extend(publishing.noted(edition))
        if edition.plans and settings.stripe is None:
            warnings.append(
                f"nothing can be bought, though the policy sells {_listed(edition.plans)}: "
                "add [stripe] to the settings"
            )
    except EditorialFileError as fault:
        warnings.append(f"version {version} can't be used, the one before it is in force: {fault}")
    return f"{settings.database} answers; the policy in force is {version}"


def _listed(plans: Iterable["Plan"]) -> str:
    return ", ".join(f"'{plan.key}'" for plan in plans)


def _meter(settings: "Settings") -> str:
    asyncio.run(bootstrap.try_meter(settings))
    return f"{settings.meter} answers"


def _mail(config: "SmtpConfig") -> str:
    bootstrap.try_mail(config)
    return f"{config.host}:{config.port} lets us in; mails come from {config.address}"


def _stripe(config: "StripeConfig", settings: "Settings") -> str:
    try:
        bootstrap.try_payments(config, settings)
    except PaymentsAway as away:
        if config.address is None:
            raise
        asked = f"{away}; is `presspass sandbox` running at {config.address}?"
        raise PaymentsAway(asked, ours=away.ours) from away
    if config.address is not None:
        said = f"the sandbox at {config.address} answers; no real money moves"
    elif config.live:
        said = "Stripe takes the key, a live one: real money moves"
    else:
        said = "Stripe takes the key, a test key: no real money moves"
    return f"{said}; its events have to come to {settings.webhook_url}"


def _followed(settings: "Settings", warnings: list[str]) -> str:
    """How long ago the worker last asked for events; it does so every few minutes."""
    with bootstrap.commerce(settings).reading() as books:
        asked, waiting = books.inbox.asked(), books.inbox.waiting()
    if asked is None:
        return "nobody has followed them yet"
    minutes = (bootstrap.clock().now() - asked) // MINUTE
    if minutes > _UNFOLLOWED_MINUTES:
        warnings.append(
            f"nobody has followed payments for {minutes} minutes: without it subscribers lose "
            "access though they have paid; run `presspass serve` with one worker, or "
            "`presspass worker` beside it"
        )
    return f"last followed {minutes} minutes ago; {waiting} events wait"


def _origin(settings: "Settings") -> str:
    async def look() -> int:
        origin = bootstrap.http_origin(settings.origin_url, settings.origin_host)
        host = settings.publication.url.partition("://")[2].encode()
        try:
            answer = await origin.send(OriginRequest("GET", b"/", [(b"host", host)]))
            await answer.close()
            return answer.status
        finally:
            await origin.close()

    return f"{settings.origin_url} answers {asyncio.run(look())}"
