"""The SMTP mailer against a real server: every answer of a mail server is told apart."""

import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from presspass.adapters.smtp.config import Security, SmtpConfig
from presspass.adapters.smtp.mailer import SmtpMailer
from presspass.ports import Mail, MailDoubtful, MailerAway, MailRefused
from tests.post_office import (
    CERTIFICATE,
    DROP,
    PASSWORD,
    SILENCE,
    USER,
    PostOffice,
    post_office,
)

pytestmark = pytest.mark.server

MAIL = Mail(
    "challenge-1",
    "Ada+news@reader.example",
    "pl",
    "Zaloguj się: Gazeta Łódzka",
    "Zażółć\n.gęślą\n..jaźń\n",
    "<!doctype html>\n<p>Zażółć gęślą jaźń</p>\n",
    1_800_000_000,
)


def config(office: PostOffice, **changes: Any) -> SmtpConfig:
    usual = SmtpConfig(
        "Gazeta Łódzka", "news@gazeta.example", "localhost", office.port, Security.NONE
    )
    return replace(usual, **changes)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as opened:
        yield opened


@pytest.fixture
def mailer(office: PostOffice) -> Iterator[SmtpMailer]:
    made = SmtpMailer(config(office), patience=2)
    yield made
    made.rest()


def test_a_mail_arrives_as_it_was_written(office: PostOffice, mailer: SmtpMailer) -> None:
    mailer.send(MAIL)
    [got] = office.received
    assert (got.sender, got.to) == ("news@gazeta.example", ["Ada+news@reader.example"])
    message = got.message
    assert message["From"] == "Gazeta Łódzka <news@gazeta.example>"
    assert message["To"] == "Ada+news@reader.example"
    assert message["Subject"] == MAIL.subject
    assert message["Date"] == "Fri, 15 Jan 2027 08:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "pl"
    assert got.part("plain").replace("\r\n", "\n") == MAIL.text
    assert got.part("html").replace("\r\n", "\n") == MAIL.html
    assert message.get_content_type() == "multipart/alternative"
    assert got.raw.isascii()
    assert max(map(len, got.raw.split(b"\r\n"))) <= 78


def test_a_mail_has_one_name_however_often_it_is_sent(
    office: PostOffice, mailer: SmtpMailer
) -> None:
    for key in ("one", "one", "two"):
        mailer.send(replace(MAIL, key=key))
    first, again, other = (got.message["Message-ID"] for got in office.received)
    assert first == again != other
    assert first.endswith("@gazeta.example>")
    assert "one" not in first


def test_one_connection_serves_until_there_is_a_rest(
    office: PostOffice, mailer: SmtpMailer
) -> None:
    mailer.send(MAIL)
    mailer.send(MAIL)
    mailer.rest()
    mailer.send(MAIL)
    assert [got.connection for got in office.received] == [1, 1, 2]


def test_a_connection_that_the_server_gave_up_is_made_anew(
    office: PostOffice, mailer: SmtpMailer
) -> None:
    mailer.send(MAIL)
    for said in (DROP, "421 idle for too long"):
        office.says = {"RSET": said}
        mailer.send(MAIL)
    assert [got.connection for got in office.received] == [1, 2, 3]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA", "END"])
def test_a_temporary_no_is_one_for_later(
    office: PostOffice, mailer: SmtpMailer, command: str
) -> None:
    office.says = {command: "451 the disk\r\n is full"}
    with pytest.raises(MailerAway, match=r"localhost:\d+ .*: 451 the disk"):
        mailer.send(MAIL)
    office.says = {}
    office.received.clear()
    mailer.send(MAIL)
    assert len(office.received) == 1


@pytest.mark.parametrize("command", ["RCPT", "DATA", "END"])
def test_a_final_no_is_one_for_good(office: PostOffice, mailer: SmtpMailer, command: str) -> None:
    office.says = {command: "550 5.1.1 nobody of that name"}
    with pytest.raises(MailRefused, match=r"550 5\.1\.1 nobody of that name"):
        mailer.send(MAIL)
    office.says = {}
    mailer.send(MAIL)


@pytest.mark.parametrize(("command", "said"), [("MAIL", "550 not you"), ("RCPT", "530 log in")])
def test_what_is_our_own_fault_is_for_later_and_no_fault_of_the_readers(
    office: PostOffice, mailer: SmtpMailer, command: str, said: str
) -> None:
    office.says = {command: said}
    with pytest.raises(MailerAway, match=said):
        mailer.send(MAIL)


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("fault", [DROP, SILENCE])
def test_a_server_that_is_lost_before_the_mail_has_not_got_it(
    office: PostOffice, command: str, fault: str
) -> None:
    mailer = SmtpMailer(config(office), patience=0.3)
    office.says = {command: fault}
    with pytest.raises(MailerAway, match="broke off"):
        mailer.send(MAIL)
    office.says = {}
    mailer.send(MAIL)
    assert len(office.received) == 1
    mailer.rest()


def test_a_server_that_is_lost_within_a_long_mail_has_not_got_it(
    office: PostOffice, mailer: SmtpMailer
) -> None:
    office.says = {"BODY": DROP}
    with pytest.raises(MailerAway, match="broke off"):
        mailer.send(replace(MAIL, text="A line of it.\n" * 2_000_000))
    assert office.received == []


