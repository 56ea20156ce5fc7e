"""The policy: ordered rules, of which the first that matches gives the effect."""

from dataclasses import dataclass, replace
from enum import StrEnum

from presspass.core.article import Article, Tier
from presspass.core.instants import DAY, Instant
from presspass.core.periods import Period
from presspass.core.reader import Reader, Standing

TEASER_PARAGRAPHS = 2
"""How many paragraphs a denied reader gets of a paid part that can't be found, by default."""


class Effect(StrEnum):
    """What a rule does to an article."""

    FREE = "free"
    METERED = "metered"
    REGISTER = "register"
    LOCKED = "locked"


class Mode(StrEnum):
    """Whether decisions bind.

    `observe` decides and records, and denies nobody; `open` grants everything and charges nothing.
    """

    ENFORCE = "enforce"
    OBSERVE = "observe"
    OPEN = "open"


class OnMeterFailure(StrEnum):
    """What readers without an entitlement get while the meter's store is away."""

    GRANT = "grant"
    WALL = "wall"


class Cookieless(StrEnum):
    """What a first request without our cookie gets for a metered article."""

    GRANT = "grant"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Metering:
    """An allowance of distinct articles per period, counted in a pool.

    Readers with an account but no entitlement, lapsed ones among them, have the registered one;
    `None` means that they read without limit.
    """

    anonymous: int
    registered: int | None
    period: Period
    pool: str = "articles"

    def limit(self, reader: Reader) -> int | None:
        """The reader's allowance."""
        return self.registered if reader.known else self.anonymous


@dataclass(frozen=True, slots=True)
class When:
    """The conditions of a rule; an empty one holds for everything.

    Ages are whole days since publication; an article without a date fits no condition on age, and
    a reader of unknown country none on country.
    """

    tiers: frozenset[Tier] = frozenset()
    sections: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    older_than: int | None = None
    newer_than: int | None = None
    standings: frozenset[Standing] = frozenset()
    countries: frozenset[str] = frozenset()
    new: bool | None = None

    def holds(self, article: Article, reader: Reader, now: Instant) -> bool:
        """Whether every condition holds."""
        return self.fits(article, now) and self.suits(reader)

    def fits(self, article: Article, now: Instant) -> bool:
        """Whether the conditions on the article hold."""
        return self.may_fit(article) and (
            not self.about_age or self._fits_age(article.published, now)
        )

    def may_fit(self, article: Article) -> bool:
        """Whether the conditions on the article hold at some age of it."""
        return (
            (not self.tiers or article.tier in self.tiers)
            and (not self.sections or article.section in self.sections)
            and (not self.tags or not self.tags.isdisjoint(article.tags))
            and (not self.ids or article.id in self.ids)
        )

    def suits(self, reader: Reader) -> bool:
        """Whether the conditions on the reader hold."""
        return (
            (not self.standings or reader.standing in self.standings)
            and (not self.countries or reader.country in self.countries)
            and (self.new is None or self.new is reader.new)
        )

    def _fits_age(self, published: Instant | None, now: Instant) -> bool:
        if published is None:
            return False
        age = now - published
        return (self.older_than is None or age >= self.older_than * DAY) and (
            self.newer_than is None or age < self.newer_than * DAY
        )

    @property
    def about_reader(self) -> bool:
        """Whether it asks anything of the reader."""
        return bool(self.standings or self.countries or self.new is not None)

    @property
    def about_age(self) -> bool:
        """Whether it asks how old the article is."""
        return self.older_than is not None or self.newer_than is not None

    def covers(self, other: "When") -> bool:
        """Whether this holds wherever `other` does."""
        return (
            _wider(self.tiers, other.tiers)
            and _wider(self.sections, other.sections)
            and _wider(self.tags, other.tags)
            and _wider(self.ids, other.ids)
            and _wider(self.standings, other.standings)
            and _wider(self.countries, other.countries)
            and (self.new is None or self.new is other.new)
            and (
                self.older_than is None
                or (other.older_than is not None and self.older_than <= other.older_than)
            )
            and (
                self.newer_than is None
                or (other.newer_than is not None and self.newer_than >= other.newer_than)
            )
        )

    @property
    def impossible(self) -> bool:
        """Whether no article can fit it: its ages exclude one another."""
        return (
            self.older_than is not None
            and self.newer_than is not None
            and self.older_than >= self.newer_than
        )


