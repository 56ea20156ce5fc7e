from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.article import Article, Tier
from presspass.core.ids import ArticleId
from presspass.core.periods import CalendarMonth
from presspass.core.policy import Metering, Policy
from presspass.gate.composer import Examined
from presspass.gate.pages import Face, Page, Pages
from presspass.page.facts import Facts
from presspass.page.fingerprints import Fingerprints
from presspass.ports import Snapshot

UTC = ZoneInfo("UTC")
NOW = 1_800_000_000
ROOM = 200_000


def examined(runs: int = 0) -> Examined:
    article = Article(ArticleId("1"), Tier.METERED)
    facts = Facts(article, "https://news.example/a", "text/html", "utf-8")
    return Examined(facts, None, Fingerprints(frozenset(range(runs))))


def snapshot(number: int) -> Snapshot:
    policy = Policy(str(number), (), Metering(5, None, CalendarMonth(UTC))).compiled()
    unasked: Any = None
    return Snapshot(str(number), policy, unasked)


def page(key: bytes = b"news.example/a", *, size: int = 1000, vary: tuple[bytes, ...] = ()) -> Page:
    return Page(
        key=key,
        status=200,
        headers=[],
        body=b"x" * size,
        examined=examined(),
        personal=False,
        truncated=False,
        stored=NOW,
        fresh_until=NOW + 60,
        vary=vary,
    )


def total(pages: Pages) -> int:
    """The sum of what all held pages weigh, counted anew."""
    assert pages._weight == sum(held.counted for held in pages._pages.values())
    return pages._weight


def face(size: int) -> Face:
    return Face([], b"f" * size)


def test_a_page_is_found_at_its_address_and_nowhere_else() -> None:
    pages, one = Pages(ROOM), page()
    pages.put(one, {})
    assert pages.get(b"news.example/a", {b"accept": b"*/*"}) is one
    assert pages.get(b"news.example/a?b", {}) is None
    assert pages.get(b"www.news.example/a", {}) is None


def test_a_newer_page_takes_the_place_of_the_older() -> None:
    pages, old, new = Pages(ROOM), page(), page(size=10)
    pages.put(old, {})
    pages.put(new, {})
    assert pages.get(new.key, {}) is new
    assert total(pages) == new.weight


def test_answers_that_vary_are_held_each_for_its_own_readers() -> None:
    pages = Pages(ROOM)
    german, english = page(vary=(b"accept-language",)), page(vary=(b"accept-language",))
    pages.put(german, {b"accept-language": b"de"})
    pages.put(english, {})
    assert pages.get(german.key, {b"accept-language": b"de", b"dnt": b"1"}) is german
    assert pages.get(german.key, {}) is english
    assert pages.get(german.key, {b"accept-language": b"fr"}) is None


def test_an_answer_that_begins_to_vary_is_no_longer_everybodys() -> None:
    pages, plain = Pages(ROOM), page()
    pages.put(plain, {})
    pages.put(page(vary=(b"accept-language",)), {b"accept-language": b"de"})
    assert pages.get(plain.key, {}) is None
    assert pages.get(plain.key, {b"accept-language": b"fr"}) is None
    assert plain not in pages._pages.values()


def test_a_value_of_one_header_never_passes_for_the_same_value_of_another() -> None:
    pages = Pages(ROOM)
    pages.put(page(vary=(b"x-one",)), {b"x-one": b"same"})
    pages.put(page(vary=(b"x-two",)), {b"x-two": b"other"})
    assert pages.get(b"news.example/a", {b"x-two": b"same"}) is None


def test_an_origin_that_names_now_this_and_now_that_header_is_still_cached() -> None:
    pages = Pages(ROOM)
    headers = {b"x-one": b"1", b"x-two": b"2"}
    for vary in ((b"x-one",), (b"x-two",), (), (b"x-one",)):
        pages.put(page(vary=vary), headers)
        assert pages.get(b"news.example/a", headers) is not None
    assert len(pages._pages) == 1


def test_the_least_recently_used_page_makes_room() -> None:
    pages = Pages(3 * page().bare)
    for name in (b"a", b"b", b"c"):
        pages.put(page(b"h/" + name), {})
    pages.get(b"h/a", {})
    pages.put(page(b"h/d"), {})
    assert [pages.get(b"h/" + name, {}) is not None for name in (b"a", b"b", b"c", b"d")] == [
        True,
        False,
        True,
        True,
    ]


def test_a_page_larger_than_the_room_is_not_held() -> None:
    pages = Pages(ROOM)
    pages.put(page(size=ROOM), {})
    assert pages.get(b"news.example/a", {}) is None
    assert total(pages) == 0


def test_faces_count_and_can_drive_pages_out() -> None:
    pages = Pages(ROOM)
    for number in range(20):
        pages.put(page(b"h/%d" % number, size=5000), {})
    full = len(pages._pages)
    pages.grew(pages._pages[b"h/19", ()], 20_000)
    assert len(pages._pages) < full
    assert total(pages) <= ROOM


def test_faces_of_a_page_that_is_no_longer_held_do_not_count() -> None:
    pages, gone = Pages(ROOM), page()
    pages.put(gone, {})
    pages.purge(None)
    pages.grew(gone, 10_000)
    assert total(pages) == 0


def test_faces_dropped_with_their_snapshot_no_longer_count() -> None:
    pages, one = Pages(ROOM), page()
    pages.put(one, {})
    for number in range(100):
        one.seen_under(snapshot(number))
        one.faces["face"] = face(3000)
        pages.grew(one, 3000)
    assert total(pages) == one.weight == one.bare + 3000


