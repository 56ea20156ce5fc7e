"""Products and prices."""

from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object
from presspass.sandbox.params import Params
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World

UNITS = ("day", "week", "month", "year")


def create_product(world: World, asked: Params) -> Object:
    """`POST /v1/products`."""
    given = asked.text("id")
    if world.get("product", given) is not None:
        raise Refusal(f"Product already exists: {given}", "resource_already_exists", "id")
    made = world.add(
        {
            "id": given or world.new_id("prod"),
            "object": "product",
            "active": True,
            "created": world.now,
            "default_price": None,
            "description": asked.text("description") or None,
            "images": [],
            "livemode": False,
            "marketing_features": [],
            "metadata": asked.pairs("metadata"),
            "name": asked.need("name"),
            "package_dimensions": None,
            "shippable": None,
            "statement_descriptor": None,
            "tax_code": asked.text("tax_code") or None,
            "type": "service",
            "unit_label": None,
            "updated": world.now,
            "url": None,
        }
    )
    world.emit("product.created", made)
    return made


def update_product(world: World, asked: Params, product: str) -> Object:
    """`POST /v1/products/:id`."""
    found = world.find("product", product)
    changed: Object = {}
    if "name" in asked:
        changed["name"] = asked.need("name")
    if "description" in asked:
        changed["description"] = asked.text("description") or None
    if (active := asked.flag("active")) is not None:
        changed["active"] = active
    changed["metadata"] = merged(found["metadata"], asked.pairs("metadata"))
    before = {key: found[key] for key, value in changed.items() if found[key] != value}
    if before:
        found.update(changed, updated=world.now)
        world.emit("product.updated", found, before)
    return found


def list_products(world: World, query: Query) -> Object:
    """`GET /v1/products`."""
    ids = query.asked.texts("ids")
    found = [each for each in world.all("product") if not ids or each["id"] in ids]
    return query.page(found, active=query.asked.flag("active"))


def create_price(world: World, asked: Params) -> Object:
    """`POST /v1/prices`. Only what recurs is sold here."""
    product = world.find("product", asked.need("product"), "product")
    recurring = asked.group("recurring")
    interval = recurring.choice("interval", *UNITS)
    amount = asked.whole("unit_amount")
    if interval is None or amount is None or amount < 0:
        at = "recurring[interval]" if interval is None else "unit_amount"
        raise Refusal(f"Missing required param: {at}.", "parameter_missing", at)
    lookup = asked.text("lookup_key")
    if asked.flag("transfer_lookup_key"):
        for other in world.all("price"):
            if lookup is not None and other["lookup_key"] == lookup:
                other["lookup_key"] = None
    elif lookup is not None and any(each["lookup_key"] == lookup for each in world.all("price")):
        raise Refusal(f"A price already uses the lookup key `{lookup}`.", None, "lookup_key")
    made = {
        "id": world.new_id("price"),
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": world.now,
        "currency": asked.need("currency").lower(),
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": lookup,
        "metadata": asked.pairs("metadata"),
        "nickname": asked.text("nickname") or None,
        "product": product["id"],
        "recurring": {
            "interval": interval,
            "interval_count": recurring.whole("interval_count") or 1,
            "meter": None,
            "trial_period_days": None,
            "usage_type": "licensed",
        },
        "tax_behavior": asked.choice("tax_behavior", "inclusive", "exclusive", "unspecified")
        or "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring",
        "unit_amount": amount,
        "unit_amount_decimal": str(amount),
    }
    world.emit("price.created", world.add(made))
    return made


def update_price(world: World, asked: Params, price: str) -> Object:
    """`POST /v1/prices/:id`. What a price costs never changes."""
    found = world.find("price", price)
    changed: Object = {"metadata": merged(found["metadata"], asked.pairs("metadata"))}
    if (active := asked.flag("active")) is not None:
        changed["active"] = active
    if "nickname" in asked:
        changed["nickname"] = asked.text("nickname") or None
    before = {key: found[key] for key, value in changed.items() if found[key] != value}
    if before:
        found.update(changed)
        for subscription in world.all("subscription"):
            for item in subscription["items"]["data"]:
                if item["price"]["id"] == price:
                    item.update(price=dict(found), plan=plan_of(found))
        world.emit("price.updated", found, before)
    return found


def list_prices(world: World, query: Query) -> Object:
    """`GET /v1/prices`."""
    keys = query.asked.texts("lookup_keys")
    found = [each for each in world.all("price") if not keys or each["lookup_key"] in keys]
    return query.page(
        found,
        active=query.asked.flag("active"),
        product=query.asked.text("product"),
        currency=query.asked.text("currency"),
        type=query.asked.text("type"),
    )


def plan_of(price: Object) -> Object:
    """The price in the older shape, which Stripe's items still carry beside the price."""
    return {
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": "per_unit",
        "created": price["created"],
        "currency": price["currency"],
        "interval": price["recurring"]["interval"],
        "interval_count": price["recurring"]["interval_count"],
        "livemode": False,
        "metadata": price["metadata"],
        "meter": None,
        "nickname": price["nickname"],
        "product": price["product"],
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def merged(old: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """Metadata with what was sent: an empty text takes a key away."""
    return {key: value for key, value in {**old, **given}.items() if value != ""}
