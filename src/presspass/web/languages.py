"""The languages that a browser asks for (RFC 9110, 12.5.4)."""

_MOST = 20
"""Languages of a header that are looked at: nobody reads more."""


def accepted(header: str) -> tuple[str, ...]:
    """The tags of an `Accept-Language` header, the most wanted first.

    A tag whose weight is nought or unreadable is left out; so is `*`, which names no language.
    """
    weighted = [_weighted(part) for part in header.split(",")[:_MOST]]
    wanted = [(weight, tag) for weight, tag in weighted if tag not in ("", "*") and weight > 0]
    return tuple(tag for _, tag in sorted(wanted, key=lambda pair: -pair[0]))


def _weighted(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    name, _, weight = parameter.strip().partition("=")
    if not parameter.strip():
        return 1.0, tag.strip()
    try:
        return (float(weight) if name.strip().lower() == "q" else 0.0), tag.strip()
    except ValueError:
        return 0.0, tag.strip()
