"""`ports.Challenges` in memory."""

from dataclasses import replace

from presspass.adapters.memory_commerce.tables import Tables
from presspass.core.challenge import Challenge, ChallengeId
from presspass.core.instants import Instant


class MemoryChallenges:
    """Challenges in one transaction."""

    def __init__(self, tables: Tables) -> None:
        self._challenges = tables.challenges

    def add(self, challenge: Challenge) -> None:
        """Keep a new challenge."""
        self._challenges[challenge.id] = challenge

    def get(self, challenge: ChallengeId) -> Challenge | None:
        """A challenge as it stands."""
        return self._challenges.get(challenge)

    def attempt(self, challenge: ChallengeId) -> Challenge | None:
        """Count an attempt, and answer the challenge as it was before."""
        found = self._challenges.get(challenge)
        if found is not None:
            self._challenges[challenge] = replace(found, attempts=found.attempts + 1)
        return found

    def use(self, challenge: ChallengeId, now: Instant) -> bool:
        """Mark a challenge as used; true for whoever does so first."""
        found = self._challenges.get(challenge)
        if found is None or found.used is not None:
            return False
        self._challenges[challenge] = replace(found, used=now)
        return True

    def prune(self, before: Instant) -> int:
        """Forget challenges that expired before then; answers how many."""
        old = [each.id for each in self._challenges.values() if each.expires < before]
        for challenge in old:
            del self._challenges[challenge]
        return len(old)
