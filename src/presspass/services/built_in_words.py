"""The texts that come with a package: each language's are read once, when they are first wanted."""

from functools import cache
from importlib.resources import files

from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource


@cache
def built_in_languages(package: str) -> tuple[str, ...]:
    """The tags of the languages that a package has messages in."""
    return tuple(
        folder.name for folder in (files(package) / "locales").iterdir() if folder.is_dir()
    )


@cache
def built_in_words(package: str, language: str) -> tuple[Resource, ...]:
    """A package's messages in a language: none where it doesn't speak it.

    A fault in them is ours, and a test looks for it.
    """
    if language not in built_in_languages(package):
        return ()
    folder = files(package) / "locales" / language
    return tuple(
        FluentParser().parse(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".ftl")
    )