@pytest.mark.parametrize("fault", [DROP, SILENCE, "hm", "354 more"])
def test_a_server_that_never_says_whether_it_has_a_mail_leaves_it_in_doubt(
    office: PostOffice, fault: str
) -> None:
    mailer = SmtpMailer(config(office), patience=0.1)
    office.says = {"END": fault}
    with pytest.raises(MailDoubtful, match="whole mail"):
        mailer.send(MAIL)
    assert len(office.received) == 1
    office.says = {}
    mailer.send(MAIL)
    assert office.received[1].connection == 2
    mailer.rest()


def test_a_short_mail_that_is_cut_off_is_never_taken_for_sent(
    office: PostOffice, mailer: SmtpMailer
) -> None:
    office.says = {"BODY": DROP}
    with pytest.raises((MailDoubtful, MailerAway)):
        mailer.send(MAIL)


def test_nobody_there_is_one_for_later(mailer: SmtpMailer) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        mailer = SmtpMailer(
            SmtpConfig("", "a@b.example", "127.0.0.1", taken.getsockname()[1], Security.NONE)
        )
        with pytest.raises(MailerAway, match=r"can't be reached: .*refused"):
            mailer.send(MAIL)


def test_a_host_without_an_address_is_one_for_later() -> None:
    nowhere = SmtpConfig("", "a@b.example", "smtp.invalid", 25, Security.NONE)
    with pytest.raises(MailerAway, match=r"smtp\.invalid:25 can't be reached"):
        SmtpMailer(nowhere).send(MAIL)


def test_a_server_that_says_nothing_at_all_is_given_up() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        silent = SmtpConfig("", "a@b.example", "127.0.0.1", mute.getsockname()[1], Security.NONE)
        with pytest.raises(MailerAway, match=r"can't be reached: .*timed out"):
            SmtpMailer(silent, patience=0.2).try_out()


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_protected_way_is_taken_and_logged_in_on(
    security: Security, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with post_office(
        starttls=security is Security.STARTTLS, tls=security is Security.TLS, auth=True
    ) as office:
        right = config(office, security=security, user=USER, password=PASSWORD)
        mailer = SmtpMailer(right, patience=5)
        mailer.try_out()
        assert office.received == []
        mailer.send(MAIL)
        mailer.rest()
        assert len(office.received) == 1
        with pytest.raises(MailerAway, match=r"check mail\.user and mail\.password: 535"):
            SmtpMailer(replace(right, password="wrong"), patience=5).send(MAIL)
        stranger = SmtpMailer(replace(right, user=""), patience=5)
        with pytest.raises(MailerAway, match="530"):
            stranger.send(MAIL)
        stranger.rest()
        assert len(office.received) == 1


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_nothing_is_said_to_a_server_that_cannot_prove_who_it_is(security: Security) -> None:
    with post_office(
        starttls=security is Security.STARTTLS, tls=security is Security.TLS
    ) as office:
        mailer = SmtpMailer(config(office, security=security, user=USER, password=PASSWORD), 5)
        with pytest.raises(MailerAway, match="no certificate that can be trusted: self"):
            mailer.send(MAIL)
        assert office.received == []


def test_a_server_that_offers_no_protection_gets_no_mail(office: PostOffice) -> None:
    mailer = SmtpMailer(config(office, security=Security.STARTTLS), patience=2)
    with pytest.raises(MailerAway, match=r"lacks what mail\.security or mail\.user call for"):
        mailer.send(MAIL)
    mailer = SmtpMailer(config(office, security=Security.TLS), patience=2)
    with pytest.raises(MailerAway, match=r"check mail\.security and mail\.port"):
        mailer.send(MAIL)
    assert office.received == []


def test_addresses_in_other_letters_arrive(office: PostOffice, mailer: SmtpMailer) -> None:
    mailer.send(replace(MAIL, to="zażółć@łódź.example"))
    mailer.send(replace(MAIL, to="ada@łódź.example"))
    first, second = office.received
    assert first.utf8
    assert first.to == ["zażółć@xn--d-uga0v4h.example"]
    assert first.message["To"] == "zażółć@xn--d-uga0v4h.example"
    assert not second.utf8
    assert second.to == ["ada@xn--d-uga0v4h.example"]
    assert second.raw.isascii()


def test_a_server_without_those_letters_is_a_clear_no(
    office: PostOffice, mailer: SmtpMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smtplib.SMTP.has_extn", lambda _, name: name != "smtputf8")
    with pytest.raises(MailRefused, match="letters beyond a to z before the @"):
        mailer.send(replace(MAIL, to="zażółć@reader.example"))
    assert office.received == []


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "a@reader.example\r\nBcc: b@other.example"},
        {"to": "a\r\nRCPT TO:<b@other.example>@reader.example"},
        {"to": "a@" + "x" * 64 + ".example"},
        {"subject": "Hello\r\nBcc: b@other.example"},
        {"subject": "Hello\nBcc: b@other.example"},
    ],
)
def test_nothing_in_a_mail_adds_a_header_or_a_recipient(
    office: PostOffice, mailer: SmtpMailer, changes: dict[str, Any]
) -> None:
    with pytest.raises(MailRefused):
        mailer.send(replace(MAIL, **changes))
    assert office.received == []


def test_the_password_is_never_shown(office: PostOffice) -> None:
    assert PASSWORD not in repr(config(office, user=USER, password=PASSWORD))
