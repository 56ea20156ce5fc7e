"""`presspass`, and `python -m presspass`.

Servers start workers that import this module anew, and need nothing of the command.
"""


def main() -> None:
    """Run the command. Ctrl-C ends it quietly, while it is still being imported too."""
    try:
        from presspass.cli.ending import run  # noqa: PLC0415  # as above
        from presspass.cli.main import main as command  # noqa: PLC0415  # as above

        code = run(command)
    except KeyboardInterrupt:
        code = 130
    raise SystemExit(code)


if __name__ == "__main__":
    main()
