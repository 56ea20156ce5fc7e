"""Who is reading, as far as the rules care."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from presspass.core.ids import ReaderId
from presspass.core.instants import Instant


class Standing(StrEnum):
    """What a reader is to the publication."""

    ANONYMOUS = "anonymous"
    REGISTERED = "registered"
    TRIALING = "trialing"
    SUBSCRIBED = "subscribed"
    PAST_DUE = "past_due"
    LAPSED_TRIAL = "lapsed_trial"
    LAPSED_SUBSCRIBER = "lapsed_subscriber"


LAPSED = frozenset({Standing.LAPSED_TRIAL, Standing.LAPSED_SUBSCRIBER})


@dataclass(slots=True, unsafe_hash=True)
class Reader:
    """A reader as the signed cookies tell.

    `entitled_until` is when the right to read all articles ends (`None`: has none);
    `fix_by` is when grace ends for a reader whose payment failed; `new` is true until a cookie
    of ours has come back.

    That the fields are final, mypy checks. A frozen class takes ten times as long to make its
    objects, which a page view feels.
    """

    id: Final[ReaderId]
    standing: Final[Standing] = Standing.ANONYMOUS
    entitled_until: Final[Instant | None] = None
    fix_by: Final[Instant | None] = None
    country: Final[str | None] = None
    new: Final[bool] = False

    def entitled(self, now: Instant) -> bool:
        """Whether the reader may read every article at `now`."""
        return self.entitled_until is not None and now < self.entitled_until

    @property
    def known(self) -> bool:
        """Whether the reader has an account."""
        return self.standing is not Standing.ANONYMOUS
