"""What is done about subscriptions beside readers' requests."""

from presspass.jobs.progress import Counting, Progress
from presspass.jobs.worker import Stopping
from presspass.ports import Clock, Commerce
from presspass.services.subscriptions.arrivals import Arrivals
from presspass.services.subscriptions.notices import Notices


class HandleEvents:
    """Brings up to date what the provider's events hint at."""

    def __init__(
        self, commerce: Commerce, arrivals: Arrivals, clock: Clock, progress: Progress
    ) -> None:
        self._commerce = commerce
        self._arrivals = arrivals
        self._clock = clock
        self._progress = progress

    def __call__(self, stopping: Stopping) -> None:
        """Handle all that is due. Raises `StoreAway`."""
        with self._commerce.reading() as books:
            total = books.inbox.waiting()
        self._arrivals.handle(self._clock.now(), Counting(stopping, self._progress, total))


class CatchUp:
    """Takes in events whose webhooks were lost."""

    def __init__(self, arrivals: Arrivals, clock: Clock, progress: Progress) -> None:
        self._arrivals = arrivals
        self._clock = clock
        self._progress = progress

    def __call__(self, stopping: Stopping) -> None:
        """Ask the provider once. Raises `PaymentsAway`, `StoreAway`."""
        self._arrivals.catch_up(self._clock.now(), Counting(stopping, self._progress))


class LookAfter:
    """Settles subscriptions whose period or grace has ended."""

    def __init__(self, arrivals: Arrivals, clock: Clock, progress: Progress) -> None:
        self._arrivals = arrivals
        self._clock = clock
        self._progress = progress

    def __call__(self, stopping: Stopping) -> None:
        """Settle all there are. Raises `PaymentsAway`, `StoreAway`."""
        self._arrivals.look_after(self._clock.now(), Counting(stopping, self._progress))


class LookForPayers:
    """Asks what came of pages that nobody came back from."""

    def __init__(self, arrivals: Arrivals, clock: Clock, progress: Progress) -> None:
        self._arrivals = arrivals
        self._clock = clock
        self._progress = progress

    def __call__(self, stopping: Stopping) -> None:
        """Ask after all there are. Raises `PaymentsAway`, `StoreAway`."""
        self._arrivals.look_for_payers(self._clock.now(), Counting(stopping, self._progress))


class TellAhead:
    """Mails what subscribers are told ahead of time."""

    def __init__(self, notices: Notices, clock: Clock, progress: Progress) -> None:
        self._notices = notices
        self._clock = clock
        self._progress = progress

    def __call__(self, stopping: Stopping) -> None:
        """Go through all subscriptions. Raises `StoreAway`."""
        self._notices.tell(self._clock.now(), Counting(stopping, self._progress))
