"""An edition: all that editors decide, at one version."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from presspass.core.notice import Asked
from presspass.core.plans import Offer, Plan
from presspass.core.policy import Policy


@dataclass(frozen=True, slots=True)
class Edition:
    """The policy, the publication's own words, and what it sells.

    `messages` holds Fluent source by language; what it defines goes before the built-in texts.
    `notices` says what subscribers are told of ahead of time.
    """

    policy: Policy
    messages: Mapping[str, str] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    offers: tuple[Offer, ...] = ()
    notices: Asked = field(default_factory=Asked)

    @property
    def version(self) -> str:
        """The version of the whole, which every decision's receipt names."""
        return self.policy.version

    @property
    def asks_country(self) -> bool:
        """Whether any rule or offer is for readers of some countries."""
        return any(rule.when.countries for rule in self.policy.rules) or any(
            offer.countries for offer in self.offers
        )
