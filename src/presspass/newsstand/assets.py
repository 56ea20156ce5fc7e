"""The newsstand's own style sheet, script and icon, under addresses that change with them."""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_FOLDER = Path(__file__).parent / "static"
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file and its fingerprinted address."""

    href: str
    body: bytes
    media_type: str


def load() -> dict[str, Asset]:
    """Every asset by its plain name."""
    found = {}
    for file in sorted(_FOLDER.iterdir()):
        body = file.read_bytes()
        mark = blake2b(body, digest_size=5).hexdigest()
        href = f"/assets/{file.stem}.{mark}{file.suffix}"
        found[file.name] = Asset(href, body, _MEDIA_TYPES[file.suffix])
    return found
