"""What the demo needs no settings for: its own publication, secrets and policy."""

import secrets
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from presspass.adapters.stripe.config import StripeConfig
from presspass.core.credentials import CookieJar
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.gate.config import GateConfig
from presspass.settings import Settings
from presspass.web.personas import Persona, Stop

DATA_VARIABLE = "PRESSPASS_DEMO_DATA"
PORT_VARIABLE = "PRESSPASS_DEMO_PORT"
NAME = "The Velmouth Courier"
ZONE = ZoneInfo("America/New_York")
_COUNTED, _LOCKED, _LETTERS = (
    f"/articles/{name}" for name in ("price-of-a-loaf", "corvane-rehearsal", "letters-this-week")
)
STOPS = (
    Stop(
        "Articles left",
        Persona.NEW,
        _COUNTED,
        "Read on: the fifth is the last, a sixth meets the wall, and those five stay open.",
    ),
    Stop("Register and read more", Persona.NEW, _LETTERS, "Letters are for readers we know."),
    Stop("For subscribers only", Persona.NEW, _LOCKED, "Nobody else gets to read it."),
    Stop(
        "A trial that has expired",
        Persona.LAPSED_TRIAL,
        _LOCKED,
        "Or be in a trial, and let a month go by.",
    ),
    Stop(
        "Full access that has expired",
        Persona.LAPSED_SUBSCRIBER,
        _LOCKED,
        "The same happens once grace has run out.",
    ),
    Stop(
        "A payment that failed",
        Persona.PAST_DUE,
        _LOCKED,
        "All is open until the day that the notice names.",
    ),
)
"""The situations to go straight to, in the demo's own paper."""

TRIAL_CODE = "FORTNIGHT"
"""What opens the trial among the demo's offers."""

_SANDBOX = "/presspass/demo/stripe"
_SECRET_FILE = "secret"  # noqa: S105  # a file's name


def demo_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of the demo that the environment describes."""
    port = int(environment[PORT_VARIABLE])
    data = Path(environment[DATA_VARIABLE])
    publication = Publication(NAME, f"http://127.0.0.1:{port}", "en", ZONE)
    gate = GateConfig(
        publication,
        frozenset({"127.0.0.1", "localhost", "[::1]"}),
        CookieJar(secure=False),
    )
    return Settings(
        publication,
        Keyring((_secret(data),)),
        gate,
        publication.url,
        None,
        "127.0.0.1",
        port,
        1,
        data,
        stripe=demo_stripe(environment),
    )


def demo_stripe(environment: Mapping[str, str]) -> StripeConfig:
    """The account at the sandbox, which stands on the demo's own port."""
    secret = blake2b(_secret(Path(environment[DATA_VARIABLE])), digest_size=16, person=b"webhooks")
    return StripeConfig("sk_test_demo", f"whsec_{secret.hexdigest()}", demo_sandbox(environment))


def demo_sandbox(environment: Mapping[str, str]) -> str:
    """The address of the sandbox."""
    return f"http://127.0.0.1:{environment[PORT_VARIABLE]}{_SANDBOX}"


def demo_edition(today: date) -> str:
    """The demo's editorial file; its summer offer ends on the next July 31st."""
    year = today.year + (today > date(today.year, 7, 31))
    text = files("presspass").joinpath("demo.toml").read_text(encoding="utf-8")
    return text.replace("NEXT_JULY_31", f"{year}-07-31")


def _secret(data: Path) -> bytes:
    """The demo's own secret, made once and kept with its data, so that cookies stay good."""
    path = data / _SECRET_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        path.chmod(0o600)
    return path.read_bytes()
