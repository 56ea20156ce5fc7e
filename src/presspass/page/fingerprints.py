"""Known paid text in answers that aren't pages: JSON interfaces, feeds, print views."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from presspass.page.escapes import readings
from presspass.page.words import RUN_WORDS, Token, runs, tokens


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Hashes of a paid part's runs of eight words (24 characters without spaces).

    The same in every process of one Python build; a few hundred to a few thousand integers, of
    which many pages' may be joined into one set.
    """

    runs: frozenset[int] = frozenset()


def of_text(paid: list[str], said: list[str]) -> Fingerprints:
    """The runs of a paid part that the teaser doesn't say."""
    free = {one for text in said for one in _hashes(tokens(text))}
    return Fingerprints(frozenset(one for text in paid for one in _hashes(tokens(text))) - free)


def count(text: str, known: AbstractSet[int]) -> int:
    """How many runs of known paid text a text holds, read in every way."""
    if not known:
        return 0
    return max(
        sum(map(known.__contains__, _hashes(tokens(reading.text)))) for reading in readings(text)
    )


def _hashes(found: list[Token]) -> list[int]:
    stable: dict[str, int] = {}
    names = []
    for token in found:
        name = stable.get(token.text)
        if name is None:
            # Integers hash alike in every process; strings don't.
            name = stable[token.text] = int.from_bytes(token.text.encode("utf-8", "replace"))
        names.append(name)
    if not any(token.spaceless for token in found):
        shifted = [names[offset:] for offset in range(RUN_WORDS)]
        return [hash(run) for run in zip(*shifted, strict=False)]
    return [hash(tuple(names[start:end])) for start, end in runs(found)]
