"""Products and prices at Stripe: made of what was sold, once, and found again."""

import re
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING

import stripe

from presspass.adapters.stripe.amounts import written
from presspass.adapters.stripe.client import Account, missing
from presspass.core.plans import Price
from presspass.core.sale import Sale

if TYPE_CHECKING:
    from stripe.params import PriceCreateParams

_STRANGE = re.compile(r"[^A-Za-z0-9._-]")


class Catalog:
    """The prices of one publication. What was found is remembered, until it is told to `forget`.

    All methods raise the library's errors.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._known: dict[tuple[str, str, str], str] = {}
        self._lock = Lock()

    def price(self, sale: Sale, price: Price) -> str:
        """Stripe's id of a price of the plan that was sold, made if there is none."""
        asked = (sale.plan, sale.plan_name, price.key)
        with self._lock:
            known = self._known.get(asked)
        if known is not None:
            return known
        product = self._product(sale)
        found = self._price(product, sale.plan, price)
        with self._lock:
            self._known[asked] = found
        return found

    def forget(self) -> None:
        """Look all prices up anew: staff may have archived one at Stripe meanwhile."""
        with self._lock:
            self._known.clear()

    def _product(self, sale: Sale) -> str:
        """The id of a plan's product, its name being the plan's."""
        products = self._account.client.v1.products
        named = f"presspass_{_plain(self._account.host)}_{_plain(sale.plan)}"
        try:
            found = products.retrieve(named)
        except stripe.InvalidRequestError as error:
            if not missing(error):
                raise
            return self._new_product(named, sale)
        if found.name != sale.plan_name:
            products.update(named, {"name": sale.plan_name})
        return named

    def _new_product(self, named: str, sale: Sale) -> str:
        marked = self._account.mark(plan=sale.plan)
        # Keys travel in a header, which takes no letters but those of English.
        name = blake2b(sale.plan_name.encode(), digest_size=12).hexdigest()
        try:
            self._account.client.v1.products.create(
                {"id": named, "name": sale.plan_name, "metadata": marked},
                {"idempotency_key": f"product:{named}:{name}"},
            )
        except stripe.InvalidRequestError as error:
            if error.code != "resource_already_exists":  # another process was quicker
                raise
        return named

    def _price(self, product: str, plan: str, price: Price) -> str:
        lookup = f"presspass:{self._account.host}:{plan}:{price.key}"
        prices = self._account.client.v1.prices
        found = prices.list({"lookup_keys": [lookup]}).data
        if found and found[0].active:
            return found[0].id
        asked: PriceCreateParams = {
            "product": product,
            "currency": price.amount.currency.lower(),
            "unit_amount": written(price.amount),
            "recurring": {"interval": price.every.unit.value, "interval_count": price.every.count},
            "tax_behavior": "inclusive",
            "lookup_key": lookup,
            "transfer_lookup_key": True,
            "metadata": self._account.mark(plan=plan),
        }
        retired = found[0].id if found else ""
        return prices.create(asked, {"idempotency_key": f"price:{lookup}:{retired}"}).id


def _plain(name: str) -> str:
    """A name as an id at Stripe may hold it."""
    return _STRANGE.sub("_", name)
