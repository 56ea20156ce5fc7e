"""Charges that come in one turn of an event loop, made as one."""

from asyncio import AbstractEventLoop, get_running_loop, wrap_future
from collections.abc import Generator, Sequence
from types import TracebackType, coroutine
from typing import NamedTuple, TypeAlias

from presspass.adapters.sqlite_meter.book import Asked
from presspass.adapters.sqlite_meter.counter import Counter
from presspass.adapters.sqlite_meter.writer import Writer
from presspass.core.ids import ReaderId
from presspass.core.meter import Charge, Reading

_MOST = 32
"""Charges in one transaction: the event loop stands still for it, half a millisecond at most."""


class _Fault(NamedTuple):
    """What is the matter, and where it came from: each who is told adds to what an error knows."""

    error: Exception
    origin: TracebackType | None


_Answer: TypeAlias = Reading | _Fault | None
"""`None`: somebody holds the file's lock, and the writer is to be asked."""


class _Group:
    """Charges that wait for the end of a turn, and then their answers in the same order."""

    __slots__ = ("answers", "asked")

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: list[_Answer] = []


class Turn:
    """What waits for the end of each event loop's turn.

    A transaction costs as much as several charges in it do. Where somebody else holds the file's
    lock, the writer waits for it.
    """

    def __init__(self, counter: Counter, writer: Writer) -> None:
        self._counter = counter
        self._writer = writer
        self._open: dict[AbstractEventLoop, _Group] = {}
        """Each group is for its own loop's thread alone."""

    async def charge(self, reader: ReaderId, wanted: Charge) -> Reading:
        """Charge an article when the turn ends. Raises `StoreAway`.

        Who is cancelled within the turn may be charged all the same, and reads the article again
        free; who is cancelled while waiting for the writer is not, if the writer has not begun.
        """
        loop = get_running_loop()
        group = self._open.get(loop)
        if group is None or len(group.asked) >= _MOST:
            group = self._begin(loop)
        place = len(group.asked)
        group.asked.append((reader, wanted))
        await _next_turn()
        answer = group.answers[place]
        if isinstance(answer, Reading):
            return answer
        if answer is None:
            later = self._writer.submit(lambda book: book.charge(reader, wanted))
            return await wrap_future(later)
        del group  # a frame that an error knows, and that knows the error, waits for the collector
        try:
            raise answer.error.with_traceback(answer.origin)
        finally:
            del answer

    def _begin(self, loop: AbstractEventLoop) -> _Group:
        for each in list(self._open):
            if each.is_closed():  # it ended in the middle, and answers nobody
                self._open.pop(each, None)
        group = self._open[loop] = _Group()
        loop.call_soon(self._end, loop, group)
        return group

    def _end(self, loop: AbstractEventLoop, group: _Group) -> None:
        if self._open.get(loop) is group:
            del self._open[loop]
        group.answers = self._settled(group.asked)

    def _settled(self, asked: Sequence[Asked]) -> list[_Answer]:
        try:
            readings = self._counter.charge(asked)
        except Exception as fault:  # noqa: BLE001  # whatever it is, those who wait are told
            return [_Fault(fault, fault.__traceback__)] * len(asked)
        if readings is not None:
            return list(readings)
        if len(asked) > 1:  # those that change nothing need not wait with the others
            return [answer for one in asked for answer in self._settled([one])]
        return [None]


@coroutine
def _next_turn() -> Generator[None, None, None]:
    """Wait for the event loop's next turn.

    Loops run in order what is to run soon: a group, and then those who wait for it. None of them
    needs a future of their own. `asyncio.sleep(0)` does this inside a coroutine more.
    """
    yield
