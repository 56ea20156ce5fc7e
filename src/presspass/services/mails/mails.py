"""Every mail that readers get: a method for each, named for what it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from presspass.core.edition import Edition
from presspass.core.instants import MINUTE, Instant
from presspass.core.publication import Publication
from presspass.ports import Mail
from presspass.services.mails.layout import Layout
from presspass.services.mails.letter import Letter
from presspass.services.mails.lines import Line, Told, worded
from presspass.services.messages import Messages


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a mail goes to: `key` makes it one of a kind, however often it is written.

    `to` is the address as its owner writes it, `language` a BCP 47 tag, `created` the present.
    """

    key: str
    to: str
    language: str
    created: Instant


class Mails:
    """Writes mails in the words of the edition in force. Safe from any thread.

    Links are whole addresses, on the publication's own site. A new mail is a group of messages
    (`docs/mail.md`), and a method here or a call of `telling`.
    """

    def __init__(self, publication: Publication, edition: Callable[[], Edition]) -> None:
        self._publication = publication
        self._edition = edition
        self._layout = Layout(publication)
        self._spoken: tuple[Edition, Messages] | None = None

    def sign_in(self, envelope: Envelope, link: str, code: str, seconds: int) -> Mail:
        """The proof of an address, for signing in and registering; good for so many seconds."""
        return self._written("mail-sign-in", envelope, link, code, minutes=seconds // MINUTE)

    def password(self, envelope: Envelope, link: str, code: str, seconds: int) -> Mail:
        """The way to a new password; good for so many seconds."""
        return self._written("mail-password", envelope, link, code, minutes=seconds // MINUTE)

    def change_confirm(self, envelope: Envelope, link: str, code: str, seconds: int) -> Mail:
        """To the new address of an account: the proof of it; good for so many seconds."""
        return self._written("mail-change-confirm", envelope, link, code, minutes=seconds // MINUTE)

    def change_told(self, envelope: Envelope, link: str) -> Mail:
        """To the old address of an account: that it is to change, and the way to stop that."""
        return self._written("mail-change-told", envelope, link)

    def deleted(self, envelope: Envelope) -> Mail:
        """That an account is gone."""
        return self._written("mail-deleted", envelope)

    def withdrawal(self, envelope: Envelope, plan: str, at: datetime) -> Mail:
        """The receipt of a withdrawal from the purchase of a plan, declared at a time."""
        return self._written("mail-withdrawal", envelope, plan=plan, at=at)

    def telling(
        self,
        group: str,
        envelope: Envelope,
        lines: Sequence[Line] = (),
        link: str | None = None,
        **values: Told,
    ) -> Mail:
        """A mail with lines such as those of a bill, of a group of messages."""
        return self._written(group, envelope, link, None, lines, **values)

    def _written(
        self,
        group: str,
        envelope: Envelope,
        link: str | None = None,
        code: str | None = None,
        lines: Sequence[Line] = (),
        **values: Told,
    ) -> Mail:
        messages = self._messages()
        language = messages.nearest(envelope.language)
        to_all = {"publication": self._publication.name, "address": envelope.to}
        given = {**worded(messages, language, values), **to_all}

        def say(name: str) -> str:
            return messages.text(language, name, **given)

        def said(line: Line) -> tuple[str, str]:
            own = {**worded(messages, language, line.values), **to_all}
            name = f"mail-line-{line.name}"
            label = messages.text(language, f"{name}.label", **own)
            return label, messages.text(language, f"{name}.value", **own)

        letter = Letter.of(group, say, link, code, map(said, lines))
        return Mail(
            key=envelope.key,
            to=envelope.to,
            language=language,
            subject=letter.subject,
            text=self._layout.text(letter),
            html=self._layout.html(letter, language, messages.direction(language)),
            created=envelope.created,
        )

    def _messages(self) -> Messages:
        edition, spoken = self._edition(), self._spoken
        if spoken is None or spoken[0] is not edition:
            spoken = (edition, Messages(edition.messages, self._publication.language))
            self._spoken = spoken
        return spoken[1]
