"""The settings of the mail server."""

from pathlib import Path

import pytest

from presspass.adapters.smtp.config import Security, SmtpConfig
from tests.settings_files import LEAST, faults, read


def test_without_a_mail_server_there_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, LEAST).mail is None
    assert read(tmp_path, LEAST + "[mail]\n").mail is None


def test_a_mail_server_is_read_its_password_from_the_environment(tmp_path: Path) -> None:
    text = '[mail]\nfrom = "The Courier <News@courier.example>"\nhost = "SMTP.Example"\n'
    assert read(tmp_path, LEAST + text).mail == SmtpConfig(
        "The Courier", "News@courier.example", "smtp.example", 587, Security.STARTTLS
    )
    more = text + 'port = 465\nsecurity = "tls"\nuser = "us"\n'
    settings = read(tmp_path, LEAST + more, PRESSPASS_MAIL_PASSWORD=" hush-hush ")
    assert settings.mail == SmtpConfig(
        "The Courier",
        "News@courier.example",
        "smtp.example",
        465,
        Security.TLS,
        "us",
        " hush-hush ",
    )
    assert "hush" not in repr(settings)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "[::1]", "localhost"])
def test_mail_may_go_unprotected_to_this_machine(tmp_path: Path, host: str) -> None:
    text = f'[mail]\nfrom = "a@b.example"\nhost = "{host}"\nport = 25\nsecurity = "none"\n'
    mail = read(tmp_path, LEAST + text).mail
    assert mail is not None
    assert (mail.host, mail.name, mail.address) == (host.strip("[]"), "", "a@b.example")


def test_all_faults_of_a_mail_server_are_told_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        LEAST
        + """
        [mail]
        host = "10.0.0.25"
        security = "none"
        port = 0
        user = "us"
        frm = "a@b.example"
        """,
    )
    assert found == [
        "mail.port: write a whole number, 1 or more",
        "mail.from is missing; add it, or set PRESSPASS_MAIL_FROM",
        "mail.password is missing; add it, or set PRESSPASS_MAIL_PASSWORD",
        (
            "mail.security: none is for a server on this machine alone, and 10.0.0.25 is not; "
            "write starttls or tls"
        ),
        "mail.frm is no setting; did you mean mail.from?",
    ]
    alone = faults(tmp_path, LEAST, PRESSPASS_MAIL_PASSWORD="hush-hush\n")
    assert len(alone) == 4
    assert not any("hush" in fault for fault in alone)
