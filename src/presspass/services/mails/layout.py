"""How a letter looks: as plain text, and as HTML that mail programs of all kinds can show."""

from textwrap import TextWrapper

from jinja2 import Environment, PackageLoader, StrictUndefined

from presspass.core.publication import Publication
from presspass.services.mails.letter import Letter

LINE_WIDTH = 72

_wrapper = TextWrapper(LINE_WIDTH, break_long_words=False, break_on_hyphens=False)
_hanger = TextWrapper(
    LINE_WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
)


class Layout:
    """Lays letters out in a publication's name. Safe from any thread.

    The HTML loads nothing from anywhere, and leads nowhere but to the letter's own link and to the
    publication: who opens it tells nobody.
    """

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._template = Environment(
            loader=PackageLoader("presspass.services.mails"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        ).get_template("mail.html")

    def html(self, letter: Letter, language: str, direction: str) -> str:
        """The letter as a page of its own."""
        return self._template.render(
            letter=letter,
            publication=self._publication,
            language=language,
            direction=direction,
            start="right" if direction == "rtl" else "left",
        )

    def text(self, letter: Letter) -> str:
        """The letter in lines of at most `LINE_WIDTH`; addresses alone may be longer."""
        blocks = [_wrapped(letter.heading), *map(_wrapped, letter.paragraphs)]
        if letter.lines:
            blocks.append("\n".join(_hanging(f"{label}: {told}") for label, told in letter.lines))
        if letter.link is not None:
            blocks.append(f"{letter.button}:\n{letter.link}")
        if letter.code is not None:
            blocks.append(f"{_wrapped(letter.code_line)}\n\n    {letter.code}")
        blocks.extend(_wrapped(part) for part in (letter.lasts, letter.otherwise) if part)
        # "-- " and the lines below it are a signature to mail programs (RFC 3676, section 4.3).
        blocks.append(f"-- \n{_wrapped(letter.footer)}\n{self._publication.url}")
        return "\n\n".join(blocks) + "\n"


def _wrapped(text: str | None) -> str:
    return _wrapper.fill(text or "")


def _hanging(text: str) -> str:
    return _hanger.fill(text)
