"""What is written of settings: by `presspass init`, and in the docs."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from presspass.core.article import Tier
from presspass.gate.config import Claim
from presspass.settings import SettingsError, _Reading
from tests.settings_files import SECRET, read

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"


def test_the_file_that_init_writes_can_be_used(tmp_path: Path) -> None:
    text = files("presspass").joinpath("settings.toml").read_text(encoding="utf-8")
    settings = read(tmp_path, text.replace("NEW_SECRET", SECRET))
    assert settings == read(tmp_path, _without_defaults(text).replace("NEW_SECRET", SECRET))


def test_what_init_writes_in_comments_can_be_used_too(tmp_path: Path) -> None:
    text = files("presspass").joinpath("settings.toml").read_text(encoding="utf-8")
    woken = re.sub(r"^# (\[\[|\w+ = )", r"\1", text, flags=re.MULTILINE)
    settings = read(tmp_path, woken.replace("NEW_SECRET", SECRET))
    assert settings.gate.claims == (Claim("/premium/*", Tier.LOCKED),)
    assert set(_keys()) == {
        f"{section}.{key}" if section else key for section, key in _written(woken)
    }


def test_the_docs_name_every_setting_with_its_default_and_no_other() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \|(.*?)\| ", DOCS.read_text("utf-8"), re.MULTILINE)
    documented = {key: tuple(re.findall("`([^`]*)`", default)) for key, default in rows}
    assert documented == _keys()


def _keys() -> dict[str, tuple[str, ...]]:
    """Every key that the code reads, with its default as the docs write it."""
    found: dict[str, tuple[str, ...]] = {}

    class Noting(_Reading):
        def _key(self, name: str, read: Any, default: Any) -> Any:
            listed = default if isinstance(default, tuple) else (default,)
            found[name] = tuple(str(one) for one in listed if one not in (None, ""))
            return super()._key(name, read, default)

    with pytest.raises(SettingsError):
        Noting({}, {}, Path()).settings()
    return found


def _written(text: str) -> list[tuple[str, str]]:
    """The keys that a file writes, each with its table."""
    section, found = "", []
    for line in text.splitlines():
        if line.startswith("[["):
            found.append(("", line.strip("[]")))
            section = "claims"
        elif line.startswith("["):
            section = line.strip("[]")
        elif (key := re.match(r"(\w+) = ", line)) and section != "claims":
            found.append((section, key[1]))
    return found


def _without_defaults(text: str) -> str:
    """The file with only the keys in it that have no default."""
    needed = {key for key, default in _keys().items() if not default}
    kept, section = [], ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        key = re.match(r"(\w+) = ", line)
        name = f"{section}.{key[1]}" if key and section else key and key[1]
        if name is None or name in needed:
            kept.append(line)
    return "\n".join(kept)
