"""Checkout sessions: pages where a customer subscribes or gives a card."""

from presspass.core.instants import DAY
from presspass.sandbox import cards, customers, disputes, invoices, subscriptions
from presspass.sandbox.cards import TestCard
from presspass.sandbox.collecting import collect
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import NO_ADDRESS, Object, empty
from presspass.sandbox.params import Params
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World

_SHORTEST = 30 * 60


def create(world: World, asked: Params) -> Object:
    """`POST /v1/checkout/sessions`."""
    mode = asked.choice("mode", "subscription", "setup")
    if mode is None:
        asked.need("mode")
    made = _new(world, asked, mode == "setup")
    if mode == "setup":
        currency = asked.text("currency")
        if currency is None and not made["payment_method_types"]:
            raise Refusal("Missing required param: currency.", "parameter_missing", "currency")
        made["currency"] = currency
        intent = _setup_intent(world, made, asked.group("setup_intent_data").pairs("metadata"))
        made["setup_intent"] = intent["id"]
        wanted: Object = {}
    else:
        wanted = _wanted(world, asked)
        price = world.find("price", wanted["price"])
        made["currency"] = price["currency"]
        _one_currency(world, made)
        now = price["unit_amount"] if wanted["trial_period_days"] is None else 0
        made.update(amount_subtotal=now, amount_total=now, payment_method_collection="always")
        made["payment_method_collection"] = (
            asked.choice("payment_method_collection", "always", "if_required") or "always"
        )
        made["total_details"] = {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0}
    made["payment_method_types"] = made["payment_method_types"] or ["card"]
    world.notes("wanted")[made["id"]] = wanted
    world.add(made)
    world.at(made["expires_at"], "expire", made["id"])
    return made


def _one_currency(world: World, session: Object) -> None:
    """A customer pays in one currency for good."""
    customer = world.get("customer", session["customer"])
    if customer is not None and customer["currency"] not in (None, session["currency"]):
        raise Refusal(
            f"The currency of the selected prices ({session['currency']}) does not match the"
            f" customer currency ({customer['currency']})."
        )


def _wanted(world: World, asked: Params) -> Object:
    rows = asked.groups("line_items")
    if len(rows) != 1 or rows[0].whole("quantity") != 1:
        raise Refusal("The sandbox sells one price, once, in a session.", None, "line_items")
    price = world.find("price", rows[0].need("price"), "line_items[0][price]")
    if not price["active"]:
        raise Refusal("The price specified is inactive.", None, "line_items[0][price]")
    data = asked.group("subscription_data")
    days = data.whole("trial_period_days")
    if days is not None and days < 1:
        said = "The minimum number of trial period days is 1."
        raise Refusal(said, None, data.path("trial_period_days"))
    ending = data.group("trial_settings").group("end_behavior")
    return {
        "price": price["id"],
        "line": world.new_id("li"),
        "metadata": data.pairs("metadata"),
        "description": data.text("description") or None,
        "trial_period_days": days,
        "missing": ending.choice("missing_payment_method", "cancel", "create_invoice")
        or "create_invoice",
    }


def expire(world: World, asked: Params, session: str) -> Object:  # noqa: ARG001  # takes nothing
    """`POST /v1/checkout/sessions/:id/expire`."""
    found = world.find("checkout.session", session)
    if found["status"] != "open":
        raise Refusal(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
            f" Session has a status of {found['status']}."
        )
    _expire(world, found)
    return found


def expire_due(world: World, session: Object) -> None:
    """Its time may be over."""
    if session["status"] == "open":
        _expire(world, session)


def complete(world: World, session: Object, card: TestCard | None, email: str | None) -> str | None:
    """The customer has agreed. Answers the decline code where the card's bank didn't.

    What is complete stays as it is, so that agreeing twice pays once. `card` is `None` where none
    is asked for.
    """
    if session["status"] != "open":
        return None
    wanted = world.notes("wanted")[session["id"]]
    if card is not None and card.first is not None:
        return card.first
    customer = world.get("customer", session["customer"])
    if customer is None:
        customer = customers.new(world, session["customer_email"] or email)
        session["customer"] = customer["id"]
    method = None if card is None else cards.attach(world, card, customer)
    if session["mode"] == "setup" and method is not None:
        intent = world.find("setup_intent", session["setup_intent"])
        intent.update(status="succeeded", payment_method=method["id"], customer=customer["id"])
        world.emit("setup_intent.succeeded", intent)
        session["payment_status"] = "no_payment_required"
    elif session["mode"] == "subscription":
        _subscribe(world, session, customer, method, wanted)
    session.update(status="complete", url=None)
    session["customer_details"] = _details(customer)
    world.emit("checkout.session.completed", session)
    if card is not None and card.disputed:
        _dispute(world, session)
    return None


def line_items(world: World, session: Object) -> list[Object]:
    """What a session sells."""
    wanted = world.notes("wanted")[session["id"]]
    if not wanted:
        return []
    price = world.find("price", wanted["price"])
    amount = session["amount_total"]
    return [
        {
            "id": wanted["line"],
            "object": "item",
            "adjustable_quantity": None,
            "amount_discount": 0,
            "amount_subtotal": amount,
            "amount_tax": 0,
            "amount_total": amount,
            "currency": price["currency"],
            "description": world.find("product", price["product"])["name"],
            "metadata": {},
            "price": price,
            "quantity": 1,
        }
    ]


