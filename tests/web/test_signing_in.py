import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from presspass.core.challenge import LIFE
from presspass.core.credentials import MeterCookie
from presspass.core.edition import Edition
from presspass.core.ids import ReaderId
from presspass.core.publication import Publication
from presspass.core.seals import Keyring, Purpose
from presspass.services.links import Links
from presspass.web.app import create
from tests.web.house import JAR, House

ANN = "ann@example.com"
GOOD = "seven herons at low tide"
PAGE = "/politics/the-vote?a=b"
HERE = "?page=/politics/the-vote%3Fa%3Db"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
Make = Callable[..., Any]
READER_PAGES = [
    "/presspass/sign-in",
    "/presspass/sign-in?purpose=password",
    "/presspass/sign-in/code",
    "/presspass/sign-in/link?token=x",
    "/presspass/sign-in/password",
    "/presspass/sign-in/devices",
]


@pytest.fixture
def ann(house: House, visiting: Make) -> Any:
    return visiting(house.app, headers={"user-agent": FIREFOX})


def asked(visitor: Any, target: str = "", email: str = ANN) -> Any:
    visitor.get(f"/presspass/sign-in{target}")
    return visitor.post(f"/presspass/sign-in{target}", email=email)


def signed_in(house: House, visitor: Any, email: str = ANN) -> Any:
    asked(visitor, HERE, email)
    visitor.get("/presspass/sign-in/code")
    return visitor.post("/presspass/sign-in/code", code=house.mail()[0])


def test_one_registers_by_the_code_and_is_back_at_the_article(house: House, ann: Any) -> None:
    answer = asked(ann, HERE)
    assert answer.status == 303
    assert answer.header("location") == f"/presspass/sign-in/code{HERE}"
    page = ann.get(answer.header("location"))
    assert f"We\u2019ve sent a mail to {ANN}." in page.text
    code, _ = house.mail()
    answer = ann.post("/presspass/sign-in/code", code=f" {code[:3]} {code[3:]} ")
    assert answer.status == 303
    assert answer.header("location") == PAGE
    session = house.session(ann)
    assert session is not None
    with house.commerce.reading() as books:
        account = books.accounts.by_address(ANN)
        assert account is not None
        assert account.reader == session.reader
        assert [each.device for each in books.sessions.of(account.reader, 0)] == ["Firefox, Linux"]
    assert JAR.door not in ann.jar


def test_one_registers_by_the_link_in_any_browser(house: House, ann: Any, visiting: Make) -> None:
    asked(ann, f"{HERE}&language=pl")
    _, link = house.mail()
    phone = visiting(house.app)
    page = phone.get(link)
    assert page.status == 200
    assert ANN in page.text
    assert '<html lang="pl"' in page.text
    assert house.session(phone) is None
    answer = phone.post("/presspass/sign-in/link")
    assert answer.header("location") == PAGE
    assert house.session(phone) is not None
    assert house.session(ann) is None


def test_a_program_that_opens_every_link_uses_none_up(
    house: House, ann: Any, visiting: Make
) -> None:
    asked(ann)
    _, link = house.mail()
    for _ in range(3):
        assert visiting(house.app).get(link).status == 200
    ann.get(link)
    assert ann.post("/presspass/sign-in/link").status == 303


def test_the_page_of_a_link_keeps_its_secret(house: House, ann: Any) -> None:
    asked(ann)
    _, link = house.mail()
    answer = ann.get(link)
    assert answer.header("referrer-policy") == "strict-origin"
    assert answer.header("cache-control") == "private, no-store"


@pytest.mark.parametrize("target", READER_PAGES)
def test_every_page_is_private_in_no_frame_and_without_a_script(ann: Any, target: str) -> None:
    answer = ann.get(target)
    assert answer.header("cache-control") == "private, no-store"
    assert answer.header("x-frame-options") == "DENY"
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "target",
    ["sign-in", "sign-in/code", "sign-in/link", "sign-in/password", "sign-in/devices", "sign-out"],
)
def test_no_form_is_taken_from_elsewhere(house: House, ann: Any, target: str) -> None:
    signed_in(house, ann)
    before = house.session(ann)
    ann.hidden.clear()
    answer = ann.post(f"/presspass/{target}", email=ANN, code="000000")
    assert answer.status == 403
    assert house.session(ann) == before


