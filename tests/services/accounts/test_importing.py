from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from presspass.core.account import Account
from presspass.core.credentials import SESSION_LIFE
from presspass.core.entitlement import Basis, standing_of
from presspass.core.ids import SessionId
from presspass.core.instants import end_of_day
from presspass.core.mailbox import Mailbox
from presspass.core.plans import Benefit
from presspass.core.reader import Standing
from presspass.ports import Books, Commerce, OpenSession, StoreAway
from presspass.services.accounts.outcomes import Change, Effect, Outcome
from presspass.services.accounts.readers_file import Mistake
from tests.services.accounts.importing_house import BERLIN, NOW, House, small_chunks, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES, APPS = Benefit.ARTICLES, Benefit.APPS
ANN = "ann@example.com"
JUNE, JULY = "2027-06-30", "2027-07-31"


def account(commerce: Commerce, address: str) -> Account:
    with commerce.reading() as books:
        found = books.accounts.by_address(address)
    assert found is not None
    return found


def effects(outcome: Outcome | Mistake) -> list[Effect]:
    assert isinstance(outcome, Outcome)
    return list(outcome.effects)


def end(written: str) -> int:
    return end_of_day(date.fromisoformat(written), BERLIN)


def test_a_reader_who_is_imported_is_entitled_at_once_and_has_an_account() -> None:
    house = House()
    (outcome,) = house.load([("Ann@Example.com", "articles apps", JULY, "by bank")])
    assert isinstance(outcome, Outcome)
    assert outcome.new
    assert outcome.effects == (Effect(ARTICLES, Change.GIVEN), Effect(APPS, Change.GIVEN))
    ann = account(house.commerce, ANN)
    assert ann == Account(ann.reader, Mailbox(ANN, "Ann@Example.com"), "de-AT", NOW)
    with house.commerce.reading() as books:
        held = standing_of(books.entitlements.of(ann.reader), NOW)
        deeds = books.audit.about(ann.reader.hex())
    assert held.standing is Standing.SUBSCRIBED
    assert held.entitled_until == end(JULY)
    assert held.benefits == {ARTICLES, APPS}
    given = house.held()[ANN, ARTICLES]
    assert (given.basis, given.note, given.since) == (Basis.IMPORT, "by bank", NOW)
    assert [(it.actor, it.action, it.note) for it in deeds] == [
        ("ann", "import", f"given articles, given apps until {JULY}")
    ]


@pytest.mark.parametrize(
    ("before", "row", "change", "until"),
    [
        (JUNE, (JULY, ""), Change.EXTENDED, JULY),
        (JUNE, ("", ""), Change.EXTENDED, ""),
        (JULY, (JUNE, ""), Change.KEPT, JULY),
        ("", (JULY, ""), Change.KEPT, ""),
        (JULY, (JULY, ""), Change.UNCHANGED, JULY),
        ("", ("", ""), Change.UNCHANGED, ""),
        (JULY, (JULY, "by bank"), Change.NOTED, JULY),
    ],
)
def test_who_is_known_gets_what_is_longer(
    before: str, row: tuple[str, str], change: Change, until: str
) -> None:
    house = House()
    house.load([(ANN, "articles", before, "")])
    (outcome,) = house.load([(ANN, "articles", *row)])
    assert effects(outcome) == [Effect(ARTICLES, change, end(before) if before else None)]
    assert not isinstance(outcome, Mistake)
    assert not outcome.new
    held = house.held()[ANN, ARTICLES]
    assert held.until == (end(until) if until else None)
    assert (held.since, held.note) == (NOW, row[1])


@pytest.mark.parametrize("until", [JUNE, "2020-01-01"])
def test_nobody_loses_anything_unless_it_is_allowed(until: str) -> None:
    house = House()
    house.load([(ANN, "articles", JULY, "")])
    (kept,) = house.load([(ANN, "articles", until, "")])
    assert not totals([kept]).clean
    assert house.held()[ANN, ARTICLES].until == end(JULY)
    (shortened,) = house.load([(ANN, "articles", until, "")], allow_shorter=True)
    assert effects(shortened) == [Effect(ARTICLES, Change.SHORTENED, end(JULY))]
    assert totals([shortened]).clean
    assert house.held()[ANN, ARTICLES].until == end(until)


