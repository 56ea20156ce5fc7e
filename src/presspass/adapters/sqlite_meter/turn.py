"""Charges that come in one turn of an event loop, made as one."""

from asyncio import AbstractEventLoop, Future, get_running_loop, wrap_future
from collections.abc import Generator, Sequence
from types import coroutine
from typing import TypeAlias

from presspass.adapters.sqlite_meter.book import Asked
from presspass.adapters.sqlite_meter.counter import Counter
from presspass.adapters.sqlite_meter.writer import Writer
from presspass.core.ids import ReaderId
from presspass.core.meter import Charge, Reading

_MOST = 64
"""Charges in one transaction: the event loop stands still for it, half a millisecond at most."""


_Answer: TypeAlias = "Reading | Exception | Future[Reading]"
"""A reading, what is the matter, or where the writer's answer will be."""


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
        """Charge an article when the turn ends. Raises `StoreAway`."""
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
        if isinstance(answer, Exception):
            raise answer
        return await answer

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
            return [fault] * len(asked)
        if readings is not None:
            return list(readings)
        if len(asked) > 1:  # those that change nothing need not wait with the others
            return [answer for one in asked for answer in self._settled([one])]
        reader, wanted = asked[0]
        return [wrap_future(self._writer.submit(lambda book: book.charge(reader, wanted)))]


@coroutine
def _next_turn() -> Generator[None, None, None]:
    """Wait for the event loop's next turn.

    Loops run in order what is to run soon: a group, and then those who wait for it. None of them
    needs a future of their own.
    """
    yield
