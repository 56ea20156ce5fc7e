from datetime import date

import pytest

from presspass.core.edition import Edition
from presspass.core.instants import Instant, start_of_day
from presspass.core.publication import Publication
from presspass.services.links import Links
from presspass.services.walls.walls import Walls
from tests.services.walls.reading import PAGE, RESETS, Read, text_of


@pytest.fixture
def now(courier: Publication) -> Instant:
    return start_of_day(date(2026, 7, 12), courier.zone)


@pytest.fixture
def resets(courier: Publication) -> Instant:
    return start_of_day(RESETS, courier.zone)


@pytest.fixture
def walls(courier: Publication, selling: Edition, links: Links) -> Walls:
    return Walls(courier, selling, links)


@pytest.fixture
def read(walls: Walls, now: Instant) -> Read:
    """The text of a wall or notice as a reader reads it."""
    return lambda view: text_of(walls.render(view, "en", PAGE, now).html)
