"""The program's entry."""

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from crm_desktop.cli.open_window import OpenWindow

INTERRUPTED = 130


def main() -> int:
    """Run the command line on this process's arguments and return the exit code.

    A request to end counts as Ctrl+C; where standard output or error is closed, what would go
    there is dropped.
    """
    try:
        _listen_to_endings()
        _open_streams()
        return _run(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: list[str]) -> int:
    from crm_desktop.cli.open_window import OpenWindow, plain_wish

    # What all commands need takes as long to import as the first rows of the window to paint.
    wish: int | OpenWindow | None = plain_wish(words, os.environ)
    if wish is None:
        from crm_desktop.cli.main import run

        wish = run(words, environ=os.environ, out=sys.stdout, err=sys.stderr)
    return wish if isinstance(wish, int) else _open_window(wish)


def _open_window(wish: "OpenWindow") -> int:
    """Show the window until it is closed; where Qt can't be loaded, say so in a sentence."""
    # All that is made now stays; to look through it for garbage would be a twentieth of the start.
    gc.disable()
    try:
        from crm_desktop.app import run
    except ImportError as error:
        # A library that Qt misses is reported under names such as "QtWidgets".
        if (error.name or "").startswith("crm_desktop"):
            raise
        return _tell_of_window(error, wish)
    try:
        return run(wish.path, os.environ, wish.language)
    finally:
        gc.enable()


def _tell_of_window(error: ImportError, wish: "OpenWindow") -> int:
    from crm_desktop.cli.main import complain
    from crm_desktop.domain.problems import FailureError
    from crm_desktop.paths import find_paths
    from crm_desktop.text import Language, detect

    language = Language.load(wish.language or detect(os.environ), find_paths(os.environ).locale)
    return complain(FailureError("window_not_loaded", reason=str(error)), language, sys.stderr)


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
