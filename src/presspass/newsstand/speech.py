"""The newsstand's own words and dates, in the language of a page or of an article in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from babel.lists import format_list
from markupsafe import Markup, escape

from presspass.newsstand.dates import Calendar
from presspass.services.messages import Messages, Value

PACKAGE = "presspass.newsstand"
"""Whose `locales` hold the built-in words."""

_PLACES = re.compile("[\ue000-\uf8ff]")
_FIRST = 0xE000


@dataclass(frozen=True, slots=True)
class Speech:
    """Says what one page or article has to say. Its language is that of its `calendar`."""

    messages: Messages
    calendar: Calendar
    publication: str

    @property
    def language(self) -> str:
        """The BCP 47 tag."""
        return self.calendar.language

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.calendar.direction

    def into(self, language: str) -> "Speech":
        """The same in another language."""
        return replace(self, calendar=replace(self.calendar, language=language))

    def text(self, name: str, **values: Value) -> str:
        """A message as plain text."""
        given: dict[str, Value] = {"publication": self.publication, **values}
        return self.messages.text(self.language, name, **given)

    def say(self, name: str, **values: Value) -> Markup:
        """A message for HTML and XML. Values that are `Markup` stand in it as they are."""
        pieces = [value for value in values.values() if isinstance(value, Markup)]
        places = iter(range(_FIRST, _FIRST + len(pieces)))
        given = {
            key: chr(next(places)) if isinstance(value, Markup) else value
            for key, value in values.items()
        }
        return _filled(self.text(name, **given), pieces)

    def all_of(self, items: Iterable[Markup]) -> Markup:
        """Several things as the language lists them: one, two and three."""
        pieces = list(items)
        places = [chr(_FIRST + at) for at in range(len(pieces))]
        return _filled(format_list(places, locale=self.calendar.locale), pieces)

    def of(self, text: str, language: str) -> Markup:
        """A text that may be in another language, and then says so."""
        if language == self.language:
            return escape(text)
        other = self.into(language)
        return Markup("<span{}>{}</span>").format(other.within(self), text)

    def within(self, around: "Speech") -> Markup:
        """The attributes that an element in this language needs within another's."""
        if self.language == around.language:
            return Markup()
        return Markup(' lang="{}" dir="{}"').format(self.language, self.direction)

    def leading(self, around: "Speech") -> Markup:
        """The attribute that a link to a page in this language needs within another's."""
        if self.language == around.language:
            return Markup()
        return Markup(' hreflang="{}"').format(self.language)


def _filled(text: str, pieces: list[Markup]) -> Markup:
    """A text made HTML, with pieces of HTML in their places."""
    last = _FIRST + len(pieces)

    def piece(place: re.Match[str]) -> str:
        at = ord(place[0])
        return pieces[at - _FIRST] if at < last else place[0]

    return Markup(_PLACES.sub(piece, escape(text)))  # noqa: S704  # escaped, and the pieces are HTML