def test_who_paid_once_becomes_a_lapsed_subscriber() -> None:
    house = House()
    (outcome,) = house.load([(ANN, "articles", "2020-01-01", "")])
    assert isinstance(outcome, Outcome)
    assert outcome.over
    held = standing_of(house.held().values(), NOW)
    assert held.standing is Standing.LAPSED_SUBSCRIBER


def test_of_several_rows_the_longest_counts_wherever_it_stands() -> None:
    rows = [
        (ANN, "articles", JUNE, "old"),
        ("bea@example.com", "articles", JULY, ""),
        ("cid@example.com", "apps", "", ""),
        ("ANN@example.com", "articles print", JULY, "new"),
        ("bea@example.com", "articles", JULY, "again"),
        (ANN, "articles", JUNE, "old"),
    ]
    with small_chunks():
        house = House()
        outcomes = house.load(rows)
    assert effects(outcomes[0]) == [Effect(ARTICLES, Change.REPEATED, instead=5)]
    assert effects(outcomes[3])[0] == Effect(ARTICLES, Change.GIVEN)
    assert effects(outcomes[4]) == [Effect(ARTICLES, Change.REPEATED, instead=3)]
    assert effects(outcomes[5]) == [Effect(ARTICLES, Change.REPEATED, instead=5)]
    assert house.held()[ANN, ARTICLES].note == "new"
    assert totals(outcomes).new_accounts == 3


def test_a_mistake_stops_no_other_row() -> None:
    house = House()
    rows = [(ANN, "articles", "soon", ""), ("bea@example.com", "articles", JULY, "")]
    outcomes = house.load(rows)
    assert [type(it) for it in outcomes] == [Mistake, Outcome]
    assert list(house.held()) == [("bea@example.com", ARTICLES)]
    added = totals(outcomes)
    assert (added.rows, added.mistakes, added.lines, added.clean) == (2, 1, [2], False)


def test_gates_renew_who_is_signed_in_and_hear_of_nobody_else() -> None:
    house = House()
    others = [(f"r{number}@example.com", "articles", JUNE, "") for number in range(5)]
    house.load([(ANN, "articles", JUNE, ""), ("bea@example.com", "articles", JULY, ""), *others])
    ann, bea = (account(house.commerce, f"{it}@example.com").reader for it in ("ann", "bea"))
    with house.commerce.transaction() as books:
        for reader in (ann, bea):
            session = SessionId(reader[::-1])
            books.sessions.open(OpenSession(session, reader, NOW, NOW, NOW + SESSION_LIFE, ""))
    rows = [(ANN, "articles print", JULY, ""), ("bea@example.com", "articles", JULY, "x")]
    house.load([*rows, *[(address, "articles", JULY, "") for address, *_ in others]])
    with house.commerce.reading() as books:
        changes = books.sessions.changes(0)
    assert [(it.reader, it.session) for it in changes] == [(ann, None)]


def test_a_reader_who_moved_to_another_address_is_not_robbed_by_the_old_file() -> None:
    house = House()
    rows = [(ANN, "articles", JULY, "")]
    house.load(rows)
    ann = account(house.commerce, ANN)
    with house.commerce.transaction() as books:
        books.accounts.update(replace(ann, mailbox=Mailbox.parse("ann@example.org")))
    house.load(rows)
    assert {address for address, _ in house.held()} == {ANN, "ann@example.org"}
    assert house.held()["ann@example.org", ARTICLES].reader == ann.reader


class Breaking:
    """Books that can be opened so many times, and are away then."""

    def __init__(self, commerce: Commerce, times: int) -> None:
        self._commerce = commerce
        self._times = times

    @contextmanager
    def transaction(self) -> Iterator[Books]:
        with self._commerce.transaction() as books:
            yield books
            self._times -= 1
            if self._times < 0:
                raise StoreAway("the disk is full")

    def reading(self) -> AbstractContextManager[Books]:
        return self._commerce.reading()


@pytest.mark.parametrize("times", range(4))
def test_a_run_that_broke_off_is_repeated(times: int) -> None:
    rows = [(f"r{number}@example.com", "articles", JULY, "") for number in range(8)]
    rows[7] = rows[0]
    house, whole = House(), House()
    with small_chunks():
        with pytest.raises(StoreAway):
            House(Breaking(house.commerce, times)).load(rows)
        assert len(house.held()) == 2 * times
        again = totals(house.load(rows))
        whole.load(rows)
    assert again.benefits[Change.UNCHANGED] == 2 * times
    assert {key: it.until for key, it in house.held().items()} == {
        key: it.until for key, it in whole.held().items()
    }
