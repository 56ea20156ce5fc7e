"""The newsstand's own style sheet, script and icon, under addresses that change with them."""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_FOLDER = Path(__file__).parent
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file and its fingerprinted address."""

    href: str
    body: bytes
    media_type: str


def load() -> dict[str, Asset]:
    """Every asset by its plain name. The style sheet's leaves go out as one, in their order."""
    leaves = sorted((_FOLDER / "style").iterdir())
    sheet = b"\n".join(leaf.read_bytes() for leaf in leaves)
    found = {"newsstand.css": _asset("newsstand.css", sheet)}
    for file in sorted((_FOLDER / "static").iterdir()):
        found[file.name] = _asset(file.name, file.read_bytes())
    return found


def _asset(name: str, body: bytes) -> Asset:
    file = Path(name)
    mark = blake2b(body, digest_size=5).hexdigest()
    return Asset(f"/assets/{file.stem}.{mark}{file.suffix}", body, _MEDIA_TYPES[file.suffix])
