"""The sandbox as one thing: an application, its webhooks, and the world behind them."""

from pathlib import Path
from urllib.parse import urlsplit

from starlette.routing import Mount, Route, Router

from presspass.ports import Clock
from presspass.sandbox.account import Account
from presspass.sandbox.api import Api
from presspass.sandbox.operator_page import Operator
from presspass.sandbox.pages import Pages, static_file
from presspass.sandbox.pay_page import PayPage
from presspass.sandbox.webhooks import Endpoint, Post, Webhooks, over_http


class Sandbox:
    """A stand-in for Stripe. `app` is an ASGI application that takes requests with whole paths.

    `webhooks` is `None` where there is nowhere to send events to.
    """

    def __init__(self, account: Account, webhooks: Webhooks | None) -> None:
        self.account = account
        self.webhooks = webhooks
        pages = Pages(account.address)
        routes = [
            *Api(account).routes(),
            *PayPage(account, pages).routes(),
            *Operator(account, pages, webhooks).routes(),
            Route("/static/{name}", static_file),
        ]
        prefix = urlsplit(account.address).path
        inner = Router(routes, redirect_slashes=False)
        self.app = Router([Mount(prefix, inner)], redirect_slashes=False)

    def tick(self) -> None:
        """Do what has come due, though nobody asks for anything."""
        with self.account.world():
            pass


def create(
    clock: Clock,
    address: str,
    endpoint: Endpoint | None = None,
    *,
    file: Path | None = None,
    seed: str | None = None,
    post: Post = over_http,
) -> Sandbox:
    """A sandbox reached at `address`, such as `http://127.0.0.1:8200` or with a path after that.

    Its time is `clock`'s. Events go to `endpoint`: by itself after `sandbox.webhooks.start()`,
    else when a test says so. With a `file` it survives a restart; raises `ValueError` where that
    file is none of a sandbox. `seed` makes its ids, and with them all its answers, repeatable.
    """
    account = Account(clock, address, webhooks=endpoint is not None, file=file, seed=seed)
    return Sandbox(account, None if endpoint is None else Webhooks(account, endpoint, post))
