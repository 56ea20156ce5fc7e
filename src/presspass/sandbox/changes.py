"""Changes of a running subscription: its plan, its card, its end."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

from presspass.core.instants import Instant
from presspass.sandbox import cards, customers, invoices, schedules, subscriptions
from presspass.sandbox.catalogue import merged
from presspass.sandbox.collecting import collect, refusal
from presspass.sandbox.invoices import Line
from presspass.sandbox.objects import Object
from presspass.sandbox.params import Params
from presspass.sandbox.payments import NO_CARD, declined
from presspass.sandbox.periods import following, same
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World

_PRORATIONS = ("always_invoice", "create_prorations", "none")


_CHANGING = (
    "status",
    "cancel_at",
    "cancel_at_period_end",
    "canceled_at",
    "metadata",
    "default_payment_method",
    "latest_invoice",
)
"""The fields of a subscription that an update can change, its item aside."""


class Change(NamedTuple):
    """A change to another price. `billed` is whether it is charged at once."""

    price: Object
    lines: tuple[Line, ...]
    start: Instant
    end: Instant
    anchor: Instant
    billed: bool


def update(world: World, asked: Params, subscription: str) -> Object:
    """`POST /v1/subscriptions/:id`."""
    found = subscriptions.live(world, subscription)
    before = {key: found[key] for key in _CHANGING}
    was = dict(subscriptions.item_of(found))
    change = asked_change(world, asked, found)
    strict = asked.choice("payment_behavior", "allow_incomplete", "error_if_incomplete")
    ending = asked.flag("cancel_at_period_end")
    if ending is not None and found["schedule"] is not None:
        raise Refusal(
            f"The subscription is managed by the subscription schedule `{found['schedule']}`, and"
            " updating any cancelation behavior directly is not allowed. Please update the"
            " schedule instead."
        )
    card = asked.text("default_payment_method")
    if card is None:
        charged = subscriptions.card_of(world, found)
    else:
        charged = customers.belonging(world, card, found["customer"])
    if change is not None and strict == "error_if_incomplete":
        _refuse_unpayable(world, found, change, charged)
    found["default_payment_method"] = card or found["default_payment_method"]
    found["metadata"] = merged(found["metadata"], asked.pairs("metadata"))
    subscriptions.explain(found, asked)
    if change is not None:
        _apply(world, found, change)
    if ending is not None:
        found["cancel_at_period_end"] = ending
        found["canceled_at"] = world.now if ending else None
        found["cancellation_details"]["reason"] = "cancellation_requested" if ending else None
    item = subscriptions.item_of(found)
    found["cancel_at"] = item["current_period_end"] if found["cancel_at_period_end"] else None
    changed = {} if was == item else {"items": {"data": [was]}}
    subscriptions.changed(world, found, {**before, **changed})
    return found


def preview(world: World, asked: Params) -> Object:
    """`POST /v1/invoices/create_preview`: of a subscription, changed or as it is."""
    found = subscriptions.live(world, asked.need("subscription"))
    asked.text("customer")
    details = asked.group("subscription_details")
    change = asked_change(world, details, found)
    if change is not None and change.billed and change.lines:
        when = change.lines[0].start
        drawn = invoices.sketch(world, found, "upcoming", change.lines)
        drawn["parent"]["subscription_details"]["subscription_proration_date"] = when
        return drawn
    item = subscriptions.item_of(found)
    end = item["current_period_end"]
    price = schedules.price_from(world, found, end) if change is None else change.price
    name = world.find("product", price["product"])["name"]
    until = following(found["billing_cycle_anchor"], price["recurring"], end)
    regular = Line(price, price["unit_amount"], end, until, f"1 x {name}")
    prorations = () if change is None else change.lines
    return invoices.sketch(world, found, "upcoming", (*pending(world, found), *prorations, regular))


def asked_change(world: World, asked: Params, subscription: Object) -> Change | None:
    """The change of price that a request asks for, if it does."""
    behaviour = asked.choice("proration_behavior", *_PRORATIONS) or "create_prorations"
    when = asked.whole("proration_date")
    rows = asked.groups("items")
    if not rows:
        return None
    item = subscriptions.item_of(subscription)
    if len(rows) > 1 or rows[0].text("id") != item["id"]:
        said = f"A subscription has one item in the sandbox; this one's is {item['id']}."
        raise Refusal(said, None, "items[0][id]")
    if rows[0].whole("quantity") not in {None, 1}:
        raise Refusal("The quantity is 1 in the sandbox.", None, "items[0][quantity]")
    price = world.find("price", rows[0].need("price"), "items[0][price]")
    if price["id"] == item["price"]["id"]:
        return None
    if price["currency"] != subscription["currency"]:
        said = (
            f"The price is in {price['currency']}, the subscription in {subscription['currency']}."
        )
        raise Refusal(said, None, "items[0][price]")
    at = world.now if when is None else when
    if not item["current_period_start"] <= at <= item["current_period_end"]:
        raise Refusal("Invalid proration date: outside of the period.", None, "proration_date")
    return _change(world, subscription, price, at, behaviour)


def pending(world: World, subscription: Object) -> Sequence[Line]:
    """What earlier changes left for the next invoice."""
    return [Line(**each) for each in world.notes("pending").get(subscription["id"], ())]


def _change(
    world: World, subscription: Object, price: Object, at: Instant, behaviour: str
) -> Change:
    item = subscriptions.item_of(subscription)
    old, start, end = item["price"], item["current_period_start"], item["current_period_end"]
    anchor = subscription["billing_cycle_anchor"]
    if subscription["status"] == "trialing":
        return Change(price, (), start, end, anchor, billed=False)
    was = world.find("product", old["product"])["name"]
    name = world.find("product", price["product"])["name"]
    left, whole = end - at, end - start
    unused = -((2 * old["unit_amount"] * left + whole) // (2 * whole))
    credit = Line(old, unused, at, end, f"Unused time on {was}", proration=True)
    given_back = () if behaviour == "none" else (credit,)
    if not same(old["recurring"], price["recurring"]):
        until = following(at, price["recurring"], at)
        full = Line(price, price["unit_amount"], at, until, f"1 x {name}")
        return Change(price, (*given_back, full), at, until, at, billed=True)
    rest = (2 * price["unit_amount"] * left + whole) // (2 * whole)
    debit = Line(price, rest, at, end, f"Remaining time on {name}", proration=True)
    lines = () if behaviour == "none" else (credit, debit)
    return Change(price, lines, start, end, anchor, behaviour == "always_invoice")


def _refuse_unpayable(
    world: World, subscription: Object, change: Change, card: Object | None
) -> None:
    """Refuse a change, nothing being changed yet, whose money would not come."""
    held = world.find("customer", subscription["customer"])["balance"]
    if not change.billed or sum(line.amount for line in change.lines) + held <= 0:
        return
    if card is None:
        raise refusal(NO_CARD)
    code = cards.verdict(world, card, holder_there=False)
    if code is not None:
        raise refusal(declined(code))


def _apply(world: World, subscription: Object, change: Change) -> None:
    item = subscriptions.item_of(subscription)
    subscriptions.put_price(subscription, change.price)
    subscription["billing_cycle_anchor"] = change.anchor
    if item["current_period_end"] != change.end:
        item.update(current_period_start=change.start, current_period_end=change.end)
        world.at(change.end, "period", subscription["id"])
    schedules.follow(world, subscription)
    if not change.lines:
        return
    if not change.billed:
        rows = world.notes("pending").setdefault(subscription["id"], [])
        rows.extend(asdict(line) for line in change.lines)
        return
    invoice = invoices.draw(world, subscription, "subscription_update", change.lines)
    invoices.finalize(world, invoice)
    collect(world, invoice)
