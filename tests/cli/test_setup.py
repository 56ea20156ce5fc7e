import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from presspass import __version__
from presspass.adapters.clock import SystemClock
from presspass.bootstrap import commerce
from presspass.cli.main import main
from presspass.sandbox.listening import listening
from presspass.sandbox.server import create
from presspass.settings import load
from tests.adapters.stripe.canned import canned
from tests.post_office import CERTIFICATE, PASSWORD, USER, post_office
from tests.servers.gate import free_port

KEY = "sk_test_51abcdefgh"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Hello)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "presspass.toml"
    assert run("init", str(path)).exit_code == 0
    return path


def test_init_writes_settings_that_can_be_used_with_a_secret_of_their_own(
    written: Path, tmp_path: Path
) -> None:
    settings = load(written, {})
    assert settings.publication.name == "The Daily Example"
    assert written.stat().st_mode & 0o077 == 0
    other = tmp_path / "other.toml"
    run("init", str(other))
    assert load(other, {}).keyring.secrets != settings.keyring.secrets


def test_init_overwrites_nothing(written: Path) -> None:
    before = written.read_text()
    result = run("init", str(written))
    assert result.exit_code == 1
    assert "nothing was changed" in result.stderr
    assert written.read_text() == before


def test_init_says_where_it_cannot_write(tmp_path: Path) -> None:
    result = run("init", str(tmp_path / "no" / "such" / "folder.toml"))
    assert result.exit_code == 1
    assert "can't be written" in result.stderr


