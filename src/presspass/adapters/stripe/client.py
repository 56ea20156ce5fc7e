"""The account at Stripe: asked through its library, whose errors become ours."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import stripe

from presspass.adapters.stripe.config import StripeConfig
from presspass.core.publication import Publication
from presspass.ports import PaymentRefused, PaymentsAway

VERSION = "2026-10-28.endive"
"""The version of Stripe's interface that is spoken, whatever the account's own is."""

OWNER = "presspass"
"""The key of the metadata that marks what is ours, with the publication's host as its value."""

CONNECTING, ANSWERING = 5, 20
"""Seconds until a connection stands, and until an answer comes."""

_RETRIES = 2
_GONE = "resource_missing"
_SECRETS = re.compile(r"\S+@\S+|\b(?:[sr]k|whsec)_\w+\S*|\b\d[\d ]{11,}\d\b")


class Account:
    """A publication's account. `client` is Stripe's library; `host` marks what is ours.

    Raises `ValueError` for a configuration that could cost money or trust: no key, no webhook
    secret, a live key for the sandbox.
    """

    def __init__(
        self, config: StripeConfig, publication: Publication, answering: float = ANSWERING
    ) -> None:
        if not config.key:
            raise ValueError("stripe.key is empty; write the secret key of your Stripe account")
        if not config.webhook_secret.strip():
            raise ValueError(
                "stripe.webhook_secret is empty: anybody could forge payments; write the signing "
                "secret of the webhook endpoint at Stripe"
            )
        if config.address is not None and config.live:
            raise ValueError("the sandbox never gets a live key; write one that begins sk_test_")
        self.host = config.owner or urlsplit(publication.url).netloc
        self.webhook_secret = config.webhook_secret
        # The library would log what is sent, addresses included, if it were asked for details.
        logging.getLogger("stripe").setLevel(logging.WARNING)
        self.client = stripe.StripeClient(
            config.key,
            stripe_version=VERSION,
            base_addresses={} if config.address is None else {"api": config.address},
            max_network_retries=_RETRIES,
            http_client=_http(answering, proxied=config.address is None),
        )

    def mark(self, **more: str) -> dict[str, str]:
        """The metadata of what is ours."""
        return {OWNER: self.host, **more}

    def ours(self, metadata: object) -> bool:
        """Whether metadata marks what is ours."""
        return said(metadata, OWNER) == self.host


def _http(answering: float, *, proxied: bool) -> stripe.RequestsClient:
    """A connection, through the proxy of the environment if there is one.

    None leads to the sandbox, which stands on this machine.
    """
    timeout = (CONNECTING, answering)
    if proxied:
        return stripe.RequestsClient(timeout=timeout)
    return stripe.RequestsClient(timeout=timeout, proxy={"http": "", "https": ""})


def said(metadata: object, name: str) -> str | None:
    """A value of metadata, which the library hands out as an object and webhooks as a table."""
    if isinstance(metadata, stripe.StripeObject):
        metadata = metadata.to_dict()
    value = metadata.get(name) if isinstance(metadata, Mapping) else None
    return value if isinstance(value, str) else None


def id_of(reference: Any) -> str | None:
    """The id of what a field refers to, be it expanded or not."""
    if reference is None or isinstance(reference, str):
        return reference
    return str(reference["id"] if isinstance(reference, Mapping) else reference.id)


@contextmanager
def asking() -> Iterator[None]:
    """Ask for something. Every error of the library's is `PaymentsAway`, `missing` aside."""
    try:
        yield
    except stripe.StripeError as error:
        raise _away(error) from error


@contextmanager
def changing() -> Iterator[None]:
    """Change something. Raises `PaymentsAway`, and `PaymentRefused` for what Stripe won't do."""
    try:
        yield
    except stripe.CardError as error:
        raise PaymentRefused(f"the card was declined: {decline_code(error)}") from error
    except stripe.IdempotencyError as error:
        raise PaymentRefused("the same key was used for something else before") from error
    except stripe.InvalidRequestError as error:
        raise PaymentRefused(f"Stripe refused: {_told(error)}") from error
    except stripe.StripeError as error:
        raise _away(error) from error


def missing(error: stripe.InvalidRequestError) -> bool:
    """Whether an answer says that there is no such thing."""
    return error.code == _GONE


def decline_code(error: stripe.CardError) -> str:
    """Why a card was declined, in Stripe's word."""
    details = error.error
    code = None if details is None else getattr(details, "decline_code", None)
    return str(code or error.code or "card_declined")


def _away(error: stripe.StripeError) -> PaymentsAway:
    if isinstance(error, stripe.AuthenticationError | stripe.PermissionError):
        return PaymentsAway(
            "Stripe does not take our key for this; check stripe.key and what it may do", ours=True
        )
    if isinstance(error, stripe.APIConnectionError):
        return PaymentsAway("Stripe can't be reached")
    if isinstance(error, stripe.RateLimitError):
        return PaymentsAway("Stripe is asked too often")
    return PaymentsAway(f"Stripe is in trouble: {error.http_status}, {_told(error)}")


def _told(error: stripe.StripeError) -> str:
    """What Stripe said, in the part that may stand in a log: no address, card or key."""
    request = f" ({error.request_id})" if error.request_id else ""
    first = (error.user_message or error.code or "no reason given").partition("\n")[0]
    return _SECRETS.sub("…", first)[:300] + request