def test_the_page_is_the_same_whether_there_is_an_account_or_not(
    house: House, ann: Any, visiting: Make
) -> None:
    signed_in(house, ann)

    def seen(email: str) -> Any:
        visitor = visiting(house.app)
        answer = asked(visitor, HERE, email)
        page = visitor.get("/presspass/sign-in/code")
        text = re.sub(r'value="[^"]*"', "", page.text).replace(email, "")
        return answer.status, answer.header("location"), page.status, text

    assert seen(ANN) == seen("bob@example.com")


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Write your e-mail address"),
        ("ann", "one @"),
        ("ann beth@example.com", "without spaces"),
        ("ann..b@example.com", "no two in a row"),
        ("ann@example", "a domain such as example.com"),
        (f"{'a' * 65}@example.com", "at most 64 characters"),
    ],
)
def test_an_address_that_is_none_says_what_to_change(ann: Any, email: str, said: str) -> None:
    answer = asked(ann, HERE, email)
    assert answer.status == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'href="#email"' in answer.text
    assert f'value="{email}"' in answer.text


def test_who_asks_for_too_many_mails_is_told_when_to_come_back(ann: Any) -> None:
    for _ in range(5):
        assert asked(ann).status == 303
    answer = asked(ann)
    assert answer.status == 429
    assert "try again in 60 minutes" in answer.text


def test_a_wrong_code_may_be_tried_five_times(house: House, ann: Any) -> None:
    asked(ann, HERE)
    code, _ = house.mail()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    ann.get("/presspass/sign-in/code")
    for left in ("4 more times", "3 more times", "2 more times", "once more"):
        answer = ann.post("/presspass/sign-in/code", code=wrong)
        assert answer.status == 422
        assert f"You can try {left}." in answer.text
    answer = ann.post("/presspass/sign-in/code" + HERE, code=wrong)
    assert answer.status == 410
    assert "wrong code too many times" in answer.text
    assert f'href="/presspass/sign-in{HERE}"' in answer.text
    assert ann.post("/presspass/sign-in/code", code=code).status == 410


@pytest.mark.parametrize("way", ["code", "link"])
def test_a_mail_that_has_run_out_says_so_and_leads_to_another(
    house: House, ann: Any, way: str
) -> None:
    asked(ann)
    code, link = house.mail()
    ann.get(link)
    house.clock.forward(LIFE)
    target = "/presspass/sign-in/code" if way == "code" else link
    for answer in (ann.get(target), ann.post(f"/presspass/sign-in/{way}", code=code)):
        assert answer.status == 410
        assert "This mail has run out" in answer.text
        assert 'class="button" href="/presspass/sign-in' in answer.text


def test_a_link_that_was_used_says_so(house: House, ann: Any, visiting: Make) -> None:
    asked(ann)
    _, link = house.mail()
    ann.get(link)
    ann.post("/presspass/sign-in/link")
    stranger = visiting(house.app).get(link)
    assert stranger.status == 410
    assert "This mail has been used already" in stranger.text
    again = ann.get(link)
    assert again.status == 303
    assert f"as {ANN}" in ann.get(again.header("location")).text


def test_a_link_that_was_cut_short_says_so(house: House, ann: Any) -> None:
    asked(ann)
    _, link = house.mail()
    answer = ann.get(link.partition("&")[0][:-5])
    assert answer.status == 410
    assert "This link isn\u2019t whole" in answer.text


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        ("refused", "The mail provider refused our mail to ann@example.com."),
        ("doubtful", "We can\u2019t tell whether our mail to ann@example.com went out."),
        ("waiting", "the mail server can\u2019t be reached"),
    ],
)
def test_the_page_of_the_code_says_what_became_of_the_mail(
    house: House, ann: Any, fate: str, said: str
) -> None:
    asked(ann)
    assert 'role="status"' not in ann.get("/presspass/sign-in/code").text
    house.mailed(fate)
    house.clock.forward(20)
    assert said in ann.get("/presspass/sign-in/code").text


