"""All languages say the same things, each with the plurals that it has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from presspass.core.money import Money
from presspass.services.messages import LAST_RESORT, Day, Messages

PACKAGES = ("presspass", "presspass.newsstand")
LANGUAGES = ("pl", "ar")
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}


@dataclass
class Said(Visitor):
    """What one text of a message names, and the plurals that it chooses by."""

    variables: set[str] = field(default_factory=set)
    plurals: list[set[str]] = field(default_factory=list)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the visitor's own naming
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802  # as above
        keys = {one.key.name for one in node.variants if isinstance(one.key, ast.Identifier)}
        by_number = isinstance(node.selector, ast.VariableReference)
        if by_number and len(keys) > 1 and keys <= CATEGORIES:
            self.plurals.append(keys)
        self.generic_visit(node)


def texts(package: str, language: str) -> Iterator[tuple[str, str, Said]]:
    """Each text of a language: its file, its name, and what it says."""
    folder = files(package) / "locales" / language
    for file in folder.iterdir():
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), (file.name, entry.content)
            if isinstance(entry, ast.Message):
                parts = [(entry.id.name, entry.value)] if entry.value else []
                parts += [(f"{entry.id.name}.{one.id.name}", one.value) for one in entry.attributes]
                for name, pattern in parts:
                    said = Said()
                    said.visit(pattern)
                    yield file.name, name, said


def folders(package: str) -> set[str]:
    return {one.name for one in (files(package) / "locales").iterdir() if one.is_dir()}


@pytest.mark.parametrize("package", PACKAGES)
def test_there_are_a_language_of_several_plurals_and_one_from_right_to_left(package: str) -> None:
    assert folders(package) == {LAST_RESORT, *LANGUAGES}
    assert Locale("ar").text_direction == "rtl"
    assert len(Locale("pl").plural_form.tags) > 2


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_attributes_and_variables(
    package: str, language: str
) -> None:
    def told(of: str) -> dict[tuple[str, str], set[str]]:
        # All are given the publication's name, and one language may need it where another doesn't.
        given = {"publication"}
        return {(file, name): said.variables - given for file, name, said in texts(package, of)}

    assert told(language) == told(LAST_RESORT)


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", [LAST_RESORT, *LANGUAGES])
def test_no_name_is_there_twice(package: str, language: str) -> None:
    names = [name for _, name, _ in texts(package, language)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("language", [LAST_RESORT, *LANGUAGES])
def test_every_plural_has_all_the_categories_of_its_language(package: str, language: str) -> None:
    wanted = set(Locale(language).plural_form.tags) | {"other"}
    found = [(name, keys) for _, name, said in texts(package, language) for keys in said.plurals]
    assert len(found) > 2
    assert [(name, keys) for name, keys in found if keys != wanted] == []


@pytest.mark.parametrize(
    ("language", "samples"),
    [
        ("pl", {1: "artykuł", 2: "artykuły", 5: "artykułów", 12: "artykułów", 22: "artykuły"}),
        ("pl", {25: "artykułów", 101: "artykułów", 104: "artykuły", 112: "artykułów"}),
        ("ar", {1: "مقالة مجانية واحدة", 2: "مقالتان مجانيتان", 3: "مقالات", 10: "مقالات"}),
        ("ar", {0: "لم تبقَ", 11: "مقالة", 99: "مقالة", 100: "مقالة", 103: "مقالات"}),
    ],
)
def test_what_is_left_is_counted_as_the_language_counts(
    language: str, samples: dict[int, str]
) -> None:
    messages = Messages({}, "en")
    for left, noun in samples.items():
        for period in ("month", "days"):
            said = messages.text(language, "meter-left.text", left=left, period=period, days=30)
            assert noun in said.replace(".", " ").split() or f"{noun} " in said, (left, said)


@pytest.mark.parametrize(
    ("language", "unit", "samples"),
    [
        ("pl", "day", {1: "1 dzień", 3: "3 dni", 7: "7 dni"}),
        ("pl", "week", {1: "1 tydzień", 2: "2 tygodnie", 6: "6 tygodni", 22: "22 tygodnie"}),
        ("pl", "month", {1: "1 miesiąc", 3: "3 miesiące", 6: "6 miesięcy", 12: "12 miesięcy"}),
        ("pl", "year", {1: "1 rok", 2: "2 lata", 5: "5 lat"}),
        ("ar", "day", {1: "يومًا واحدًا", 2: "يومين", 7: "7 أيام", 14: "14 يومًا", 100: "100 يوم"}),
        ("ar", "week", {1: "أسبوعًا واحدًا", 2: "أسبوعين", 6: "6 أسابيع", 12: "12 أسبوعًا"}),
        ("ar", "month", {1: "شهرًا واحدًا", 2: "شهرين", 3: "3 أشهر", 12: "12 شهرًا"}),
        ("ar", "year", {1: "سنة واحدة", 2: "سنتين", 3: "3 سنوات", 100: "100 سنة"}),
    ],
)
def test_how_long_an_offer_lasts_is_counted_as_the_language_counts(
    language: str, unit: str, samples: dict[int, str]
) -> None:
    messages = Messages({}, "en")
    for count, written in samples.items():
        price = Money(900, "USD")
        said = messages.text(language, "offer-try", unit=unit, count=count, price=price)
        assert written in plain(said)


@pytest.mark.parametrize(
    ("language", "day", "dear", "round_"),
    [
        ("pl", "31 lipca", "9,99\u00a0zł", "9\u00a0zł"),
        ("ar", "31 يوليو", "\u200f9.99\u00a0PLN", "\u200f9\u00a0PLN"),
    ],
)
def test_days_and_prices_are_written_as_the_language_writes_them(
    language: str, day: str, dear: str, round_: str
) -> None:
    messages = Messages({}, "en")
    ends = messages.text(language, "offer-ends", ends=Day(date(2026, 7, 31)))
    assert plain(ends).endswith(day)
    later = messages.text(language, "offer-ends", ends=Day(date(2028, 7, 31), with_year=True))
    assert plain(later).endswith(f"{day} 2028")
    for money, written in ((Money(999, "PLN"), dear), (Money(900, "PLN"), round_)):
        said = messages.text(language, "price-each", price=money, unit="month", count=1)
        assert written in said


def plain(text: str) -> str:
    """Without the marks that keep directions apart."""
    return text.replace("\u2068", "").replace("\u2069", "")
