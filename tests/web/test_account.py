"""The reader's own pages."""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from presspass.core import receipts
from presspass.core.access import Decision, Reason
from presspass.core.entitlement import Basis, Entitlement, EntitlementId
from presspass.core.ids import ArticleId, ReaderId
from presspass.core.instants import DAY, MINUTE, Instant
from presspass.core.plans import Benefit
from presspass.core.reader import Standing
from presspass.core.sale import Sale, SaleState
from presspass.core.seals import Purpose
from presspass.core.situations import Situation
from presspass.core.subscription import State, Subscription
from presspass.ports import Answered
from presspass.services.accounts.changing_mailbox import STOP_LIFE
from presspass.services.accounts.sessions import RECENT
from presspass.services.links import Links
from tests.web.house import House

ANN, NEW = "ann@example.com", "ann@home.example"
GOOD, BETTER = "seven herons at low tide", "eight herons at high tide"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
Make = Callable[..., Any]
PAGES = ["", "/email", "/email/code", "/password", "/newsletter", "/language", "/data", "/delete"]


@pytest.fixture
def browser(house: House, visiting: Make) -> Callable[..., Any]:
    """A new browser in which somebody is signed in."""

    def signed_in(email: str = ANN, app: Any = None) -> Any:
        visitor = visiting(app or house.app, headers={"user-agent": FIREFOX})
        visitor.get("/presspass/sign-in")
        visitor.post("/presspass/sign-in", email=email)
        visitor.get("/presspass/sign-in/code")
        visitor.post("/presspass/sign-in/code", code=house.mail()[0])
        assert house.session(visitor) is not None
        return visitor

    return signed_in


@pytest.fixture
def ann(browser: Callable[..., Any]) -> Any:
    return browser()


def reader(house: House, visitor: Any) -> ReaderId:
    session = house.session(visitor)
    assert session is not None
    return session.reader


def entitle(house: House, who: ReaderId, until: Instant | None, basis: Basis) -> None:
    now = house.clock.now()
    since = now - 40 * DAY
    with house.commerce.transaction() as books:
        held = EntitlementId(f"{basis}"), who, Benefit.ARTICLES, since, until, basis
        books.entitlements.put(Entitlement(*held))


def sell(house: House, who: ReaderId, state: State = State.ACTIVE) -> None:
    now, plan = house.clock.now(), house.edition.plans[0]
    sale = Sale("s1", who, plan.key, plan.name, plan.benefits, plan.prices[0], now, "I buy", "7")
    sale = replace(sale, state=SaleState.MADE, subscription="sub_1")
    price = plan.prices[0]
    until = now + 30 * DAY
    subscription = Subscription(
        "sub_1", who, "s1", plan.key, "cus_1", state, now, until, price, price
    )
    with house.commerce.transaction() as books:
        books.sales.add(sale)
        books.subscriptions.put(subscription, books.subscriptions.ask("sub_1"))
    entitle(house, who, until + 2 * DAY, Basis.SUBSCRIPTION)


def counted(house: House, who: ReaderId, address: str, ago: int = 0) -> None:
    decision = Decision(
        ArticleId(address),
        house.clock.now() - ago,
        Standing.REGISTERED,
        Situation.METER_LEFT,
        "r",
        "7",
        Reason.ALLOWANCE,
        limit=10,
        used=1,
        newly_charged=True,
    )
    receipt = house.keyring.seal(Purpose.RECEIPT, receipts.pack(decision))
    house.journal.write([Answered(decision.at, receipt, [who])])


def mails(house: House) -> dict[str, str]:
    """The texts of the mails that wait, by whom they go to."""
    with house.commerce.transaction() as books:
        return {one.mail.to: one.mail.text for one in books.outbox.claim(house.clock.now(), 10)}


def link_in(text: str) -> str:
    found = re.search(r"/presspass/\S+", text)
    assert found
    return found[0]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def ask_for(ann: Any, email: str = NEW) -> str:
    """Ask for another address; answers where the code is typed."""
    ann.get("/presspass/account/email")
    answer = ann.post("/presspass/account/email", email=email)
    assert answer.status == 303, plain(answer.text)
    where = answer.header("location")
    assert isinstance(where, str)
    return where


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_signs_in_first_and_comes_back(
    house: House, visiting: Make, page: str
) -> None:
    answer = visiting(house.app).get(f"/presspass/account{page}?language=pl")
    assert answer.status == 303
    back = f"/presspass/account{page}%3Flanguage%3Dpl"
    assert answer.header("location") == f"/presspass/sign-in?page={back}&language=pl"


