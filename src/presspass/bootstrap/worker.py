"""One worker, wired on its event loop: the gate, our own pages, and what runs beside them."""

import asyncio

from presspass.bootstrap.accounts import readers_of
from presspass.bootstrap.gating import gate_of
from presspass.bootstrap.selling import Shop, shop_of
from presspass.bootstrap.stores import Stores, stores_of
from presspass.bootstrap.surroundings import Backstage, Showcase, Surroundings
from presspass.gate.lifespan import Application, Born
from presspass.jobs.jobs import all_jobs
from presspass.jobs.worker import Worker
from presspass.services.snapshots import EditionSnapshots
from presspass.settings import Settings
from presspass.web import app as web
from presspass.web.shell import CurrentEdition

WORKER_PATIENCE = 20.0
"""Seconds that a job has to end what it is about: less than a supervisor waits before it kills."""


def born(settings: Settings, around: Surroundings) -> Born:
    """Wire one worker, on its event loop."""
    stores = stores_of(settings, alone=around.alone)
    showcase = Showcase(settings.publication, around.links)
    source = EditionSnapshots(stores.editions, showcase.render, settings.publication.zone)
    shop = None
    if around.payments is not None:
        shop = shop_of(settings, around.links, showcase.edition, stores.books, around.payments)
    ours = _pages_of(settings, around, stores, showcase.edition, shop)
    gated = gate_of(settings, around, stores, source, ours)
    jobs = all_jobs(stores.books, around.mailer, around.clock, None if shop is None else shop.jobs)
    worker = Worker(jobs) if around.alone else None
    if worker is not None:
        worker.start()

    async def end() -> None:
        if worker is not None:
            await asyncio.to_thread(worker.stop, WORKER_PATIENCE)
        await gated.end()
        stores.close()

    return Born(gated.gate.__call__, gated.beside, end)  # an object's own call costs more


def _pages_of(
    settings: Settings,
    around: Surroundings,
    stores: Stores,
    edition: CurrentEdition,
    shop: Shop | None,
) -> Application:
    """Our own pages; call this on the worker's event loop."""
    readers, console = None, None
    if around.links.sign_in is not None:
        readers = readers_of(
            settings, around.links, edition, stores.books, stores.meter, stores.journal, shop
        )
        if around.demo is not None and shop is not None:
            console = around.demo(Backstage(stores.journal, stores.books, readers, shop))
    return web.create(
        settings.publication,
        edition,
        settings.keyring,
        around.clock,
        around.links,
        console,
        readers,
        None if shop is None else shop.services,
    )
