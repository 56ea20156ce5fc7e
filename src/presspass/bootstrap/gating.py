"""The gate of one worker, wired."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from presspass.bootstrap.stores import Stores
from presspass.bootstrap.surroundings import Surroundings
from presspass.gate.alike import Alike
from presspass.gate.app import Gate
from presspass.gate.asking import Asking
from presspass.gate.claims import Claims
from presspass.gate.composer import Composer
from presspass.gate.config import GateConfig
from presspass.gate.deciding import Deciding
from presspass.gate.deliver import Deliver
from presspass.gate.faces import Faces
from presspass.gate.fetch import Fetch
from presspass.gate.forwarding import Forwarding
from presspass.gate.identify import Identify
from presspass.gate.lifespan import Application
from presspass.gate.pages import Pages
from presspass.gate.pruning import Pruning
from presspass.gate.record import Recorder
from presspass.gate.sessions import Sessions
from presspass.gate.snapshots import CurrentSnapshot
from presspass.gate.texts import Texts
from presspass.ports import Origin, Snapshots
from presspass.services.accounts.vouching import AccountVouching
from presspass.settings import Settings


@dataclass(frozen=True, slots=True)
class Gated:
    """A gate, the endless tasks beside it, and its end."""

    gate: Gate
    beside: Sequence[Callable[[], Awaitable[None]]]
    end: Callable[[], Awaitable[None]]


def gate_of(
    settings: Settings,
    around: Surroundings,
    stores: Stores,
    source: Snapshots,
    web: Application,
) -> Gated:
    """Wire it, on its event loop, before `web` for our own pages. Raises `Unavailable`."""
    config, keyring, clock = settings.gate, settings.keyring, around.clock
    pages = Pages(config.cache_bytes)
    snapshots = CurrentSnapshot(source, clock, pages)
    recorder, composer = Recorder(stores.journal), Composer()
    identify = Identify(keyring, config.jar, config.login_cookies)
    sessions = Sessions(identify, AccountVouching(stores.books), clock)
    fetch = _fetch_of(config, around.origin, identify, pages, composer)
    deciding = Deciding(stores.meter)
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
    gate = Gate(
        config=config,
        clock=clock,
        web=web,
        identify=identify,
        pages=pages,
        fetch=fetch,
        deliver=deliver,
        alike=Alike(identify, deciding, deliver, recorder, snapshots),
        texts=Texts(pages, composer, config.page_bytes),
    )

    async def end() -> None:
        await recorder.flush()
        await around.origin.close()
        composer.close()

    pruning = Pruning(stores.meter, snapshots, clock)
    return Gated(gate, (snapshots.watch, sessions.watch, recorder.run, pruning.run), end)


def _fetch_of(
    config: GateConfig, origin: Origin, identify: Identify, pages: Pages, composer: Composer
) -> Fetch:
    """What asks the origin for pages."""
    scheme = config.publication.url.partition(":")[0]
    return Fetch(
        config=config,
        origin=origin,
        asking=Asking(Forwarding(config.trusted_proxies), identify, scheme),
        pages=pages,
        composer=composer,
        claims=Claims(config.claims),
    )
