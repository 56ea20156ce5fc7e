"""`presspass worker --once`: every job once, and how each went."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from presspass.adapters.sql import SqlCommerce, open_database
from presspass.ports import Mail, MailState
from tests.post_office import post_office

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
SELLING = """
[stripe]
key = "sk_test_51abcdefgh"
webhook_secret = "whsec_abcdefgh1"
sandbox = "http://127.0.0.1:1"
"""


def once(folder: Path, settings: str, *options: str) -> "subprocess.CompletedProcess[str]":
    file = folder / "presspass.toml"
    file.write_text(settings)
    command = [sys.executable, "-m", "presspass", "-s", str(file), "worker", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_it_does_all_that_is_due_and_ends(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "data" / "presspass.db")
    commerce = SqlCommerce(engine)
    with commerce.transaction() as books:
        books.outbox.add(Mail("a", "a@reader.example", "en", "Hello", "text\n", "<p>text</p>", 1))
    with post_office() as office:
        ended = once(tmp_path, SETTINGS.format(port=office.port), "--once")
        assert [got.to for got in office.received] == [["a@reader.example"]]
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[0].startswith("sending mails: 1 in ")
    assert "tidying: done" in ended.stdout
    with commerce.reading() as books:
        assert books.outbox.state("a") is MailState.SENT
    engine.dispose()


def test_it_tells_machines_how_each_job_went_and_fails_where_one_is_in_trouble(
    tmp_path: Path,
) -> None:
    ended = once(tmp_path, SETTINGS.format(port=1) + SELLING, "--once", "--json")
    told = {job["job"]: job for job in map(json.loads, ended.stdout.splitlines())}
    assert list(told) == [
        "asking for lost events",
        "handling events",
        "looking after subscriptions",
        "looking for payers",
        "telling ahead",
        "sending mails",
        "finding mails in doubt",
        "tidying",
    ]
    assert "Stripe" in told["asking for lost events"]["trouble"]
    assert told["tidying"]["trouble"] is None
    assert ended.returncode == 3
    assert "in trouble: asking for lost events" in ended.stderr


def test_json_needs_once(tmp_path: Path) -> None:
    ended = once(tmp_path, SETTINGS.format(port=1), "--json")
    assert ended.returncode == 2
    assert "needs --once" in ended.stderr
