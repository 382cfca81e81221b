"""The program's entry."""

import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

INTERRUPTED = 130


def main() -> int:
    """Run the command line on this process's arguments and return the exit code.

    A request to end counts as Ctrl+C; where standard output or error is closed, what would go
    there is dropped.
    """
    try:
        _listen_to_endings()
        _open_streams()
        from crm_desktop.cli.main import run

        result = run(sys.argv[1:], environ=os.environ, out=sys.stdout, err=sys.stderr)
    except KeyboardInterrupt:
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _listen_to_endings() -> None:
    """Stop like Ctrl+C, so that drafts go; what was told to be ignored stays so."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(*_: Any) -> NoReturn:
    raise KeyboardInterrupt


def _open_streams() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
