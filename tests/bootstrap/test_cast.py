"""The demo's personas are readers in the books, who came by mail and pay at the sandbox."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from presspass.adapters.memory_commerce import MemoryCommerce
from presspass.adapters.stripe.config import StripeConfig
from presspass.adapters.stripe.payments import StripePayments
from presspass.bootstrap.cast import Cast
from presspass.bootstrap.selling import shop_of
from presspass.bootstrap.surroundings import Backstage
from presspass.core.instants import DAY
from presspass.core.reader import Standing
from presspass.core.subscription import State
from presspass.demo import DATA_VARIABLE, PORT_VARIABLE, demo_edition, demo_settings
from presspass.ports import Mail, Unavailable
from presspass.sandbox.paying import pay
from presspass.services.accounts.asking import Asking
from presspass.services.accounts.passwords import Passwords
from presspass.services.accounts.sessions import ReaderSessions
from presspass.services.accounts.signing_in import SigningIn
from presspass.services.editorial_file import read_edition
from presspass.services.links import Links
from presspass.services.mails import Mails
from presspass.web.personas import Persona
from tests.sandbox.running import SECRET, HandClock, Running, running


class MovedClock(HandClock):
    """A clock that the cast moves."""

    def forward(self, seconds: int) -> None:
        self.at += seconds


class Stage:
    """Where personas are played: books, a clock, a sandbox, and mails that come at once."""

    def __init__(self, folder: Path, sandbox: Running, clock: MovedClock) -> None:
        self.books, self.clock, self.lost = MemoryCommerce(), clock, False
        self.sent: list[Mail] = []
        config = StripeConfig("sk_test_demo", SECRET, sandbox.address)
        environment = {DATA_VARIABLE: str(folder), PORT_VARIABLE: "8000"}
        settings = replace(demo_settings(environment), stripe=config)
        publication, ring = settings.publication, settings.keyring
        edition = read_edition(demo_edition(date(2026, 3, 10)), "demo", publication.zone)
        sessions = ReaderSessions(self.books, lambda: edition)
        readers: Any = SimpleNamespace(
            asking=Asking(
                self.books, ring, Mails(publication, lambda: edition), lambda secret, _: secret
            ),
            signing_in=SigningIn(self.books, ring, Passwords(), sessions, lambda _, __: None),
        )
        payments = StripePayments(config, publication)
        links = Links.with_accounts("/presspass")
        shop = shop_of(settings, links, lambda: edition, self.books, payments)
        journal: Any = None
        self.cast = Cast(
            Backstage(journal, self.books, readers, shop),
            publication.url,
            clock,
            self.mails,
            sandbox.sandbox.tick,
            pay,
        )

    def mails(self) -> list[Mail]:
        if not self.lost:
            with self.books.transaction() as books:
                self.sent += [each.mail for each in books.outbox.claim(self.clock.at, 9)]
        return self.sent[::-1]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    clock = MovedClock()
    with running(clock) as sandbox:
        yield Stage(tmp_path, sandbox, clock)


@pytest.mark.parametrize("persona", [one for one in Persona if one is not Persona.NEW])
def test_every_persona_has_an_account_and_stands_as_it_says(stage: Stage, persona: Persona) -> None:
    session = stage.cast.become(persona)
    assert session is not None
    assert session.standing is Standing(persona.value)
    with stage.books.reading() as books:
        account = books.accounts.by_reader(session.reader)
        kept = books.sessions.get(session.id)
        subscriptions = books.subscriptions.of(session.reader)
    assert account is not None
    assert account.mailbox.address == stage.sent[0].to.lower()
    assert kept is not None
    assert len(subscriptions) == (persona is not Persona.REGISTERED)


def test_a_new_reader_has_no_account(stage: Stage) -> None:
    assert stage.cast.become(Persona.NEW) is None
    assert stage.sent == []


@pytest.mark.parametrize(
    ("persona", "days", "standing"),
    [
        (Persona.TRIALING, 14, Standing.LAPSED_TRIAL),
        (Persona.PAST_DUE, 7, Standing.LAPSED_SUBSCRIBER),
        (Persona.SUBSCRIBED, 40, Standing.SUBSCRIBED),
        (Persona.REGISTERED, 30, Standing.REGISTERED),
    ],
)
def test_time_that_passes_changes_how_a_persona_stands(
    stage: Stage, persona: Persona, days: int, standing: Standing
) -> None:
    session = stage.cast.become(persona)
    assert session is not None
    stage.clock.forward(days * DAY)
    later = stage.cast.time_passed(session)
    assert later is not None
    assert later.standing is standing


def test_what_is_due_for_others_happens_too(stage: Stage) -> None:
    session = stage.cast.become(Persona.SUBSCRIBED)
    assert session is not None
    stage.clock.forward(32 * DAY)
    assert stage.cast.time_passed(None) is None
    with stage.books.reading() as books:
        (subscription,) = books.subscriptions.of(session.reader)
        paid = [entry.money.minor for entry in books.ledger.of(session.reader)]
    assert subscription.state is State.ACTIVE
    assert sorted(paid) == [99, 999]


def test_a_mail_that_never_comes_ends_the_attempt(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presspass.bootstrap.cast._BETWEEN_LOOKS", 0)
    stage.lost = True
    with pytest.raises(Unavailable, match="did not come"):
        stage.cast.become(Persona.REGISTERED)


def test_a_sandbox_that_is_away_ends_the_attempt(stage: Stage) -> None:
    def away(_: str, __: str) -> None:
        pay("http://127.0.0.1:1/pay/cs_1", "visa")

    stage.cast._pay = away
    with pytest.raises(Unavailable, match="can't be reached"):
        stage.cast.become(Persona.SUBSCRIBED)
