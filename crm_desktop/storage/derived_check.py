"""Whether what is derived is what the records say: made anew in a private copy and compared."""

import tempfile
from contextlib import closing
from pathlib import Path

from crm_desktop.domain.file_checks import Finding, FindingCode
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.progress import Progress
from crm_desktop.storage.backup import copy_pages, write_log_beside
from crm_desktop.storage.database import Database
from crm_desktop.storage.derived_anew import SEARCH, make_anew
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import connect
from crm_desktop.storage.errors import translated
from crm_desktop.storage.private_folder import private_folder

_PLACE = "crm-desktop-check-"


def derived_findings(path: Path, key: DataKey | None, progress: Progress) -> list[Finding]:
    """Return what would be different if it were made anew; the file is only read.

    Takes as much room as the file in the folder of temporary files, for this person alone, and is
    encrypted there as it is here. Raises FailureError ``check_no_room``.
    """
    try:
        with private_folder(_PLACE) as folder:
            return _findings(path, key, folder / path.name, progress)
    except OSError as error:
        raise FailureError("check_no_room", path=tempfile.gettempdir()) from error


def _findings(path: Path, key: DataKey | None, copy: Path, progress: Progress) -> list[Finding]:
    try:
        with translated(path), closing(connect(path, key)) as source:
            copy_pages(source, copy, key, progress)
        write_log_beside(copy, key)
        with closing(Database(copy, key)) as database, database.write("checked") as work:
            return findings_of(make_anew(work))
    except FailureError as error:
        raise FailureError("check_no_room", path=tempfile.gettempdir()) from error


def findings_of(wrong: dict[str, int]) -> list[Finding]:
    """Return the rows that were wrong, by table, as findings."""
    searched = wrong.get(SEARCH, 0)
    others = {table: count for table, count in wrong.items() if table != SEARCH}
    found = [Finding(FindingCode.SEARCH, searched)] if searched else []
    where = tuple(f"{table}: {count}" for table, count in others.items())
    return [
        *found,
        *([Finding(FindingCode.DERIVED, sum(others.values()), where)] if others else []),
    ]
