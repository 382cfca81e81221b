"""What the recovery screen can offer about a file, found by a look into its folders."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crm_desktop.domain.backups import Backup, Places
from crm_desktop.services import backups

SHOWN = 4
"""So many backups are offered, the newest first; `backup --list` knows all of them."""


@dataclass(frozen=True)
class Offers:
    """Good backups, and whether there is a file that rows may be saved out of."""

    backups: Sequence[Backup]
    has_file: bool


def offers_for(path: Path, places: Places) -> Offers:
    """Look for backups; those that were set aside damaged are none."""
    good = tuple(islice(backups.good_of(path, places), SHOWN))
    has_file = path.is_file() and path.stat().st_size > 0
    return Offers(good, has_file)
