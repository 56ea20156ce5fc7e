"""Walls and notices: what stands in place of the paid part, or beside it."""

from presspass.services.links import Links
from presspass.services.walls.walls import Walls

__all__ = ["Links", "Walls"]
