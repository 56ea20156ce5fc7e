"""Real servers: an origin whose every byte a test decides, and `presspass serve` before it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.gate import Gate, free_port, gate_before, started, until
from tests.servers.site import Asked, Reply, Site


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The origin that these tests share; each takes paths of its own."""
    origin = Site(free_port())
    origin.start()

    async def metered(asked: Asked, reply: Reply) -> None:
        name = asked.target.partition("?")[0].rpartition("/")[2]
        tier = asked.target.split("/")[1]
        lines = [("content-type", "text/html"), ("etag", '"one"'), ("cache-control", "max-age=60")]
        await reply.send(Site.article(name, tier), headers=lines)

    origin.on("/metered/*", metered)
    origin.on("/locked/*", metered)
    yield origin
    origin.close()


@pytest.fixture(scope="session")
def gate(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    """One worker before the site."""
    with gate_before(site, tmp_path_factory.mktemp("gate")) as running:
        yield running


@pytest.fixture(scope="session")
def workers(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    """Two workers before the site."""
    with gate_before(site, tmp_path_factory.mktemp("workers"), workers=2) as running:
        yield running


@pytest.fixture(scope="session")
def behind_proxy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    """A gate that trusts this machine to speak for others."""
    folder = tmp_path_factory.mktemp("proxied")
    with gate_before(site, folder, server='trusted_proxies = ["127.0.0.0/8"]') as running:
        yield running


@pytest.fixture(scope="session")
def before() -> Callable[..., Any]:
    """A gate before a site, its data in a folder."""
    return gate_before


@pytest.fixture
def another(site: Site, tmp_path: Path) -> Callable[..., Any]:
    """A gate of a test's own, to be spoilt."""
    return lambda **more: gate_before(site, tmp_path, **more)


@pytest.fixture
def again() -> Callable[..., Any]:
    """A gate with the settings that a folder holds, on their port."""
    return started


@pytest.fixture
def wait() -> Callable[..., Any]:
    """Look until there is something to see, or for so many seconds."""
    return until
