import subprocess
import sys

from presspass.adapters.stripe.config import StripeConfig


def test_secrets_are_not_shown() -> None:
    shown = repr(StripeConfig("sk_test_secret", "whsec_secret", "http://127.0.0.1:1"))
    assert "secret" not in shown.replace("webhook_secret", "")
    assert "127.0.0.1" in shown


def test_whoever_reads_settings_waits_for_no_library() -> None:
    told = "import sys, presspass.settings; print('stripe' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "False"
