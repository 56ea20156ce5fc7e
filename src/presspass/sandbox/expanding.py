"""What an answer holds whole because the request asked to have it expanded."""

from typing import Any

from presspass.sandbox import sessions
from presspass.sandbox.objects import PREFIXES, Object, list_of
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World

_DEEPEST = 4


def expanded(world: World, answer: Object, paths: list[str]) -> Object:
    """A copy of an answer with the objects at some paths in place of their ids."""
    answer = _whole(answer)
    for path in paths:
        steps = path.split(".")
        if len(steps) > _DEEPEST:
            raise Refusal(f"You cannot expand more than 4 levels of a property: {path}", None, path)
        _expand(world, answer, steps, path)
    return answer


def _expand(world: World, at: Any, steps: list[str], path: str) -> None:
    if isinstance(at, list):
        for each in at:
            _expand(world, each, steps, path)
        return
    if at is None:
        return
    if not isinstance(at, dict):
        raise _cannot(path)
    name, *rest = steps
    if name not in at and (included := _included(world, at, name)) is not None:
        at[name] = included
    if name not in at:
        raise _cannot(path)
    value = at[name]
    if isinstance(value, str):
        at[name] = value = _whole(_object(world, name, value, path))
    elif not rest and not isinstance(value, dict | list | None):
        raise _cannot(path)
    if rest:
        _expand(world, value, rest, path)


def _included(world: World, at: Object, name: str) -> Object | None:
    """The lists that Stripe leaves out of an object unless they are asked for."""
    kind, given = at.get("object"), at.get("id")
    if (kind, name) == ("invoice", "payments"):
        rows = [each for each in world.all("invoice_payment") if each["invoice"] == given]
        return _whole(list_of(rows, f"/v1/invoice_payments?invoice={given}"))
    if (kind, name) == ("charge", "refunds"):
        rows = [each for each in world.all("refund") if each["charge"] == given]
        return _whole(list_of(rows, f"/v1/charges/{given}/refunds"))
    if (kind, name) == ("customer", "subscriptions"):
        rows = [each for each in world.all("subscription") if each["customer"] == given]
        rows = [each for each in rows if each["status"] != "canceled"]
        return _whole(list_of(rows, f"/v1/customers/{given}/subscriptions"))
    if (kind, name) == ("checkout.session", "line_items"):
        rows = sessions.line_items(world, at)
        return _whole(list_of(rows, f"/v1/checkout/sessions/{given}/line_items"))
    return None


def _object(world: World, name: str, value: str, path: str) -> Object:
    kind = "product" if name == "product" else PREFIXES.get(value.rpartition("_")[0])
    found = None if kind is None else world.get(kind, value)
    if found is None or name == "id":
        raise _cannot(path)
    return found


def _whole(value: Object) -> Object:
    return {key: _copy(each) for key, each in value.items()}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return _whole(value)
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _cannot(path: str) -> Refusal:
    return Refusal(f"This property cannot be expanded ({path}).", None, "expand")
