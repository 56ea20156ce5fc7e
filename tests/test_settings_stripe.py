"""The settings of the payment provider."""

from pathlib import Path

import pytest

from presspass.adapters.stripe.config import StripeConfig
from presspass.settings import Settings, SettingsError, load

LEAST = """
secrets = ["0123456789abcdef0123456789abcdef"]
[publication]
name = "The Courier"
url = "https://courier.example"
zone = "Europe/Berlin"
[origin]
url = "http://cms:8080"
[mail]
from = "news@courier.example"
host = "smtp.example"
"""
TEST = '[stripe]\nkey = "sk_test_51abcdefgh"\nwebhook_secret = "whsec_abcdefgh1"\n'


def read(folder: Path, text: str, **environment: str) -> Settings:
    file = folder / "presspass.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environment)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(folder, text)
    return caught.value.faults


def test_without_an_account_nothing_is_sold(tmp_path: Path) -> None:
    assert read(tmp_path, LEAST).stripe is None
    assert read(tmp_path, LEAST + "[stripe]\n").stripe is None


def test_an_account_is_read_its_secrets_from_the_environment(tmp_path: Path) -> None:
    assert read(tmp_path, LEAST + TEST).stripe == StripeConfig(
        "sk_test_51abcdefgh", "whsec_abcdefgh1"
    )
    settings = read(
        tmp_path,
        LEAST,
        PRESSPASS_STRIPE_KEY="rk_live_51abcdefgh",
        PRESSPASS_STRIPE_WEBHOOK_SECRET="whsec_abcdefgh1",
    )
    assert settings.stripe == StripeConfig("rk_live_51abcdefgh", "whsec_abcdefgh1")
    assert "51abcdefgh" not in repr(settings)


def test_the_sandbox_is_asked_for_by_its_address(tmp_path: Path) -> None:
    settings = read(tmp_path, LEAST + TEST + 'sandbox = "http://127.0.0.1:8090"\n')
    assert settings.stripe is not None
    assert settings.stripe.address == "http://127.0.0.1:8090"


def test_what_marks_subscriptions_can_stay_when_the_host_changes(tmp_path: Path) -> None:
    settings = read(tmp_path, LEAST + TEST + 'owner = "Old.example"\n')
    assert settings.stripe is not None
    assert settings.stripe.owner == "old.example"
    [fault] = faults(tmp_path, LEAST + TEST + 'owner = "https://old.example"\n')
    assert fault.startswith("stripe.owner: 'https://old.example' is no host name")


def test_the_sandbox_never_gets_a_live_key(tmp_path: Path) -> None:
    text = TEST.replace("sk_test", "sk_live") + 'sandbox = "http://127.0.0.1:8090"\n'
    [fault] = faults(tmp_path, LEAST + text)
    assert fault.startswith("stripe.sandbox: the sandbox never gets a live key")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('key = ""', "stripe.key: write the secret key of your Stripe account"),
        ('key = "pk_live_51abcdefgh"', "stripe.key: write the secret key of your Stripe account"),
        ('webhook_secret = ""', "stripe.webhook_secret: write the signing secret"),
        ("webhook_secret = 5", "stripe.webhook_secret: write the signing secret"),
    ],
)
def test_a_wrong_key_is_refused_and_not_shown(tmp_path: Path, line: str, said: str) -> None:
    name = line.partition(" ")[0]
    kept = "\n".join(each for each in TEST.splitlines() if not each.startswith(name))
    [fault] = faults(tmp_path, f"{LEAST}{kept}\n{line}\n")
    assert fault.startswith(said)


def test_what_is_missing_is_said_at_once(tmp_path: Path) -> None:
    text = LEAST.partition("[mail]")[0] + '[stripe]\nkey = "sk_test_51abcdefgh"\n'
    assert faults(tmp_path, text) == [
        "stripe.webhook_secret is missing; add it, or set PRESSPASS_STRIPE_WEBHOOK_SECRET",
        "stripe.key: subscribers sign in by mail, and no mail server is set; add [mail]",
    ]
