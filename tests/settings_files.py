"""Settings files, and what is read from them."""

from pathlib import Path

import pytest

from presspass.settings import Settings, SettingsError, load

SECRET, OTHER = "s" * 32, "t" * 40
LEAST = f"""
secrets = ["{SECRET}"]
[publication]
name = "The Courier"
url = "https://Courier.Example/"
zone = "Europe/Berlin"
[origin]
url = "http://127.0.0.1:8080"
"""


def read(tmp_path: Path, text: str, **environment: str) -> Settings:
    path = tmp_path / "presspass.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, environment)


def faults(tmp_path: Path, text: str, **environment: str) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, text, **environment)
    assert str(raised.value).splitlines() == raised.value.faults
    return raised.value.faults
