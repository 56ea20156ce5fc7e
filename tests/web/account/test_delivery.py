"""The reader's page of where the paper goes: for whoever gets one, however it was come by."""

from collections.abc import Callable
from typing import Any

import pytest

from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ReaderId
from presspass.core.instants import DAY
from presspass.core.plans import Benefit
from tests.web.house import House

PAGE = "/presspass/account/delivery"
HOME = {
    "recipient": "Ann Lee",
    "line1": "1 Pier Road",
    "postal_code": "02110",
    "city": "Boston",
    "region": "MA",
    "country": "US",
}


@pytest.fixture
def ann(house: House, visiting: Callable[..., Any]) -> Any:
    visitor = visiting(house.app)
    visitor.get("/presspass/sign-in")
    visitor.post("/presspass/sign-in", email="ann@example.com")
    visitor.post("/presspass/sign-in/code", code=house.mail()[0])
    return visitor


def reader(house: House, ann: Any) -> ReaderId:
    session = house.session(ann)
    assert session is not None
    return session.reader


def give(house: House, ann: Any, basis: Basis = Basis.IMPORT, days: int = 30) -> None:
    now = house.clock.now()
    who = reader(house, ann)
    held = Entitlement(EntitlementId("a"), who, Benefit.PRINT, now, now + days * DAY, basis)
    with house.commerce.transaction() as books:
        books.entitlements.put(held)


def test_who_gets_no_paper_is_asked_for_no_address(house: House, ann: Any) -> None:
    assert "Delivery address" not in ann.get("/presspass/account").text
    for answer in (ann.get(PAGE), ann.post(PAGE, **HOME)):
        assert answer.header("location") == "/presspass/account"
    with house.commerce.reading() as books:
        assert books.deliveries.of(reader(house, ann)) is None


@pytest.mark.parametrize("basis", [Basis.IMPORT, Basis.COMPLIMENTARY])
def test_whoever_gets_one_is_asked_and_sees_what_was_told(
    house: House, ann: Any, basis: Basis
) -> None:
    give(house, ann, basis)
    page = ann.get("/presspass/account").text
    assert "We don\u2019t know yet where to deliver your paper." in page
    assert f'href="{PAGE}"' in page
    assert "Where shall we deliver the paper?" in ann.get(PAGE).text
    done = ann.post(PAGE, **HOME)
    assert done.header("location") == "/presspass/account?done=delivery"
    page = ann.get(done.header("location")).text
    assert "Your delivery address is kept" in page
    for line in ("Ann Lee", "1 Pier Road", "Boston MA 02110", "United States"):
        assert f"<bdi>{line}</bdi>" in page


def test_it_is_changed_and_faults_are_told(house: House, ann: Any) -> None:
    give(house, ann)
    ann.get(PAGE)
    ann.post(PAGE, **HOME)
    assert 'value="1 Pier Road"' in ann.get(PAGE).text
    wrong = ann.post(PAGE, **{**HOME, "line1": "2 Quay", "postal_code": "211"})
    assert wrong.status == 422
    assert 'value="2 Quay"' in wrong.text
    assert "looks like this: 20500" in wrong.text
    with house.commerce.reading() as books:
        assert books.deliveries.of(reader(house, ann)).address.line1 == "1 Pier Road"
    assert ann.post(PAGE, **{**HOME, "line1": "2 Quay"}).status == 303
    with house.commerce.reading() as books:
        assert books.deliveries.of(reader(house, ann)).address.line1 == "2 Quay"


def test_it_is_still_shown_when_no_paper_comes_any_more(house: House, ann: Any) -> None:
    give(house, ann, days=1)
    ann.get(PAGE)
    ann.post(PAGE, **HOME)
    house.clock.forward(2 * DAY)
    assert "1 Pier Road" in ann.get("/presspass/account").text
    assert ann.get(PAGE).status == 200


def test_it_is_taken_along_and_goes_with_the_account(house: House, ann: Any) -> None:
    give(house, ann)
    ann.get(PAGE)
    ann.post(PAGE, **HOME)
    taken = ann.get("/presspass/account/data").text
    assert '"line1": "1 Pier Road"' in taken
    assert "90 days after the paper was last due to you" in taken
    assert "delivery address given" in taken
    who = reader(house, ann)
    ann.get("/presspass/account/delete")
    assert ann.post("/presspass/account/delete", sure="yes").status == 200
    with house.commerce.reading() as books:
        assert books.deliveries.of(who) is None


def test_the_countries_are_in_the_order_and_words_of_the_language(house: House, ann: Any) -> None:
    give(house, ann)
    polish = ann.get(f"{PAGE}?language=pl").text
    names = ["Litwa", "Luksemburg", "Łotwa", "Macedonia"]
    places = [polish.index(f">{name}") for name in names]
    assert places == sorted(places)
    assert ">Afganistan<" in polish
    assert polish.count("<option") == 250
    assert 'value="DE" selected>ألمانيا<' in ann.get(f"{PAGE}?language=ar").text


def test_nobody_else_sees_it(house: House, visiting: Callable[..., Any]) -> None:
    answer = visiting(house.app).get(PAGE)
    assert answer.header("location") == f"/presspass/sign-in?page={PAGE}"


def test_while_the_database_is_away_nothing_is_changed(house: House, ann: Any) -> None:
    give(house, ann)
    ann.get(PAGE)
    house.commerce.away = True
    assert ann.post(PAGE, **HOME).status == 503
