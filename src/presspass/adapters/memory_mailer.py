"""`ports.Mailer` that keeps mails in memory, for the demo and for tests."""

from collections import deque
from collections.abc import Sequence
from threading import Lock

from presspass.ports import Mail

KEPT = 50


class MemoryMailer:
    """Keeps the last mails instead of sending them; safe from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._mails: deque[Mail] = deque(maxlen=KEPT)

    def send(self, mail: Mail) -> None:
        """Keep a mail."""
        with self._lock:
            self._mails.append(mail)

    def rest(self) -> None:
        """There is nothing to let go of."""

    def mails(self) -> Sequence[Mail]:
        """The mails kept, newest first."""
        with self._lock:
            return tuple(reversed(self._mails))
