import struct
from pathlib import Path

import pytest

from presspass.newsstand.pictures import Figure, load

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 640, 480)
EXIF = b"\xff\xe1" + struct.pack(">H", 500) + bytes(498)
TABLE = b"\xff\xc4" + struct.pack(">H", 20) + bytes(18)
FRAME = b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 480, 640)
JPEG = b"\xff\xd8" + EXIF + TABLE + FRAME
RIFF = b"RIFF\0\0\0\0WEBP"
LOSSY = RIFF + b"VP8 " + bytes(10) + struct.pack("<HH", 640, 480)
LOSSLESS = RIFF + b"VP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 639 | 479 << 14)
EXTENDED = RIFF + b"VP8X" + bytes(8) + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")
PLAIN = b'<svg width="640" height="480px"><path/></svg>'
BOXED = b'<?xml version="1.0"?>\n<svg viewBox="0 0 640 480.2" x="1"><path/></svg>\n'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", PNG),
        ("a.gif", GIF),
        ("a.jpg", JPEG),
        ("a.JPEG", JPEG),
        ("a.webp", LOSSY),
        ("b.webp", LOSSLESS),
        ("c.webp", EXTENDED),
        ("a.svg", PLAIN),
        ("b.svg", BOXED),
    ],
)
def test_every_kind_of_picture_tells_its_size(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    picture = load(tmp_path / name, name)
    assert (picture.width, picture.height) == (640, 480)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""),
        ("a.png", PNG[:18]),
        ("a.png", JPEG),
        ("a.png", PNG[:16] + bytes(8)),
        ("a.gif", GIF[:7]),
        ("a.jpg", b"\xff\xd8"),
        ("a.jpg", b"\xff\xd8" + EXIF),
        ("a.jpg", b"\xff\xd8 no marker here at all"),
        ("a.webp", RIFF + b"VP8X"),
        ("a.webp", RIFF + b"ALPH" + bytes(40)),
        ("a.svg", b"<svg><path/></svg>"),
        ("a.svg", PLAIN[:-6]),
        ("a.svg", b"\xff\xfe\x00"),
    ],
)
def test_a_broken_picture_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match="is broken"):
        load(tmp_path / name, name)


def test_a_changed_picture_has_another_address(tmp_path: Path) -> None:
    (tmp_path / "a b.svg").write_bytes(PLAIN)
    before = load(tmp_path / "a b.svg", "a b.svg")
    (tmp_path / "a b.svg").write_bytes(BOXED)
    after = load(tmp_path / "a b.svg", "a b.svg")
    assert before.href.startswith("/pictures/a%20b.svg?v=")
    assert before.href != after.href


def test_a_figure_escapes_all_that_is_said_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(PLAIN)
    figure = Figure(load(tmp_path / "a.svg", "a.svg"), 'a "b" <c>', "<d>", "e & f").html()
    assert 'alt="a &#34;b&#34; &lt;c&gt;" width="640" height="480"' in figure
    assert '<span class="caption">&lt;d&gt;</span> <span class="credit">e &amp; f</span>' in figure
