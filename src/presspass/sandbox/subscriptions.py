"""Subscriptions: begun by a checkout, billed, ended."""

from presspass.core.instants import DAY, Instant
from presspass.sandbox import invoices
from presspass.sandbox.catalogue import plan_of
from presspass.sandbox.invoices import Line
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object, empty, list_of
from presspass.sandbox.params import Params
from presspass.sandbox.periods import following
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World

ENDED = frozenset({"canceled", "incomplete_expired"})


def begin(
    world: World, customer: Object, price: Object, payment_method: Object | None, wanted: Object
) -> Object:
    """A subscription from a checkout, its first invoice still to be drawn.

    `wanted` holds what the checkout's `subscription_data` said.
    """
    days = wanted["trial_period_days"]
    trial_end = None if days is None else world.now + days * DAY
    anchor = world.now if trial_end is None else trial_end
    end = trial_end or following(anchor, price["recurring"], world.now)
    made = {
        "id": world.new_id("sub"),
        "object": "subscription",
        **_unused(),
        "billing_cycle_anchor": anchor,
        "created": world.now,
        "currency": price["currency"],
        "customer": customer["id"],
        "default_payment_method": None if payment_method is None else payment_method["id"],
        "description": wanted["description"],
        "metadata": dict(wanted["metadata"]),
        "start_date": world.now,
        "status": "active" if trial_end is None else "trialing",
        "trial_end": trial_end,
        "trial_settings": {"end_behavior": {"missing_payment_method": wanted["missing"]}},
        "trial_start": None if trial_end is None else world.now,
    }
    item = {
        "id": world.new_id("si"),
        "object": "subscription_item",
        "billed_until": None,
        "billing_thresholds": None,
        "created": world.now,
        "current_period_end": end,
        "current_period_start": world.now,
        "discounts": [],
        "metadata": {},
        "quantity": 1,
        "subscription": made["id"],
        "tax_rates": [],
    }
    made["items"] = list_of([item], f"/v1/subscription_items?subscription={made['id']}")
    put_price(made, price)
    world.add(made)
    world.at(end, "period", made["id"])
    return made


def item_of(subscription: Object) -> Object:
    """The one item that a subscription has here."""
    item: Object = subscription["items"]["data"][0]
    return item


def put_price(subscription: Object, price: Object) -> None:
    """Have a subscription cost a price."""
    item_of(subscription).update(price=dict(price), plan=plan_of(price))


def card_of(world: World, subscription: Object) -> Object | None:
    """The payment method that is charged."""
    customer = world.find("customer", subscription["customer"])
    usual = customer["invoice_settings"]["default_payment_method"]
    return world.get("payment_method", subscription["default_payment_method"] or usual)


def period_line(world: World, subscription: Object) -> Line:
    """What the present period costs; nothing while on trial."""
    item = item_of(subscription)
    price, start, end = item["price"], item["current_period_start"], item["current_period_end"]
    name = world.find("product", price["product"])["name"]
    if subscription["status"] == "trialing":
        return Line(price, 0, start, end, f"Trial period for {name}")
    return Line(price, price["unit_amount"], start, end, f"1 x {name}")


def changed(world: World, subscription: Object, before: Object) -> None:
    """Tell of a change; `before` holds the fields that were otherwise."""
    differing = {key: value for key, value in before.items() if subscription[key] != value}
    if differing:
        world.emit("customer.subscription.updated", subscription, differing)


def end(world: World, subscription: Object, reason: str) -> None:
    """End a subscription now, and collect no more for it."""
    subscription.update(
        status="canceled",
        ended_at=world.now,
        canceled_at=subscription["canceled_at"] or world.now,
    )
    subscription["cancellation_details"]["reason"] = reason
    schedule = world.get("subscription_schedule", subscription["schedule"])
    if schedule is not None and schedule["status"] == "active":
        schedule.update(status="canceled", canceled_at=world.now, current_phase=None)
        world.emit("subscription_schedule.canceled", schedule)
    for invoice in world.all("invoice"):
        if belongs(invoice, subscription["id"]):
            invoices.stop(world, invoice)
    world.notes("pending").pop(subscription["id"], None)
    world.emit("customer.subscription.deleted", subscription)


def belongs(invoice: Object, subscription: str) -> bool:
    """Whether an invoice is a subscription's."""
    given: str = invoice["parent"]["subscription_details"]["subscription"]
    return given == subscription


def cancel(world: World, asked: Params, subscription: str) -> Object:
    """`DELETE /v1/subscriptions/:id`: ends it now. Money is given back by refunds alone."""
    found = live(world, subscription)
    for key in ("invoice_now", "prorate"):
        if asked.flag(key):
            raise Refusal(f"The sandbox doesn't know {key}=true.", None, key)
    explain(found, asked)
    end(world, found, "cancellation_requested")
    return found


def live(world: World, subscription: str) -> Object:
    """A subscription that has not ended."""
    found = world.find("subscription", subscription)
    if found["status"] in ENDED:
        raise Refusal(
            f"No such subscription: '{subscription}'; a canceled subscription can only update its"
            " cancellation_details and metadata.",
            "resource_missing",
            "id",
            status=404,
        )
    return found


def explain(subscription: Object, asked: Params) -> None:
    """Note what the customer said of cancelling."""
    details = asked.group("cancellation_details")
    for key in ("comment", "feedback"):
        if key in details:
            subscription["cancellation_details"][key] = details.text(key) or None


def listed(world: World, query: Query) -> Object:
    """`GET /v1/subscriptions`: the live ones, unless `status` asks for others."""
    status, price = query.asked.text("status"), query.asked.text("price")
    found = [
        each
        for each in world.all("subscription")
        if (status == "all" or (each["status"] not in ENDED if status is None else True))
        and (status in {None, "all", "ended"} or each["status"] == status)
        and (status != "ended" or each["status"] in ENDED)
        and (price is None or item_of(each)["price"]["id"] == price)
    ]
    return query.page(found, customer=query.asked.text("customer"))


def next_boundary(subscription: Object, price: Object, after: Instant) -> Instant:
    """The end of the period that begins at a time."""
    return following(subscription["billing_cycle_anchor"], price["recurring"], after)


def _unused() -> Object:
    """The fields that begin empty, most of them for ever."""
    none = empty(
        "application application_fee_percent billing_cycle_anchor_config"
        " billing_thresholds cancel_at canceled_at customer_account days_until_due"
        " default_source ended_at latest_invoice next_pending_invoice_item_invoice"
        " on_behalf_of pause_collection pending_invoice_item_interval"
        " pending_setup_intent pending_update schedule test_clock transfer_data"
    )
    return {
        **none,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_mode": {"flexible": {"proration_discounts": "included"}, "type": "flexible"},
        "billing_schedules": [],
        "cancel_at_period_end": False,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically",
        "default_tax_rates": [],
        "discounts": [],
        "invoice_settings": {
            "account_tax_ids": None,
            "custom_fields": None,
            "description": None,
            "footer": None,
            "issuer": {"type": "self"},
        },
        "livemode": False,
        "managed_payments": {"enabled": False},
        "payment_settings": {
            "payment_method_options": None,
            "payment_method_types": None,
            "save_default_payment_method": "off",
        },
    }
