"""`presspass worker --once` at the provider of `bench.renewed`: `SIZE AT`, then the command's own.

A process of its own, for `bench.renewals` to measure and to kill.
"""

import sys
from unittest.mock import patch

from bench.renewed import Renewed

from presspass.bootstrap import commands
from presspass.cli.main import main

if __name__ == "__main__":
    size, at, *arguments = sys.argv[1:]
    provider = Renewed(int(size), int(at))
    with patch.object(commands, "payments_of", lambda _: provider):
        main(arguments)
