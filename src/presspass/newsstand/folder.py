"""A folder of Markdown made a paper, with a list of what is wrong in it.

```
paper.toml      the tagline, and sections and authors in their order; may be missing
pages/          about.md, contact.md and the like
pictures/       what articles show
words/xx.ftl    the newsstand's own words, said otherwise; in a language each
anything/*.md   an article each, at any depth
```
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import cast

import msgspec

from presspass.core.instants import Instant
from presspass.newsstand import frontmatter, pictures
from presspass.newsstand.addresses import slug
from presspass.newsstand.dates import Calendar
from presspass.newsstand.paper import Paper, topics_of
from presspass.newsstand.pictures import MEDIA_TYPES, Picture
from presspass.newsstand.problems import LeftOut, Problem
from presspass.newsstand.story import Author, Link, Page, Section, Story
from presspass.newsstand.subeditor import Subeditor
from presspass.newsstand.words import read_words
from presspass.services.links import on_this_site

PAPER_FILE, PAGES, PICTURES, WORDS = "paper.toml", "pages/", "pictures/", "words/"

Signature = tuple[tuple[str, int, int], ...]


class _SectionFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    about: str = ""
    names: dict[str, str] = {}


class _AuthorFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    role: str = ""
    about: str = ""


class _LinkFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    address: str
    names: dict[str, str] = {}


class _PaperFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tagline: str = ""
    sections: tuple[_SectionFields, ...] = ()
    authors: tuple[_AuthorFields, ...] = ()
    links: tuple[_LinkFields, ...] = ()


def signature(root: Path) -> Signature:
    """What tells whether a folder has changed: each file's name, time of change and size."""
    found = []
    for parent, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(parent, name)
            stat = file.stat() if file.exists() else None
            changed, size = (stat.st_mtime_ns, stat.st_size) if stat else (0, 0)
            found.append((file.relative_to(root).as_posix(), changed, size))
    return tuple(sorted(found))


def read(root: Path, calendar: Calendar, now: Instant) -> tuple[Paper, list[Problem]]:
    """Read a folder: all that can be served, and what is wrong with the rest."""
    files = [name for name, _, _ in signature(root)]
    shown, problems = _pictures(root, files)
    editor = Subeditor(calendar, shown, problems)
    fields = _paper_fields(root, files, problems)
    stories, pages = _texts(root, files, editor)
    if not stories:
        problems.append(Problem(".", 1, "there is no article to serve; the front page is empty"))
    stories.sort(key=lambda story: (-story.published, story.slug))
    listed = (*fields.sections, *(_SectionFields(name) for name in _first_seen(stories)))
    known = (*fields.authors, *(_AuthorFields(name) for story in stories for name in story.authors))
    sections: dict[str, Section] = {}
    for section in listed:
        known_as = Section(section.name, section.about, section.names)
        sections.setdefault(slug(section.name), known_as)
    authors: dict[str, Author] = {}
    for author in known:
        authors.setdefault(slug(author.name), Author(author.name, author.role, author.about))
    spelt = tuple(_spelt(story, sections, authors) for story in stories)
    words, faults = read_words(root, [name for name in files if name.startswith(WORDS)])
    links = _links(root, fields, problems)
    topics = topics_of(spelt)
    paper = Paper(fields.tagline, spelt, sections, authors, topics, pages, shown, now, words, links)
    return paper, sorted(problems + faults)


def _spelt(story: Story, sections: dict[str, Section], authors: dict[str, Author]) -> Story:
    """The article with the names of its section and authors as the paper spells them."""
    by = dict.fromkeys(authors[slug(name)].name for name in story.authors)
    return replace(story, section=sections[slug(story.section)].name, authors=tuple(by))


def _first_seen(stories: list[Story]) -> list[str]:
    return sorted({story.section for story in stories})


def _pictures(root: Path, files: list[str]) -> tuple[dict[str, Picture], list[Problem]]:
    shown, problems = {}, []
    for file in files:
        if not file.startswith(PICTURES) or Path(file).suffix.lower() not in MEDIA_TYPES:
            continue
        name = file.removeprefix(PICTURES)
        try:
            shown[name] = pictures.load(root / file, name)
        except ValueError as fault:
            problems.append(Problem(file, 1, f"the picture {fault}; it is shown nowhere"))
    return shown, problems


def _paper_fields(root: Path, files: list[str], problems: list[Problem]) -> _PaperFields:
    if PAPER_FILE not in files:
        return _PaperFields()
    try:
        found = frontmatter.read_table(root / PAPER_FILE, PAPER_FILE, _PaperFields)
    except LeftOut as fault:
        problems.append(fault.problem)
        return _PaperFields()
    return cast("_PaperFields", found)


def _links(root: Path, fields: _PaperFields, problems: list[Problem]) -> tuple[Link, ...]:
    """The links that lead somewhere: to a path on this site, or to another site."""
    lines = frontmatter.text_of(root / PAPER_FILE, PAPER_FILE).split("\n") if fields.links else []
    found = []
    for link in fields.links:
        if on_this_site(link.address) or link.address.startswith(("https://", "http://")):
            found.append(Link(link.name, link.address, link.names))
        else:
            said = f'"{link.address}" is neither a path such as /account nor an https:// address'
            written = [at for at, line in enumerate(lines, 1) if f'"{link.address}"' in line]
            line = next(iter(written), 1)
            problems.append(Problem(PAPER_FILE, line, f"{said}; the link is shown nowhere"))
    return tuple(found)


def _texts(root: Path, files: list[str], editor: Subeditor) -> tuple[list[Story], dict[str, Page]]:
    stories: list[Story] = []
    pages: dict[str, Page] = {}
    for file in files:
        if not file.endswith(".md"):
            continue
        try:
            source, problems = frontmatter.read(root / file, file)
            editor.problems.extend(problems)
            if file.startswith(PAGES):
                page = editor.page(source)
                pages[page.slug] = page
            else:
                stories.append(editor.story(source))
        except LeftOut as fault:
            editor.problems.append(fault.problem)
    return stories, pages
