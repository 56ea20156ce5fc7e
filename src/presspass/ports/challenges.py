"""Where challenges are kept until they have been answered."""

from typing import Protocol

from presspass.core.challenge import Challenge, ChallengeId
from presspass.core.instants import Instant


class Challenges(Protocol):
    """Keeps challenges. All methods raise `StoreAway`."""

    def add(self, challenge: Challenge) -> None:
        """Keep a new challenge."""
        ...

    def get(self, challenge: ChallengeId) -> Challenge | None:
        """A challenge as it stands; `core.challenge.challenge_of` tells which one a link is of."""
        ...

    def attempt(self, challenge: ChallengeId) -> Challenge | None:
        """Count an attempt, and answer the challenge as it was before: no two see the same count.

        Counts for good only once the transaction is over, so let it end before anything is refused.
        """
        ...

    def use(self, challenge: ChallengeId, now: Instant) -> bool:
        """Mark a challenge as used; true for whoever does so first, and for nobody else."""
        ...

    def prune(self, before: Instant) -> int:
        """Forget challenges that expired before then; answers how many."""
        ...
