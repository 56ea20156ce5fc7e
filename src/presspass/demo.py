"""What the demo needs no settings for: its own publication, secrets and policy."""

import secrets
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from presspass.core.credentials import CookieJar
from presspass.core.publication import Publication
from presspass.core.seals import Keyring
from presspass.gate.config import GateConfig
from presspass.settings import Settings

DATA_VARIABLE = "PRESSPASS_DEMO_DATA"
PORT_VARIABLE = "PRESSPASS_DEMO_PORT"
NAME = "The Velmouth Courier"
ZONE = ZoneInfo("America/New_York")
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
        publication, _keyring(data), gate, publication.url, None, "127.0.0.1", port, 1, data
    )


def demo_edition(today: date) -> str:
    """The demo's editorial file; its summer offer ends on the next July 31st."""
    year = today.year + (today > date(today.year, 7, 31))
    text = files("presspass").joinpath("demo.toml").read_text(encoding="utf-8")
    return text.replace("NEXT_JULY_31", f"{year}-07-31")


def _keyring(data: Path) -> Keyring:
    """The demo's own secret, made once and kept with its data, so that cookies stay good."""
    path = data / _SECRET_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        path.chmod(0o600)
    return Keyring((path.read_bytes(),))
