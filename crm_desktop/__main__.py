"""The program's entry."""

import os
import sys

from crm_desktop.cli.main import run


def main() -> int:
    """Run the command line on this process's arguments and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    result = run(sys.argv[1:], environ=os.environ)
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