def test_faces_pile_up_to_an_eighth_of_the_room_at_most() -> None:
    pages, one = Pages(ROOM), page()
    pages.put(one, {})
    pages.put(page(b"h/other"), {})
    for number in range(200):
        pages.grew(one, 2000)
        one.faces[number] = face(2000)
        assert sum(len(made.body) for made in one.faces.values()) <= ROOM // 8
    assert pages.get(b"h/other", {}) is not None
    assert total(pages) <= ROOM


def test_the_fingerprints_of_a_paid_part_weigh_too() -> None:
    light, heavy = page(), page()
    heavy.examined = examined(1000)
    assert heavy.bare > light.bare + 50_000


def test_another_snapshot_drops_faces_and_cut_and_the_same_keeps_them() -> None:
    one, first, second = page(), snapshot(1), snapshot(2)
    one.seen_under(first)
    one.faces["a"] = face(1)
    one.seen_under(first)
    assert one.faces
    one.seen_under(second)
    assert (one.faces, one.composing, one.cut) == ({}, {}, None)


KEYS = [
    b"news.example/a",
    b"news.example/a?x=1",
    b"news.example/a/b",
    b"www.news.example/a",
    b"news.example/",
    b"news.example/?x=1",
]


@pytest.mark.parametrize(
    ("url", "left"),
    [
        (b"/a", {KEYS[2], KEYS[4], KEYS[5]}),
        (b"/a?x=1", {*KEYS} - {KEYS[1]}),
        (b"/a?x=2", {*KEYS}),
        (b"/", {*KEYS} - {KEYS[4], KEYS[5]}),
        (b"/A", {*KEYS}),
        (b"/a/", {*KEYS}),
        (None, set()),
    ],
)
def test_a_purge_drops_a_path_with_any_query_on_every_host(
    url: bytes | None, left: set[bytes]
) -> None:
    pages = Pages(ROOM)
    for key in KEYS:
        pages.put(page(key, vary=(b"dnt",)), {})
        pages.put(page(key, vary=(b"dnt",)), {b"dnt": b"1"})
    pages.purge(url)
    for headers in ({}, {b"dnt": b"1"}):
        assert {key for key in KEYS if pages.get(key, headers)} == left
    assert total(pages) == sum(held.weight for held in pages._pages.values())


def test_every_purge_raises_the_generation_even_of_what_is_not_held() -> None:
    pages = Pages(ROOM)
    pages.purge(b"/nowhere")
    pages.purge(None)
    assert pages.generation == 2


def test_opaque_addresses_are_remembered_for_a_minute() -> None:
    pages = Pages(ROOM)
    pages.mark_opaque(b"h/a.png", NOW)
    assert pages.is_opaque(b"h/a.png", NOW + 59)
    assert not pages.is_opaque(b"h/a.png", NOW + 60)
    assert not pages.is_opaque(b"h/b.png", NOW)


def test_an_address_that_holds_a_page_now_or_was_purged_is_not_opaque() -> None:
    pages = Pages(ROOM)
    for address in (b"h/a", b"h/b", b"h/c"):
        pages.mark_opaque(address, NOW)
    pages.put(page(b"h/a"), {})
    pages.purge(b"/b")
    assert [pages.is_opaque(key, NOW) for key in (b"h/a", b"h/b", b"h/c")] == [False, False, True]
    pages.purge(None)
    assert not pages.is_opaque(b"h/c", NOW)


def test_strangers_cannot_fill_the_memory_with_opaque_addresses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("presspass.gate.pages._OPAQUE_KEPT", 10)
    pages = Pages(ROOM)
    for number in range(100):
        pages.mark_opaque(b"h/%d" % number, NOW)
        pages.mark_opaque(b"h/" + b"x" * 5000 + b"%d" % number, NOW)
    assert set(pages._opaque) == {b"h/%d" % number for number in range(90, 100)}


def test_what_any_answer_at_an_address_depended_on_is_remembered_while_one_is_held() -> None:
    pages = Pages(ROOM)
    assert pages.dependence(b"h/a") == frozenset()
    pages.put(page(b"h/a", vary=(b"v",)), {b"v": b"1"})
    pages.put(page(b"h/a", vary=(b"w",)), {b"v": b"2"})
    assert pages.dependence(b"h/a") == {b"v", b"w"}
    pages.purge(b"/a")
    assert pages.dependence(b"h/a") == frozenset()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "get", "grew", "purge", "snapshot"]),
        st.sampled_from([b"h/a", b"h/b?x", b"h/c"]),
        st.sampled_from([(), (b"v",), (b"w",)]),
        st.integers(0, 60_000),
    ),
    max_size=30,
)


@given(STEPS)
def test_the_room_is_never_exceeded_and_nothing_is_left_behind(
    steps: list[tuple[str, bytes, tuple[bytes, ...], int]],
) -> None:
    pages = Pages(ROOM)
    for number, (step, key, vary, size) in enumerate(steps):
        headers = {b"v": b"%d" % (size % 3)}
        held = pages.get(key, headers)
        if step == "put":
            pages.put(page(key, size=size, vary=vary), headers)
        elif step == "purge":
            pages.purge(key[1:])
            assert pages.get(key, headers) is None
        elif step == "grew" and held is not None:
            pages.grew(held, size)
        elif step == "snapshot" and held is not None:
            held.seen_under(snapshot(number))
        assert total(pages) <= ROOM
    pages.purge(None)
    assert (pages._weight, pages._addresses, pages._pages) == (0, {}, {})
