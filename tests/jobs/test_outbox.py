"""Sending what is in the outbox: once, later again, or never."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.adapters.sql import SqlCommerce, open_database
from presspass.core.instants import DAY, MINUTE
from presspass.jobs.outbox import PAUSES, FindDoubtful, SendMails
from presspass.jobs.tidying import Tidy
from presspass.ports import (
    SENDING_TAKES,
    Books,
    Commerce,
    Mail,
    MailDoubtful,
    MailerAway,
    MailRefused,
    MailState,
    StoreAway,
)
from presspass.services.accounts.retention import MAILS_KEPT

NOW = 1_800_000_000


def never() -> bool:
    return False


@dataclass
class Clock:
    at: int = NOW

    def now(self) -> int:
        return self.at


@dataclass
class Post:
    """A mailer that does what it is told to at each key: the last of its outcomes goes on."""

    outcomes: dict[str, list[Exception | None]] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    rests: int = 0

    def send(self, mail: Mail) -> None:
        self.tried.append(mail.key)
        outcomes = self.outcomes.get(mail.key, [None])
        outcome = outcomes.pop(0) if len(outcomes) > 1 else outcomes[0]
        if outcome is not None:
            raise outcome
        self.sent.append(mail.key)

    def rest(self) -> None:
        self.rests += 1


@dataclass
class Fragile:
    """Books that are away when they are told to be."""

    within: Commerce
    away: int = 0

    def transaction(self) -> AbstractContextManager[Books]:
        if self.away:
            self.away -= 1
            raise StoreAway("the database is locked")
        return self.within.transaction()

    def reading(self) -> AbstractContextManager[Books]:
        return self.within.reading()


@pytest.fixture(params=["memory", "sql"])
def commerce(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Commerce]:
    if request.param == "memory":
        yield MemoryCommerce()
        return
    engine = open_database(tmp_path / "presspass.db")
    yield SqlCommerce(engine)
    engine.dispose()


def add(commerce: Commerce, *keys: str, at: int = NOW) -> None:
    with commerce.transaction() as books:
        for key in keys:
            books.outbox.add(Mail(key, f"{key}@b.example", "en", "Hello", "text", "<p>", at))


def state(commerce: Commerce, key: str) -> MailState | None:
    with commerce.reading() as books:
        return books.outbox.state(key)


def test_all_that_is_due_is_sent_in_order_and_once(commerce: Commerce) -> None:
    add(commerce, "b", at=NOW - 1)
    add(commerce, "a", "c")
    add(commerce, "later", at=NOW + 1)
    post = Post()
    send = SendMails(commerce, post, Clock())
    send(never)
    send(never)
    assert post.sent == ["b", "a", "c"]
    assert [state(commerce, key) for key in "abc"] == [MailState.SENT] * 3
    assert state(commerce, "later") is MailState.WAITING
    assert post.rests == 2


def test_a_mail_that_surely_failed_is_tried_again_after_growing_pauses_and_then_given_up(
    commerce: Commerce, caplog: pytest.LogCaptureFixture
) -> None:
    add(commerce, "a")
    post = Post({"a": [MailerAway("the mail server is away")]})
    clock = Clock()
    send = SendMails(commerce, post, clock)
    for tries, pause in enumerate((*PAUSES, 0)):
        with pytest.raises(MailerAway):
            send(never)
        assert len(post.tried) == tries + 1
        clock.at += pause - 1
        with pytest.raises(MailerAway):
            send(never)
        assert len(post.tried) == tries + 1
        clock.at += 1
    assert PAUSES == (MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 720 * MINUTE)
    assert state(commerce, "a") is MailState.REFUSED
    assert caplog.messages == ["mail a is given up after 6 tries: the mail server is away"]


def test_while_the_server_is_away_no_other_mail_is_tried_in_that_run(commerce: Commerce) -> None:
    add(commerce, "a", "b")
    post = Post({"a": [MailerAway("away"), None]})
    send = SendMails(commerce, post, Clock())
    with pytest.raises(MailerAway):
        send(never)
    assert post.tried == ["a"]
    send(never)
    assert post.sent == ["b"]


def test_the_server_counts_as_away_until_a_mail_is_sent(commerce: Commerce) -> None:
    add(commerce, "a")
    post = Post({"a": [MailerAway("away"), None]})
    clock = Clock()
    send = SendMails(commerce, post, clock)
    for _ in range(3):
        with pytest.raises(MailerAway, match="away"):
            send(never)
    clock.at += PAUSES[0]
    send(never)
    send(never)
    assert post.sent == ["a"]


def test_a_mail_that_is_refused_is_given_up_at_once_and_the_others_go(
    commerce: Commerce, caplog: pytest.LogCaptureFixture
) -> None:
    add(commerce, "a", "b")
    post = Post({"a": [MailRefused("550 <A@b.example>: nobody here")]})
    SendMails(commerce, post, Clock())(never)
    assert (state(commerce, "a"), state(commerce, "b")) == (MailState.REFUSED, MailState.SENT)
    assert caplog.messages == ["mail a is given up: 550 <...>: nobody here"]


def test_a_mail_in_doubt_is_never_sent_again_by_itself(
    commerce: Commerce, caplog: pytest.LogCaptureFixture
) -> None:
    add(commerce, "a", "b")
    post = Post({"a": [MailDoubtful("no answer"), None]})
    clock = Clock()
    send = SendMails(commerce, post, clock)
    send(never)
    assert (state(commerce, "a"), state(commerce, "b")) == (MailState.DOUBTFUL, MailState.SENT)
    clock.at += DAY
    send(never)
    FindDoubtful(commerce, clock)(never)
    assert post.tried == ["a", "b"]
    assert caplog.messages == ["mail a may or may not have been sent: no answer"]


def test_a_mail_whose_sender_died_is_told_of_once_and_not_sent_again(
    commerce: Commerce, caplog: pytest.LogCaptureFixture
) -> None:
    add(commerce, "a")
    with commerce.transaction() as books:
        assert len(books.outbox.claim(NOW, 1)) == 1
    clock = Clock(NOW + SENDING_TAKES - 1)
    find, post = FindDoubtful(commerce, clock), Post()
    find(never)
    assert caplog.messages == []
    clock.at += 1
    find(never)
    find(never)
    SendMails(commerce, post, clock)(never)
    assert caplog.messages == ["mail a may or may not have been sent: its sender died"]
    assert state(commerce, "a") is MailState.DOUBTFUL
    assert post.tried == []


def test_a_fault_of_ours_leaves_the_mail_claimed(commerce: Commerce) -> None:
    add(commerce, "a")
    post = Post({"a": [ZeroDivisionError()]})
    send = SendMails(commerce, post, Clock())
    with pytest.raises(ZeroDivisionError):
        send(never)
    send(never)
    assert post.tried == ["a"]
    assert state(commerce, "a") is MailState.SENDING


@pytest.mark.parametrize(
    ("outcome", "becomes"),
    [
        (None, MailState.SENT),
        (MailRefused("no"), MailState.REFUSED),
        (MailDoubtful("perhaps"), MailState.DOUBTFUL),
        (MailerAway("later"), MailState.WAITING),
    ],
)
def test_what_became_of_a_mail_is_kept_once_the_database_is_back(
    commerce: Commerce, outcome: Exception | None, becomes: MailState
) -> None:
    fragile = Fragile(commerce)
    add(commerce, "a")
    post = Post({"a": [outcome]})

    def cut(mail: Mail) -> None:
        fragile.away = 2
        Post.send(post, mail)

    post.send = cut  # type: ignore[method-assign]  # the database goes away while a mail is sent
    send = SendMails(fragile, post, Clock())
    for _ in range(2):
        with pytest.raises(StoreAway):
            send(never)
    assert state(commerce, "a") is MailState.SENDING
    if becomes is MailState.WAITING:
        with pytest.raises(MailerAway):
            send(never)
    else:
        send(never)
    assert state(commerce, "a") is becomes
    assert post.tried == ["a"]


def test_a_stop_lets_the_mail_under_way_finish_and_begins_no_other(commerce: Commerce) -> None:
    add(commerce, "a", "b")
    post = Post()
    SendMails(commerce, post, Clock())(lambda: bool(post.sent))
    assert post.sent == ["a"]
    assert (state(commerce, "a"), state(commerce, "b")) == (MailState.SENT, MailState.WAITING)


def test_what_has_had_its_time_is_forgotten(commerce: Commerce) -> None:
    add(commerce, "a", "b")
    clock, post = Clock(), Post()
    SendMails(commerce, post, clock)(lambda: bool(post.sent))
    tidy = Tidy(commerce, clock)
    clock.at += MAILS_KEPT * DAY
    tidy(never)
    assert state(commerce, "a") is MailState.SENT
    clock.at += 1
    tidy(never)
    assert state(commerce, "a") is None
    assert state(commerce, "b") is MailState.WAITING


OUTCOMES: list[Callable[[], Exception | None]] = [
    lambda: None,
    lambda: MailerAway("away"),
    lambda: MailRefused("no"),
    lambda: MailDoubtful("perhaps"),
]


@settings(max_examples=60, deadline=None)
@given(
    fates=st.lists(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=8), max_size=5),
    outages=st.lists(st.integers(0, 3), max_size=40),
)
def test_whatever_happens_no_mail_is_sent_after_it_may_have_arrived(
    fates: list[list[Callable[[], Exception | None]]], outages: list[int]
) -> None:
    keys = [str(number) for number in range(len(fates))]
    commerce = MemoryCommerce()
    add(commerce, *keys)
    post = Post({key: [make() for make in fate] for key, fate in zip(keys, fates, strict=True)})
    script = {key: list(outcomes) for key, outcomes in post.outcomes.items()}
    fragile, clock = Fragile(commerce), Clock()
    for outage in outages:
        fragile.away = outage
        # A process of its own: what the one before remembered has died with it.
        send = SendMails(fragile, post, clock)
        for _ in range(2):
            try:
                send(never)
            except (MailerAway, StoreAway):
                clock.at += 20 * MINUTE
    for key in keys:
        made = [script[key][min(at, len(script[key]) - 1)] for at in range(post.tried.count(key))]
        assert all(isinstance(outcome, MailerAway) for outcome in made[:-1])
        assert len(made) <= len(PAUSES) + 1
