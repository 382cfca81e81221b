"""Keeping what a programmer needs to know of a mistake of the program."""

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.paths import Paths

_MOST_LINKS = 10
_LEFT_OUT = "(left out: the file is protected)"


def trace_of(error: BaseException, *, tells_values: bool) -> str:
    """Return where an error came from.

    What it says may quote a customer, and a report lies open: without ``tells_values`` only the
    places and the kinds of the errors remain.
    """
    if tells_values:
        return "".join(traceback.format_exception(error))
    parts: list[str] = []
    link: BaseException | None = error
    while link is not None and len(parts) < _MOST_LINKS:
        frames = traceback.format_list(traceback.extract_tb(link.__traceback__))
        parts.insert(0, f"{''.join(frames)}{type(link).__qualname__}: {_LEFT_OUT}\n")
        link = link.__cause__ or link.__context__
    return "\n".join(parts)


def keep_report(paths: Paths, trace: str, moment: datetime) -> Path:
    """Write a report into the log folder and return its path, the null device where that fails."""
    path = paths.logs / f"error-{moment.astimezone(UTC):%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(trace, encoding="utf-8")
    except OSError:
        return Path(os.devnull)
    return path
