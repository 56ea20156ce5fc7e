"""What `presspass demo` runs: a publication, the gate before it, and a sandbox to pay at."""

import asyncio
import os
from collections.abc import Callable
from urllib.parse import urlsplit

from presspass.adapters.asgi_origin import AsgiOrigin
from presspass.adapters.clock import DemoClock
from presspass.adapters.memory_mailer import MemoryMailer
from presspass.adapters.stripe.payments import StripePayments
from presspass.bootstrap.cast import Cast
from presspass.bootstrap.commands import prepare
from presspass.bootstrap.surroundings import Backstage, Surroundings
from presspass.bootstrap.worker import born
from presspass.core.instants import moment
from presspass.demo import STOPS, TRIAL_CODE, demo_edition, demo_sandbox, demo_settings, demo_stripe
from presspass.gate.lifespan import Born, Living
from presspass.gate.request import Receive, Scope, Send
from presspass.ports import Payments
from presspass.sandbox.paying import pay
from presspass.sandbox.server import Sandbox, create
from presspass.sandbox.webhooks import Endpoint
from presspass.services.links import Links
from presspass.settings import Settings
from presspass.web.console import Demo


def demo() -> Living:
    """The application of `presspass demo`, all of it on one port."""
    from presspass.newsstand import app as newsstand  # noqa: PLC0415  # no other site needs it

    settings, stripe = demo_settings(os.environ), demo_stripe(os.environ)
    publication = settings.publication
    prepare(settings, lambda at: demo_edition(moment(at, publication.zone).date()))
    clock = DemoClock(settings.data / "clock")
    site = AsgiOrigin(newsstand.create(None, publication, clock.now))
    sandbox = create(
        clock,
        demo_sandbox(os.environ),
        Endpoint(settings.webhook_url, stripe.webhook_secret),
        file=settings.data / "sandbox.json",
    )
    payments = StripePayments(stripe, publication)
    return Living(
        lambda: _beside(
            sandbox,
            born(settings, _around(settings, clock, site, payments, lambda: _tick(sandbox))),
        )
    )


def _around(
    settings: Settings,
    clock: DemoClock,
    site: AsgiOrigin,
    payments: Payments,
    tick: Callable[[], None],
) -> Surroundings:
    mailer = MemoryMailer()

    def console(backstage: Backstage) -> Demo:
        cast = Cast(backstage, settings.publication.url, clock, mailer.mails, tick, pay)
        return Demo(
            backstage.journal,
            clock,
            settings.gate.jar,
            mailer.mails,
            cast,
            STOPS,
            f"{demo_sandbox(os.environ)}/operator",
            TRIAL_CODE,
        )

    return Surroundings(
        clock,
        site,
        Links.with_accounts(settings.gate.prefix, payments=True),
        console,
        alone=True,
        mailer=mailer,
        payments=payments,
    )


def _tick(sandbox: Sandbox) -> None:
    """Do what has come due, and tell of it before the clock moves on."""
    sandbox.tick()
    if sandbox.webhooks is not None:
        sandbox.webhooks.deliver_due()


def _beside(sandbox: Sandbox, site: Born) -> Born:
    """A site, and the sandbox beside it, which is no part of it."""
    below = urlsplit(sandbox.account.address).path + "/"

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        one = sandbox.app if scope["path"].startswith(below) else site.application
        await one(scope, receive, send)

    async def end() -> None:
        if sandbox.webhooks is not None:
            await asyncio.to_thread(sandbox.webhooks.stop)
        await site.end()

    if sandbox.webhooks is not None:
        sandbox.webhooks.start()
    return Born(application, site.beside, end)