@pytest.mark.parametrize("page", PAGES)
def test_the_books_are_asked_and_not_the_cookie_alone(house: House, ann: Any, page: str) -> None:
    session = house.session(ann)
    assert session is not None
    with house.commerce.transaction() as books:
        books.sessions.revoke(session.id, house.clock.now())
    assert "/sign-in?" in ann.get(f"/presspass/account{page}").header("location")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_private_and_in_no_frame(ann: Any, page: str) -> None:
    answer = ann.get(f"/presspass/account{page}")
    assert answer.header("cache-control") == "private, no-store"
    if answer.status == 200:
        assert answer.header("x-frame-options") == "DENY"
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "page",
    [
        "sessions",
        "email",
        "email/code",
        "email/confirm",
        "email/stop",
        "password",
        "newsletter",
        "language",
        "delete",
    ],
)
def test_no_form_is_taken_from_elsewhere(ann: Any, page: str) -> None:
    ann.hidden = {}
    answer = ann.post(f"/presspass/account/{page}", email=NEW, sure="yes")
    assert answer.status == 403
    assert "Nothing was changed" in answer.text


def test_a_registered_reader_sees_what_is_left_and_what_was_counted(house: House, ann: Any) -> None:
    who, house.used = reader(house, ann), 4
    counted(house, who, "https://localhost/politics/the-vote")
    counted(house, who, "https://localhost.example/elsewhere", DAY)
    counted(house, who, "urn:example:1", DAY)
    counted(house, who, "http://localhost/too-old", 31 * DAY)
    counted(house, ReaderId(b"somebody else id"), "http://localhost/not-mine")
    page = ann.get("/presspass/account")
    said = plain(page.text)
    assert "You have a free account." in said
    assert "You have 6 of 10 free articles left. They return on August 1st." in said
    assert '<a href="/politics/the-vote">/politics/the-vote</a>' in page.text
    assert "urn:example:1" in said
    assert "<bdi>https://localhost.example/elsewhere</bdi>" in page.text
    assert "1 more article was counted before you signed in" in said
    assert "too-old" not in said
    assert "not-mine" not in said
    assert "kept for 30 days" in said


def test_all_is_read_and_nothing_is_limited(house: House, ann: Any) -> None:
    house.used = 12
    assert "You have read all 10 free articles of this month." in ann.get("/presspass/account").text
    house.limit = None
    assert "as many articles as you like" in ann.get("/presspass/account").text


@pytest.mark.parametrize(
    ("until", "basis", "said"),
    [
        (19 * DAY, Basis.IMPORT, "brought along, up to and including July 30th"),
        (None, Basis.IMPORT, "that you brought along."),
        (DAY, Basis.COMPLIMENTARY, "as a guest of The Harbour Courier, free of charge, up to"),
        (DAY, Basis.TRIAL, "on trial, up to and including July 12th"),
        (DAY, Basis.SUBSCRIPTION, "July 12th, 2026. Nothing is charged after that."),
        (-DAY, Basis.TRIAL, "Your trial ended on July 10th"),
        (-DAY, Basis.COMPLIMENTARY, "Your complimentary access ended on July 10th"),
        (-DAY, Basis.SUBSCRIPTION, "Your subscription ended on July 10th"),
    ],
)
def test_standing_is_told_in_plain_words(
    house: House, ann: Any, until: int | None, basis: Basis, said: str
) -> None:
    end = None if until is None else house.clock.now() + until
    entitle(house, reader(house, ann), end, basis)
    page = plain(ann.get("/presspass/account").text)
    assert said in page
    assert ("free articles left" in page) is (until is not None and until < 0)


