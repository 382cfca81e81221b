"""What the recovery screen can offer about a file, found off the UI thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.domain.backups import Backup, Places
from crm_desktop.services import backups

SHOWN = 4
"""So many backups are offered, the newest first; the page of backups knows all of them."""


@dataclass(frozen=True)
class Offers:
    """Good backups, and whether there is a file that rows may be saved out of."""

    backups: Sequence[Backup]
    has_file: bool


def offers_for(path: Path, places: Places) -> Offers:
    """Look for backups; those set aside damaged and empty ones of nothing are none."""
    good = [one for one in backups.all_of(path, places) if one.is_verified]
    has_file = path.is_file() and path.stat().st_size > 0
    return Offers(good[:SHOWN], has_file)