def test_without_having_asked_there_is_no_code_to_type(ann: Any) -> None:
    assert ann.get("/presspass/sign-in/code").header("location") == "/presspass/sign-in"
    ann.get("/presspass/sign-in")
    assert ann.post("/presspass/sign-in/code", code="123456").status == 410


def test_another_browser_can_not_use_the_code(house: House, ann: Any, visiting: Make) -> None:
    asked(ann)
    code, _ = house.mail()
    mallory = visiting(house.app)
    asked(mallory, email="mallory@example.com")
    mallory.get("/presspass/sign-in/code")
    assert mallory.post("/presspass/sign-in/code", code=code).status == 422


@pytest.mark.parametrize("page", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(house: House, ann: Any, page: str) -> None:
    asked(ann, f"?page={page}")
    ann.get("/presspass/sign-in/code")
    answer = ann.post("/presspass/sign-in/code", code=house.mail()[0])
    assert answer.header("location") == "/"


def test_a_forgotten_password_is_chosen_anew_and_then_signs_in(
    house: House, ann: Any, visiting: Make
) -> None:
    asked(ann, f"{HERE}&purpose=password")
    page = ann.get("/presspass/sign-in/code")
    assert 'autocomplete="new-password"' in page.text
    code, link = house.mail()
    answer = ann.post("/presspass/sign-in/code", code=code, password="short")
    assert answer.status == 422
    assert "of 10 characters or more" in answer.text
    assert f'value="{code}"' in answer.text
    assert "short" not in re.sub(r"shorter", "", answer.text)
    page = ann.get(link)
    assert f"This will be the password of {ANN}." in page.text
    assert ann.post("/presspass/sign-in/link", password="").status == 422
    assert ann.post("/presspass/sign-in/link", password=GOOD).header("location") == PAGE
    other = visiting(house.app)
    other.get(f"/presspass/sign-in/password{HERE}")
    answer = other.post(f"/presspass/sign-in/password{HERE}", email=ANN, password=GOOD)
    assert answer.header("location") == PAGE
    assert house.session(other) is not None


def test_a_wrong_password_says_no_more_than_that(house: House, ann: Any, visiting: Make) -> None:
    signed_in(house, ann)
    texts = set()
    for email in (ANN, "bob@example.com"):
        visitor = visiting(house.app)
        visitor.get("/presspass/sign-in/password")
        answer = visitor.post("/presspass/sign-in/password", email=email, password="something")
        assert answer.status == 422
        assert "something" not in answer.text
        texts.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(texts) == 1


def test_who_tries_too_many_passwords_is_led_to_the_mail(ann: Any) -> None:
    ann.get("/presspass/sign-in/password")
    for _ in range(10):
        ann.post("/presspass/sign-in/password", email=ANN, password="something")
    answer = ann.post("/presspass/sign-in/password", email=ANN, password="something")
    assert answer.status == 429
    assert "Sign in by mail" in answer.text


def test_on_one_device_too_many_one_chooses(house: House, ann: Any, visiting: Make) -> None:
    house.edition = replace(house.edition, plans=())
    for _ in range(10):
        signed_in(house, visiting(house.app, headers={"user-agent": FIREFOX}))
        house.clock.forward(3600)
    answer = signed_in(house, ann)
    assert answer.header("location") == f"/presspass/sign-in/devices{HERE}"
    assert house.session(ann) is None
    page = ann.get(answer.header("location"))
    boxes = re.findall(r'name="device" value="(\w+)"', page.text)
    assert len(boxes) == 10
    assert "Firefox, Linux" in page.text
    answer = ann.post(f"/presspass/sign-in/devices{HERE}", device="zz")
    assert answer.status == 422
    assert "Choose at least 1 device" in answer.text
    answer = ann.post(f"/presspass/sign-in/devices{HERE}", device=boxes[:2])
    assert answer.header("location") == PAGE
    session = house.session(ann)
    assert session is not None
    with house.commerce.reading() as books:
        assert len(books.sessions.of(session.reader, house.clock.now())) == 9


def test_a_choice_that_comes_too_late_begins_anew(house: House, ann: Any, visiting: Make) -> None:
    for _ in range(10):
        signed_in(house, visiting(house.app))
        house.clock.forward(3600)
    signed_in(house, ann)
    ann.get("/presspass/sign-in/devices")
    house.clock.forward(600)
    assert ann.post("/presspass/sign-in/devices").status == 410
    assert ann.get("/presspass/sign-in/devices").header("location") == "/presspass/sign-in"
    assert ann.jar.pop(JAR.door)
    ann.get("/presspass/sign-in")
    assert ann.post("/presspass/sign-in/devices").status == 410


def test_who_is_signed_in_is_told_so_and_can_sign_out(house: House, ann: Any) -> None:
    signed_in(house, ann)
    session = house.session(ann)
    page = ann.get(f"/presspass/sign-in{HERE}")
    assert f"You\u2019re signed in to The Harbour Courier as {ANN}." in page.text
    answer = ann.post(f"/presspass/sign-out{HERE}")
    assert answer.header("location") == PAGE
    assert house.session(ann) is None
    assert session is not None
    with house.commerce.reading() as books:
        assert books.sessions.get(session.id) is None
    assert ann.post("/presspass/sign-out").header("location") == "/"


def test_who_was_signed_out_elsewhere_is_asked_to_sign_in(house: House, ann: Any) -> None:
    signed_in(house, ann)
    session = house.session(ann)
    assert session is not None
    with house.commerce.transaction() as books:
        books.sessions.revoke(session.id, house.clock.now())
    assert "Send me the mail" in ann.get("/presspass/sign-in").text


def test_the_count_of_the_browser_goes_along(house: House, ann: Any) -> None:
    meter = MeterCookie(ReaderId(b"m" * 16), house.clock.now())
    ann.jar[JAR.meter] = house.keyring.seal(Purpose.METER, meter.pack())
    signed_in(house, ann)
    session = house.session(ann)
    assert session is not None
    assert house.merged == [session.reader]


def test_while_the_database_is_away_nothing_is_lost(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    asked(ann)
    code, _ = house.mail()
    ann.get("/presspass/sign-in/code")
    house.commerce.away = True
    with caplog.at_level(logging.WARNING):
        answer = ann.post("/presspass/sign-in/code", code=code)
        assert answer.status == 503
        assert "nothing is lost" in answer.text
        assert ann.get("/presspass/sign-in/code").status == 503
        assert asked(ann).status == 503
    assert "the disk is full" in caplog.text
    house.commerce.away = False
    ann.get("/presspass/sign-in/code")
    assert ann.post("/presspass/sign-in/code", code=code).status == 303


def test_one_can_sign_out_while_the_database_is_away(
    house: House, ann: Any, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(house, ann)
    ann.get("/presspass/sign-in")
    house.commerce.away = True
    with caplog.at_level(logging.WARNING):
        assert ann.post("/presspass/sign-out").status == 303
    assert house.session(ann) is None
    assert "still on the books" in caplog.text


def test_where_no_mail_can_be_sent_the_page_says_so(
    courier: Publication, selling: Edition, keyring: Keyring, clock: Any, asking: Make
) -> None:
    app = create(courier, lambda: selling, keyring, clock, Links())
    answer = asking(app, "/presspass/sign-in")
    assert answer.status == 503
    assert "You can\u2019t sign in here yet" in answer.text


def test_fields_tell_browsers_and_keyboards_what_they_are_for(house: House, ann: Any) -> None:
    del house
    page = ann.get("/presspass/sign-in").text
    assert 'type="email"' in page
    assert 'autocomplete="email"' in page
    assert 'inputmode="email"' in page
    asked(ann)
    page = ann.get("/presspass/sign-in/code").text
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    page = ann.get("/presspass/sign-in/password").text
    assert 'autocomplete="current-password"' in page
