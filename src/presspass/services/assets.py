"""Our style sheets, pictures and scripts, under names that change with their content."""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file for browsers. `name` carries a digest of `content`, so it can be cached for good."""

    name: str
    media_type: str
    content: bytes


@cache
def assets() -> dict[str, Asset]:
    """Every asset by its plain name, such as `presspass.css`."""
    found: dict[str, Asset] = {}
    for file in (files("presspass") / "static").iterdir():
        stem, _, ending = file.name.rpartition(".")
        if ending in _TYPES:
            content = file.read_bytes()
            digest = blake2b(content, digest_size=6).hexdigest()
            found[file.name] = Asset(f"{stem}.{digest}.{ending}", _TYPES[ending], content)
    return found


def plain(name: str) -> str:
    """The plain name in a hashed one, whatever the digest: `a.0f3c.css` gives `a.css`."""
    stem, _, ending = name.rpartition(".")
    return f"{stem.rpartition('.')[0]}.{ending}"
