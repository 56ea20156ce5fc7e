"""Subscription schedules: phases of a subscription, each with its price."""

from presspass.core.instants import Instant
from presspass.sandbox import customers, subscriptions
from presspass.sandbox.catalogue import UNITS, merged, plan_of
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object, empty
from presspass.sandbox.params import Params
from presspass.sandbox.periods import boundary, following, same
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World


def create(world: World, asked: Params) -> Object:
    """`POST /v1/subscription_schedules`, from a subscription; its one phase is what is now."""
    subscription = subscriptions.live(world, asked.need("from_subscription"))
    if subscription["schedule"] is not None:
        said = "You cannot migrate a subscription that is already attached to a schedule: "
        raise Refusal(said + subscription["schedule"], None, "from_subscription")
    if subscription["cancel_at_period_end"]:
        said = "You cannot migrate a subscription that is set to cancel at the period's end."
        raise Refusal(said, None, "from_subscription")
    item = subscriptions.item_of(subscription)
    start, end = item["current_period_start"], item["current_period_end"]
    made = {
        "id": world.new_id("sub_sched"),
        "object": "subscription_schedule",
        "application": None,
        "billing_mode": dict(subscription["billing_mode"]),
        "canceled_at": None,
        "completed_at": None,
        "created": world.now,
        "current_phase": {"end_date": end, "start_date": start},
        "customer": subscription["customer"],
        "customer_account": None,
        "default_settings": {
            **_settings(),
            "default_payment_method": subscription["default_payment_method"],
        },
        "end_behavior": "release",
        "livemode": False,
        "metadata": asked.pairs("metadata"),
        "pause_schedules": [],
        "phases": [_phase(item["price"], start, end, subscription["trial_end"], {})],
        "released_at": None,
        "released_subscription": None,
        "status": "active",
        "subscription": subscription["id"],
        "test_clock": None,
    }
    world.add(made)
    subscription["schedule"] = made["id"]
    world.at(end, "phase", made["id"])
    world.emit("subscription_schedule.created", made)
    subscriptions.changed(world, subscription, {"schedule": None})
    return made


def update(world: World, asked: Params, schedule: str) -> Object:
    """`POST /v1/subscription_schedules/:id`: other phases after the present one, another end."""
    found = _active(world, schedule)
    phases = _asked_phases(world, asked.groups("phases"), found)
    card = asked.group("default_settings").text("default_payment_method")
    ending = asked.choice("end_behavior", "release", "cancel")
    asked.choice("proration_behavior", "none", "create_prorations", "always_invoice")
    changed: Object = {"metadata": merged(found["metadata"], asked.pairs("metadata"))}
    if phases:
        changed["phases"] = phases
        first = phases[0]
        changed["current_phase"] = {
            "end_date": first["end_date"],
            "start_date": first["start_date"],
        }
    if ending is not None:
        changed["end_behavior"] = ending
    if card is not None:
        customers.belonging(world, card, found["customer"])
        changed["default_settings"] = {**found["default_settings"], "default_payment_method": card}
    before = {key: found[key] for key, value in changed.items() if found[key] != value}
    if before:
        found.update(changed)
        world.at(found["current_phase"]["end_date"], "phase", found["id"])
        world.emit("subscription_schedule.updated", found, before)
    return found


def release(world: World, asked: Params, schedule: str) -> Object:
    """`POST /v1/subscription_schedules/:id/release`: the subscription goes on as it is."""
    found = _active(world, schedule)
    asked.flag("preserve_cancel_date")
    _let_go(world, found)
    return found


