"""The lines of a mail that tell what was bought: a label and a value each, like those of a bill."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from presspass.core.plans import Benefit, Price, in_order
from presspass.services.messages import Messages, Value


class PlanName(NamedTuple):
    """A plan by its key, and the name under which it was sold."""

    key: str
    name: str


Told: TypeAlias = Value | Price | PlanName | frozenset[Benefit] | bool
"""What a mail can be given: a price with its interval, a plan and benefits are put into words.

Whether something is so is told as "yes" or "no", by which messages choose.
"""


class Line(NamedTuple):
    """A line, named for its message without `mail-line-`, and what that message is given."""

    name: str
    values: Mapping[str, Told]


def worded(messages: Messages, language: str, told: Mapping[str, Told]) -> dict[str, Value]:
    """What messages of a language are given."""
    return {name: _value(messages, language, value) for name, value in told.items()}


def _value(messages: Messages, language: str, told: Told) -> Value:
    if isinstance(told, bool):
        return "yes" if told else "no"
    if isinstance(told, Price):
        every = told.every
        return messages.text(
            language, "price-each", price=told.amount, unit=every.unit.value, count=every.count
        )
    if isinstance(told, PlanName):
        try:
            return messages.text(language, f"plan-{told.key}")
        except LookupError:
            return told.name
    if isinstance(told, frozenset):
        brought = (messages.text(language, f"benefit-{benefit}") for benefit in in_order(told))
        return "\u00a0· ".join(brought)
    return told
