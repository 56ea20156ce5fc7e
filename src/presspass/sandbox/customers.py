"""Customers."""

from presspass.sandbox.catalogue import merged
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object
from presspass.sandbox.params import Params
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World


def create(world: World, asked: Params) -> Object:
    """`POST /v1/customers`."""
    return new(
        world,
        asked.text("email") or None,
        name=asked.text("name") or None,
        metadata=asked.pairs("metadata"),
        locales=asked.texts("preferred_locales"),
    )


def new(
    world: World,
    email: str | None,
    *,
    name: str | None = None,
    metadata: dict[str, str] | None = None,
    locales: list[str] | None = None,
) -> Object:
    """A new customer."""
    made = {
        "id": world.new_id("cus"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": world.now,
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": email,
        "invoice_prefix": world.new_id("x")[2:10].upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": metadata or {},
        "name": name,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": locales or [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    world.emit("customer.created", world.add(made))
    return made


def update(world: World, asked: Params, customer: str) -> Object:
    """`POST /v1/customers/:id`."""
    found = world.find("customer", customer)
    changed: Object = {"metadata": merged(found["metadata"], asked.pairs("metadata"))}
    for key in ("email", "name"):
        if key in asked:
            changed[key] = asked.text(key) or None
    if "preferred_locales" in asked:
        changed["preferred_locales"] = asked.texts("preferred_locales")
    if (card := asked.group("invoice_settings").text("default_payment_method")) is not None:
        changed["invoice_settings"] = {
            **found["invoice_settings"],
            "default_payment_method": belonging(world, card, customer)["id"],
        }
    before = {key: found[key] for key, value in changed.items() if found[key] != value}
    if before:
        found.update(changed)
        world.emit("customer.updated", found, before)
    return found


def belonging(world: World, card: str, customer: str) -> Object:
    """A payment method of a customer's own."""
    found = world.find("payment_method", card, "default_payment_method")
    if found["customer"] != customer:
        said = "The customer does not have a payment method with the ID " + card
        raise Refusal(said, "resource_missing", "default_payment_method")
    return found


def listed(world: World, query: Query) -> Object:
    """`GET /v1/customers`."""
    return query.page(world.all("customer"), email=query.asked.text("email"))
