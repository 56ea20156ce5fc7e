"""Signing in by the code of a mail."""

import re
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
from tests.web.signing_in.visits import ANN, HERE, PAGE, Make, asked, signed_in


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


def test_the_count_of_the_browser_goes_along(house: House, ann: Any) -> None:
    meter = MeterCookie(ReaderId(b"m" * 16), house.clock.now())
    ann.jar[JAR.meter] = house.keyring.seal(Purpose.METER, meter.pack())
    signed_in(house, ann)
    session = house.session(ann)
    assert session is not None
    assert house.merged == [session.reader]


def test_where_no_mail_can_be_sent_the_page_says_so(
    courier: Publication, selling: Edition, keyring: Keyring, clock: Any, asking: Make
) -> None:
    app = create(courier, lambda: selling, keyring, clock, Links())
    answer = asking(app, "/presspass/sign-in")
    assert answer.status == 503
    assert "You can\u2019t sign in here yet" in answer.text
