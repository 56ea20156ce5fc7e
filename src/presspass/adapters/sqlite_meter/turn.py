"""Charges that come in one turn of an event loop, made as one."""

from asyncio import AbstractEventLoop, Future, get_running_loop, wrap_future
from functools import partial
from typing import TypeAlias

from presspass.adapters.sqlite_meter.book import Asked
from presspass.adapters.sqlite_meter.counter import Counter
from presspass.adapters.sqlite_meter.writer import Writer
from presspass.core.ids import ReaderId
from presspass.core.meter import Charge, Reading

_MOST = 64
"""Charges in one transaction: the event loop stands still for it, half a millisecond at most."""


_Waiting: TypeAlias = "list[tuple[Asked, Future[Reading]]]"


class Turn:
    """What waits for the end of each event loop's turn.

    A transaction costs as much as several charges in it do. Where somebody else holds the file's
    lock, the writer waits for it.
    """

    def __init__(self, counter: Counter, writer: Writer) -> None:
        self._counter = counter
        self._writer = writer
        self._waiting: dict[AbstractEventLoop, _Waiting] = {}
        """Each list is for its own loop's thread alone."""

    def charge(self, reader: ReaderId, wanted: Charge) -> "Future[Reading]":
        """Charge an article when the turn ends. The answer may be `StoreAway`."""
        loop = get_running_loop()
        answer: Future[Reading] = loop.create_future()
        waiting = self._waiting.get(loop)
        if waiting is None:
            waiting = self._begin(loop, [])
        waiting.append(((reader, wanted), answer))
        return answer

    def _begin(self, loop: AbstractEventLoop, waiting: _Waiting) -> _Waiting:
        for each in list(self._waiting):
            if each.is_closed():  # it ended in the middle, and answers nobody
                self._waiting.pop(each, None)
        self._waiting[loop] = waiting
        loop.call_soon(self._end, loop)
        return waiting

    def _end(self, loop: AbstractEventLoop) -> None:
        waiting = self._waiting.pop(loop)
        if len(waiting) > _MOST:  # after those have got their pages
            self._begin(loop, waiting[_MOST:])
            del waiting[_MOST:]
        wanted = [(asked, answer) for asked, answer in waiting if not answer.done()]
        if wanted:
            self._settle(wanted)

    def _settle(self, waiting: _Waiting) -> None:
        try:
            readings = self._counter.charge([asked for asked, _ in waiting])
        except Exception as fault:  # noqa: BLE001  # whatever it is, those who wait are told
            for _, answer in waiting:
                answer.set_exception(fault)
            return
        if readings is not None:
            for (_, answer), reading in zip(waiting, readings, strict=True):
                answer.set_result(reading)
        elif len(waiting) > 1:  # those that change nothing need not wait with the others
            for one in waiting:
                self._settle([one])
        else:
            self._leave_to_writer(*waiting[0])

    def _leave_to_writer(self, asked: Asked, answer: "Future[Reading]") -> None:
        later = wrap_future(self._writer.submit(lambda book: book.charge(*asked)))
        later.add_done_callback(partial(_hand_on, answer=answer))
        answer.add_done_callback(partial(_give_up, later=later))


def _hand_on(later: "Future[Reading]", answer: "Future[Reading]") -> None:
    if answer.done():
        return
    if later.cancelled():
        answer.cancel()
    elif (fault := later.exception()) is not None:
        answer.set_exception(fault)
    else:
        answer.set_result(later.result())


def _give_up(answer: "Future[Reading]", later: "Future[Reading]") -> None:
    """A charge that nobody waits for any more is not made."""
    if answer.cancelled():
        later.cancel()