def phase_over(world: World, schedule: Object) -> None:
    """The present phase may have ended: go on to the next one, or to the end."""
    phase = schedule["current_phase"]
    if schedule["status"] != "active" or phase["end_date"] != world.now:
        return
    subscription = world.find("subscription", schedule["subscription"])
    following_phase = next(
        (each for each in schedule["phases"] if each["start_date"] == world.now), None
    )
    if following_phase is not None:
        _enter(world, schedule, subscription, following_phase)
    elif schedule["end_behavior"] == "release":
        _let_go(world, schedule)
    else:
        schedule.update(status="completed", completed_at=world.now, current_phase=None)
        world.emit("subscription_schedule.completed", schedule)
        subscriptions.end(world, subscription, "cancellation_requested")


def price_from(world: World, subscription: Object, at: Instant) -> Object:
    """The price of the period that begins at a time."""
    schedule = world.get("subscription_schedule", subscription["schedule"])
    price: Object = subscriptions.item_of(subscription)["price"]
    for phase in () if schedule is None else schedule["phases"]:
        if phase["start_date"] <= at:
            price = world.find("price", phase["items"][0]["price"])
    return price


def follow(world: World, subscription: Object) -> None:
    """Have the present phase follow a change of its subscription's price."""
    schedule = world.get("subscription_schedule", subscription["schedule"])
    if schedule is None:
        return
    now = next(
        each
        for each in schedule["phases"]
        if each["start_date"] == schedule["current_phase"]["start_date"]
    )
    now["items"] = [_item(subscriptions.item_of(subscription)["price"])]


def listed(world: World, query: Query) -> Object:
    """`GET /v1/subscription_schedules`."""
    return query.page(world.all("subscription_schedule"), customer=query.asked.text("customer"))


def _active(world: World, schedule: str) -> Object:
    found = world.find("subscription_schedule", schedule)
    if found["status"] != "active":
        raise Refusal(
            f"You cannot change a subscription schedule that is in the `{found['status']}` status."
        )
    return found


def _let_go(world: World, schedule: Object) -> None:
    subscription = world.find("subscription", schedule["subscription"])
    schedule.update(
        status="released",
        released_at=world.now,
        released_subscription=subscription["id"],
        subscription=None,
        current_phase=None,
    )
    subscription["schedule"] = None
    world.emit("subscription_schedule.released", schedule)
    subscriptions.changed(world, subscription, {"schedule": schedule["id"]})


def _enter(world: World, schedule: Object, subscription: Object, phase: Object) -> None:
    """Begin a phase. Another interval begins its periods anew; the price is charged with them."""
    before = schedule["current_phase"]
    schedule["current_phase"] = {"end_date": phase["end_date"], "start_date": phase["start_date"]}
    price = world.find("price", phase["items"][0]["price"])
    if not same(price["recurring"], subscriptions.item_of(subscription)["price"]["recurring"]):
        subscription["billing_cycle_anchor"] = world.now
    subscriptions.put_price(subscription, price)
    card = schedule["default_settings"]["default_payment_method"]
    subscription["default_payment_method"] = card or subscription["default_payment_method"]
    subscription["metadata"] = merged(subscription["metadata"], phase["metadata"])
    world.at(phase["end_date"], "phase", schedule["id"])
    world.emit("subscription_schedule.updated", schedule, {"current_phase": before})


def _asked_phases(world: World, rows: list[Params], schedule: Object) -> list[Object]:
    subscription = world.find("subscription", schedule["subscription"])
    phases: list[Object] = []
    start: Instant = schedule["current_phase"]["start_date"]
    anchor: Instant = subscription["billing_cycle_anchor"]
    every: Object = subscriptions.item_of(subscription)["price"]["recurring"]
    for at, row in enumerate(rows):
        given = row.whole("start_date")
        if at == 0 and given is None:
            said = (
                "The subscription schedule update is missing at least one phase with a"
                " `start_date` to anchor end dates to."
            )
            raise Refusal(said, None, row.path("start_date"))
        if given not in {None, start}:
            said = "You can not modify the start date of the current phase, nor leave a gap."
            raise Refusal(said, None, row.path("start_date"))
        price = _phase_price(world, row)
        if at == 0 and price["id"] != subscriptions.item_of(subscription)["price"]["id"]:
            said = "The sandbox keeps the present phase's price; update the subscription instead."
            raise Refusal(said, None, row.path("items"))
        if not same(price["recurring"], every):
            anchor, every = start, price["recurring"]
        phase = _asked_phase(row, price, start, anchor)
        if at < len(rows) - 1:
            _refuse_within_period(row, phase, price, anchor)
        phases.append(phase)
        start = phase["end_date"]
    return phases


