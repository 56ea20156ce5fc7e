"""`python -m presspass`, the same as `presspass`."""

from presspass.cli import main

if __name__ == "__main__":
    main()
