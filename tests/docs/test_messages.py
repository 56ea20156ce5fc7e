import logging
import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from presspass.core.edition import Edition
from presspass.core.instants import DAY, start_of_day
from presspass.core.money import Money
from presspass.core.plans import Interval, Price, Unit
from presspass.core.publication import Publication
from presspass.core.reader import Standing
from presspass.core.situations import NOTICES, WALLS, Situation
from presspass.ports import View
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from presspass.services.words_given import given

DOCS = Path(__file__).parents[2] / "docs"
TO_ALL = {"publication"}
OF_SITUATIONS = {"left", "limit", "read", "offered", "days", "period"}
OF_DECISIONS = {"limit", "used", "offered", "days", "period", "granted"}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the visitor's own naming
        self.names.add(node.id.name)


def used() -> dict[str, set[str]]:
    """What each built-in message names."""
    found: dict[str, set[str]] = {}
    for file in (files("presspass") / "locales" / "en").iterdir():
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                parts = [(entry.id.name, entry.value)] if entry.value else []
                parts += [(f"{entry.id.name}.{one.id.name}", one.value) for one in entry.attributes]
                for name, pattern in parts:
                    variables = _Variables()
                    variables.visit(pattern)
                    found[name] = variables.names
    return found


def documented() -> dict[str, set[str]]:
    """What the page says that each message is given."""
    found: dict[str, set[str]] = {}
    page = (DOCS / "messages.md").read_text(encoding="utf-8")
    for section in page.split("\n## "):
        common = set(TO_ALL)
        if section.startswith("Situations"):
            common |= OF_SITUATIONS
        for line in section.splitlines():
            if line.startswith("| message | is also given") and section.startswith('"Why?"'):
                common = TO_ALL | OF_DECISIONS
            elif line.startswith("| message | is given"):
                common = set(TO_ALL)
            row = re.match(r"\| `([a-z-]+(?:\.[a-z-]+)?)` \|([^|]*)\|", line)
            if row:
                assert row[1] not in found
                found[row[1]] = common | set(re.findall(r"`\$(\w+)`", row[2]))
    return found


def test_the_page_lists_exactly_the_messages_there_are() -> None:
    assert set(documented()) == set(used())


def test_every_message_names_only_what_the_page_says_it_is_given() -> None:
    given = documented()
    assert {
        name: names - given[name] for name, names in used().items() if names - given[name]
    } == {}


def test_an_editorial_file_may_name_exactly_what_the_page_says() -> None:
    listed = documented()
    assert {name: known for name, known in given().items() if known != listed.get(name)} == {}


def test_messages_on_walls_and_notices_really_are_given_what_the_page_says(
    courier: Publication, selling: Edition, links: Links, caplog: pytest.LogCaptureFixture
) -> None:
    lines: dict[str, list[str]] = {}
    for name, variables in documented().items():
        if name.startswith("day"):
            continue
        text = f"<{name}> " + " ".join(f"{{ ${one} }}" for one in sorted(variables))
        message, _, attribute = name.partition(".")
        lines.setdefault(message, []).append(
            f"    .{attribute} = {text}" if attribute else f"    {text}"
        )
    own = "\n".join(f"{message} =\n" + "\n".join(parts) for message, parts in lines.items())
    free = Price(Money(0, "USD"), Interval(1, Unit.MONTH))
    trial = replace(selling.offers[0], introductory=free)
    offers = (*selling.offers, trial, replace(trial, ends=True))
    bare = replace(selling.plans[0], key="bare", benefits=frozenset())
    odd = replace(selling.offers[0], plan="bare")
    now = start_of_day(date(2026, 7, 12), courier.zone)
    soon = now + DAY
    shown = ""
    with caplog.at_level(logging.WARNING):
        for edition in (
            replace(selling, messages={"en": own}, offers=offers),
            replace(selling, messages={"en": own}, plans=(), offers=()),
            replace(selling, messages={"en": own}, plans=(*selling.plans, bare), offers=(odd,)),
        ):
            walls = Walls(courier, edition, links)
            for situation in sorted(WALLS | NOTICES):
                for standing, offered, resets in (
                    (Standing.ANONYMOUS, 2, soon),
                    (Standing.REGISTERED, None, None),
                ):
                    view = View(situation, standing, 1, 5, offered, resets, soon)
                    shown += walls.render(view, "en", "/a", now).html
    assert caplog.text == ""
    on_walls = re.compile(
        r"(meter|payment|registration|locked|trial|access|notice|wall|benefit|offer)-?"
    )
    missing = [
        name
        for name in documented()
        if on_walls.match(name)
        and not name.startswith("offers-")
        and f"&lt;{name}&gt;" not in shown
    ]
    assert missing == []


@pytest.mark.parametrize("situation", Situation)
def test_every_situation_is_described(situation: Situation) -> None:
    row = re.search(
        rf"^\| `{situation}` \|[^|]*\| (\w+) \| (\w+)",
        (DOCS / "situations.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert row
    assert row[1] == ("denied" if situation.walled else "granted")
    assert row[2] == ("wall" if situation.walled else "notice" if situation.noticed else "nothing")


def test_the_words_of_the_page_are_those_of_the_walls(
    courier: Publication, selling: Edition, links: Links
) -> None:
    page = (DOCS / "situations.md").read_text(encoding="utf-8")
    walls = Walls(replace(courier, name="The Courier"), selling, links)
    now = start_of_day(date(2026, 7, 12), courier.zone)
    resets = start_of_day(date(2026, 8, 1), courier.zone)
    fix_by = start_of_day(date(2026, 7, 19), courier.zone)
    for situation in sorted(WALLS | NOTICES):
        view = View(situation, Standing.ANONYMOUS, 3, 5, 5, resets, fix_by)
        html = walls.render(view, "en", "/a", now).html
        said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u2019", "'")
        row = re.search(rf"^\| `{situation}` \|.*\*(.*)\*", page, re.MULTILINE)
        assert row
        for sentence in re.split(r"(?<=[.:]) ", row[1]):
            assert sentence.rstrip(".:") in said


def test_the_page_names_every_custom_property_and_no_other() -> None:
    page = (DOCS / "situations.md").read_text(encoding="utf-8")
    sheet = (files("presspass") / "static" / "presspass.css").read_text(encoding="utf-8")
    assert set(re.findall(r"`(--presspass-[a-z-]+)`", page)) == set(
        re.findall(r"var\((--presspass-[a-z-]+)", sheet)
    )
