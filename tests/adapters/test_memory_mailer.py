"""The mailer that keeps mails in memory."""

from presspass.adapters.memory_mailer import KEPT, MemoryMailer
from presspass.ports import Mail, Mailer


def mail(number: int) -> Mail:
    return Mail(str(number), "a@b.example", "en", "Hello", "text", "<p>text", 0)


def test_the_last_mails_are_kept_newest_first() -> None:
    mailer = MemoryMailer()
    sending: Mailer = mailer
    for number in range(KEPT + 3):
        sending.send(mail(number))
        sending.rest()
    kept = mailer.mails()
    assert len(kept) == KEPT
    assert [kept[0].key, kept[-1].key] == [str(KEPT + 2), "3"]
