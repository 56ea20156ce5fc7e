"""What a mail says, part by part, before any of it is laid out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_SPACES = re.compile("[ \\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]+")
"""Spaces, controls, and what separates lines and paragraphs (Unicode's categories Cc, Zl, Zp)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's parts in the order in which they are read. No line has a control character in it.

    `button` and `spare_link` are there where `link` is, `code_line` where `code` is, and `lasts`
    where either may run out. `lines` are labels and values.
    """

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    link: str | None
    button: str | None
    spare_link: str | None
    code: str | None
    code_line: str | None
    lasts: str | None
    otherwise: str
    footer: str
    lines: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        group: str,
        say: Callable[[str], str],
        link: str | None,
        code: str | None,
        lines: Iterable[tuple[str, str]] = (),
    ) -> "Letter":
        """The letter of a group of messages, each of them answered by `say`."""

        def line(name: str) -> str:
            return one_line(say(name))

        return cls(
            subject=line(f"{group}.subject"),
            heading=line(f"{group}.heading"),
            paragraphs=_paragraphs(say(f"{group}.text")),
            link=link,
            button=line(f"{group}.button") if link else None,
            spare_link=line("mail-spare-link") if link else None,
            code=code,
            code_line=line(f"{group}.code") if code else None,
            lasts=line(f"{group}.lasts") if code else None,
            otherwise=line(f"{group}.otherwise"),
            footer=line("mail-footer"),
            lines=tuple((one_line(label), one_line(value)) for label, value in lines),
        )


def one_line(text: str) -> str:
    """A text on one line: control characters, line breaks among them, count as spaces.

    Spaces at which no line may break, such as those in prices, stay what they are.
    """
    return _SPACES.sub(" ", text).strip(" ")


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (one_line(part) for part in text.split("\n\n"))))
