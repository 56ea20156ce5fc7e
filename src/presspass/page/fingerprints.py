"""Known paid text in answers that aren't pages: JSON interfaces, feeds, print views."""

from dataclasses import dataclass

from presspass.page.escapes import readings
from presspass.page.words import RUN_WORDS, runs, spaced, words


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Hashes of a paid part's runs of eight words (20 characters of scripts without spaces).

    The same in every process of one Python build; a few hundred to a few thousand integers, of
    which many pages' may be joined into one set.
    """

    runs: frozenset[int] = frozenset()


def of_text(paid: str, said: list[str]) -> Fingerprints:
    """The runs of a paid part that the teaser doesn't say."""
    return Fingerprints(frozenset(_hashes(paid)) - set(_hashes("\n".join(said))))


def of_everything(text: str) -> frozenset[int]:
    """The runs of a whole text, escapes and tags taken off."""
    found = [reading.text for reading in readings(text)]
    plain = found[1:] or found  # the first is the text with its escapes
    return frozenset(run for one in plain for run in _hashes(one))


def _hashes(text: str) -> list[int]:
    found, spaceless = words(text)
    # Integers hash alike in every process; strings don't.
    stable = {word: int.from_bytes(word.encode("utf-8", "replace")) for word in set(found)}
    numbers = [stable[word] for word in found]
    if not spaceless:
        shifted = [numbers[offset:] for offset in range(RUN_WORDS)]
        return [hash(run) for run in zip(*shifted, strict=False)]
    return [hash(tuple(numbers[start:end])) for start, end in runs(spaced(found))]
