"""Mails: what they say, and that nothing of them can be turned against a reader."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from presspass.core.edition import Edition
from presspass.core.money import Money
from presspass.core.periods import CalendarMonth
from presspass.core.plans import Benefit, Interval, Price, Unit
from presspass.core.policy import Metering, Policy
from presspass.core.publication import Publication
from presspass.ports import Mail
from presspass.services.mails import Envelope, Line, Mails, PlanName
from presspass.services.mails.letter import one_line
from presspass.services.messages import Day

LINK = "https://courier.example/presspass/sign-in/link?token=3q2-7wEAaBcDeFgHiJkLmNoPqRsTuVwXyZ"
CODE = "048213"
QUARTER = 15 * 60
PRICE = Price(Money(999, "USD"), Interval(1, Unit.MONTH))
PLAN = PlanName("digital", "Digital")
DAY = Day(date(2026, 7, 12), with_year=True)
BILL = (
    Line("plan", {"plan": PLAN}),
    Line("brings", {"benefits": frozenset(Benefit)}),
    Line("then", {"each": PRICE, "day": DAY}),
    Line("paid", {"money": PRICE.amount}),
    Line("card", {"brand": "Visa", "last": "4242"}),
    Line("number", {"number": "pi_3QxYzAbCdEfGhIjKlMnOpQrS"}),
    Line("seller", {"site": "https://courier.example"}),
)
PLAIN = Edition(Policy("1", (), Metering(5, 5, CalendarMonth(ZoneInfo("UTC")))), {}, (), ())


def envelope(language: str = "en", to: str = "Ada+news@reader.example") -> Envelope:
    return Envelope("challenge-1", to, language, 1_800_000_000)


def every(mails: Mails, language: str = "en") -> dict[str, Mail]:
    to = envelope(language)
    return {
        "sign-in": mails.sign_in(to, LINK, CODE, QUARTER),
        "password": mails.password(to, LINK, CODE, QUARTER),
        "change-confirm": mails.change_confirm(to, LINK, CODE, QUARTER),
        "change-told": mails.change_told(to, LINK),
        "deleted": mails.deleted(to),
        "withdrawal": mails.withdrawal(to, "Digital", datetime(2026, 7, 12, 9, 30, tzinfo=UTC)),
        "receipt": mails.telling("mail-receipt", to, BILL, LINK, money=PRICE.amount, plan=PLAN),
    }


@pytest.fixture
def mails(courier: Publication, selling: Edition) -> Mails:
    return Mails(replace(courier, url="https://courier.example"), lambda: selling)


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
@pytest.mark.parametrize("kind", ["sign-in", "password", "change-confirm", "change-told"])
def test_the_link_stands_in_both_forms_and_leads_where_it_says(
    mails: Mails, kind: str, language: str
) -> None:
    mail = every(mails, language)[kind]
    assert f"\n{LINK}\n" in mail.text
    leading = [node.attributes["href"] for node in LexborHTMLParser(mail.html).css("a")]
    assert leading == ["https://courier.example", LINK, LINK]


@pytest.mark.parametrize("kind", ["sign-in", "password", "change-confirm"])
def test_the_code_and_how_long_it_is_good_for_stand_in_both_forms(mails: Mails, kind: str) -> None:
    mail = every(mails)[kind]
    assert f"\n    {CODE}\n" in mail.text
    shown = LexborHTMLParser(mail.html).css_first(".code")
    assert shown is not None
    assert shown.text() == CODE
    for form in (mail.text, mail.html):
        assert "good for 15 minutes, and only once" in form
        assert "Didn" in form or "Don" in form


def test_only_what_proves_an_address_has_a_code_and_only_what_has_a_way_has_a_link(
    mails: Mails,
) -> None:
    written = every(mails)
    assert CODE not in written["change-told"].text + written["change-told"].html
    assert LINK not in written["deleted"].text + written["deleted"].html
    assert "copy this address" not in written["deleted"].html


def test_the_mail_says_the_same_in_both_forms(mails: Mails) -> None:
    for mail in every(mails).values():
        body = LexborHTMLParser(mail.html).body
        assert body is not None
        # The lines of a bill have a colon in the plain text alone.
        shown = " ".join(body.text(separator=" ").split()).replace(":", "")
        text, _, signature = mail.text.partition("-- \n")
        for paragraph in text.split("\n\n"):
            said = " ".join(paragraph.replace(":\nhttps", "\nhttps").split()).replace(":", "")
            assert all(part in shown for part in said.split(" https")[:1]), said
        assert " ".join(signature.split("\nhttps")[0].split()) in shown


@pytest.mark.parametrize(
    ("language", "direction", "start", "words"),
    [
        ("en-GB", "ltr", "left", "good for 15 minutes"),
        ("pl", "ltr", "left", "przez 15 minut i"),
        ("ar", "rtl", "right", "الرابط والرمز صالحان"),
        ("xx", "ltr", "left", "good for 15 minutes"),
    ],
)
def test_a_mail_speaks_its_readers_language(
    mails: Mails, language: str, direction: str, start: str, words: str
) -> None:
    mail = mails.sign_in(envelope(language), LINK, CODE, QUARTER)
    assert f'dir="{direction}"' in mail.html
    assert f"text-align:{start}" in mail.html
    assert f'<html lang="{mail.language}"' in mail.html
    assert words in mail.text
    assert words in mail.html


def test_the_publications_own_words_come_first_and_follow_the_edition_in_force(
    courier: Publication, selling: Edition
) -> None:
    current = selling
    mails = Mails(courier, lambda: current)
    assert mails.deleted(envelope()).subject == ("Your account with The Harbour Courier is deleted")
    current = replace(
        selling, messages={"en": "mail-deleted =\n    .subject = Farewell from { $publication }\n"}
    )
    mail = mails.deleted(envelope())
    assert mail.subject == "Farewell from The Harbour Courier"
    assert "we have deleted your account" in mail.text


def test_lines_of_plain_text_are_short_but_addresses_are_whole(mails: Mails) -> None:
    for mail in every(mails).values():
        assert all(len(line) <= 72 or line == LINK for line in mail.text.splitlines())


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_the_lines_of_a_bill_stand_in_both_forms_one_below_another(
    mails: Mails, language: str
) -> None:
    mail = every(mails, language)["receipt"]
    rows = LexborHTMLParser(mail.html).css("tr")
    shown = [": ".join(" ".join(cell.text().split()) for cell in row.css("th, td")) for row in rows]
    block = next(part for part in mail.text.split("\n\n") if part.startswith(shown[0]))
    assert len(shown) == len(BILL)
    assert block.replace("\n    ", " ").replace("\N{NO-BREAK SPACE}", " ").splitlines() == shown


def test_plans_prices_and_benefits_are_put_into_words(mails: Mails) -> None:
    text = every(mails)["receipt"].text
    assert "Plan: Digital\n" in text
    assert "Price after that: $9.99 a month, from July 12th, 2026\n" in text
    assert "What it brings: Read all stories with unlimited access\u00a0· Use our" in text


def test_a_plan_has_the_publications_own_name_for_it_in_the_language(
    courier: Publication, selling: Edition
) -> None:
    named = replace(selling, messages={"pl": "plan-digital = Wydanie cyfrowe\n"})
    mails = Mails(courier, lambda: named)
    assert "Plan: Wydanie cyfrowe" in every(mails, "pl")["receipt"].text
    assert "Plan: Digital" in every(mails, "en")["receipt"].text


@given(name=st.text(min_size=1), address=st.text(min_size=1))
def test_nothing_given_to_a_mail_breaks_out_of_its_place(name: str, address: str) -> None:
    hostile = f"{name}<script>\r\nBcc: <b>{address}"
    publication = Publication(hostile, "https://courier.example", "en", ZoneInfo("Europe/Berlin"))
    mails = Mails(publication, lambda: PLAIN)
    mail = mails.sign_in(envelope(to=f"{address}\n<img src=x>@a"), LINK, CODE, QUARTER)
    assert len(mail.subject.splitlines()) == 1
    assert mail.subject == one_line(mail.subject)
    tree = LexborHTMLParser(mail.html)
    assert tree.css("script, img, b") == []
    assert mail.text.count("\n-- \n") == 1


def test_a_mail_loads_nothing_from_anywhere(mails: Mails) -> None:
    for mail in every(mails).values():
        tree = LexborHTMLParser(mail.html)
        assert tree.css("img, link, script, iframe, object, video, [src], [background]") == []
        assert "url(" not in mail.html
        assert "@import" not in mail.html


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mail_can_be_read_by_everybody_on_a_phone_in_the_light_and_the_dark(
    chromium: Browser,
    mails: Mails,
    accessible: Callable[[Page], None],
    language: str,
    scheme: str,
) -> None:
    context = chromium.new_context(
        viewport={"width": 320, "height": 600}, color_scheme="dark" if scheme == "dark" else "light"
    )
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for mail in every(mails, language).values():
        page.set_content(mail.html)
        # A mail program shows a mail in a part of its own page that is marked as such.
        page.evaluate("document.body.innerHTML = `<main>${document.body.innerHTML}</main>`")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(22, 21, 19)" if scheme == "dark" else "rgb(255, 253, 249)")
    assert asked == []
    context.close()
