"""The one access decision, which every door asks.

`decide` answers at once, or says what to charge; `conclude` makes a decision of the meter's
reading. Neither does anything: the caller charges, and only when it delivers the paid part.
Their values are named tuples, which cost a page view less to make than frozen dataclasses.
"""

from enum import StrEnum
from typing import NamedTuple

from presspass.core.article import Article
from presspass.core.ids import ArticleId
from presspass.core.instants import Instant
from presspass.core.meter import Reading
from presspass.core.policy import Cookieless, Effect, Metering, Mode, OnMeterFailure, Policy, Rule
from presspass.core.reader import LAPSED, Reader, Standing
from presspass.core.situations import WALLS, Situation


class Reason(StrEnum):
    """Why a decision fell as it did; staff and readers see it in words."""

    OPEN = "open"
    FREE = "free"
    ENTITLED = "entitled"
    GRACE = "grace"
    CRAWLER = "crawler"
    GIFT = "gift"
    REGISTERED = "registered"
    ALLOWANCE = "allowance"
    REREAD = "reread"
    SPENT = "spent"
    LOCKED = "locked"
    REGISTRATION = "registration"
    COOKIELESS = "cookieless"
    METER_AWAY = "meter_away"


class Decision(NamedTuple):
    """What a reader gets, and everything that its receipt says.

    `situation` is the one that the rules put the reader in; `binding` is false in observe mode,
    where it is recorded and the article granted all the same. `limit`, `used` and `resets_at` are
    `None` where no meter was asked; `offered` is how many more articles registering would open;
    `days` is the length of the meter's period, `None` for a month; `country` is the reader's, as
    far as the rules or offers ask for it and it is known.
    """

    article: ArticleId
    at: Instant
    standing: Standing
    situation: Situation
    rule: str
    policy: str
    reason: Reason
    binding: bool = True
    limit: int | None = None
    used: int | None = None
    newly_charged: bool = False
    resets_at: Instant | None = None
    offered: int | None = None
    days: int | None = None
    country: str | None = None

    @property
    def granted(self) -> bool:
        """Whether the paid part is delivered."""
        return not (self.binding and self.situation in WALLS)

    @property
    def left(self) -> int | None:
        """How many articles of the allowance remain after this one."""
        if self.limit is None or self.used is None:
            return None
        return max(0, self.limit - self.used)

    @property
    def shown(self) -> Situation:
        """The situation that the page shows: none is, while nothing binds."""
        return self.situation if self.binding else Situation.FREE


class Case(NamedTuple):
    """One reader before one article, and the rule that applies."""

    policy: Policy
    rule: Rule
    reader: Reader
    article: Article
    now: Instant

    def decided(
        self, situation: Situation, reason: Reason, *, offered: int | None = None
    ) -> Decision:
        """The decision, made without the meter."""
        return Decision(
            self.article.id,
            self.now,
            self.reader.standing,
            situation,
            self.rule.name,
            self.policy.version,
            reason,
            self.policy.mode is Mode.ENFORCE,
            offered=offered,
            country=self.reader.country,
        )


class NeedsMeter(NamedTuple):
    """The rules ask for the meter: charge against `limit`, then `conclude`."""

    case: Case
    metering: Metering
    limit: int


def decide(  # noqa: PLR0913  # the facts of a decision are its arguments
    policy: Policy,
    reader: Reader,
    article: Article,
    now: Instant,
    *,
    settled: Rule | None = None,
    crawler: bool = False,
    gift: bool = False,
) -> Decision | NeedsMeter:
    """Decide on one article for one reader, or say that the meter must be asked.

    `crawler` and `gift` are facts that the caller has proved. `settled` is what `Policy.settled`
    answered for the article, where the caller has asked before.
    """
    rule = settled or policy.rule_for(article, reader, now)
    case = Case(policy, rule, reader, article, now)
    if policy.mode_at(now) is Mode.OPEN:
        return case.decided(Situation.FREE, Reason.OPEN)
    if rule.effect is Effect.FREE:
        return case.decided(Situation.FREE, Reason.FREE)
    return _lifted(case, crawler=crawler, gift=gift) or _bound(case)


