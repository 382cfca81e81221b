"""The weekly restore drill: whether the newest backup would come back, tried where nobody works.

A backup nobody has ever restored is a hope. Each drill is a line of ``drills.json`` beside the
backups, plain facts for whoever has to show them.
"""

import json
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from crm_desktop.domain.backups import Backup, Places
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError, FailureError
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import backups
from crm_desktop.services.restored_copies import make_copy
from crm_desktop.services.trust_log import note_alone
from crm_desktop.services.whole_files import write_whole
from crm_desktop.storage.database import Database, utc_now
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import fitting_key
from crm_desktop.storage.private_folder import private_folder

EVERY = timedelta(days=7)
TRIED_AGAIN = timedelta(days=1)
"""A backup that did not come back is not tried every time somebody looks: each try is noted."""
KEPT = 60
_LOG = "drills.json"
_PLACE = "crm-desktop-drill-"


@dataclass(frozen=True, slots=True)
class Drill:
    """One try: of which backup, when, how long it took, and what was wrong (a code)."""

    held_at: datetime
    backup: str
    seconds: float
    trouble: str = ""
    customers: int | None = None

    @property
    def is_passed(self) -> bool:
        """True where the backup came back whole."""
        return not self.trouble


def hold_drill(
    path: Path,
    places: Places,
    key: DataKey | None = None,
    progress: Progress | None = None,
    *,
    clock: Callable[[], datetime] = utc_now,
) -> Drill | None:
    """Restore the newest verified backup into a private folder, read it whole, and log the result.

    None where there is no backup yet. Where the disk has no room for a try, or the key is that of
    another file, that is the trouble. Raises CancelledError, which logs nothing.
    """
    newest = backups.newest_good(path, places)
    if newest is None:
        return None
    started = perf_counter()
    trouble = _tried(newest, key, progress or NoProgress())
    drill = Drill(
        clock().replace(microsecond=0),
        newest.path.name,
        round(perf_counter() - started, 1),
        trouble,
        newest.counts.get(Kind.CUSTOMER),
    )
    _log(drill, newest.path.parent)
    if drill.trouble:
        _note_failure(path, key, drill)
    return drill


def is_drill_due(path: Path, places: Places, now: datetime) -> bool:
    """Return whether no drill passed within a week, by a clock that may have been set back.

    Where the newest backup did not come back it is tried again after a day, a newer one at once.
    """
    newest, held = backups.newest_good(path, places), drills(places)
    if newest is None:
        return False
    if held and not held[0].is_passed and held[0].backup == newest.path.name:
        return abs(now - held[0].held_at) >= TRIED_AGAIN
    passed = next((one for one in held if one.is_passed), None)
    return passed is None or abs(now - passed.held_at) >= EVERY


def drills(places: Places) -> tuple[Drill, ...]:
    """Return the drills that were logged in any of the folders, that of the newest backup first."""
    found = [one for folder in backups.folders_of(places) for one in _logged(folder)]
    found.sort(key=lambda one: one.backup)  # by its number, and as they were logged
    return tuple(reversed(found))


def _tried(backup: Backup, key: DataKey | None, progress: Progress) -> str:
    try:
        with private_folder(_PLACE) as folder:
            make_copy(backup, folder / backup.path.name, key, progress)
    except CrmError as error:
        return error.problem.code
    except OSError:
        return "cannot_write"
    return ""


def _note_failure(path: Path, key: DataKey | None, drill: Drill) -> None:
    """Tell it in the log of the file too; one that can't be written is told of elsewhere."""
    note = TrustNote(TrustCode.DRILL_FAILED, params={"trouble": drill.trouble}, name=drill.backup)
    with suppress(CrmError), closing(Database(path, fitting_key(path, key))) as database:
        note_alone(database, note)


def _log(drill: Drill, folder: Path) -> None:
    """Add a line; where the folder can't be written, the drill was held all the same."""
    lines = [_as_json(one) for one in (*_logged(folder), drill)][-KEPT:]
    with suppress(FailureError):
        write_whole(folder / _LOG, (json.dumps(lines, indent=1) + "\n").encode())


def _logged(folder: Path) -> list[Drill]:
    try:
        lines = json.loads((folder / _LOG).read_text(encoding="utf-8"))
        return [_as_drill(line) for line in lines]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def _as_json(drill: Drill) -> dict[str, Any]:
    return {
        "held_at": drill.held_at.isoformat(),
        "backup": drill.backup,
        "passed": drill.is_passed,
        "trouble": drill.trouble,
        "customers": drill.customers,
        "seconds": drill.seconds,
    }


def _as_drill(line: Any) -> Drill:
    return Drill(
        datetime.fromisoformat(line["held_at"]),
        str(line["backup"]),
        float(line["seconds"]),
        str(line["trouble"]),
        line["customers"],
    )