def _wider(mine: frozenset[str], other: frozenset[str]) -> bool:
    return not mine or (bool(other) and mine >= other)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule. `metering` is there for `metered`, and may be for `register`."""

    name: str
    effect: Effect
    when: When = When()
    metering: Metering | None = None

    def __post_init__(self) -> None:
        """Refuse a meter without an allowance, and an allowance without a meter."""
        if self.effect is Effect.METERED and self.metering is None:
            raise ValueError(f"rule '{self.name}' is metered and needs a limit and a period")
        if self.effect in (Effect.FREE, Effect.LOCKED) and self.metering is not None:
            raise ValueError(f"rule '{self.name}' is {self.effect} and can't have a limit")


@dataclass(frozen=True, slots=True)
class Policy:
    """A publication's rules at one version, immutable once in force.

    `open_until` is set by `presspass open`: till then every gate stands open. `compiled` makes it
    total: what the publication's own rules leave out falls to the default rules, which map each
    tier to its effect.
    """

    version: str
    rules: tuple[Rule, ...]
    default_metering: Metering
    mode: Mode = Mode.ENFORCE
    open_until: Instant | None = None
    on_meter_failure: OnMeterFailure = OnMeterFailure.GRANT
    cookieless: Cookieless = Cookieless.GRANT
    teaser_paragraphs: int = TEASER_PARAGRAPHS

    def compiled(self) -> "Policy":
        """The policy with the default rules after its own."""
        return replace(self, rules=(*self.rules, *_default_rules(self.default_metering)))

    def mode_at(self, now: Instant) -> Mode:
        """The mode in force: open until a stated time, else the policy's own."""
        if self.open_until is not None and now < self.open_until:
            return Mode.OPEN
        return self.mode

    def rule_for(self, article: Article, reader: Reader, now: Instant) -> Rule:
        """The first rule that matches."""
        for rule in self.rules:
            if rule.when.holds(article, reader, now):
                return rule
        raise LookupError("no rule matches: the policy was not compiled")

    def settled(self, article: Article) -> Rule | None:
        """The rule that every reader meets at any time, or `None` where it depends on them."""
        for rule in self.rules:
            if rule.when.about_age and rule.when.may_fit(article):
                return None
            if rule.when.fits(article, 0):
                return None if rule.when.about_reader else rule
        raise LookupError("no rule matches: the policy was not compiled")

    def free_for_all(self, article: Article, now: Instant) -> bool:
        """Whether every reader gets the article free, so that its answer may be shared."""
        for rule in self.rules:
            if rule.when.fits(article, now):
                free = rule.effect is Effect.FREE
                if not (free and rule.when.about_reader):
                    return free
        raise LookupError("no rule matches: the policy was not compiled")

    def never_matching(self) -> tuple[tuple[Rule, Rule | None], ...]:
        """Rules that can never match, each with the earlier one that takes all it could."""
        found: list[tuple[Rule, Rule | None]] = []
        for place, rule in enumerate(self.rules):
            earlier = (other for other in self.rules[:place] if other.when.covers(rule.when))
            shadow = next(earlier, None)
            if shadow is not None or rule.when.impossible:
                found.append((rule, shadow))
        return tuple(found)


def _default_rules(metering: Metering) -> tuple[Rule, ...]:
    return (
        Rule("default: locked articles", Effect.LOCKED, When(tiers=frozenset({Tier.LOCKED}))),
        Rule(
            "default: metered articles",
            Effect.METERED,
            When(tiers=frozenset({Tier.METERED})),
            metering,
        ),
        Rule("default: free articles", Effect.FREE),
    )
