"""What every `ports.Editions` promises, and the snapshots made of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.memory_editions import MemoryEditions
from presspass.adapters.sql import SqlEditions, open_database
from presspass.core.edition import Edition
from presspass.core.instants import DAY, Instant
from presspass.core.policy import Mode
from presspass.ports import (
    PURGES_KEPT,
    Action,
    AuditEntry,
    Change,
    Editions,
    Fragment,
    Fragments,
    InForce,
    Purge,
    View,
)
from presspass.services.snapshots import EditionSnapshots

NOON = 1_800_000_000
OBSERVE = 'mode = "observe"'
ENFORCE = 'mode = "enforce"'


class Plain:
    """Fragments that only tell which edition they are of."""

    def __init__(self, edition: Edition) -> None:
        if "breaks-rendering" in edition.messages.get("en", ""):
            raise RuntimeError("these messages can't be rendered")
        self.version = edition.version

    def render(self, view: View, language: str, page: str, now: Instant) -> Fragment:
        return Fragment(f"{self.version} {view.situation} {language} {page} {now}")


def plain(edition: Edition) -> Fragments:
    return Plain(edition)


@pytest.fixture(params=["memory", "sql"])
def editions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editions]:
    if request.param == "memory":
        yield MemoryEditions()
        return
    engine = open_database(tmp_path / "presspass.db")
    yield SqlEditions(engine)
    engine.dispose()


@pytest.fixture
def snapshots(editions: Editions) -> EditionSnapshots:
    return EditionSnapshots(editions, plain, ZoneInfo("Europe/Berlin"))


def by_ann(at: Instant, note: str = "") -> Change:
    return Change("ann", at, note)


def test_versions_count_up_from_one_and_are_kept_as_written(editions: Editions) -> None:
    first = editions.publish("# héllo\r\n" + OBSERVE, NOON, by_ann(NOON, "trying"))
    second = editions.publish(ENFORCE, NOON, by_ann(NOON))
    assert (first.version, second.version) == (1, 2)
    assert editions.edition(1) == first
    assert first.source == "# héllo\r\n" + OBSERVE
    assert editions.edition(3) is None
    assert list(editions.history(10)) == [second, first]
    assert list(editions.history(1)) == [second]


def test_nothing_is_in_force_before_anything_was_published(editions: Editions) -> None:
    assert editions.in_force(NOON) == InForce(None, None)
    assert list(editions.effective(NOON, 10)) == []


def test_the_edition_that_took_effect_last_is_in_force(editions: Editions) -> None:
    editions.publish("a", NOON, by_ann(NOON))
    editions.publish("b", NOON + 100, by_ann(NOON))
    editions.publish("c", NOON + 50, by_ann(NOON))
    editions.publish("d", NOON + 100, by_ann(NOON + 1))
    in_force = [editions.in_force(NOON + after).version for after in (-1, 0, 49, 50, 99, 100, 200)]
    assert in_force == [None, 1, 1, 3, 3, 4, 4]
    assert [it.version for it in editions.effective(NOON + 100, 10)] == [4, 2, 3, 1]
    assert [it.version for it in editions.effective(NOON + 100, 2)] == [4, 2]


def test_gates_are_held_open_until_a_time_or_until_that_is_ended(editions: Editions) -> None:
    editions.hold_open(NOON + 100, by_ann(NOON))
    assert editions.in_force(NOON - 1).open_until is None
    assert editions.in_force(NOON).open_until == NOON + 100
    assert editions.in_force(NOON + 99).open_until == NOON + 100
    assert editions.in_force(NOON + 100).open_until is None
    editions.hold_open(NOON + 50, by_ann(NOON + 10))
    assert editions.in_force(NOON + 20).open_until == NOON + 50
    editions.hold_open(None, by_ann(NOON + 30))
    assert editions.in_force(NOON + 30).open_until is None


def test_purges_are_answered_in_order_and_each_once(editions: Editions) -> None:
    first = editions.order_purge("/a?b=1", by_ann(NOON))
    everything = editions.order_purge(None, by_ann(NOON))
    assert (first, everything) == (Purge(1, "/a?b=1"), Purge(2, None))
    assert list(editions.purges(0)) == [first, everything]
    assert list(editions.purges(1)) == [everything]
    assert list(editions.purges(2)) == []


def test_old_purges_are_forgotten_but_their_numbers_never_used_again(editions: Editions) -> None:
    editions.order_purge("/a", by_ann(NOON))
    editions.order_purge("/b", by_ann(NOON + 1))
    late = editions.order_purge("/c", by_ann(NOON + PURGES_KEPT * DAY + 1))
    assert list(editions.purges(0)) == [Purge(2, "/b"), late]
    later = editions.order_purge("/d", by_ann(NOON + 100 * DAY))
    assert list(editions.purges(0)) == [later]
    assert later.number == 4


def test_every_change_is_audited(editions: Editions) -> None:
    editions.publish(ENFORCE, NOON, by_ann(NOON, "first"))
    editions.hold_open(NOON + 9, by_ann(NOON + 1, "storm"))
    editions.hold_open(None, by_ann(NOON + 2))
    editions.order_purge("/a", by_ann(NOON + 3))
    editions.order_purge(None, by_ann(NOON + 4))
    assert list(editions.audit(4)) == [
        AuditEntry(by_ann(NOON + 4), Action.PURGE, ""),
        AuditEntry(by_ann(NOON + 3), Action.PURGE, "/a"),
        AuditEntry(by_ann(NOON + 2), Action.CLOSE, ""),
        AuditEntry(by_ann(NOON + 1, "storm"), Action.OPEN, str(NOON + 9)),
    ]
    assert editions.audit(5)[4] == AuditEntry(by_ann(NOON, "first"), Action.APPLY, "1")


def test_many_writers_at_once_get_a_number_each(editions: Editions) -> None:
    def write() -> None:
        for _ in range(5):
            editions.publish(ENFORCE, NOON, by_ann(NOON))
            editions.order_purge("/a", by_ann(NOON))

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [it.version for it in editions.history(100)] == list(range(20, 0, -1))
    assert [it.number for it in editions.purges(0)] == list(range(1, 21))
    assert len(editions.audit(100)) == 40


def test_a_snapshot_is_answered_only_when_something_changed(
    editions: Editions, snapshots: EditionSnapshots
) -> None:
    first = snapshots.latest(None, NOON)
    assert first is not None
    assert first.version == first.policy.version == "built-in"
    assert snapshots.latest(first.version, NOON) is None
    editions.publish(OBSERVE, NOON, by_ann(NOON))
    second = snapshots.latest(first.version, NOON)
    assert second is not None
    assert second.policy.version == "1"
    assert second.policy.mode_at(NOON) is Mode.OBSERVE
    assert snapshots.latest(second.version, NOON + 1000) is None


@pytest.mark.parametrize(
    ("change", "comes_at"),
    [
        (lambda it: it.publish(ENFORCE, NOON, by_ann(NOON)), NOON),
        (lambda it: it.publish(ENFORCE, NOON + 50, by_ann(NOON)), NOON + 50),
        (lambda it: it.hold_open(NOON + 10, by_ann(NOON)), NOON),
        (lambda it: it.hold_open(None, by_ann(NOON + 10)), NOON + 10),
        (lambda _: None, NOON + 100),  # the opening below comes to its end by itself
    ],
)
def test_whatever_decisions_depend_on_makes_a_new_version(
    editions: Editions,
    snapshots: EditionSnapshots,
    change: Callable[[Editions], object],
    comes_at: Instant,
) -> None:
    editions.publish(OBSERVE, NOON - 10, by_ann(NOON - 10))
    editions.hold_open(NOON + 100, by_ann(NOON - 5))
    before = snapshots.latest(None, NOON - 1)
    assert before is not None
    change(editions)
    if comes_at > NOON:
        assert snapshots.latest(before.version, comes_at - 1) is None
    after = snapshots.latest(before.version, comes_at)
    assert after is not None
    assert (after.policy.version, after.policy.mode_at(comes_at)) != (
        before.policy.version,
        before.policy.mode_at(NOON - 1),
    ) or after.policy.open_until != before.policy.open_until


def test_a_snapshot_of_open_gates_is_open(editions: Editions, snapshots: EditionSnapshots) -> None:
    editions.hold_open(NOON + 100, by_ann(NOON))
    found = snapshots.latest(None, NOON)
    assert found is not None
    assert found.policy.mode_at(NOON + 99) is Mode.OPEN
    assert found.policy.mode_at(NOON + 100) is Mode.ENFORCE


@pytest.mark.parametrize(
    "broken", ["this is not toml", "unheard_of = 1", '[messages.en]\nbreaks-rendering = "x"']
)
def test_an_edition_that_cannot_be_used_leaves_the_one_before_it_in_force(
    editions: Editions,
    snapshots: EditionSnapshots,
    broken: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    editions.publish(OBSERVE, NOON, by_ann(NOON))
    editions.publish(broken, NOON + 1, by_ann(NOON))
    found = snapshots.latest(None, NOON + 1)
    assert found is not None
    assert found.policy.version == "1"
    assert "edition 2 can't be used" in caplog.text
    assert snapshots.latest(found.version, NOON + 1) is None


def test_while_no_edition_can_be_used_the_built_in_one_is(
    editions: Editions, snapshots: EditionSnapshots
) -> None:
    editions.publish("unheard_of = 1", NOON, by_ann(NOON))
    found = snapshots.latest(None, NOON)
    assert found is not None
    assert found.policy.version == "built-in"


def test_snapshots_carry_the_fragments_of_their_edition_and_the_purges(
    editions: Editions, snapshots: EditionSnapshots
) -> None:
    editions.publish(OBSERVE, NOON, by_ann(NOON))
    order = editions.order_purge("/a", by_ann(NOON))
    found = snapshots.latest(None, NOON)
    assert found is not None
    assert isinstance(found.fragments, Plain)
    assert found.fragments.version == "1"
    assert list(snapshots.purges(0)) == [order]
