"""Test cards: what a card does when it is charged, and the payment methods made of them."""

from dataclasses import dataclass
from hashlib import blake2b

from presspass.core.instants import moment
from presspass.sandbox.lists import Query
from presspass.sandbox.objects import NO_ADDRESS, Object
from presspass.sandbox.refusals import Refusal
from presspass.sandbox.world import World


@dataclass(frozen=True, slots=True)
class TestCard:
    """A card of the pay page.

    `first` and `later` are the decline codes of its first payment, which its holder makes, and of
    all others; `None` succeeds. `asks` is whether its holder has to confirm.
    """

    key: str
    name: str
    tells: str
    number: str
    brand: str = "visa"
    first: str | None = None
    later: str | None = None
    asks: bool = False
    disputed: bool = False


CARDS = {
    card.key: card
    for card in (
        TestCard("visa", "Pays", "Every payment goes through.", "4242424242424242"),
        TestCard(
            "mastercard",
            "Pays, another card",
            "As above; a second person's card.",
            "5555555555554444",
            "mastercard",
        ),
        TestCard(
            "asks",
            "Asks for confirmation",
            "The bank asks its holder to confirm; pays once that is done.",
            "4000002500003155",
            asks=True,
        ),
        TestCard(
            "later",
            "Pays now, fails at the next renewal",
            "The first payment goes through, no other one does.",
            "4000000000000341",
            later="generic_decline",
        ),
        TestCard(
            "disputed",
            "Pays, then is disputed",
            "The payment goes through, and its holder's bank takes it back.",
            "4000000000000259",
            disputed=True,
        ),
        TestCard(
            "declined",
            "Is declined",
            "The bank gives no reason.",
            "4000000000000002",
            first="generic_decline",
            later="generic_decline",
        ),
        TestCard(
            "empty",
            "Is declined: not enough money",
            "Trying again later may help.",
            "4000000000009995",
            first="insufficient_funds",
            later="insufficient_funds",
        ),
        TestCard(
            "stolen",
            "Is declined: reported stolen",
            "Trying again can't help.",
            "4000000000009979",
            first="stolen_card",
            later="stolen_card",
        ),
    )
}

REASONS = {
    "generic_decline": ("card_declined", "Your card was declined."),
    "insufficient_funds": ("card_declined", "Your card has insufficient funds."),
    "stolen_card": ("card_declined", "Your card was declined."),
    "expired_card": ("expired_card", "Your card has expired."),
    "do_not_honor": ("card_declined", "Your card was declined."),
}
"""Decline codes, with the error's code and message."""

HARD = frozenset({"stolen_card", "lost_card", "pickup_card"})
"""Declines after which Stripe charges no more until there is another card."""


def attach(world: World, card: TestCard, customer: Object) -> Object:
    """A payment method of a card for a customer."""
    made = {
        "id": world.new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "limited",
        "billing_details": {
            "address": dict(NO_ADDRESS),
            "email": customer["email"],
            "name": customer["name"],
            "phone": None,
            "tax_id": None,
        },
        "card": _face(world, card),
        "created": world.now,
        "customer": customer["id"],
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
    }
    world.notes("card")[made["id"]] = {"key": card.key, "later": card.later}
    world.emit("payment_method.attached", world.add(made))
    return made


def verdict(world: World, payment_method: Object, *, holder_there: bool) -> str | None:
    """The decline code of a payment now; `None` if it goes through."""
    note = world.notes("card")[payment_method["id"]]
    later: str | None = note["later"]
    return CARDS[note["key"]].first if holder_there else later


def behave(world: World, payment_method: str, code: str | None) -> None:
    """Let a card fail with a decline code from now on, or work again."""
    if code is not None and code not in REASONS:
        raise Refusal(f"No such decline code: {code}", None, "code")
    world.notes("card")[payment_method]["later"] = code


def listed(world: World, query: Query) -> Object:
    """`GET /v1/payment_methods`."""
    asked = query.asked
    return query.page(
        world.all("payment_method"), customer=asked.text("customer"), type=asked.text("type")
    )


def fingerprint(number: str) -> str:
    """What is the same wherever the same card is used."""
    return blake2b(number.encode(), digest_size=8).hexdigest()


def _face(world: World, card: TestCard) -> Object:
    return {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "pass",
        },
        "country": "US",
        "display_brand": card.brand,
        "exp_month": 12,
        "exp_year": moment(world.now).year + 3,
        "fingerprint": fingerprint(card.number),
        "funding": "credit",
        "generated_from": None,
        "last4": card.number[-4:],
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
