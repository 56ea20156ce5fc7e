"""The form of a request, its nested brackets opened, and every parameter asked for by its type.

As Stripe does, what is not known is refused: a misspelt parameter must not pass unseen.
"""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

from presspass.sandbox.refusals import Refusal


class Params:
    """Parameters at one level. `name` is how the level is called in Stripe's messages."""

    def __init__(self, values: Mapping[str, Any], name: str = "") -> None:
        self._values = values
        self._name = name

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str | None:
        """A text, empty where it is sent empty to unset something."""
        value = self._take(key)
        if value is None or isinstance(value, str):
            return value
        raise Refusal(f"Invalid string: {value}", None, self.path(key))

    def need(self, key: str) -> str:
        """A text that must be there."""
        value = self.text(key)
        if not value:
            path = self.path(key)
            raise Refusal(f"Missing required param: {path}.", "parameter_missing", path)
        return value

    def whole(self, key: str) -> int | None:
        """A whole number."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return int(value)
        except ValueError:
            path = self.path(key)
            said = f"Invalid integer: {value}"
            raise Refusal(said, "parameter_invalid_integer", path) from None

    def flag(self, key: str) -> bool | None:
        """Yes or no."""
        value = self.choice(key, "true", "false")
        return None if value is None else value == "true"

    def choice(self, key: str, *allowed: str) -> str | None:
        """One of some words."""
        value = self.text(key)
        if value is None or value in allowed:
            return value
        words = ", ".join(allowed)
        raise Refusal(f"Invalid {self.path(key)}: must be one of {words}", None, self.path(key))

    def pairs(self, key: str) -> dict[str, str]:
        """Free keys with their texts, as metadata are."""
        value = self._take(key)
        if value is None or value == "":
            return {}
        if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            return value
        raise Refusal(f"Invalid object at {self.path(key)}", None, self.path(key))

    def group(self, key: str) -> "Params":
        """What stands in brackets after a name; nothing where it was not sent."""
        value = self._take(key)
        if value is None:
            return Params({}, self.path(key))
        if not isinstance(value, dict):
            raise Refusal(f"Invalid object: {value}", None, self.path(key))
        return Params(value, self.path(key))

    def groups(self, key: str) -> "list[Params]":
        """A list of groups."""
        value = self._take(key)
        rows = list(value.values()) if isinstance(value, dict) else []
        if (value is not None and not rows) or not all(isinstance(row, dict) for row in rows):
            raise Refusal(f"Invalid array: {value}", None, self.path(key))
        return [Params(row, f"{self.path(key)}[{at}]") for at, row in enumerate(rows)]

    def texts(self, key: str) -> list[str]:
        """A list of texts."""
        value = self._take(key)
        rows = list(value.values()) if isinstance(value, dict) else []
        if (value is not None and not rows) or not all(isinstance(row, str) for row in rows):
            raise Refusal(f"Invalid array: {value}", None, self.path(key))
        return rows

    def path(self, key: str) -> str:
        """The whole name of a parameter."""
        return f"{self._name}[{key}]" if self._name else key

    def _take(self, key: str) -> Any:
        return self._values.get(key)


def opened(form: str) -> dict[str, Any]:
    """The nested values of a form, such as `items[0][price]=…`."""
    values: dict[str, Any] = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        key, *rest = name.replace("]", "").split("[")
        level = values
        for inner in rest:
            level = level.setdefault(key, {})
            if not isinstance(level, dict):
                raise Refusal(f"Invalid form: {name}", None, name)
            key = inner or str(len(level))
        level[key] = value
    return values


def refuse_unknown(values: Mapping[str, Any], names: Collection[str]) -> None:
    """Refuse parameters that are not among the names.

    A name has its levels between dots, `#` for any place in a list and `*` for any key.
    """
    for path in _paths(values, ()):
        plain = [("#" if step.isdigit() else step) for step in path]
        if ".".join(plain) not in names and ".".join([*plain[:-1], "*"]) not in names:
            said = path[0] + "".join(f"[{step}]" for step in path[1:])
            raise Refusal(
                f"Received unknown parameter: {said} (or one that the sandbox doesn't know)",
                "parameter_unknown",
                said,
            )


def _paths(values: Mapping[str, Any], above: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = []
    for key, value in values.items():
        if isinstance(value, dict):
            found += _paths(value, (*above, key))
        else:
            found.append((*above, key))
    return found
