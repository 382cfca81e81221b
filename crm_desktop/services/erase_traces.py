"""What the program keeps beside a file and may name somebody: window settings, picture, reports."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from crm_desktop.domain.erasures import without
from crm_desktop.services import user_settings


def forget_outside(is_named: Callable[[str], bool], config: Path, logs: Path) -> None:
    """Take a name out of the settings, and reports of mistakes that name somebody away."""
    settings = user_settings.load(config)
    kept = without(settings, is_named)
    if kept != settings:
        user_settings.keep(config, kept)
    with contextlib.suppress(OSError):  # customers are left out of it, yet why trust a picture
        (config / user_settings.PICTURE).unlink(missing_ok=True)
    for report in _reports(logs):
        with contextlib.suppress(OSError):
            if is_named(report.read_text(encoding="utf-8", errors="replace")):
                report.unlink()


def _reports(logs: Path) -> list[Path]:
    try:
        return [one for one in logs.iterdir() if one.is_file()]
    except OSError:
        return []
