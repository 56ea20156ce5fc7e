"""A cookie is believed if its seal is right, and no other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.servers.gate import Gate
from tests.servers.readers import spent

pytestmark = pytest.mark.server


@pytest.mark.parametrize(
    "cookie",
    [
        "presspass_meter=",
        "presspass_meter",
        "presspass_meter=%00%ff",
        "presspass_meter=AAAA",
        "presspass_meter=" + "A" * 8000,
        "presspass_session=" + "A" * 8000,
        "presspass_session=AAAA; presspass_meter=BBBB",
        "; ;;=;=; presspass_meter=; ====",
        "other=\xe9\xff; presspass_meter=\xe9",
        'presspass_meter="quoted"',
    ],
)
def test_a_cookie_that_is_not_ours_is_as_good_as_none(gate: Gate, cookie: str) -> None:
    answer = gate.get("/metered/odd-cookie", cookie=cookie, accept="text/html")
    assert answer.granted
    assert answer.cookie
    assert gate.get("/presspass/why?page=/metered/odd-cookie", cookie=cookie).status == 200


def test_a_tampered_cookie_is_as_good_as_none(gate: Gate) -> None:
    cookie = spent(gate, "/metered/tampered-")
    assert not gate.get("/metered/tampered-9", cookie=cookie).granted
    name, _, token = cookie.partition("=")
    for place in (0, 10, 25, len(token) // 2, len(token) - 1):
        sign = "A" if token[place] != "A" else "B"
        changed = f"{name}={token[:place]}{sign}{token[place + 1 :]}"
        answer = gate.get("/metered/tampered-9", cookie=changed)
        assert answer.granted
        assert answer.cookie
    session = f"presspass_session={token}"
    assert not gate.get("/metered/tampered-9", cookie=f"{session}; {cookie}").granted
    foreign = f"presspass_meter=forged; {cookie}"
    assert not gate.get("/metered/tampered-9", cookie=foreign).granted


def test_keys_rotate(
    another: Callable[..., Any], again: Callable[..., Any], tmp_path: Path
) -> None:
    old, new = '"an old secret, long enough to be a secret"', '"a new secret, long enough for one"'
    settings = tmp_path / "presspass.toml"
    with another(secrets=f"[{old}]") as gate:
        cookie = spent(gate, "/metered/rotated-")
        port = gate.port
    text = settings.read_text()
    settings.write_text(text.replace(f"[{old}]", f"[{new}, {old}]"))
    with again(tmp_path, port) as gate:
        renewed = gate.get("/metered/rotated-9", cookie=cookie)
        assert not renewed.granted
        assert renewed.cookie not in (None, cookie)
        cookie = renewed.cookie
    settings.write_text(text.replace(f"[{old}]", f"[{new}]"))
    with again(tmp_path, port) as gate:
        assert not gate.get("/metered/rotated-9", cookie=cookie).granted
        assert gate.get("/metered/rotated-1", cookie=cookie).granted
