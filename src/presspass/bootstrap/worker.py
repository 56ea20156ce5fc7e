"""One worker, wired on its event loop: the gate, our own pages, and what runs beside them."""

import asyncio

from presspass.adapters.sql import (
    SqlCommerce,
    SqlJournal,
    SqlSnapshots,
    open_database,
    open_journal,
)
from presspass.adapters.sqlite_meter import SqliteMeter
from presspass.bootstrap.accounts import readers_of
from presspass.bootstrap.selling import shop_of
from presspass.bootstrap.surroundings import Backstage, Showcase, Surroundings
from presspass.gate.alike import Alike
from presspass.gate.app import Gate
from presspass.gate.asking import Asking
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer
from presspass.gate.deciding import Deciding
from presspass.gate.deliver import Deliver
from presspass.gate.faces import Faces
from presspass.gate.fetch import Fetch
from presspass.gate.forwarding import Forwarding
from presspass.gate.identify import Identify
from presspass.gate.lifespan import Born
from presspass.gate.pages import Pages
from presspass.gate.pruning import Pruning
from presspass.gate.record import Recorder
from presspass.gate.sessions import Sessions
from presspass.gate.snapshots import CurrentSnapshot
from presspass.gate.texts import Texts
from presspass.jobs.jobs import all_jobs
from presspass.jobs.worker import Worker
from presspass.services.accounts.vouching import AccountVouching
from presspass.settings import Settings
from presspass.web import app as web

WORKER_PATIENCE = 20.0
"""Seconds that a job has to end what it is about: less than a supervisor waits before it kills."""


def born(settings: Settings, around: Surroundings) -> Born:
    """Wire one worker, on its event loop."""
    settings.data.mkdir(parents=True, exist_ok=True)
    config, keyring, clock = settings.gate, settings.keyring, around.clock
    showcase = Showcase(settings.publication, around.links)
    meter = SqliteMeter(settings.meter, alone=around.alone)
    journal = SqlJournal(open_journal(settings.journal))
    database = open_database(settings.database)
    source = SqlSnapshots(database, showcase.render, settings.publication.zone)
    pages = Pages(config.cache_bytes)
    snapshots = CurrentSnapshot(source, clock, pages)
    recorder = Recorder(journal)
    composer = Composer()
    identify = Identify(keyring, config.jar, config.login_cookies)
    books = SqlCommerce(database)
    sessions = Sessions(identify, AccountVouching(books), clock)
    fetch = Fetch(
        config=config,
        origin=around.origin,
        asking=Asking(
            Forwarding(config.trusted_proxies), identify, config.publication.url.partition(":")[0]
        ),
        pages=pages,
        composer=composer,
        claims=Claims(config.claims),
    )
    deciding = Deciding(meter)
    deliver = Deliver(
        config=config,
        keyring=keyring,
        identify=identify,
        deciding=deciding,
        faces=Faces(config, composer, pages),
        fetch=fetch,
        recorder=recorder,
        sessions=sessions,
        snapshots=snapshots,
    )
    readers, shop, console = None, None, None
    if around.payments is not None:
        shop = shop_of(settings, around.links, showcase.edition, books, around.payments)
    if around.links.sign_in is not None:
        readers = readers_of(settings, around.links, showcase.edition, books, meter, journal, shop)
        if around.demo is not None and shop is not None:
            console = around.demo(Backstage(journal, books, readers, shop))
    ours = web.create(
        settings.publication,
        showcase.edition,
        keyring,
        clock,
        around.links,
        console,
        readers,
        None if shop is None else shop.services,
    )
    jobs = all_jobs(books, around.mailer, clock, None if shop is None else shop.jobs)
    worker = Worker(jobs) if around.alone else None
    if worker is not None:
        worker.start()
    gate = Gate(
        config=config,
        clock=clock,
        web=ours,
        identify=identify,
        pages=pages,
        fetch=fetch,
        deliver=deliver,
        alike=Alike(identify, deciding, deliver, recorder, snapshots),
        texts=Texts(pages, composer, config.page_bytes),
    )

    async def end() -> None:
        if worker is not None:
            await asyncio.to_thread(worker.stop, WORKER_PATIENCE)
        await recorder.flush()
        await around.origin.close()
        composer.close()
        meter.close()
        database.dispose()

    beside = [
        snapshots.watch,
        sessions.watch,
        recorder.run,
        Pruning(meter, snapshots, clock).run,
    ]
    return Born(gate.__call__, beside, end)  # an object's own call costs more