def listed(world: World, query: Query) -> Object:
    """`GET /v1/checkout/sessions`."""
    asked = query.asked
    return query.page(
        world.all("checkout.session"),
        customer=asked.text("customer"),
        subscription=asked.text("subscription"),
        status=asked.text("status"),
    )


def _new(world: World, asked: Params, setup: bool) -> Object:  # noqa: FBT001  # told at the one call
    customer, email = asked.text("customer"), asked.text("customer_email")
    if customer is not None:
        world.find("customer", customer, "customer")
        if email is not None:
            said = "You may only specify one of these parameters: customer, customer_email."
            raise Refusal(said, None, "customer_email")
    latest = world.now + DAY
    expires = asked.whole("expires_at")
    expires = latest if expires is None else expires
    if not world.now + _SHORTEST <= expires <= latest:
        said = "The `expires_at` timestamp must be between 30 minutes and 24 hours from creation."
        raise Refusal(said, None, "expires_at")
    made_id = world.new_id("cs_test")
    return {
        "id": made_id,
        "object": "checkout.session",
        **_unused(),
        "cancel_url": asked.text("cancel_url") or None,
        "client_reference_id": asked.text("client_reference_id") or None,
        "created": world.now,
        "custom_text": _custom_text(asked.group("custom_text")),
        "customer": customer,
        "customer_creation": None if customer else "always",
        "customer_details": None if email is None else {**_details({}), "email": email},
        "customer_email": email,
        "expires_at": expires,
        "locale": asked.text("locale") or None,
        "metadata": asked.pairs("metadata"),
        "mode": "setup" if setup else "subscription",
        "payment_method_types": asked.texts("payment_method_types"),
        "payment_status": "no_payment_required" if setup else "unpaid",
        "success_url": asked.need("success_url"),
        "url": f"{world.address}/pay/{made_id}",
    }


def _custom_text(asked: Params) -> Object:
    said = asked.group("submit").text("message")
    return {
        "after_submit": None,
        "shipping_address": None,
        "submit": None if said is None else {"message": said},
        "terms_of_service_acceptance": None,
    }


def _subscribe(
    world: World, session: Object, customer: Object, method: Object | None, wanted: Object
) -> None:
    price = world.find("price", wanted["price"])
    made = subscriptions.begin(world, customer, price, method, wanted)
    invoice = invoices.draw(
        world, made, "subscription_create", [subscriptions.period_line(world, made)]
    )
    world.emit("customer.subscription.created", made)
    invoices.finalize(world, invoice)
    collect(world, invoice, holder_there=True)
    session["subscription"] = made["id"]
    session["invoice"] = invoice["id"]
    session["payment_status"] = "paid" if invoice["amount_due"] else "no_payment_required"


def _dispute(world: World, session: Object) -> None:
    invoice = world.get("invoice", session["invoice"])
    if invoice is not None and invoice["amount_paid"]:
        intent = invoices.payment_of(world, invoice)["payment"]["payment_intent"]
        charge = world.find("payment_intent", intent)["latest_charge"]
        disputes.begin(world, world.find("charge", charge))


def _expire(world: World, session: Object) -> None:
    session.update(status="expired", url=None)
    if session["setup_intent"] is not None:
        intent = world.find("setup_intent", session["setup_intent"])
        intent.update(status="canceled", cancellation_reason="abandoned")
        world.emit("setup_intent.canceled", intent)
    world.emit("checkout.session.expired", session)


def _setup_intent(world: World, session: Object, metadata: dict[str, str]) -> Object:
    none = empty(
        "application automatic_payment_methods cancellation_reason customer_account"
        " description excluded_payment_method_types flow_directions last_setup_error"
        " latest_attempt mandate next_action on_behalf_of payment_method"
        " payment_method_configuration_details single_use_mandate"
    )
    made = {
        **none,
        "id": world.new_id("seti"),
        "object": "setup_intent",
        "client_secret": world.new_id("seti_secret"),
        "created": world.now,
        "customer": session["customer"],
        "livemode": False,
        "metadata": metadata,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
        "usage": "off_session",
    }
    world.emit("setup_intent.created", world.add(made))
    return made


def _details(customer: Object) -> Object:
    return {
        "address": dict(NO_ADDRESS),
        "business_name": None,
        "email": customer.get("email"),
        "individual_name": None,
        "name": customer.get("name"),
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def _unused() -> Object:
    """The fields that begin empty, most of them for ever."""
    none = empty(
        "after_expiration allow_promotion_codes amount_subtotal amount_total"
        " billing_address_collection client_secret collected_information consent"
        " consent_collection currency currency_conversion customer_account"
        " integration_identifier invoice invoice_creation origin_context payment_intent"
        " payment_link payment_method_collection payment_method_configuration_details"
        " permissions recovered_from setup_intent shipping_address_collection"
        " shipping_cost submit_type subscription total_details wallet_options"
    )
    return {
        **none,
        "adaptive_pricing": {"enabled": False},
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "custom_fields": [],
        "discounts": [],
        "livemode": False,
        "managed_payments": {"enabled": False},
        "payment_method_options": {},
        "phone_number_collection": {"enabled": False},
        "saved_payment_method_options": {
            "allow_redisplay_filters": ["always"],
            "payment_method_remove": "disabled",
            "payment_method_save": None,
        },
        "shipping_options": [],
        "status": "open",
        "ui_mode": "hosted_page",
    }