def test_check_finds_everything_in_order(
    written: Path, site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSPASS_ORIGIN_URL", f"http://127.0.0.1:{site}")
    result = run("-s", str(written), "check")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("ok ") == 4
    told = json.loads(run("-s", str(written), "check", "--json").stdout)
    assert told["ok"] is True
    assert [each["name"] for each in told["checks"]] == ["settings", "database", "meter", "origin"]


def test_check_warns_of_a_policy_that_asks_for_countries_that_nobody_names(
    written: Path, site: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PRESSPASS_ORIGIN_URL", f"http://127.0.0.1:{site}")
    file = tmp_path / "policy.toml"
    file.write_text('[[rules]]\nname = "home"\neffect = "free"\ncountries = ["DE"]\n')
    assert run("-s", str(written), "policy", "apply", str(file)).exit_code == 0
    result = run("-s", str(written), "check")
    assert result.exit_code == 0
    assert "warning: rule 'home' never matches" in result.stderr
    (warning,) = json.loads(run("-s", str(written), "check", "--json").stdout)["warnings"]
    assert "set gate.country_header" in warning
    monkeypatch.setenv("PRESSPASS_GATE_COUNTRY_HEADER", "CF-IPCountry")
    assert "server.trusted_proxies" in run("-s", str(written), "check").stderr
    monkeypatch.setenv("PRESSPASS_SERVER_TRUSTED_PROXIES", "127.0.0.1")
    result = run("-s", str(written), "check")
    assert (result.exit_code, result.stderr) == (0, "")


def test_check_names_every_fault_at_once(
    written: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    monkeypatch.setenv("PRESSPASS_ORIGIN_URL", "http://127.0.0.1:1")
    result = run("-s", str(written), "check")
    assert result.exit_code == 1
    assert result.output.count("FAULT") == 3
    for name in ("presspass.db", "meter.db"):
        assert (
            f"the folder of {tmp_path / 'data' / name} can't be made: File exists" in result.stderr
        )
    assert "Traceback" not in result.output


def test_check_says_so_where_nothing_is_wrong_but_that_something_is_away(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSPASS_ORIGIN_URL", "http://127.0.0.1:1")
    for words in (("check",), ("check", "--json")):
        result = run("-s", str(written), *words)
        assert result.exit_code == 3
        assert "does not answer" in result.output
    said = " ".join(run("check", "--help").stdout.split())
    assert "3 nothing is wrong but that something behind Presspass is away" in said


def test_check_tries_the_mail_server_and_sends_nothing(
    written: Path, site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSPASS_ORIGIN_URL", f"http://127.0.0.1:{site}")
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("PRESSPASS_MAIL_FROM", "The Daily <news@news.example>")
    monkeypatch.setenv("PRESSPASS_MAIL_HOST", "localhost")
    monkeypatch.setenv("PRESSPASS_MAIL_USER", USER)
    monkeypatch.setenv("PRESSPASS_MAIL_PASSWORD", PASSWORD)
    with post_office(starttls=True, auth=True) as office:
        monkeypatch.setenv("PRESSPASS_MAIL_PORT", str(office.port))
        result = run("-s", str(written), "check")
        assert result.exit_code == 0, result.output
        assert f"mail      localhost:{office.port} lets us in" in result.stdout
        monkeypatch.setenv("PRESSPASS_MAIL_PASSWORD", "hush-hush")
        result = run("-s", str(written), "check")
        assert result.exit_code == 1
        assert "check mail.user and mail.password: 535" in result.stderr
        assert "hush" not in result.output
        assert office.received == []


@pytest.fixture
def selling(written: Path, site: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings by which something can be bought; their mail server is away."""
    for name, value in {
        "ORIGIN_URL": f"http://127.0.0.1:{site}",
        "MAIL_FROM": "The Daily <news@news.example>",
        "MAIL_HOST": "127.0.0.1",
        "MAIL_PORT": "1",
        "MAIL_SECURITY": "none",
        "STRIPE_KEY": KEY,
        "STRIPE_WEBHOOK_SECRET": "whsec_abcdefgh1",
    }.items():
        monkeypatch.setenv(f"PRESSPASS_{name}", value)
    return written


def stripe_check(settings: Path) -> tuple[bool, str]:
    """Whether `check` finds the payment provider in order, and what it says of it.

    The mail server is away, so that is what the exit code says of what can't be mended.
    """
    result = run("-s", str(settings), "check", "--json")
    assert KEY not in result.output
    told = json.loads(result.stdout)
    (found,) = [each for each in told["checks"] if each["name"] == "stripe"]
    assert result.exit_code == (1 if "check stripe.key" in found["message"] else 3)
    return found["ok"], found["message"]


def test_check_asks_the_sandbox_and_says_that_it_is_one(
    selling: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("PRESSPASS_STRIPE_SANDBOX", address)
    with listening(create(SystemClock(), address).app, port):
        ok, said = stripe_check(selling)
    assert ok
    assert said == (
        f"the sandbox at {address} answers; no real money moves; its events have to come to "
        "https://news.example/presspass/webhooks/stripe"
    )
    ok, said = stripe_check(selling)
    assert not ok
    assert said == f"Stripe can't be reached; is `presspass sandbox` running at {address}?"


def test_check_says_what_a_key_is_good_for(selling: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("presspass.bootstrap.try_payments", lambda it, _: asked.append(it.key))
    assert "a test key: no real money moves" in stripe_check(selling)[1]
    live = "rk_live_51abcdefgh"
    monkeypatch.setenv("PRESSPASS_STRIPE_KEY", live)
    assert "a live one: real money moves" in stripe_check(selling)[1]
    assert asked == [KEY, live]


def test_check_says_what_to_do_about_a_key_that_is_not_taken(
    selling: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with canned() as server:
        server.usual = (403, {"error": {"type": "invalid_request_error", "message": "No"}})
        monkeypatch.setenv("PRESSPASS_STRIPE_SANDBOX", server.address)
        ok, said = stripe_check(selling)
        assert [(method, path) for method, path, _ in server.asked] == [
            ("GET", "/v1/events?limit=1")
        ]
    assert not ok
    assert "check stripe.key and what it may do" in said


def test_check_warns_of_plans_that_nobody_can_buy(
    written: Path, site: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PRESSPASS_ORIGIN_URL", f"http://127.0.0.1:{site}")
    file = tmp_path / "policy.toml"
    file.write_text(
        '[[plans]]\nkey = "digital"\nname = "Digital"\nbenefits = ["articles"]\n'
        'prices = ["9.99 USD every month"]\n'
    )
    assert run("-s", str(written), "policy", "apply", str(file)).exit_code == 0
    result = run("-s", str(written), "check")
    assert result.exit_code == 0
    assert result.stderr == (
        "warning: nothing can be bought, though the policy sells 'digital': "
        "add [stripe] to the settings\n"
    )


def test_check_says_who_follows_payments_where_there_are_several_workers(
    written: Path, site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSPASS_ORIGIN_URL", f"http://127.0.0.1:{site}")
    monkeypatch.setenv("PRESSPASS_SERVER_WORKERS", "2")
    result = run("-s", str(written), "check")
    assert result.exit_code == 0
    assert "warning: server.workers is 2" in result.stderr
    assert "`presspass worker`" in result.stderr


@pytest.mark.parametrize(("minutes", "warned"), [(29, False), (31, True)])
def test_check_warns_where_nobody_follows_payments(
    selling: Path, minutes: int, *, warned: bool
) -> None:
    with commerce(load(selling, {})).transaction() as books:
        books.inbox.ask(SystemClock().now() - minutes * 60)
    result = run("-s", str(selling), "check")
    assert ("nobody has followed payments for 31 minutes" in result.stderr) is warned
    assert f"last followed {minutes} minutes ago; 0 events wait" in result.stdout


def test_check_names_every_fault_of_the_settings_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        '[publication]\nzone = "Nowhere/Land"\n[server]\nport = 99999\ncolour = "red"\n'
    )
    result = run("-s", str(path), "check")
    assert result.exit_code == 1
    for words in ("zone", "port", "server.colour", "publication.name", "secrets", "origin.url"):
        assert words in result.stderr
    told = run("-s", str(path), "check", "--json")
    assert (told.exit_code, told.stderr) == (1, "")
    report = json.loads(told.stdout)
    assert report["ok"] is False
    assert {(each["name"], each["ok"]) for each in report["checks"]} == {("settings", False)}
    said = [line.strip() for line in result.stderr.splitlines()[1:]]
    assert [each["message"] for each in report["checks"]] == said


def test_without_settings_every_command_says_how_to_make_them(tmp_path: Path) -> None:
    result = run("-s", str(tmp_path / "none.toml"), "serve")
    assert result.exit_code == 1
    assert "presspass init" in result.stderr


def test_a_port_that_is_taken_is_told_in_a_line(written: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for words in (["demo", "--port", str(port)], ["-s", str(written), "serve"]):
            result = CliRunner().invoke(main, words, env={"PRESSPASS_SERVER_PORT": str(port)})
            assert result.exit_code == 1
            assert f"port {port}" in result.stderr


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"presspass {__version__}\n"


def test_help_names_every_command() -> None:
    said = run("--help").stdout
    for name in "demo init check serve worker inspect policy explain purge open".split():  # noqa: SIM905  # reads better
        assert f"\n  {name} " in said


def test_an_unknown_command_is_a_wrong_usage() -> None:
    assert run("fly").exit_code == 2
