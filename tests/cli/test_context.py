import getpass

import pytest

from presspass.cli.context import Failure, actor, told_plainly
from presspass.ports import StoreAway


def test_the_audit_names_who_is_at_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    assert actor() == "ann"


def test_a_user_without_a_name_is_known_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert actor().startswith("user ")


@pytest.mark.parametrize(("ours", "code"), [(False, 3), (True, 1)])
def test_what_keeps_us_out_for_our_own_fault_is_ours_to_mend(*, ours: bool, code: int) -> None:
    with pytest.raises(Failure) as raised, told_plainly():
        raise StoreAway("the folder can't be made", ours=ours)
    assert (raised.value.exit_code, str(raised.value)) == (code, "the folder can't be made")
