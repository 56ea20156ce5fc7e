"""The words readers see: Fluent messages, the publication's own before the built-in ones.

A language is added by a folder of `.ftl` files under `locales/`; nothing else knows its name.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_skeleton
from babel.numbers import get_currency_symbol
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType
from fluent.syntax.ast import Junk, Resource

from presspass.core.money import Money
from presspass.services.built_in_words import built_in_languages, built_in_words

_log = logging.getLogger(__name__)

LAST_RESORT = "en"
"""The language that every message is there in."""

_REMEMBERED = 256
"""Of how many days in each language, and of how many amounts, the words are remembered: one mail
names the same ones as the next."""

_LEFT_TO_RIGHT = "\u200e"
_ISOLATES = re.compile("[\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a sentence names it; `with_year` where the year is not plain from the context."""

    date: date
    with_year: bool = False


Value: TypeAlias = str | int | Money | Day | datetime
"""What a message can be given. Each is written as the message's own language writes it."""


class Messages:
    """All messages in all languages, safe from any thread.

    `own` is the publication's Fluent source by language; `default` the publication's language;
    `package` whose `locales` hold the built-in ones. A message of the publication's own that can't
    be used gives way to the built-in one, and the log says so once.
    """

    def __init__(self, own: Mapping[str, str], default: str, package: str = "presspass") -> None:
        self._package = package
        self._told: set[tuple[str, str]] = set()
        self._lock = Lock()
        self._languages = dict(self._read(own))
        self._default = default

    @property
    def languages(self) -> dict[str, str]:
        """The name of each language there is, in itself, by its tag."""
        locales = {tag: language.locale for tag, language in self._languages.items()}
        return {tag: locale.get_display_name() or tag for tag, locale in locales.items()}

    def nearest(self, tag: str) -> str:
        """The language that is nearest to a BCP 47 tag: itself, its parent, or the default."""
        return next(iter(self._chain(tag)))

    def preferred(self, tags: Iterable[str]) -> str:
        """The language of the first tag that there is one for, or the default."""
        found = (match for tag in tags for one in _parents(tag) if (match := self._have(one)))
        return next(found, self.nearest(self._default))

    def direction(self, language: str) -> str:
        """`ltr` or `rtl`."""
        return self._languages[language].locale.text_direction

    def text(self, language: str, name: str, **values: Value) -> str:
        """A message, named `message` or `message.attribute`.

        Raises `LookupError` for a name that no language has.
        """
        for tried in self._chain(language):
            for layer in self._languages[tried].layers:
                text, faults = layer.format(name, values)
                if text is not None and not faults:
                    return text
                for fault in faults:
                    self._tell(tried, name, fault)
        raise LookupError(f"there is no message '{name}'")

    def _read(self, own: Mapping[str, str]) -> Iterator[tuple[str, "_Language"]]:
        readable = {tag: source for tag, source in own.items() if self._known(tag)}
        for tag in sorted({*readable, *built_in_languages(self._package)}):
            resource = FluentResource(readable[tag]) if tag in readable else None
            if resource is not None:
                self._tell_of_junk(tag, resource)
            yield tag, _Language(tag, self._package, resource)

    def _known(self, tag: str) -> bool:
        try:
            _locale(tag)
        except (UnknownLocaleError, ValueError):
            self._tell(tag, "*", "no language has this tag")
            return False
        return True

    def _tell_of_junk(self, tag: str, resource: Resource) -> None:
        for entry in resource.body:
            if isinstance(entry, Junk):
                start = (entry.content or "").strip().partition("\n")[0]
                self._tell(tag, start, "this is not Fluent and was passed over")

    def _tell(self, language: str, name: str, fault: object) -> None:
        with self._lock:
            if (language, name) in self._told:
                return
            self._told.add((language, name))
        _log.warning("message '%s' (%s) can't be used as written: %s", name, language, fault)

    def _chain(self, tag: str) -> Iterator[str]:
        tried: set[str] = set()
        for wanted in (tag, self._default, LAST_RESORT):
            for candidate in _parents(wanted):
                match = self._have(candidate)
                if match is not None and match not in tried:
                    tried.add(match)
                    yield match

    def _have(self, tag: str) -> str | None:
        folded = tag.lower()
        return next((have for have in self._languages if have.lower() == folded), None)


