"""What readers get by where they are, and what of that reaches anybody else."""

import asyncio
from ipaddress import ip_network

import pytest

from presspass.core.policy import Effect, Policy, Rule, When
from presspass.core.situations import Situation
from presspass.gate.composer import Composer
from presspass.ports import Snapshot
from tests.gate.house import Answer, House, Plain, policy
from tests.gate.site import HTML, PAID, Slip, always, article

HEADER = b"cf-ipcountry"
STRANGER = "203.0.113.9"
GERMANY = When(countries=frozenset({"DE"}))
OPENED = policy("1", rules=(Rule("home", Effect.FREE, GERMANY),))
REGIONS = {"CA": "CA", "US": "CA"}


def snapshot(rules: Policy, regions: dict[str, str] | None = None) -> Snapshot:
    return Snapshot("1", rules, Plain("wall"), asks_country=True, regions=regions or {})


def located(composer: Composer, held: Snapshot) -> House:
    networks = (ip_network("192.0.2.0/24"),)
    return House(composer, held, country_header=HEADER, trusted_proxies=networks)


@pytest.fixture
def house(composer: Composer) -> House:
    return located(composer, snapshot(OPENED))


def get(house: House, target: str, said: str | None, *lines: tuple[bytes, bytes]) -> Answer:
    told = () if said is None else ((HEADER, said.encode()),)
    return asyncio.run(house.get(target, *told, *lines))


def test_a_rule_holds_for_readers_who_are_known_to_be_there(house: House) -> None:
    opened, closed, unknown = (get(house, "/locked/vote", said) for said in ("de", "FR", None))
    assert PAID.encode() in opened.body
    assert opened.told.rule == "home"
    assert opened.told.country == "DE"
    assert (b"cache-control", b"private, no-store") in opened.headers
    for answer, country in [(closed, "FR"), (unknown, None)]:
        assert PAID.encode() not in answer.body
        assert answer.told.rule == "default: locked articles"
        assert answer.told.country == country


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_stranger_opens_nothing_by_naming_a_country(house: House, method: str) -> None:
    house.peer = STRANGER
    answer = asyncio.run(house.get("/locked/vote", (HEADER, b"DE"), method=method))
    assert PAID.encode() not in answer.body
    assert answer.told.situation is Situation.LOCKED
    assert answer.told.country is None
    two = get(house, "/locked/vote", "DE", (HEADER, b"DE"))
    assert two.told.situation is Situation.LOCKED


def test_without_the_setting_no_country_is_believed_of_anybody(composer: Composer) -> None:
    house = House(
        composer, snapshot(OPENED, REGIONS), trusted_proxies=(ip_network("192.0.2.0/24"),)
    )
    assert get(house, "/locked/vote", "DE").told.situation is Situation.LOCKED
    assert b"in None" in get(house, "/locked/vote", "CA").body


def test_the_country_is_the_requests_and_not_the_cookies(house: House) -> None:
    """A reader who travels, with cookies that the gate remembers."""

    async def run() -> list[str | None]:
        first = await house.get("/metered/a")
        cookie = (b"cookie", first.cookie)
        return [
            (await house.get("/metered/a", cookie, (HEADER, said))).told.country
            for said in (b"FR", b"DE", b"XX", b"FR")
        ]

    assert asyncio.run(run()) == ["FR", "DE", None, "FR"]


def test_where_nothing_asks_for_a_country_receipts_keep_none(composer: Composer) -> None:
    house = located(composer, Snapshot("1", policy("1"), Plain("wall")))
    assert get(house, "/locked/vote", "DE").told.country is None


def test_walls_differ_by_region_and_not_by_country(composer: Composer) -> None:
    house = located(composer, snapshot(policy("1"), REGIONS))
    bodies = {
        said: get(house, "/locked/vote", said).body.decode()
        for said in ("CA", "US", "FR", "DE", "XX")
    }
    assert "in CA" in bodies["CA"]
    assert bodies["CA"] == bodies["US"]
    assert "in None" in bodies["FR"]
    assert bodies["FR"] == bodies["DE"] == bodies["XX"]
    page = house.pages.get(b"news.example/locked/vote", {})
    assert page is not None
    assert len(page.faces) == 2


def test_notices_show_no_offers_and_so_no_region(composer: Composer) -> None:
    house = located(composer, snapshot(policy("1"), REGIONS))
    assert b"left 4 in None" in get(house, "/metered/vote", "CA").body


def test_a_shared_page_is_asked_for_without_a_word_of_countries(house: House) -> None:
    first = get(house, "/free/vote", "DE")
    again = get(house, "/free/vote", "FR")
    assert first.body == again.body
    assert len(house.site.asked) == 1
    assert all(name != HEADER for name, _ in house.site.asked[0].headers)
    assert first.one(b"presspass-receipt") is None


def test_of_a_site_that_differs_by_country_nobody_chooses_another_copy(house: House) -> None:
    slip = Slip(headers=[HTML, (b"vary", b"CF-IPCountry")], parts=[article("vote", "free")])
    house.site.answer = always(slip)
    get(house, "/free/vote", "de")
    told = [dict(asked.headers).get(HEADER) for asked in house.site.asked]
    assert told == [None, b"DE"]
    house.peer = STRANGER
    for forged in ("DE", "XX", "hello"):
        get(house, "/free/vote", forged)
    told = [dict(asked.headers).get(HEADER) for asked in house.site.asked]
    assert told == [None, b"DE", None], "who is nowhere gets one copy, whatever they say"


def test_the_site_hears_of_a_readers_own_request_what_is_believed_and_nothing_else(
    house: House,
) -> None:
    for peer in ("192.0.2.1", STRANGER):
        house.peer = peer
        asyncio.run(
            house.get("/free/vote", (HEADER, b"de"), (b"cf_ipcountry", b"US"), method="POST")
        )
    believed, forged = house.site.asked
    assert [value for name, value in believed.headers if b"country" in name] == [b"DE"]
    assert not [value for name, value in forged.headers if b"country" in name]


def test_our_own_pages_are_told_the_country_and_why_explains_by_it(house: House) -> None:
    assert get(house, "/presspass/offers", "ca").one(b"found") == b"CA"
    assert get(house, "/presspass/why?page=/locked/vote", "DE").told.rule == "home"
    house.peer = STRANGER
    assert get(house, "/presspass/offers", "ca").one(b"found") == b""
    assert get(house, "/presspass/why?page=/locked/vote", "DE").told.country is None


def test_texts_that_carry_an_article_are_for_those_who_may_read_it_there(house: House) -> None:
    told = " ".join(f"word{number}" for number in range(60))
    page = article("vote", "locked").replace(PAID.encode(), told.encode())
    house.site.answer = always(Slip(parts=[page]))
    get(house, "/locked/vote", None)
    json = (b"content-type", b"application/json")
    house.site.answer = always(Slip(headers=[json], parts=[f'{{"body": "{told}"}}'.encode()]))
    statuses = [
        get(house, "/api", said, (b"accept", b"application/json")).status
        for said in ("FR", "DE", None)
    ]
    assert statuses == [403, 200, 403]