def test_complimentary_access_is_told_beside_what_a_reader_pays_for(house: House, ann: Any) -> None:
    said = "As a guest of The Harbour Courier you also have complimentary access"
    sell(house, reader(house, ann))
    assert said not in ann.get("/presspass/account").text
    for until, end in [
        (house.clock.now() + 2 * DAY, ", up to and including July 13th"),
        (None, "."),
    ]:
        entitle(house, reader(house, ann), until, Basis.COMPLIMENTARY)
        page = plain(ann.get("/presspass/account").text)
        assert f"{said}{end}" in page
        assert "Your subscription renews on" in page


def test_a_subscription_is_told_by_the_day_on_which_it_renews(house: House, ann: Any) -> None:
    sell(house, reader(house, ann))
    assert "Your subscription renews on August 11th, 2026." in ann.get("/presspass/account").text


def test_the_door_to_the_subscription_is_there_where_something_is_sold(
    house: House, ann: Any
) -> None:
    assert "/account/subscription" not in ann.get("/presspass/account").text
    house.selling = True
    ann.app = house.of(Links.with_accounts("/presspass"))
    assert "/presspass/account/subscription" in ann.get("/presspass/account").text


def test_while_the_meter_or_the_journal_is_away_the_rest_is_shown(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    house.meter_away = True
    with caplog.at_level(logging.WARNING):
        page = ann.get("/presspass/account")
        assert page.status == 200
        assert "just now how many articles" in page.text
        assert ann.get("/presspass/account/data").status == 503
    assert "the meter is locked" in caplog.text


def test_a_session_is_ended_from_another_browser(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    house.clock.forward(DAY)
    other = browser()
    page = other.get("/presspass/account")
    assert page.text.count("Firefox, Linux</bdi></strong>") == 2
    assert "This browser" in page.text
    named = re.search(r'name="session" value="(\w+)"', page.text)
    assert named
    answer = other.post("/presspass/account/sessions", session=named[1])
    assert answer.header("location") == "/presspass/account?done=sessions"
    assert "You are signed out there." in other.get(answer.header("location")).text
    assert "/sign-in?" in ann.get("/presspass/account").header("location")
    with house.commerce.reading() as books:
        assert [change.session for change in books.sessions.changes(0)] == [bytes.fromhex(named[1])]


def test_one_signs_out_everywhere_else_at_once(ann: Any, browser: Callable[..., Any]) -> None:
    others = [browser(), browser()]
    stranger = browser("bea@example.com")
    ann.get("/presspass/account")
    ann.hidden.pop("session")
    ann.post("/presspass/account/sessions")
    assert ann.get("/presspass/account").status == 200
    for other in others:
        assert other.get("/presspass/account").status == 303
    assert stranger.get("/presspass/account").status == 200


@pytest.mark.parametrize("named", ["00" * 16, "nonsense"])
def test_nobody_ends_the_session_of_another(
    house: House, ann: Any, browser: Callable[..., Any], named: str
) -> None:
    bea = browser("bea@example.com")
    session = house.session(bea)
    assert session is not None
    ann.get("/presspass/account")
    for name in (named, session.id.hex()):
        assert ann.post("/presspass/account/sessions", session=name).status == 303
    assert bea.get("/presspass/account").status == 200


def test_an_address_changes_by_the_code_and_the_old_one_is_told(house: House, ann: Any) -> None:
    where = ask_for(ann, " Ann@Home.example ")
    assert "Ann@Home.example" in ann.get(where).text
    told = mails(house)
    assert set(told) == {ANN, "Ann@Home.example"}
    code = re.search(r"\b\d{6}\b", told["Ann@Home.example"])
    assert code
    assert "about to change" in told[ANN]
    wrong = ann.post(where, code="000000" if code[0] != "000000" else "111111")
    assert wrong.status == 422
    answer = ann.post(where, code=code[0])
    assert answer.header("location") == "/presspass/account?done=address"
    page = ann.get(answer.header("location")).text
    assert "Your address is changed." in page
    assert "Ann@Home.example" in page
    assert ann.get(where).status == 303
    with house.commerce.reading() as books:
        assert books.accounts.by_address(NEW) is not None
        assert books.accounts.by_address(ANN) is None


def test_an_address_changes_by_the_link_in_any_browser(
    house: House, ann: Any, visiting: Make
) -> None:
    ask_for(ann)
    link = link_in(mails(house)[NEW])
    phone = visiting(house.app)
    assert NEW in phone.get(link).text
    with house.commerce.reading() as books:
        assert books.accounts.by_address(NEW) is None
    assert "Your address is changed" in phone.post("/presspass/account/email/confirm").text
    assert house.session(phone) is None
    assert NEW in ann.get("/presspass/account").text
    assert phone.get(link).status == 410


def test_the_old_address_stops_a_change_and_signs_out_everywhere(
    house: House, ann: Any, visiting: Make
) -> None:
    where = ask_for(ann)
    told = mails(house)
    code = re.search(r"\b\d{6}\b", told[NEW])
    assert code
    phone = visiting(house.app)
    assert ANN in phone.get(link_in(told[ANN])).text
    assert ann.get("/presspass/account").status == 200
    assert "Your address stays" in phone.post("/presspass/account/email/stop").text
    assert ann.get("/presspass/account").status == 303
    assert ann.post(where, code=code[0]).status == 303
    with house.commerce.reading() as books:
        assert books.accounts.by_address(NEW) is None
        assert books.accounts.by_address(ANN) is not None


def test_the_old_address_takes_back_what_was_confirmed_for_three_days(
    house: House, ann: Any, visiting: Make
) -> None:
    ask_for(ann)
    told = mails(house)
    ann.get(link_in(told[NEW]))
    ann.post("/presspass/account/email/confirm")
    assert NEW in ann.get("/presspass/account").text
    phone = visiting(house.app)
    house.clock.forward(STOP_LIFE - 1)
    phone.get(link_in(told[ANN]))
    house.clock.forward(1)
    assert phone.post("/presspass/account/email/stop").status == 410
    house.clock.ahead -= 1
    assert phone.post("/presspass/account/email/stop").status == 200
    with house.commerce.reading() as books:
        assert books.accounts.by_address(ANN) is not None
    assert ann.get("/presspass/account").status == 303


@pytest.mark.parametrize("token", ["", "x", "\N{SNOWMAN}", "A" * 3000])
def test_a_forged_link_stops_nothing(house: House, visiting: Make, token: str) -> None:
    phone = visiting(house.app)
    phone.get("/presspass/sign-in")
    assert phone.post("/presspass/account/email/stop", token=token).status == 410
    assert phone.get(f"/presspass/account/email/stop?token={token[:9]}").status == 410
    assert phone.get(f"/presspass/account/email/confirm?token={token[:9]}").status == 410


def test_nobody_is_told_of_an_account_before_owning_its_address(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    browser(NEW)
    where = ask_for(ann)
    code = re.search(r"\b\d{6}\b", mails(house)[NEW])
    assert code
    answer = ann.post(where, code=code[0])
    assert answer.status == 409
    assert "This address has an account already" in answer.text
    assert ANN in ann.get("/presspass/account").text


@pytest.mark.parametrize(
    ("email", "said"), [("ann at home", "one @"), (ANN, "the address of your account already")]
)
def test_an_address_that_will_not_do_is_said_so(ann: Any, email: str, said: str) -> None:
    ann.get("/presspass/account/email")
    answer = ann.post("/presspass/account/email", email=email)
    assert answer.status == 422
    assert said in plain(answer.text)


def test_mails_are_limited_and_run_out(house: House, ann: Any) -> None:
    where = ask_for(ann)
    for _ in range(4):
        ask_for(ann)
    ann.get("/presspass/account/email")
    assert ann.post("/presspass/account/email", email=NEW).status == 429
    house.clock.forward(16 * MINUTE)
    assert ann.get(where).status == 410


def test_the_code_of_another_readers_change_is_unknown(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    where = ask_for(ann)
    code = re.search(r"\b\d{6}\b", mails(house)[NEW])
    assert code
    bea = browser("bea@example.com")
    assert bea.get(where).status == 303
    assert bea.post(where, code=code[0]).status == 410


def choose(ann: Any, password: str = GOOD, **more: str) -> Any:
    ann.get("/presspass/account/password")
    return ann.post("/presspass/account/password", password=password, **more)


def test_a_password_is_chosen_changed_and_dropped(
    house: House, ann: Any, browser: Callable[..., Any], visiting: Make
) -> None:
    other = browser()
    assert choose(ann).header("location") == "/presspass/account?done=password"
    assert other.get("/presspass/account").status == 303
    visitor = visiting(house.app)
    visitor.get("/presspass/sign-in/password")
    assert visitor.post("/presspass/sign-in/password", email=ANN, password=GOOD).status == 303
    assert choose(ann, BETTER, current=BETTER).status == 422
    house.clock.forward(RECENT + 1)
    assert choose(ann, BETTER, current=GOOD).status == 303
    wrong = choose(ann, "", drop="yes", current=GOOD)
    assert "That isn\u2019t your present password" in wrong.text
    answer = choose(ann, "", drop="yes", current=BETTER)
    assert answer.header("location") == "/presspass/account?done=password-dropped"
    with house.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        assert account.password is None


def test_a_password_that_will_not_do_is_said_so_and_tries_are_limited(ann: Any) -> None:
    assert "longer password" in choose(ann, "short").text
    choose(ann)
    statuses = {choose(ann, BETTER, current="something else").status for _ in range(11)}
    assert statuses == {422, 429}


@pytest.mark.parametrize("page", ["password", "delete"])
def test_after_a_while_one_signs_in_again_before_what_matters(
    house: House, ann: Any, page: str
) -> None:
    house.clock.forward(RECENT)
    again = ann.get(f"/presspass/account/{page}")
    assert "Is it you?" in again.text
    sure = ann.post(f"/presspass/account/{page}", sure="yes", password=GOOD)
    assert "Is it you?" in sure.text
    where = f"/presspass/sign-in?page=/presspass/account/{page}"
    assert f'action="{where}"' in again.text
    answer = ann.post(where)
    ann.get(answer.header("location"))
    answer = ann.post(answer.header("location"), code=house.mail()[0])
    assert answer.header("location") == f"/presspass/account/{page}"
    assert "Is it you?" not in ann.get(answer.header("location")).text


def test_consent_to_the_newsletter_is_kept_with_its_sentence_and_taken_back(
    house: House, ann: Any
) -> None:
    page = ann.get("/presspass/account/newsletter")
    sentence = "The Harbour Courier may send its newsletter to my e-mail address"
    assert sentence in page.text
    at = house.clock.now()
    ann.post("/presspass/account/newsletter")
    house.clock.forward(DAY)
    ann.post("/presspass/account/newsletter")
    with house.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        assert account.newsletter is not None
        assert account.newsletter.at == at
        assert sentence in account.newsletter.text
    assert "On July 12th, 2026 you agreed" in ann.get("/presspass/account/newsletter").text
    ann.post("/presspass/account/newsletter", leave="yes")
    assert "You don\u2019t get it." in ann.get("/presspass/account").text


def test_a_language_is_chosen_and_an_unknown_one_is_not(house: House, ann: Any) -> None:
    assert "polski" in ann.get("/presspass/account/language").text
    answer = ann.post("/presspass/account/language", tongue="pl")
    assert answer.header("location") == "/presspass/account?language=pl"
    ann.post("/presspass/account/language", tongue="tlh")
    with house.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        assert account.language == "pl"


def test_everything_is_taken_along(house: House, ann: Any) -> None:
    who = reader(house, ann)
    sell(house, who)
    counted(house, who, "http://localhost/politics/the-vote")
    answer = ann.get("/presspass/account/data")
    assert answer.header("content-type") == "application/json"
    assert answer.header("content-disposition").startswith("attachment")
    held = json.loads(answer.text)
    assert held["account"]["address"] == ANN
    assert held["account"]["registered"] == "2026-07-12T00:00:00+02:00"
    assert held["newsletter"] is None
    assert [each["device"] for each in held["sessions"]] == ["Firefox, Linux"]
    assert held["entitlements"][0]["basis"] == "subscription"
    assert held["purchases"][0]["agreed_to"] == "I buy"
    assert held["subscriptions"][0]["state"] == "active"
    assert held["articles"][0]["article"] == "http://localhost/politics/the-vote"
    assert held["articles"][0]["country"] is None
    assert held["allowance"]["counted"] == 3
    assert [each["what"] for each in held["history"]] == ["registered"]
    assert "30 days" in held["kept"]["articles"]


def test_an_account_is_deleted_at_once_and_everywhere(
    house: House, ann: Any, browser: Callable[..., Any]
) -> None:
    other, who = browser(), reader(house, ann)
    counted(house, who, "http://localhost/a")
    page = ann.get("/presspass/account/delete")
    assert "You have bought nothing" in page.text
    unsure = ann.post("/presspass/account/delete")
    assert "Tick the box to confirm" in unsure.text
    answer = ann.post("/presspass/account/delete", sure="yes")
    assert answer.status == 200
    assert "Your account is deleted" in answer.text
    assert house.session(ann) is None
    assert other.get("/presspass/account").status == 303
    assert list(house.journal.of(who, 0)) == []
    assert house.forgotten == [who]
    assert "we have deleted your account" in mails(house)[ANN]
    with house.commerce.reading() as books:
        assert books.accounts.by_reader(who) is None
        assert len(books.sessions.changes(0)) == 2
        assert [deed.action for deed in books.audit.about(who.hex())] == ["registered", "deleted"]


def test_what_the_law_has_us_keep_stays_and_the_page_says_so(house: House, ann: Any) -> None:
    who = reader(house, ann)
    sell(house, who, State.CANCELLING)
    page = plain(ann.get("/presspass/account/delete").text)
    assert "The law has us keep the records of your purchases" in page
    assert "is lost" in page
    assert ann.post("/presspass/account/delete", sure="yes").status == 200
    with house.commerce.reading() as books:
        assert books.accounts.by_reader(who) is None
        assert [sale.id for sale in books.sales.of(who)] == ["s1"]


def test_a_subscription_that_goes_on_is_cancelled_first(house: House, ann: Any) -> None:
    sell(house, reader(house, ann))
    assert "Please cancel it first" in ann.get("/presspass/account/delete").text
    ann.get("/presspass/account")
    answer = ann.post("/presspass/account/delete", sure="yes")
    assert answer.status == 409
    assert ann.get("/presspass/account").status == 200
    assert house.forgotten == []


def test_or_it_is_ended_at_the_provider(house: House, ann: Any) -> None:
    ended: list[str] = []
    house.cancel = lambda subscription: ended.append(subscription.id)
    ann.app = house.of(Links.with_accounts("/presspass"))
    sell(house, reader(house, ann))
    assert "Your subscription is ended with it" in ann.get("/presspass/account/delete").text
    assert ann.post("/presspass/account/delete", sure="yes").status == 200
    assert ended == ["sub_1"]


def test_while_a_payment_page_is_open_nothing_is_deleted(house: House, ann: Any) -> None:
    plan, who, now = house.edition.plans[0], reader(house, ann), house.clock.now()
    sale = Sale("s", who, plan.key, plan.name, plan.benefits, plan.prices[0], now, "I buy", "7")
    with house.commerce.transaction() as books:
        books.sales.add(sale)
        books.sales.update(replace(sale, checkout="cs_1"))
    assert "payment page is still open" in ann.get("/presspass/account/delete").text
    house.clock.forward(3600)
    assert "Is it you?" in ann.get("/presspass/account/delete").text


def test_while_the_database_is_away_nothing_is_changed(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    ann.get("/presspass/account/delete")
    house.commerce.away = True
    with caplog.at_level(logging.WARNING):
        for page in ("delete", "email", "password", "newsletter", "language", "sessions"):
            fields = {"sure": "yes", "email": NEW, "password": GOOD, "tongue": "pl"}
            answer = ann.post(f"/presspass/account/{page}", **fields)
            assert answer.status == 503
        assert ann.get("/presspass/account").status == 503
    assert "the disk is full" in caplog.text
    house.commerce.away = False
    assert ANN in ann.get("/presspass/account").text


def test_an_account_that_is_gone_meanwhile_leads_to_signing_in(
    house: House, ann: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = reader(house, ann)
    ann.get("/presspass/account/newsletter")
    known = house.sessions.signed_in(house.session(ann), house.clock.now())
    with house.commerce.transaction() as books:
        books.accounts.delete(who, house.clock.now())
    monkeypatch.setattr(type(house.sessions), "signed_in", lambda *_: known)
    assert "/sign-in?" in ann.post("/presspass/account/newsletter").header("location")
