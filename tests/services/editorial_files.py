"""Editorial files, and what reading one answers."""

from zoneinfo import ZoneInfo

import pytest

from presspass.core.edition import Edition
from presspass.core.periods import CalendarMonth
from presspass.services.editorial_file import (
    EditorialFileError,
    read_edition,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONTH = CalendarMonth(BERLIN)


def read(source: str) -> Edition:
    return read_edition(source, "7", BERLIN)


def faults(source: str) -> list[str]:
    with pytest.raises(EditorialFileError) as caught:
        read(source)
    return list(caught.value.faults)


PLANS = """
[[plans]]
key = "digital"
name = "Digital"
benefits = ["articles", "apps"]
prices = ["9.00 USD every month", "100.00 USD every year"]
"""


def offer(lines: str) -> str:
    return f'{PLANS}\n[[offers]]\nkey = "o"\n{lines}'


GOOD_OFFER = (
    'plan = "digital"\nintroductory = "1.00 USD for 3 months"\nthen = "9.00 USD every month"'
)


def rule(lines: str) -> str:
    return f'[[rules]]\nname = "R"\n{lines}'
