"""A table of a TOML file, read strictly: every fault in it is noted, and reading goes on."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

_GLANCE = 60
_Choice = TypeVar("_Choice", bound=StrEnum)


class Table:
    """One table. `where` is what a person calls it; faults are added to the list that all share.

    Each reading takes its key out, answers the given default for a key that is missing or faulty,
    and notes the fault. `finish` notes the keys that nobody asked for.
    """

    def __init__(self, values: Mapping[str, Any], where: str, faults: list[str]) -> None:
        self.where = where
        self._left = dict(values)
        self._asked: list[str] = []
        self._faults = faults

    def fault(self, key: str | None, what: str) -> None:
        """Note a fault of one key, or of the whole table."""
        place = ", ".join(part for part in (self.where, key) if part)
        self._faults.append(f"{place}: {what}" if place else what)

    def has(self, key: str) -> bool:
        """Whether the key is there and was not read yet."""
        return key in self._left

    def take(self, key: str) -> Any:
        """The value as TOML has it, for readers of their own; `None` where it is missing."""
        self._asked.append(key)
        return self._left.pop(key, None)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty. Without a default it has to be there."""
        found = self.take(key)
        if found is None and default is not None:
            return default
        if found is None:
            self.fault(None, f'needs {key} = "..."')
        elif not isinstance(found, str) or not found.strip():
            self.fault(key, f"{shown(found)} is no text; write it in quotes")
        else:
            return found
        return default or ""

    def choice(self, key: str, choices: type[_Choice]) -> _Choice | None:
        """One of a few words; `None` where the key is missing."""
        found = self.take(key)
        return None if found is None else self._chosen(key, found, choices)

    def choices(self, key: str, choices: type[_Choice]) -> frozenset[_Choice]:
        """Some of a few words, in a list; empty where the key is missing."""
        found = (self._chosen(key, value, choices) for value in self._items(key))
        return frozenset(value for value in found if value is not None)

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts in a list, in order; empty where the key is missing."""
        found = self._items(key)
        for value in found:
            if not isinstance(value, str) or not value.strip():
                self.fault(key, f"{shown(value)} is no text; write it in quotes")
        return tuple(value for value in found if isinstance(value, str))

    def count(self, key: str, default: int | None, *, least: int = 0, most: int) -> int | None:
        """A whole number within bounds."""
        found = self.take(key)
        if found is None:
            return default
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            self.fault(key, f"{shown(found)} is not a whole number from {least} to {most}")
            return default
        return found

    def flag(self, key: str) -> bool | None:
        """True or false; `None` where the key is missing."""
        found = self.take(key)
        if found is None or isinstance(found, bool):
            return found
        self.fault(key, f"{shown(found)} is neither true nor false")
        return None

    def day(self, key: str) -> date | None:
        """A day, written without quotes; `None` where the key is missing."""
        found = self.take(key)
        if found is None:
            return None
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        self.fault(key, f"{shown(found)} is no day; write it without quotes, such as 2027-07-31")
        return None

    def table(self, key: str, where: str) -> "Table | None":
        """A table within this one; `None` where it is missing."""
        found = self.take(key)
        if found is None:
            return None
        if isinstance(found, dict):
            return Table(found, where, self._faults)
        self.fault(key, f"{shown(found)} is no table of key = value lines")
        return None

    def tables(self, key: str, noun: str, named_by: str) -> "list[Table]":
        """Tables in a list, each called by its noun and the text under `named_by`."""
        found = self.take(key)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(value, dict) for value in found):
            self.fault(key, f"write each {noun} under a [[{key}]] line of its own")
            return []
        return [
            Table(value, f"{noun} {_name(value.get(named_by), place)}", self._faults)
            for place, value in enumerate(found, 1)
        ]

    def rest(self) -> Iterator[tuple[str, Any]]:
        """All that is left, for tables whose keys are the writer's own."""
        while self._left:
            key = next(iter(self._left))
            yield key, self.take(key)

    def finish(self) -> None:
        """Note the keys that are left: nobody asked for them."""
        for key in self._left:
            near = get_close_matches(key, self._asked, 1)
            known = f"did you mean {near[0]}?" if near else f"known are {', '.join(self._asked)}"
            self.fault(None, f"there is no key '{key}'; {known}")

    def _items(self, key: str) -> list[Any]:
        found = self.take(key)
        if found is None:
            return []
        if not isinstance(found, list) or not found:
            self.fault(key, f'{shown(found)} is no list; write it as ["one", "two"]')
            return []
        return found

    def _chosen(self, key: str, found: Any, choices: type[_Choice]) -> _Choice | None:
        try:
            return choices(found)
        except ValueError:
            self.fault(key, f"{shown(found)} is none of {_listed(choices)}")
            return None


def _name(found: Any, place: int) -> str:
    return f"'{found}'" if isinstance(found, str) and found.strip() else f"number {place}"


def _listed(choices: type[StrEnum]) -> str:
    return ", ".join(choices)


def shown(found: Any) -> str:
    """A value as TOML writes it, shortened to a glance."""
    if isinstance(found, list):
        return f"[{', '.join(map(shown, found))}]"
    if isinstance(found, str | dict):
        text = str(found)
        return f'"{text[:_GLANCE]}..."' if len(text) > _GLANCE else f'"{text}"'
    return str(found).lower() if isinstance(found, bool) else str(found)
