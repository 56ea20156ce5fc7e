"""Known paid text is known again in any answer."""

import base64
import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from presspass.page.contract import Fingerprints, examine, paid_text, runs_in

PAID = "The harbour master counted forty-one ships before the fog closed in on the breakwater."
JAPANESE = "港の管理者は霧が防波堤を覆う前に四十一隻の船を数えたが誰もその理由を語らなかった"


@pytest.fixture
def known(article: Callable[..., bytes]) -> Fingerprints:
    body = article(f"<p>{PAID}</p><p>{JAPANESE}</p>")
    facts = examine(body, url="https://paper.example/a", content_type="text/html")
    return paid_text(body, facts)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (json.dumps({"content": f"<p>{PAID}</p>"}).encode(), "application/json"),
        (json.dumps({"content": json.dumps([JAPANESE])}).encode(), "application/json"),
        (f"<rss><item>{PAID.replace(' ', '&#32;')}</item></rss>".encode(), "application/rss+xml"),
        (f"<rss><![CDATA[<p>{PAID}</p>]]></rss>".encode(), "application/rss+xml"),
        (base64.b64encode(PAID.encode()), "text/plain"),
        (PAID.upper().encode("utf-16"), "text/plain"),
        (PAID.encode("cp1252"), "text/plain; charset=utf-7"),
        (PAID.encode(), ""),
        (json.dumps([PAID]).encode("utf-16-le"), "application/json"),
        (json.dumps([PAID]).encode("utf-16-be"), "application/json"),
        (json.dumps([JAPANESE], ensure_ascii=False).encode("utf-16-le"), "application/json"),
        (json.dumps([JAPANESE], ensure_ascii=False).encode("utf-32-be"), "application/json"),
        (json.dumps([JAPANESE], ensure_ascii=False).encode("utf-32-le"), "application/json"),
        (json.dumps([PAID]).encode("utf-16-le"), "application/json; charset=utf-8"),
        (json.dumps([PAID]).encode(), "application/json; charset=utf-16"),
        (json.dumps([JAPANESE], ensure_ascii=False).encode(), "text/json; charset=latin1"),
        (PAID.encode("utf-7").replace(b" ", b"+ACA-"), "text/plain; charset=utf-7"),
        (PAID.encode("utf-32"), "text/plain; charset=utf-32"),
        (
            f'<?xml version="1.0" encoding="shift_jis"?><a>{JAPANESE}</a>'.encode("cp932"),
            "application/rss+xml",
        ),
    ],
)
def test_paid_text_is_known_again(data: bytes, kind: str, known: Fingerprints) -> None:
    assert runs_in(data, kind) & known.runs


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff\xfe\x00", PAID[:40].encode(), b"A plain title"]
)
def test_other_text_is_not(data: bytes, known: Fingerprints) -> None:
    assert not runs_in(data, "application/json") & known.runs


def test_fingerprints_are_alike_in_every_process(known: Fingerprints) -> None:
    program = (
        "import pickle, sys; from presspass.page.contract import runs_in;"
        "runs = pickle.load(sys.stdin.buffer).runs;"
        f"print(len(runs_in({PAID!r}.encode(), 'text/plain') & runs))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(known),
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "77"},
    )
    assert int(done.stdout) > 0


def test_a_large_answer_is_searched_quickly(known: Fingerprints) -> None:
    items = [
        {"id": number, "text": f'<p>Item {number} &amp; "more" of it.</p>'}
        for number in range(5000)
    ]
    data = json.dumps([*items, PAID]).encode()
    assert len(data) > 290_000
    best = min(_seconds(data, known) for _ in range(3))
    assert best < 0.5  # about a tenth of it on an idle machine


def _seconds(data: bytes, known: Fingerprints) -> float:
    began = time.process_time()
    assert runs_in(data, "application/json") & known.runs
    return time.process_time() - began
