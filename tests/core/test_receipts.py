import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core import receipts
from presspass.core.access import Decision, Reason
from presspass.core.ids import ArticleId
from presspass.core.reader import Standing
from presspass.core.seals import MAX_PAYLOAD_BYTES, Keyring, Purpose
from presspass.core.situations import Situation

RING = Keyring((b"s" * 32,))
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x1f"), max_size=30)
counts = st.none() | st.integers(0, 65_534)
instants = st.integers(0, 2**63)
decisions = st.builds(
    Decision,
    article=texts.map(ArticleId),
    at=instants,
    standing=st.sampled_from(Standing),
    situation=st.sampled_from(Situation),
    rule=texts,
    policy=texts,
    reason=st.sampled_from(Reason),
    binding=st.booleans(),
    limit=counts,
    used=counts,
    newly_charged=st.booleans(),
    resets_at=st.none() | st.integers(1, 2**63),
    offered=counts,
    days=counts,
    country=st.none() | st.from_regex("[A-Z]{2}", fullmatch=True),
)
DECISION = Decision(
    ArticleId("https://news.example/1"),
    1_800_000_000,
    Standing.ANONYMOUS,
    Situation.METER_SPENT,
    "metered",
    "12",
    Reason.SPENT,
    limit=5,
    used=5,
    resets_at=1_802_000_000,
)


@given(decisions)
def test_a_receipt_tells_the_whole_decision(decision: Decision) -> None:
    assert receipts.unpack(receipts.pack(decision)) == decision


@given(st.binary(max_size=120))
def test_no_payload_raises(payload: bytes) -> None:
    receipts.unpack(payload)
    receipts.unpack(b"\x01" + payload)


@given(decisions, st.data())
def test_no_receipt_cut_or_changed_raises(decision: Decision, data: st.DataObject) -> None:
    payload = bytearray(receipts.pack(decision))
    payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    receipts.unpack(bytes(payload))
    receipts.unpack(bytes(payload[: data.draw(st.integers(0, len(payload)))]))


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\x00" + receipts.pack(DECISION)[1:],
        b"\x02" + receipts.pack(DECISION)[1:],
        receipts.pack(DECISION)[:30],
        receipts.pack(DECISION).replace(b"\x1f", b" "),
        *(
            receipts.pack(DECISION)[:place] + b"\xff" + receipts.pack(DECISION)[place + 1 :]
            for place in (9, 10, 11)  # the situation, the reason, the standing
        ),
    ],
)
def test_a_receipt_of_another_version_is_none(payload: bytes) -> None:
    assert receipts.unpack(payload) is None


def test_what_has_no_place_yet_can_be_told_all_the_same() -> None:
    for situation in Situation:
        assert receipts.unpack(receipts.pack(DECISION._replace(situation=situation))) is not None
    for reason in Reason:
        assert receipts.unpack(receipts.pack(DECISION._replace(reason=reason))) is not None
    for standing in Standing:
        assert receipts.unpack(receipts.pack(DECISION._replace(standing=standing))) is not None


def test_a_receipt_of_an_endless_address_still_opens() -> None:
    long = ArticleId("https://news.example/" + "é" * 4000)
    payload = receipts.pack(DECISION._replace(article=long))
    assert len(payload) <= MAX_PAYLOAD_BYTES
    opened = RING.open(Purpose.RECEIPT, RING.seal(Purpose.RECEIPT, payload))
    assert opened is not None
    told = receipts.unpack(opened.payload)
    assert told is not None
    assert told.article.startswith("https://news.example/éééé")
    assert told._replace(article=DECISION.article) == DECISION


def test_an_article_id_that_is_no_proper_text_does_not_raise() -> None:
    told = receipts.unpack(receipts.pack(DECISION._replace(article=ArticleId("a\ud800b"))))
    assert told is not None
    assert told.article == "a?b"


def test_a_separator_in_an_article_id_stays_in_it() -> None:
    odd = DECISION._replace(article=ArticleId("a\x1fb\x1fc"))
    assert receipts.unpack(receipts.pack(odd)) == odd


def test_counts_beyond_the_field_are_told_as_its_highest() -> None:
    told = receipts.unpack(receipts.pack(DECISION._replace(limit=10**6, used=70_000)))
    assert told is not None
    assert (told.limit, told.used) == (65_534, 65_534)
