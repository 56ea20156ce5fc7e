"""The demo's personas are readers in the books, who came by mail."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.bootstrap.cast import Cast
from presspass.core.instants import DAY, Instant
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.seals import Keyring
from presspass.ports import Mail, StoreAway
from presspass.services.accounts.asking import Asking
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.sessions import ReaderSessions
from presspass.services.accounts.signing_in import SigningIn
from presspass.services.editorial_file import built_in
from presspass.services.mails import Mails
from presspass.web.personas import GRACE_DAYS, TRIAL_DAYS, Persona

NOW = 1_800_000_000
UTC = ZoneInfo("UTC")


@dataclass
class HandClock:
    at: Instant = NOW

    def now(self) -> Instant:
        return self.at


@dataclass
class Stage:
    """Where personas are played: books, a clock, and a mail room that sends at once."""

    books: MemoryCommerce = field(default_factory=MemoryCommerce)
    clock: HandClock = field(default_factory=HandClock)
    lost: bool = False

    def __post_init__(self) -> None:
        ring = Keyring((b"k" * 32,))
        publication = Publication("The News", "http://news.example", "en", UTC)
        edition = built_in(UTC)
        sessions = ReaderSessions(self.books, lambda: edition)
        readers: Any = SimpleNamespace(
            asking=Asking(
                self.books, ring, Mails(publication, lambda: edition), lambda secret, _: secret
            ),
            signing_in=SigningIn(self.books, ring, Passwords(), sessions, lambda _, __: None),
        )
        self.cast = Cast(self.books, readers, self.clock, self.mails)
        self.sent: list[Mail] = []

    def mails(self) -> list[Mail]:
        if not self.lost:
            with self.books.transaction() as books:
                self.sent += [each.mail for each in books.outbox.claim(self.clock.at, 9)]
        return self.sent[::-1]


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("persona", [one for one in Persona if one is not Persona.NEW])
def test_every_persona_has_an_account_and_stands_as_it_says(stage: Stage, persona: Persona) -> None:
    session = stage.cast.become(persona)
    assert session is not None
    assert session.standing is Standing(persona.value)
    with stage.books.reading() as books:
        account = books.accounts.by_reader(session.reader)
        kept = books.sessions.get(session.id)
    assert account is not None
    assert account.mailbox.address == stage.sent[0].to.lower()
    assert kept is not None


def test_a_new_reader_has_no_account(stage: Stage) -> None:
    assert stage.cast.become(Persona.NEW) is None
    assert stage.sent == []


@pytest.mark.parametrize(
    ("persona", "days", "standing"),
    [
        (Persona.TRIALING, TRIAL_DAYS, Standing.LAPSED_TRIAL),
        (Persona.PAST_DUE, GRACE_DAYS, Standing.LAPSED_SUBSCRIBER),
        (Persona.REGISTERED, 30, Standing.REGISTERED),
    ],
)
def test_time_that_passes_changes_how_a_persona_stands(
    stage: Stage, persona: Persona, days: int, standing: Standing
) -> None:
    session = stage.cast.become(persona)
    assert session is not None
    stage.clock.at += days * DAY
    renewed = stage.cast.renewed(session)
    assert renewed is not None
    assert renewed.standing is standing


def test_a_mail_that_never_comes_ends_the_attempt(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presspass.bootstrap.cast._BETWEEN_LOOKS", 0)
    stage.lost = True
    with pytest.raises(StoreAway, match="did not come"):
        stage.cast.become(Persona.REGISTERED)
