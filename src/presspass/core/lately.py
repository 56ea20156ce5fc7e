"""A bounded table of what was met lately."""

from collections import deque
from typing import Generic, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Lately(dict[_Key, _Value], Generic[_Key, _Value]):
    """A dictionary of so many entries at most; each new one beyond that takes the oldest's place.

    One goes for one: emptying a full table at once would hold up whoever came just then.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._order: deque[_Key] = deque()

    def keep(self, key: _Key, value: _Value) -> None:
        """Set an entry."""
        if key not in self:
            if len(self._order) >= self._most:
                self.pop(self._order.popleft(), None)
            self._order.append(key)
        self[key] = value

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._order.clear()
