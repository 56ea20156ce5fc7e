"""What every `ports.Outbox` promises: each mail is claimed by one sender alone."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from presspass.ports import SENDING_TAKES, Claimed, Commerce, Mail, MailState

NOW = 1_800_000_000

AtOnce = Callable[..., list[Any]]


def mail(key: str, created: int = NOW) -> Mail:
    return Mail(key, "Ann@Bücher.example", "de", "Ihr Code", "123456 ü", "<p>123456</p>", created)


def add(commerce: Commerce, *mails: Mail) -> None:
    with commerce.transaction() as books:
        for each in mails:
            books.outbox.add(each)


def claim(commerce: Commerce, now: int = NOW, size: int = 9) -> list[Claimed]:
    with commerce.transaction() as books:
        return list(books.outbox.claim(now, size))


def state(commerce: Commerce, key: str) -> MailState | None:
    with commerce.reading() as books:
        return books.outbox.state(key)


def test_a_mail_is_claimed_once_and_as_it_was_written(commerce: Commerce) -> None:
    add(commerce, mail("a"))
    assert state(commerce, "a") is MailState.WAITING
    [claimed] = claim(commerce)
    assert (claimed.mail, claimed.tries) == (mail("a"), 0)
    assert state(commerce, "a") is MailState.SENDING
    assert claim(commerce, NOW + 9999) == []


def test_a_mail_of_a_known_key_is_let_go(commerce: Commerce) -> None:
    add(commerce, mail("a"), replace(mail("a"), subject="again"))
    [claimed] = claim(commerce)
    assert claimed.mail.subject == "Ihr Code"
    with commerce.transaction() as books:
        books.outbox.sent(claimed.number, NOW)
        books.outbox.add(mail("a"))
    assert claim(commerce) == []


def test_the_longest_due_come_first_and_none_before_its_time(commerce: Commerce) -> None:
    add(commerce, mail("c", NOW + 3), mail("b", NOW + 1), mail("a", NOW + 1), mail("d", NOW + 9))
    assert [it.mail.key for it in claim(commerce, NOW + 8, 2)] == ["b", "a"]
    assert [it.mail.key for it in claim(commerce, NOW + 8, 2)] == ["c"]


def test_no_two_senders_get_the_same_mail(commerce: Commerce, at_once: AtOnce) -> None:
    add(commerce, *(mail(str(number)) for number in range(30)))
    claimed = at_once(15, lambda: [it.mail.key for it in claim(commerce, size=3)])
    keys = [key for some in claimed for key in some]
    assert sorted(keys) == sorted(str(number) for number in range(30))


def test_a_claim_that_was_never_committed_is_no_claim(commerce: Commerce) -> None:
    add(commerce, mail("a"))
    with suppress(ZeroDivisionError), commerce.transaction() as books:
        assert len(books.outbox.claim(NOW, 9)) == 1
        _ = 1 / 0
    assert [it.mail.key for it in claim(commerce)] == ["a"]


def test_a_mail_to_be_tried_again_waits_and_counts_its_tries(commerce: Commerce) -> None:
    add(commerce, mail("a"))
    for tries, due in ((1, NOW + 60), (2, NOW + 300)):
        [claimed] = claim(commerce, due)
        with commerce.transaction() as books:
            books.outbox.retry(claimed.number, due + 60, "greylisted")
        assert state(commerce, "a") is MailState.WAITING
        assert claim(commerce, due + 59) == []
        with commerce.reading() as books:
            assert books.outbox.state("a") is MailState.WAITING
        assert claimed.tries == tries - 1


@pytest.mark.parametrize("outcome", ["sent", "refused"])
def test_what_is_settled_is_never_claimed_again(commerce: Commerce, outcome: str) -> None:
    add(commerce, mail("a"))
    [claimed] = claim(commerce)
    with commerce.transaction() as books:
        if outcome == "sent":
            books.outbox.sent(claimed.number, NOW)
        else:
            books.outbox.refuse(claimed.number, NOW, "no such mailbox")
        books.outbox.retry(claimed.number, NOW, "too late")
        books.outbox.doubt(claimed.number, NOW, "too late")
    assert state(commerce, "a") == outcome
    assert claim(commerce, NOW + 9999) == []


def test_only_what_was_claimed_is_settled(commerce: Commerce) -> None:
    add(commerce, mail("a"))
    [claimed] = claim(commerce)
    with commerce.transaction() as books:
        books.outbox.retry(claimed.number, NOW, "away")
        books.outbox.sent(claimed.number, NOW)
    assert state(commerce, "a") is MailState.WAITING


def test_a_mail_whose_sender_died_is_doubtful_told_once_and_not_sent_again(
    commerce: Commerce,
) -> None:
    add(commerce, mail("a"), mail("b"))
    claim(commerce, NOW, 1)
    claim(commerce, NOW + 1, 1)
    with commerce.transaction() as books:
        assert list(books.outbox.doubtful(NOW + SENDING_TAKES - 1)) == []
        assert list(books.outbox.doubtful(NOW + SENDING_TAKES)) == ["a"]
        assert list(books.outbox.doubtful(NOW + SENDING_TAKES)) == []
        assert list(books.outbox.claim(NOW + SENDING_TAKES, 9)) == []
    assert state(commerce, "a") is MailState.DOUBTFUL
    assert state(commerce, "b") is MailState.SENDING


def test_who_knows_of_a_doubtful_mail_settles_it(commerce: Commerce) -> None:
    add(commerce, mail("a"), mail("b"))
    first, second = claim(commerce)
    with commerce.transaction() as books:
        books.outbox.doubt(first.number, NOW, "the connection broke")
        books.outbox.doubtful(NOW + SENDING_TAKES)
        assert books.outbox.state("a") is books.outbox.state("b") is MailState.DOUBTFUL
        books.outbox.sent(first.number, NOW)
        books.outbox.retry(second.number, NOW, "it never left")
    assert state(commerce, "a") is MailState.SENT
    assert [it.mail for it in claim(commerce)] == [mail("b")]


def test_what_was_settled_long_ago_is_forgotten(commerce: Commerce) -> None:
    add(commerce, *(mail(key) for key in "abcde"))
    sent, refused, doubted, _ = claim(commerce, size=4)
    with commerce.transaction() as books:
        books.outbox.sent(sent.number, NOW)
        books.outbox.refuse(refused.number, NOW, "no such mailbox")
        books.outbox.doubt(doubted.number, NOW, "the connection broke")
        assert books.outbox.prune(NOW) == 0
        assert books.outbox.prune(NOW + 1) == 3
    assert [state(commerce, key) for key in "abc"] == [None] * 3
    assert (state(commerce, "d"), state(commerce, "e")) == (MailState.SENDING, MailState.WAITING)
