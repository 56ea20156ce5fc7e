from threading import Thread

import pytest
from argon2.profiles import CHEAPEST
from hypothesis import given
from hypothesis import strategies as st

from presspass.ports import Unavailable
from presspass.services.accounts import passwords as module
from presspass.services.accounts.passwords import Passwords, Unfit, UnfitPassword

GOOD = "seven herons at low tide"
CHEAP = Passwords(CHEAPEST)


def test_a_password_is_kept_as_argon2id_at_the_strength_of_rfc_9106() -> None:
    kept = Passwords().hashed(GOOD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert Passwords().right(GOOD, kept)
    assert not Passwords().outgrown(kept)


@given(password=st.text(max_size=40), other=st.text(max_size=40))
def test_only_the_same_password_is_right(password: str, other: str) -> None:
    kept = CHEAP.hashed(password)
    assert CHEAP.right(password, kept)
    assert CHEAP.right(other, kept) == (module._one_form(other) == module._one_form(password))
    assert password == "" or password not in kept or len(password) < 8


def test_a_password_is_the_same_whichever_keyboard_writes_it() -> None:
    kept = CHEAP.hashed("Ame\u0301lie's café")
    assert CHEAP.right("Am\u00e9lie's cafe\u0301", kept)


@pytest.mark.parametrize("kept", [None, "", "plain text", "$argon2id$v=19$broken"])
def test_no_password_is_right_where_none_was_kept(kept: str | None) -> None:
    assert not CHEAP.right("nobody's", kept)
    assert not CHEAP.right("", kept)


def test_a_hash_of_other_strength_wants_renewing() -> None:
    kept = CHEAP.hashed(GOOD)
    assert Passwords().right(GOOD, kept)
    assert Passwords().outgrown(kept)
    assert not CHEAP.outgrown(kept)


@pytest.mark.parametrize(
    ("password", "flaw"),
    [
        ("", Unfit.SHORT),
        ("nine char", Unfit.SHORT),
        ("x" * 257, Unfit.LONG),
        ("abababababab", Unfit.PLAIN),
        ("Ann.Oakley@", Unfit.PLAIN),
        ("ann.oakley@example.com", Unfit.PLAIN),
    ],
)
def test_what_anybody_would_guess_is_refused(password: str, flaw: Unfit) -> None:
    with pytest.raises(UnfitPassword) as refused:
        CHEAP.fit(password, "ann.oakley@example.com")
    assert refused.value.flaw is flaw


@pytest.mark.parametrize("password", [GOOD, "ten chars!", "пароль из слов", "y" * 100 + "abcdef"])
def test_no_kinds_of_signs_are_asked_for(password: str) -> None:
    CHEAP.fit(password, "ann@example.com")


def test_who_waits_too_long_for_a_turn_is_told_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.01)
    passwords = Passwords(CHEAPEST)
    turns = [passwords._turns.acquire(), passwords._turns.acquire()]
    assert all(turns)
    with pytest.raises(Unavailable):
        passwords.hashed(GOOD)
    passwords._turns.release()
    waiting = Thread(target=passwords.hashed, args=(GOOD,))
    waiting.start()
    waiting.join(5)
    assert not waiting.is_alive()
