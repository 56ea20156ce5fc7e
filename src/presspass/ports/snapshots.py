"""What gates know of the editors' decisions, and what walls and notices are rendered from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from presspass.core.instants import Instant
from presspass.core.policy import Policy
from presspass.core.reader import Standing
from presspass.core.situations import Situation


class View(NamedTuple):
    """What a wall or notice has to show; two readers with equal views see equal bytes.

    `resets_on` and `fix_by` are the first instants of days in the publication's zone, so that a
    view is the same all day. `offered` is how many more articles registering would open. `days` is
    the length of a meter's period of the last so many days, and `None` where it is a month.
    `region` is a country that stands for all with the same offers, and `None` where they have none
    of their own.
    """

    situation: Situation
    standing: Standing
    left: int | None = None
    limit: int | None = None
    offered: int | None = None
    resets_on: Instant | None = None
    fix_by: Instant | None = None
    days: int | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of HTML, true until `until` (`None`: for as long as the snapshot).

    `script` is a piece to follow it in pages that may load scripts of their own site.
    """

    html: str
    until: Instant | None = None
    script: str = ""


class Fragments(Protocol):
    """Renders walls and notices. Called off the event loop, from any thread."""

    def render(self, view: View, language: str, page: str, now: Instant) -> Fragment:
        """The wall or notice of a view, in the nearest language there is to a page's own.

        `page` is the page's path and query, for the links that lead back to it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that editors decide, at one version: the compiled policy, and messages and offers.

    `asks_country` says whether rules or offers name any country; `regions` holds the region
    (`View.region`) of each that offers name.
    """

    version: str
    policy: Policy
    fragments: Fragments
    asks_country: bool = False
    regions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Purge:
    """An order to drop a page from every cache; `url` is a path with its query, `None` is all."""

    number: int
    url: str | None


class Snapshots(Protocol):
    """Where gates learn of changes. Both methods block briefly, and are called off the loop."""

    def latest(self, known: str | None, now: Instant) -> Snapshot | None:
        """The snapshot in force at `now`, or `None` if that is still the one at `known`.

        Raises `StoreAway`.
        """
        ...

    def purges(self, after: int) -> Sequence[Purge]:
        """The purges with a number higher than `after`, in order. Raises `StoreAway`."""
        ...
