"""Pictures: what kind they are and how large, so that pages keep room for them."""

import re
import struct
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from markupsafe import Markup

from presspass.newsstand.addresses import path as address

MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
_HEAD = 262_144  # metadata comes before a JPEG's size, and may be long
_NUMBER = r"(\d+(?:\.\d+)?)"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that browsers can show; sizes are in CSS pixels."""

    file: Path
    name: str
    width: int
    height: int
    version: str

    @property
    def href(self) -> str:
        """Its address, which changes whenever the picture does."""
        return f"{address('pictures', *self.name.split('/'))}?v={self.version}"

    @property
    def media_type(self) -> str:
        """Its media type."""
        return MEDIA_TYPES[self.file.suffix.lower()]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in its place: described, captioned and credited."""

    picture: Picture
    alt: str
    caption: str = ""
    credit: str = ""

    def image(self, *, first: bool = False) -> Markup:
        """The `img` element; the first of a page is fetched before anything else."""
        haste = Markup('fetchpriority="high"') if first else Markup('loading="lazy"')
        return Markup('<img src="{}" alt="{}" width="{}" height="{}" decoding="async" {}>').format(
            self.picture.href, self.alt, self.picture.width, self.picture.height, haste
        )

    def html(self, *, first: bool = False) -> Markup:
        """The `figure` element."""
        said = Markup(" ").join(
            Markup('<span class="{}">{}</span>').format(kind, text)
            for kind, text in (("caption", self.caption), ("credit", self.credit))
            if text
        )
        below = Markup("<figcaption>{}</figcaption>").format(said) if said else Markup()
        return Markup('<figure class="picture">{}{}</figure>').format(
            self.image(first=first), below
        )


def load(file: Path, name: str) -> Picture:
    """Look at a picture file. Raises `ValueError` where it is none that browsers show."""
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise ValueError(f"can't be read ({fault.strerror})") from None
    size = _size(data[:_HEAD], file.suffix.lower())
    if size is None or 0 in size:
        raise ValueError("is broken, or no SVG, PNG, JPEG, GIF or WebP picture")
    return Picture(file, name, *size, blake2b(data, digest_size=6).hexdigest())


def _size(data: bytes, suffix: str) -> tuple[int, int] | None:
    match suffix:
        case ".svg":
            return _svg(data.decode("utf-8", "replace"))
        case ".png" if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _unpacked(">II", data, 16)
        case ".gif" if data.startswith((b"GIF87a", b"GIF89a")):
            return _unpacked("<HH", data, 6)
        case ".jpg" | ".jpeg" if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        case ".webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    return None


def _unpacked(form: str, data: bytes, at: int) -> tuple[int, int] | None:
    if len(data) < at + struct.calcsize(form):
        return None
    first, second = struct.unpack_from(form, data, at)
    return first, second


def _svg(text: str) -> tuple[int, int] | None:
    root = re.search(r"<svg\b[^>]*>", text)
    if root is None or "</svg>" not in text[-64:]:
        return None
    sides = [re.search(rf'\b{side}="{_NUMBER}(?:px)?"', root[0]) for side in ("width", "height")]
    if sides[0] and sides[1]:
        return round(float(sides[0][1])), round(float(sides[1][1]))
    box = re.search(rf'\bviewBox="\S+ \S+ {_NUMBER} {_NUMBER}"', root[0])
    return (round(float(box[1])), round(float(box[2]))) if box else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """The size in the first frame header (ITU T.81, B.2.2)."""
    at = 2
    while (head := _unpacked(">HH", data, at)) is not None:
        marker, length = head
        if marker in range(0xFFC0, 0xFFD0) and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            sides = _unpacked(">HH", data, at + 5)
            return sides and (sides[1], sides[0])
        if marker < 0xFF00:  # noqa: PLR2004  # every marker begins with this byte
            return None
        at += 2 + length
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    """The size in the first chunk, of which there are three kinds (RFC 9649, 2.5 to 2.7)."""
    match data[12:16]:
        case b"VP8X" if len(data) >= 30:  # noqa: PLR2004  # where its size ends
            sides = (data[24:27], data[27:30])
            width, height = (int.from_bytes(side, "little") + 1 for side in sides)
            return width, height
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            sides_ = _unpacked("<HH", data, 26)
            return sides_ and (sides_[0] & 0x3FFF, sides_[1] & 0x3FFF)
    return None
