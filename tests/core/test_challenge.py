from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presspass.core.challenge import (
    CODE_DIGITS,
    ENTROPY_BYTES,
    LIFE,
    TRIES,
    Accepted,
    Answer,
    Challenge,
    Exhausted,
    Expired,
    Issued,
    Purpose,
    Used,
    Wanted,
    Wrong,
    challenge_of,
)
from presspass.core.mailbox import Mailbox
from presspass.core.seals import Keyring

NOW = 1_800_000_000
RING = Keyring((b"s" * 32,))
WANTED = Wanted(Purpose.SIGN_IN, Mailbox.parse("ann@example.com"), "en", "/a")

entropies = st.binary(min_size=ENTROPY_BYTES, max_size=ENTROPY_BYTES)


def issue(entropy: bytes = bytes(range(ENTROPY_BYTES)), ring: Keyring = RING) -> Issued:
    return Challenge.issue(WANTED, ring, entropy, NOW)


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


@given(entropies)
def test_both_proofs_are_accepted_and_neither_is_kept(entropy: bytes) -> None:
    challenge, link, code = issue(entropy)
    assert challenge.try_code(code, RING, NOW) == Accepted()
    assert challenge.try_link(link, RING, NOW) == Accepted()
    assert challenge_of(link) == challenge.id
    assert (len(code), code.isdigit()) == (CODE_DIGITS, True)
    for digest in (challenge.link_digest, challenge.code_digest):
        assert entropy[16:32] not in digest
        assert code.encode() not in digest


def test_a_code_may_be_typed_with_spaces() -> None:
    challenge, _, code = issue()
    assert challenge.try_code(f" {code[:3]} {code[3:]}\n", RING, NOW) == Accepted()


def test_wrong_codes_count_down_and_the_fifth_ends_it() -> None:
    challenge, link, code = issue()
    told = [
        replace(challenge, attempts=before).try_code(other_than(code), RING, NOW)
        for before in range(TRIES)
    ]
    assert told == [Wrong(4), Wrong(3), Wrong(2), Wrong(1), Exhausted()]
    ended = replace(challenge, attempts=TRIES)
    assert ended.try_code(code, RING, NOW) == Exhausted()
    assert ended.try_link(link, RING, NOW) == Exhausted()


def test_the_last_try_may_be_the_right_one() -> None:
    challenge, _, code = issue()
    assert replace(challenge, attempts=TRIES - 1).try_code(code, RING, NOW) == Accepted()


@pytest.mark.parametrize(
    ("after", "answer"), [(LIFE - 1, Accepted()), (LIFE, Expired()), (LIFE + 99, Expired())]
)
def test_a_mail_is_good_for_a_quarter_of_an_hour(after: int, answer: Answer) -> None:
    challenge, link, code = issue()
    assert challenge.try_code(code, RING, NOW + after) == answer
    assert challenge.try_link(link, RING, NOW + after) == answer


def test_a_used_challenge_says_so_whatever_else_is_the_matter() -> None:
    challenge, link, code = issue()
    used = replace(challenge, used=NOW, attempts=TRIES)
    for proof in (code, other_than(code)):
        assert used.try_code(proof, RING, NOW + LIFE) == Used()
    assert used.try_link(link, RING, NOW) == Used()


@given(entropies, entropies)
def test_the_proofs_of_one_challenge_are_none_of_another(first: bytes, second: bytes) -> None:
    one, other = issue(first), issue(second)
    accepted = one.challenge.try_link(other.link, RING, NOW) == Accepted()
    assert accepted == (first[:32] == second[:32])


def test_a_digest_is_of_one_challenge_alone() -> None:
    """Whoever can write to the database can't move a code that they know to another challenge."""
    entropy = bytes(range(ENTROPY_BYTES))
    known = issue(entropy)
    target = issue(b"\xff" * 16 + entropy[16:])
    moved = replace(target.challenge, code_digest=known.challenge.code_digest)
    assert moved.try_code(known.code, RING, NOW) == Wrong(TRIES - 1)


@given(st.text())
def test_no_text_raises_or_is_accepted(text: str) -> None:
    challenge, link, code = issue()
    assert challenge.try_link(text, RING, NOW) in (Wrong(None), Accepted())
    if text != link:
        assert challenge.try_link(text, RING, NOW) == Wrong(None)
    if "".join(text.split()) != code:
        assert challenge.try_code(text, RING, NOW) == Wrong(TRIES - 1)


@pytest.mark.parametrize("text", ["", "x", "é" * 43, "A" * 42, "A" * 44, "=" * 43, "A" * 5000])
def test_what_was_never_a_link_of_ours_is_of_no_challenge(text: str) -> None:
    assert challenge_of(text) is None


def test_a_mail_outlives_a_change_of_keys_but_not_the_removal_of_its_own() -> None:
    challenge, link, code = issue()
    rotated, foreign = Keyring((b"n" * 32, b"s" * 32)), Keyring((b"n" * 32,))
    assert challenge.try_code(code, rotated, NOW) == Accepted()
    assert challenge.try_link(link, rotated, NOW) == Accepted()
    assert challenge.try_code(code, foreign, NOW) == Wrong(TRIES - 1)
    assert challenge.try_link(link, foreign, NOW) == Wrong(None)


def test_it_takes_all_its_randomness() -> None:
    with pytest.raises(ValueError, match="random"):
        issue(b"short")
