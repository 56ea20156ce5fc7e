"""The command: a door for engineers and operators."""

from presspass.cli.main import main

__all__ = ["main"]
