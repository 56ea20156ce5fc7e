from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.memory_editions import MemoryEditions
from presspass.core.instants import Instant
from presspass.core.policy import Mode
from presspass.core.publication import Publication
from presspass.ports import Action, Change
from presspass.services.editorial_file import EditorialFileError, built_in_source
from presspass.services.publishing import Publishing, RefusedError

NOON = 1_800_000_000
PUBLICATION = Publication("The News", "https://news.example", "en", ZoneInfo("Europe/Berlin"))
OBSERVE = 'mode = "observe"  # for now\n'
OFFER = """
[[plans]]
key = "digital"
name = "Digital"
benefits = ["articles"]
prices = ["9.00 USD every month"]
[[offers]]
key = "summer"
plan = "digital"
introductory = "1.00 USD for 3 months"
then = "9.00 USD every month"
until = 2027-01-31
"""


@pytest.fixture
def publishing() -> Publishing:
    return Publishing(MemoryEditions(), PUBLICATION)


def by_ann(at: Instant = NOON, note: str = "") -> Change:
    return Change("ann", at, note)


def test_before_anything_is_applied_the_built_in_file_is_in_force(publishing: Publishing) -> None:
    shown = publishing.show(None, NOON)
    assert (shown.version, shown.source, shown.stored) == ("built-in", built_in_source(), None)
    assert publishing.edition(None, NOON).version == "built-in"


def test_an_applied_file_is_in_force_at_once_and_shown_as_it_was_written(
    publishing: Publishing,
) -> None:
    published = publishing.apply(OBSERVE, by_ann(note="trying"))
    assert published.stored.version == 1
    assert published.warnings == ()
    assert published.later == ()
    shown = publishing.show(None, NOON)
    assert (shown.version, shown.source) == ("1", OBSERVE)
    assert publishing.edition("1", NOON).policy.mode is Mode.OBSERVE
    assert publishing.edition("built-in", NOON).policy.mode is Mode.ENFORCE
    assert publishing.audit(1)[0].change == by_ann(note="trying")


def test_a_file_with_a_fault_changes_nothing(publishing: Publishing) -> None:
    with pytest.raises(EditorialFileError):
        publishing.apply("mode = 1", by_ann())
    assert publishing.show(None, NOON).version == "built-in"
    assert publishing.audit(1) == []


def test_words_that_could_not_be_shown_are_refused_by_name(publishing: Publishing) -> None:
    source = OBSERVE + '[messages.pl]\nmeter-left.text = "{ $lef }"\n'
    with pytest.raises(EditorialFileError, match=r"pl: meter-left.text names \$lef, which"):
        publishing.apply(source, by_ann())
    assert publishing.audit(1) == []


def test_a_scheduled_version_takes_over_at_its_time_and_is_announced_to_later_authors(
    publishing: Publishing,
) -> None:
    scheduled = publishing.apply(OBSERVE, by_ann(), NOON + 100)
    assert publishing.show(None, NOON + 99).version == "built-in"
    between = publishing.apply(" ", by_ann(NOON + 50))
    assert between.later == (scheduled.stored,)
    assert publishing.show(None, NOON + 99).version == "2"
    assert publishing.show(None, NOON + 100).version == "1"
    assert [it.version for it in publishing.history()] == [2, 1]


def test_what_was_in_force_cannot_be_changed_any_more(publishing: Publishing) -> None:
    with pytest.raises(RefusedError, match="has passed"):
        publishing.apply(OBSERVE, by_ann(), NOON - 1)


def test_an_offer_must_not_have_ended_when_its_version_takes_effect(
    publishing: Publishing,
) -> None:
    publishing.apply(OFFER, by_ann())
    with pytest.raises(EditorialFileError, match="ended on 2027-01-31"):
        publishing.apply(OFFER, by_ann(), NOON + 30 * 86_400)


@pytest.mark.parametrize("unknown", ["2", "0", "-1", "1.0", "x", "", "99999999999999999999", "²"])
def test_a_version_that_is_not_there_is_refused(publishing: Publishing, unknown: str) -> None:
    publishing.apply(OBSERVE, by_ann())
    with pytest.raises(RefusedError, match="no version"):
        publishing.show(unknown, NOON)


def test_gates_are_opened_and_closed_and_both_are_audited(publishing: Publishing) -> None:
    publishing.open_gates(NOON + 100, by_ann(note="storm"))
    assert publishing.close_gates(by_ann(NOON + 10)) is True
    assert publishing.close_gates(by_ann(NOON + 11)) is False
    assert [it.action for it in publishing.audit(9)] == [Action.CLOSE, Action.OPEN]


def test_gates_are_not_opened_until_a_time_that_has_passed(publishing: Publishing) -> None:
    with pytest.raises(RefusedError, match="2027-01-15 09:00 CET has passed"):
        publishing.open_gates(NOON, by_ann())


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/a", "/a"),
        ("/a?b=1&c=%20", "/a?b=1&c=%20"),
        ("/a#part", "/a"),
        ("https://news.example", "/"),
        ("https://NEWS.example/ä b?x=ö", "/%C3%A4%20b?x=%C3%B6"),
        ("http://news.example/a", "/a"),
        (None, None),
    ],
)
def test_a_purge_names_a_page_as_the_gates_know_it(
    publishing: Publishing, url: str | None, path: str | None
) -> None:
    assert publishing.purge(url, by_ann()).url == path


@pytest.mark.parametrize("url", ["https://other.example/a", "a", "", "//x/y", "https://[/a"])
def test_a_purge_of_what_is_not_ours_is_refused(publishing: Publishing, url: str) -> None:
    with pytest.raises(RefusedError):
        publishing.purge(url, by_ann())
    assert publishing.audit(1) == []