class _Layer:
    """The messages of one language from one source, or from two laid over one another."""

    def __init__(self, tag: str, resources: Iterable[Resource]) -> None:
        self.locale = _locale(tag)
        # Marks that isolate directions are wanted where names in another script stand in a text
        # from right to left, and are only a nuisance to searches elsewhere: there only a name that
        # is itself written from right to left gets them.
        self._isolates = self.locale.text_direction == "rtl"
        ordinals = {"ORDINAL": _ordinal(self.locale)}
        self._days = lru_cache(_REMEMBERED)(self._day)
        self._bundle = FluentBundle([str(self.locale)], ordinals, use_isolating=self._isolates)
        for resource in resources:
            self._bundle.add_resource(resource, allow_overrides=True)

    def format(self, name: str, values: Mapping[str, Value]) -> tuple[str | None, list[Exception]]:
        """The text, or `None` where there is no such message; and what was wrong with it."""
        identifier, _, attribute = name.partition(".")
        if not self._bundle.has_message(identifier):
            return None, []
        message = self._bundle.get_message(identifier)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            return None, []
        given = {key: self._written(value) for key, value in values.items()}
        text, faults = self._bundle.format_pattern(pattern, given)
        return str(text), faults

    def _written(self, value: Value) -> object:
        if isinstance(value, Money):
            return _Amount(value)
        if isinstance(value, datetime):
            written = format_datetime(value, "long", locale=self.locale)
            # The sign of an offset stays before it wherever the sentence comes from.
            return re.sub(r"(?=[+-]\d{4}$)", _LEFT_TO_RIGHT, written)
        if isinstance(value, str) and not self._isolates and _RIGHT_TO_LEFT.search(value):
            return f"\u2068{value}\u2069"
        return self._days(value) if isinstance(value, Day) else value

    def _day(self, value: Day) -> str:
        """A day, by the language's own message for it."""
        name, skeleton = ("day-with-year", "yMMMMd") if value.with_year else ("day", "MMMMd")
        written = format_skeleton(skeleton, value.date, locale=self.locale)
        text, faults = self.format(
            name,
            {
                "day": value.date.day,
                "month": self.locale.months["format"]["wide"][value.date.month],
                "year": str(value.date.year),
                "date": written,
            },
        )
        # A day is all in the language: marks within would hide that from those around it.
        return written if text is None or faults else _ISOLATES.sub("", text)


class _Language:
    """What one language has."""

    def __init__(self, tag: str, package: str, own: Resource | None) -> None:
        self.locale = _locale(tag)
        self._tag = tag
        self._package = package
        self._own = own

    @cached_property
    def layers(self) -> tuple[_Layer, ...]:
        """The publication's own words first, then the built-in ones; read when first spoken."""
        built_in = built_in_words(self._package, self._tag)
        layer = _Layer(self._tag, built_in)
        if self._own is None:
            return (layer,)
        return (_Layer(self._tag, (*built_in, self._own)), layer)


class _Amount(FluentType):
    """An amount of money, without decimals where they would be noughts."""

    def __init__(self, money: Money) -> None:
        self._money = money

    def format(self, locale: Locale) -> str:
        """The amount as the locale writes it."""
        return _amount(self._money, locale)


@lru_cache(_REMEMBERED)
def _amount(money: Money, locale: Locale) -> str:
    amount = Decimal(money.minor).scaleb(-money.exponent)
    digits = 0 if amount == amount.to_integral_value() else money.exponent
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    symbol = get_currency_symbol(money.currency, locale)
    # A code such as CHF stands apart from its figures (Unicode TR 35, part 3, section 4.1).
    if symbol[-1:].isalpha():
        positive, negative = pattern.prefix
        pattern.prefix = (re.sub("¤$", "¤\u00a0", positive), negative)
    written = str(pattern.apply(amount, locale, currency=money.currency, currency_digits=False))
    # Else US$ would fall apart among words from right to left.
    whole = locale.text_direction == "rtl" and symbol.isascii()
    return written.replace(symbol, symbol + _LEFT_TO_RIGHT) if whole else written


def _ordinal(locale: Locale) -> Callable[[Any], Any]:
    """The plural category of an ordinal number, for `{ ORDINAL($day) -> ... }`."""
    return lambda number: locale.ordinal_form(int(number))


def _locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


def _parents(tag: str) -> Iterator[str]:
    """A tag and its parents: `zh-Hant-HK`, `zh-Hant`, `zh`."""
    parts = tag.strip().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])
