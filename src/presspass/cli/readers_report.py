"""What the import of readers comes to, in words and for machines."""

from collections.abc import Iterator
from datetime import tzinfo
from itertools import groupby
from typing import Any

from presspass.services.accounts.outcomes import Change, Effect, Outcome, Totals
from presspass.services.accounts.reader_row import ReaderRow, written_until
from presspass.services.accounts.readers_file import Mistake

_SAID = {
    Change.GIVEN: "gets {benefits} {until}",
    Change.EXTENDED: "{benefits} extended: {until}, not {before}",
    Change.SHORTENED: "{benefits} SHORTENED: {until}, not {before}",
    Change.KEPT: "{benefits} LEFT {before}: {until} is shorter, which takes --allow-shorter",
    Change.NOTED: "{benefits} {until}, with another note",
    Change.UNCHANGED: "{benefits} {until}, as before",
    Change.REPEATED: "{benefits} given for as long or longer on line {line}, which counts",
}


def needs_a_look(outcome: Outcome | Mistake) -> bool:
    """Whether a row has a mistake, or takes something from a reader."""
    return isinstance(outcome, Mistake) or outcome.has(Change.KEPT, Change.SHORTENED)


def line_of(outcome: Outcome | Mistake, zone: tzinfo) -> str:
    """What becomes of a row, in a line."""
    if isinstance(outcome, Mistake):
        return f"line {outcome.line}: MISTAKE: {outcome.advice}"
    row = outcome.row
    said = ["new account"] if outcome.new else []
    for _, some in groupby(outcome.effects, lambda it: (it.change, it.before, it.instead)):
        effects = list(some)
        benefits = " and ".join(effect.benefit for effect in effects)
        said.append(_effect(benefits, effects[0], row, zone))
    if outcome.over:
        said.append("which is over already")
    return f"line {row.line}: {row.mailbox.written}: {', '.join(said) or 'known already'}"


def _effect(benefits: str, effect: Effect, row: ReaderRow, zone: tzinfo) -> str:
    return _SAID[effect.change].format(
        benefits=benefits,
        until=_end(row.until, zone),
        before=_end(effect.before, zone),
        line=effect.instead,
    )


def _end(until: int | None, zone: tzinfo) -> str:
    return "without end" if until is None else f"until {written_until(until, zone)}"


def data_of(outcome: Outcome | Mistake, zone: tzinfo) -> dict[str, Any]:
    """What becomes of a row, for machines."""
    if isinstance(outcome, Mistake):
        return {"line": outcome.line, "mistake": outcome.advice}
    row = outcome.row
    effects = [_data(effect, zone) for effect in outcome.effects]
    return {
        "line": row.line,
        "e-mail": row.mailbox.written,
        "new": outcome.new,
        "until": written_until(row.until, zone) or None,
        "over": outcome.over,
        "benefits": effects,
    }


def _data(effect: Effect, zone: tzinfo) -> dict[str, Any]:
    data: dict[str, Any] = {"benefit": effect.benefit, "change": effect.change}
    if effect.instead is not None:
        data["line_that_counts"] = effect.instead
    elif effect.change is not Change.GIVEN:
        data["before"] = written_until(effect.before, zone) or None
    return data


def summary(totals: Totals, *, dry_run: bool) -> Iterator[str]:
    """What a file comes to, in lines."""
    count = totals.benefits
    rows = f"{totals.rows:,} {'row' if totals.rows == 1 else 'rows'}"
    yield f"A dry run: nothing was changed. {rows} come to" if dry_run else f"Imported {rows}:"
    counts = [
        (totals.new_accounts, "new accounts"),
        (count[Change.GIVEN], "benefits given"),
        (count[Change.EXTENDED], "benefits extended"),
        (count[Change.SHORTENED], "benefits shortened"),
        (count[Change.NOTED], "benefits with another note"),
        (count[Change.UNCHANGED], "benefits as before"),
        (count[Change.REPEATED], "benefits given on another line, for as long or longer"),
        (totals.over, "rows whose time is over already; is the year right?"),
        (totals.kept, "rows left out, for they would shorten: see --allow-shorter"),
        (totals.mistakes, "rows left out for a mistake"),
    ]
    yield from (f"{number:>11,}  {what}" for number, what in counts if number)
    if totals.lines:
        named = ", ".join(map(str, totals.lines))
        more = totals.mistakes + totals.kept - len(totals.lines)
        one = len(totals.lines) == 1
        rest = f" and {more:,} more" if more else ""
        yield f"Look at {'line' if one else 'lines'} {named}{rest}."


def summary_data(totals: Totals, *, dry_run: bool) -> dict[str, Any]:
    """What a file comes to, for machines."""
    return {
        "dry_run": dry_run,
        "rows": totals.rows,
        "new_accounts": totals.new_accounts,
        "benefits": {change: totals.benefits[change] for change in Change},
        "over": totals.over,
        "left_out_as_shorter": totals.kept,
        "mistakes": totals.mistakes,
    }
