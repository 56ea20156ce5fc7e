"""The one account of a sandbox: its world, behind a lock, at the present time, kept in a file."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from presspass.ports import Clock
from presspass.sandbox.passing import advance
from presspass.sandbox.world import World


class Account:
    """Opens the world to one caller at a time. Safe from any thread.

    `address` is where the sandbox is reached. With `webhooks`, events are kept for delivery. With
    a `file` all of it survives a restart; without a `seed` its ids are like no other account's.
    """

    def __init__(
        self,
        clock: Clock,
        address: str,
        *,
        webhooks: bool,
        file: Path | None = None,
        seed: str | None = None,
    ) -> None:
        self._clock = clock
        self._file = file
        self._lock = RLock()
        if file is not None and file.exists():
            self._world = World.load(file)
        else:
            self._world = World(seed or secrets.token_hex(8), clock.now())
        self._world.address = address.rstrip("/")
        self._world.webhooks = webhooks

    @contextmanager
    def world(self) -> Iterator[World]:
        """The world as it is now: what has come due meanwhile is done first. Kept afterwards."""
        with self._lock:
            advance(self._world, self._clock.now())
            try:
                yield self._world
            finally:
                if self._file is not None and self._world.touched:
                    self._world.save(self._file)

    @property
    def address(self) -> str:
        """Where the sandbox is reached, without a slash at its end."""
        return self._world.address
