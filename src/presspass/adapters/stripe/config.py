"""How to reach the publication's account at Stripe."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StripeConfig:
    """A Stripe account: its secret key, and the secret that its webhooks are signed with.

    `address` is where the sandbox stands, and `None` for Stripe itself. `owner` marks what is ours
    there; `None` is the host of the publication's address.
    """

    key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    address: str | None = None
    owner: str | None = None

    @property
    def live(self) -> bool:
        """Whether the key moves real money."""
        return "_live_" in self.key
