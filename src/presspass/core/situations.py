"""The situations a reader can be put in, and what each has to say."""

from enum import StrEnum


class Situation(StrEnum):
    """Every face that a page can have; `docs/situations.md` gives the words of each."""

    FREE = "free"
    ENTITLED = "entitled"
    CRAWLER = "crawler"
    GIFT = "gift"
    METER_LEFT = "meter_left"
    METER_LAST = "meter_last"
    METER_REREAD = "meter_reread"
    PAYMENT_FAILED = "payment_failed"
    METER_SPENT = "meter_spent"
    METER_AWAY = "meter_away"
    REGISTRATION = "registration"
    LOCKED = "locked"
    TRIAL_EXPIRED = "trial_expired"
    ACCESS_EXPIRED = "access_expired"

    @property
    def walled(self) -> bool:
        """Whether a wall stands in place of the paid part."""
        return self in WALLS

    @property
    def noticed(self) -> bool:
        """Whether a notice stands beside the article."""
        return self in NOTICES


WALLS = frozenset(
    {
        Situation.METER_SPENT,
        Situation.METER_AWAY,
        Situation.REGISTRATION,
        Situation.LOCKED,
        Situation.TRIAL_EXPIRED,
        Situation.ACCESS_EXPIRED,
    }
)
NOTICES = frozenset(
    {
        Situation.METER_LEFT,
        Situation.METER_LAST,
        Situation.METER_REREAD,
        Situation.PAYMENT_FAILED,
    }
)
