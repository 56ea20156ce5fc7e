"""Doors for people: the pages under our own prefix."""
