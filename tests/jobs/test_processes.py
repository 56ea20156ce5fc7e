"""`presspass worker`, a process of its own, before a real mail server."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from presspass.adapters.clock import SystemClock
from presspass.adapters.smtp.message import message_id
from presspass.adapters.sql import SqlCommerce, open_database
from presspass.ports import SENDING_TAKES, Commerce, Mail, MailState
from tests.post_office import PostOffice, post_office

pytestmark = pytest.mark.server

SETTINGS = """
secrets = ["ssssssssssssssssssssssssssssssss"]
[publication]
name = "The Courier"
url = "https://courier.example"
zone = "UTC"
[origin]
url = "http://127.0.0.1:1"
[mail]
from = "news@courier.example"
host = "127.0.0.1"
port = {port}
security = "none"
"""
MAILS = 120
KILLS = 12


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as opened:
        yield opened


@pytest.fixture
def commerce(tmp_path: Path) -> Iterator[Commerce]:
    engine = open_database(tmp_path / "data" / "presspass.db")
    yield SqlCommerce(engine)
    engine.dispose()


@pytest.fixture
def start(tmp_path: Path, office: PostOffice) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Starts a worker; all are killed at the end."""
    (tmp_path / "presspass.toml").write_text(SETTINGS.format(port=office.port))
    command = [sys.executable, "-m", "presspass", "-s", str(tmp_path / "presspass.toml"), "worker"]
    started: list[subprocess.Popen[bytes]] = []

    def begin() -> "subprocess.Popen[bytes]":
        with (tmp_path / "log").open("ab") as log:
            started.append(subprocess.Popen(command, stdout=log, stderr=log))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def add(commerce: Commerce, *keys: str) -> None:
    with commerce.transaction() as books:
        for key in keys:
            to = f"{key}@reader.example"
            books.outbox.add(Mail(key, to, "en", "Hello", f"Mail {key}\n", "<p>Hello</p>", 1))


def states(commerce: Commerce, keys: list[str]) -> dict[str, MailState | None]:
    with commerce.reading() as books:
        return {key: books.outbox.state(key) for key in keys}


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.slow
def test_no_mail_arrives_twice_however_often_workers_are_killed(
    office: PostOffice,
    commerce: Commerce,
    start: Callable[[], "subprocess.Popen[bytes]"],
    tmp_path: Path,
) -> None:
    chance = random.Random(4)  # noqa: S311  # when to kill is no secret
    keys = [f"mail-{number}" for number in range(MAILS)]
    add(commerce, *keys)
    for kill in range(KILLS):
        process, moment = start(), Event()
        before, more = len(office.received), chance.randrange(1, 9)

        def arrived(
            process: "subprocess.Popen[bytes]" = process,
            whole: int = before + more,
            *,
            at_once: bool = kill % 2 == 0,
            moment: Event = moment,
        ) -> None:
            if len(office.received) >= whole:
                if at_once:  # the server has the mail, and has not said so yet
                    process.kill()
                moment.set()

        office.on_whole_mail = arrived
        assert moment.wait(20), (tmp_path / "log").read_text()
        time.sleep(chance.random() * 0.01)
        process.kill()
        process.wait()
    office.on_whole_mail = lambda: None
    last = start()
    assert until(lambda: MailState.WAITING not in states(commerce, keys).values())
    last.send_signal(signal.SIGTERM)
    assert last.wait(20) == 0

    names = Counter(str(got.message["Message-ID"]) for got in office.received)
    assert set(names.values()) == {1}
    in_doubt = {key for key, state in states(commerce, keys).items() if state != MailState.SENT}
    lost = {key for key in keys if message_id(key, "news@courier.example") not in names}
    assert lost <= in_doubt
    assert KILLS // 2 <= len(in_doubt) <= KILLS
    with commerce.transaction() as books:
        told = books.outbox.doubtful(SystemClock().now() + SENDING_TAKES)
    assert set(told) == in_doubt


def test_a_worker_sends_what_comes_and_stops_when_it_is_told_to(
    office: PostOffice, commerce: Commerce, start: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    process = start()
    for key in ("a", "b"):
        add(commerce, key)
        assert until(lambda: set(states(commerce, [key]).values()) == {MailState.SENT})  # noqa: B023  # ends within the loop
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert [got.to for got in office.received] == [["a@reader.example"], ["b@reader.example"]]


def test_two_workers_share_the_mails(
    office: PostOffice, commerce: Commerce, start: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    keys = [f"mail-{number}" for number in range(60)]
    start()
    start()
    add(commerce, *keys)
    assert until(lambda: set(states(commerce, keys).values()) == {MailState.SENT})
    assert Counter(got.to[0] for got in office.received) == {
        f"{key}@reader.example": 1 for key in keys
    }


def test_without_a_mail_server_a_worker_says_that_mails_wait(
    start: Callable[[], "subprocess.Popen[bytes]"], commerce: Commerce, tmp_path: Path
) -> None:
    settings = tmp_path / "presspass.toml"
    settings.write_text(SETTINGS.partition("[mail]")[0])
    add(commerce, "a")
    process = start()
    log = tmp_path / "log"
    assert until(lambda: "so mails wait" in log.read_text())
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert states(commerce, ["a"]) == {"a": MailState.WAITING}
