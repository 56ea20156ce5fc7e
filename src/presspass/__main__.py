"""`presspass`, and `python -m presspass`.

Servers start workers that import this module anew, and need nothing of the command.
"""


def main() -> None:
    """Run the command."""
    from presspass.cli import main as command  # noqa: PLC0415  # as above

    command()


if __name__ == "__main__":
    main()