def _phase_price(world: World, row: Params) -> Object:
    items = row.groups("items")
    if len(items) != 1 or items[0].whole("quantity") not in {None, 1}:
        raise Refusal("A phase has one item, once, in the sandbox.", None, row.path("items"))
    return world.find("price", items[0].need("price"), items[0].path("price"))


def _asked_phase(row: Params, price: Object, start: Instant, anchor: Instant) -> Object:
    end, trial_end = row.whole("end_date"), row.whole("trial_end")
    row.choice("proration_behavior", "none", "create_prorations", "always_invoice")
    if "duration" in row:
        end = _after(row.group("duration"), price, start, anchor)
    elif end is None:
        end = following(anchor, price["recurring"], start)
    if end <= start:
        raise Refusal("A phase ends after it begins.", None, row.path("end_date"))
    return _phase(price, start, end, trial_end, row.pairs("metadata"))


def _after(lasts: Params, price: Object, start: Instant, anchor: Instant) -> Instant:
    """The end of a phase that lasts so long: counted in the price's periods where it can be."""
    unit, count = lasts.choice("interval", *UNITS), lasts.whole("interval_count") or 1
    if unit is None:
        raise Refusal(
            "Missing required param: interval.", "parameter_missing", lasts.path("interval")
        )
    every = price["recurring"]
    if unit != every["interval"] or count % every["interval_count"]:
        return boundary(start, {"interval": unit, "interval_count": count}, 1)
    for _ in range(count // every["interval_count"]):
        start = following(anchor, every, start)
    return start


def _refuse_within_period(row: Params, phase: Object, price: Object, anchor: Instant) -> None:
    """A phase that another one follows has to end where a period does."""
    ends = phase["start_date"] if phase["trial_end"] is None else phase["trial_end"]
    while ends < phase["end_date"]:
        ends = following(anchor, price["recurring"], ends)
    if ends != phase["end_date"]:
        said = "The sandbox changes phases where a period ends, nowhere else."
        raise Refusal(said, None, row.path("end_date"))


def _phase(
    price: Object, start: Instant, end: Instant, trial_end: Instant | None, metadata: Object
) -> Object:
    none = empty(
        "application_fee_percent billing_cycle_anchor billing_thresholds"
        " collection_method default_payment_method description invoice_settings"
        " on_behalf_of transfer_data"
    )
    return {
        **none,
        "add_invoice_items": [],
        "currency": price["currency"],
        "default_tax_rates": [],
        "discounts": [],
        "end_date": end,
        "items": [_item(price)],
        "metadata": metadata,
        "proration_behavior": "create_prorations",
        "start_date": start,
        "trial_end": trial_end,
    }


def _item(price: Object) -> Object:
    return {
        "billing_thresholds": None,
        "discounts": [],
        "metadata": {},
        "plan": plan_of(price)["id"],
        "price": price["id"],
        "quantity": 1,
        "tax_rates": [],
    }


def _settings() -> Object:
    return {
        "application_fee_percent": None,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": "automatic",
        "billing_thresholds": None,
        "collection_method": "charge_automatically",
        "default_payment_method": None,
        "description": None,
        "invoice_settings": {
            "account_tax_ids": None,
            "custom_fields": None,
            "days_until_due": None,
            "description": None,
            "footer": None,
            "issuer": {"type": "self"},
        },
        "on_behalf_of": None,
        "transfer_data": None,
    }
