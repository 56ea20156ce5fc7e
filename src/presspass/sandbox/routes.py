"""Which request is done by what."""

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias

from presspass.sandbox import (
    cards,
    catalogue,
    changes,
    collecting,
    customers,
    disputes,
    refunds,
    schedules,
    sessions,
    subscriptions,
)
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import Object, list_of
from presspass.sandbox.params import Params
from presspass.sandbox.world import World

Handler: TypeAlias = Callable[[World, Params, str, str], Object]
"""Does a request: the world, its parameters, its path, and the id in the path (or nothing)."""


def _made(create: Callable[[World, Params], Object]) -> Handler:
    return lambda world, asked, _, __: create(world, asked)


def _changed(change: Callable[[World, Params, str], Object]) -> Handler:
    return lambda world, asked, _, given: change(world, asked, given)


def _listed(listing: Callable[[World, Query], Object]) -> Handler:
    return lambda world, asked, path, _: listing(world, Query(asked, path))


def _found(kind: str) -> Handler:
    return lambda world, _, __, given: world.find(kind, given)


def _all(kind: str, *filters: str) -> Handler:
    def listing(world: World, query: Query) -> Object:
        return query.page(world.all(kind), **{name: query.asked.text(name) for name in filters})

    return _listed(listing)


def _events(world: World, query: Query) -> Object:
    """`GET /v1/events`; `type` may be a group, such as `invoice.*`."""
    types, group = query.asked.texts("types"), query.asked.text("type") or "*"
    found = [
        each
        for each in world.all("event")
        if (not types or each["type"] in types) and fnmatchcase(each["type"], group)
    ]
    return query.page(found)


def _items(world: World, asked: Params, path: str, given: str) -> Object:  # noqa: ARG001  # takes nothing
    """`GET /v1/checkout/sessions/:id/line_items`."""
    return list_of(sessions.line_items(world, world.find("checkout.session", given)), path)


_LIST = "limit starting_after ending_before created.gt created.gte created.lt created.lte "
_CHECKOUT = (
    "mode customer customer_email client_reference_id metadata.* success_url cancel_url expires_at"
    " locale currency payment_method_types.# payment_method_collection custom_text.submit.message"
    " line_items.#.price line_items.#.quantity setup_intent_data.metadata.*"
    " subscription_data.metadata.* subscription_data.description"
    " subscription_data.trial_period_days"
    " subscription_data.trial_settings.end_behavior.missing_payment_method"
)
_CHANGE = "items.#.id items.#.price items.#.quantity proration_behavior proration_date"
_PREVIEW = " ".join(f"subscription_details.{name}" for name in _CHANGE.split())
_PHASE = " ".join(
    f"phases.#.{name}"
    for name in (
        "items.#.price",
        "items.#.quantity",
        "start_date",
        "end_date",
        "duration.interval",
        "duration.interval_count",
        "trial_end",
        "proration_behavior",
        "metadata.*",
    )
)
_EXPLAINED = "cancellation_details.comment cancellation_details.feedback"

_CUSTOMER = "email name metadata.* preferred_locales.#"
_PRICE = "recurring.interval recurring.interval_count unit_amount currency product metadata.*"
_REFUND = "charge payment_intent amount reason metadata.*"


class Known(NamedTuple):
    """A request that the sandbox knows: `names` are its parameters, as `params.py` writes them."""

    method: str
    path: str
    handler: Handler
    names: str = ""


