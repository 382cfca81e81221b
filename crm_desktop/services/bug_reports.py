"""Keeping what a programmer needs to know of a mistake of the program."""

import os
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.paths import Paths


def keep_report(paths: Paths, trace: str, moment: datetime) -> Path:
    """Write a report into the log folder and return its path, the null device where that fails."""
    path = paths.logs / f"error-{moment.astimezone(UTC):%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(trace, encoding="utf-8")
    except OSError:
        return Path(os.devnull)
    return path
