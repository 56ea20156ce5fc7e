"""Addresses within the paper."""

import re
import unicodedata
from urllib.parse import quote


def slug(name: str) -> str:
    """The address of a name: words in lower case joined by hyphens, accents dropped.

    Letters that have no plain form stay as they are, so that every script has addresses.
    """
    parts = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    folded = unicodedata.normalize("NFC", plain).casefold()
    return re.sub(r"[\W_]+", "-", folded.replace("\u2019", "").replace("'", "")).strip("-")


def path(*parts: str) -> str:
    """The path made of these parts, percent-encoded."""
    return "/" + "/".join(quote(part, safe="") for part in parts)
