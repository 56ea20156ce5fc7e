"""The texts that come with a package, read once for all who ask."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource


@cache
def built_in_words(package: str) -> Mapping[str, tuple[Resource, ...]]:
    """The packaged messages by language. A fault in them is ours, and a test looks for it."""
    return {
        folder.name: tuple(
            FluentParser().parse(file.read_text(encoding="utf-8"))
            for file in sorted(folder.iterdir(), key=lambda file: file.name)
            if file.name.endswith(".ftl")
        )
        for folder in (files(package) / "locales").iterdir()
        if folder.is_dir()
    }