def conclude(needed: NeedsMeter, reading: Reading) -> Decision:
    """The decision that a reading leads to."""
    case, metering = needed.case, needed.metering
    offered = None
    if reading.granted:
        situation, reason = _granted(reading)
    else:
        offered = _offered(metering, case.reader, reading.used)
        situation, reason = _spent(case.reader, metering, offered), Reason.SPENT
    return Decision(
        case.article.id,
        case.now,
        case.reader.standing,
        situation,
        case.rule.name,
        case.policy.version,
        reason,
        case.policy.mode is Mode.ENFORCE,
        reading.limit,
        reading.used,
        reading.newly_charged,
        metering.period.resets_at(case.now, reading.oldest),
        offered,
        metering.period.days,
        case.reader.country,
    )


def without_meter(needed: NeedsMeter) -> Decision:
    """The decision while the meter's store is away, as the policy says for that case."""
    wall = needed.case.policy.on_meter_failure is OnMeterFailure.WALL
    situation = Situation.METER_AWAY if wall else Situation.FREE
    return needed.case.decided(situation, Reason.METER_AWAY)


def _lifted(case: Case, *, crawler: bool, gift: bool) -> Decision | None:
    """The decision for those whom no rule holds back."""
    if case.reader.entitled(case.now):
        if case.reader.standing is Standing.PAST_DUE:
            return case.decided(Situation.PAYMENT_FAILED, Reason.GRACE)
        return case.decided(Situation.ENTITLED, Reason.ENTITLED)
    if crawler:
        return case.decided(Situation.CRAWLER, Reason.CRAWLER)
    return case.decided(Situation.GIFT, Reason.GIFT) if gift else None


def _bound(case: Case) -> Decision | NeedsMeter:
    """What the rule does to those whom nothing lifts above it."""
    reader, metering = case.reader, case.rule.metering
    if case.rule.effect is Effect.LOCKED:
        return case.decided(_lapsed(reader) or Situation.LOCKED, Reason.LOCKED)
    if case.rule.effect is Effect.REGISTER and not reader.known:
        return _registration(case, Reason.REGISTRATION)
    limit = None if metering is None else metering.limit(reader)
    if metering is None or limit is None:
        return case.decided(Situation.FREE, Reason.REGISTERED)
    if reader.new and not reader.known and case.policy.cookieless is Cookieless.REGISTER:
        return _registration(case, Reason.COOKIELESS)
    return NeedsMeter(case, metering, limit)


def _granted(reading: Reading) -> tuple[Situation, Reason]:
    reason = Reason.ALLOWANCE if reading.newly_charged else Reason.REREAD
    if reading.used < reading.limit:
        return Situation.METER_LEFT, reason
    if reading.newly_charged:
        return Situation.METER_LAST, reason
    return Situation.METER_REREAD, reason


def _spent(reader: Reader, metering: Metering, offered: int | None) -> Situation:
    lapsed = _lapsed(reader)
    if lapsed is not None:
        return lapsed
    unlimited = metering.registered is None and not reader.known
    return Situation.REGISTRATION if offered or unlimited else Situation.METER_SPENT


def _lapsed(reader: Reader) -> Situation | None:
    if reader.standing not in LAPSED:
        return None
    trial = reader.standing is Standing.LAPSED_TRIAL
    return Situation.TRIAL_EXPIRED if trial else Situation.ACCESS_EXPIRED


def _registration(case: Case, reason: Reason) -> Decision:
    offered = _offered(case.rule.metering, case.reader, 0)
    return case.decided(Situation.REGISTRATION, reason, offered=offered)


def _offered(metering: Metering | None, reader: Reader, used: int) -> int | None:
    """How many more articles an account would open; `None` where that is not a number."""
    if metering is None or metering.registered is None or reader.known:
        return None
    return max(0, metering.registered - used)