ROUTES = (
    Known("POST", "/v1/customers", _made(customers.create), _CUSTOMER),
    Known("GET", "/v1/customers", _listed(customers.listed), _LIST + "email"),
    Known("GET", "/v1/customers/{id}", _found("customer")),
    Known(
        "POST",
        "/v1/customers/{id}",
        _changed(customers.update),
        _CUSTOMER + " invoice_settings.default_payment_method",
    ),
    Known(
        "POST",
        "/v1/products",
        _made(catalogue.create_product),
        "id name description metadata.* tax_code",
    ),
    Known("GET", "/v1/products", _listed(catalogue.list_products), _LIST + "ids.# active"),
    Known("GET", "/v1/products/{id}", _found("product")),
    Known(
        "POST",
        "/v1/products/{id}",
        _changed(catalogue.update_product),
        "name description active metadata.*",
    ),
    Known(
        "POST",
        "/v1/prices",
        _made(catalogue.create_price),
        _PRICE + " lookup_key transfer_lookup_key nickname tax_behavior",
    ),
    Known(
        "GET",
        "/v1/prices",
        _listed(catalogue.list_prices),
        _LIST + "lookup_keys.# active product currency type",
    ),
    Known("GET", "/v1/prices/{id}", _found("price")),
    Known(
        "POST", "/v1/prices/{id}", _changed(catalogue.update_price), "active nickname metadata.*"
    ),
    Known("POST", "/v1/checkout/sessions", _made(sessions.create), _CHECKOUT),
    Known(
        "GET",
        "/v1/checkout/sessions",
        _listed(sessions.listed),
        _LIST + "customer subscription status",
    ),
    Known("GET", "/v1/checkout/sessions/{id}", _found("checkout.session")),
    Known("GET", "/v1/checkout/sessions/{id}/line_items", _items, "limit"),
    Known("POST", "/v1/checkout/sessions/{id}/expire", _changed(sessions.expire)),
    Known(
        "GET",
        "/v1/subscriptions",
        _listed(subscriptions.listed),
        _LIST + "customer price status",
    ),
    Known("GET", "/v1/subscriptions/{id}", _found("subscription")),
    Known(
        "POST",
        "/v1/subscriptions/{id}",
        _changed(changes.update),
        f"cancel_at_period_end default_payment_method metadata.* payment_behavior off_session"
        f" {_EXPLAINED} {_CHANGE}",
    ),
    Known(
        "DELETE",
        "/v1/subscriptions/{id}",
        _changed(subscriptions.cancel),
        f"invoice_now prorate {_EXPLAINED}",
    ),
    Known(
        "POST",
        "/v1/subscription_schedules",
        _made(schedules.create),
        "from_subscription metadata.*",
    ),
    Known("GET", "/v1/subscription_schedules", _listed(schedules.listed), _LIST + "customer"),
    Known("GET", "/v1/subscription_schedules/{id}", _found("subscription_schedule")),
    Known(
        "POST",
        "/v1/subscription_schedules/{id}",
        _changed(schedules.update),
        f"end_behavior proration_behavior default_settings.default_payment_method"
        f" metadata.* {_PHASE}",
    ),
    Known(
        "POST",
        "/v1/subscription_schedules/{id}/release",
        _changed(schedules.release),
        "preserve_cancel_date",
    ),
    Known(
        "POST",
        "/v1/invoices/create_preview",
        _made(changes.preview),
        f"subscription customer {_PREVIEW}",
    ),
    Known(
        "GET", "/v1/invoices", _listed(collecting.listed), _LIST + "subscription customer status"
    ),
    Known("GET", "/v1/invoices/{id}", _found("invoice")),
    Known("POST", "/v1/invoices/{id}/pay", _changed(collecting.pay), "payment_method off_session"),
    Known(
        "GET",
        "/v1/invoice_payments",
        _listed(collecting.list_payments),
        _LIST + "invoice status payment.type payment.payment_intent",
    ),
    Known("GET", "/v1/invoice_payments/{id}", _found("invoice_payment")),
    Known("GET", "/v1/payment_intents", _all("payment_intent", "customer"), _LIST + "customer"),
    Known("GET", "/v1/payment_intents/{id}", _found("payment_intent")),
    Known(
        "GET",
        "/v1/charges",
        _all("charge", "customer", "payment_intent"),
        _LIST + "customer payment_intent",
    ),
    Known("GET", "/v1/charges/{id}", _found("charge")),
    Known(
        "GET",
        "/v1/balance_transactions",
        _all("balance_transaction", "source", "type", "currency"),
        _LIST + "source type currency",
    ),
    Known("GET", "/v1/balance_transactions/{id}", _found("balance_transaction")),
    Known("GET", "/v1/payment_methods", _listed(cards.listed), _LIST + "customer type"),
    Known("GET", "/v1/payment_methods/{id}", _found("payment_method")),
    Known("GET", "/v1/setup_intents", _all("setup_intent", "customer"), _LIST + "customer"),
    Known("GET", "/v1/setup_intents/{id}", _found("setup_intent")),
    Known("POST", "/v1/refunds", _made(refunds.create), _REFUND),
    Known("GET", "/v1/refunds", _listed(refunds.listed), _LIST + "charge payment_intent"),
    Known("GET", "/v1/refunds/{id}", _found("refund")),
    Known("GET", "/v1/disputes", _listed(disputes.listed), _LIST + "charge payment_intent"),
    Known("GET", "/v1/disputes/{id}", _found("dispute")),
    Known("GET", "/v1/events", _listed(_events), _LIST + "type types.#"),
    Known("GET", "/v1/events/{id}", _found("event")),
)
"""All requests that the sandbox knows."""
