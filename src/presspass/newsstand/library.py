"""The paper as it stands: read from its folder, and read again when the folder changes."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from presspass.core.instants import Instant
from presspass.newsstand import folder
from presspass.newsstand.dates import Calendar
from presspass.newsstand.paper import Paper, topics_of

_LOOK_EVERY = 2  # seconds; a folder of a thousand files is looked through in a few milliseconds
_log = logging.getLogger(__name__)


class Library:
    """Answers the paper at any time, from any thread. Each problem is logged once."""

    def __init__(self, root: Path, calendar: Calendar, now: Callable[[], Instant]) -> None:
        self._root = root
        self._calendar = calendar
        self._now = now
        self._lock = Lock()
        self._said: set[str] = set()
        self._looked = now()
        self._signature = folder.signature(root)
        self._whole = self._read(self._looked)
        self._paper = _out_by(self._whole, self._looked)

    def paper(self) -> Paper:
        """What can be read now: every article whose time of publication has come."""
        now = self._now()
        with self._lock:
            if not 0 <= now - self._looked < _LOOK_EVERY:
                self._look(now)
            return self._paper

    def _look(self, now: Instant) -> None:
        found = folder.signature(self._root)
        if found != self._signature:
            self._signature = found
            self._whole = self._read(now)
            self._paper = _out_by(self._whole, now)
        elif len(_out_by(self._whole, now).stories) != len(self._paper.stories):
            self._paper = _out_by(replace(self._whole, made=now), now)
        self._looked = now

    def _read(self, now: Instant) -> Paper:
        paper, problems = folder.read(self._root, self._calendar, now)
        said = [str(problem) for problem in problems]
        for problem in said:
            if problem not in self._said:
                _log.warning("%s", problem)
        self._said = set(said)
        return paper


def _out_by(paper: Paper, now: Instant) -> Paper:
    stories = tuple(story for story in paper.stories if story.published <= now)
    return replace(paper, stories=stories, topics=topics_of(stories))
