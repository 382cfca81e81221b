"""A new file of what can be read of a damaged one; the damaged one is never written to."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.domain.salvage import Salvaged, SalvageReport
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services.trust_log import note
from crm_desktop.storage.damaged import DamagedFile
from crm_desktop.storage.database import create
from crm_desktop.storage.drafts import drafted, publish
from crm_desktop.storage.durable import write_failure
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import copy_key_file, fitting_key
from crm_desktop.storage.private_folder import private_folder
from crm_desktop.storage.restore_journal import forget
from crm_desktop.storage.salvage import FILES, LOG, Salvage
from crm_desktop.storage.schema_graft import graft_schema

STAND_IN = "#{id}"
_STEPS = 1_000
_PLACE = ".salvage-"
_WITH_LOG = ("", "-wal")

_Report = tuple[dict[str, Salvaged], int, tuple[str, ...]]
"""Counts by table, stand-ins, and tables of which nothing could be read."""


def salvage(
    path: Path,
    target: Path,
    key: DataKey | None = None,
    progress: Progress | None = None,
    *,
    stand_in: str = STAND_IN,
) -> SalvageReport:
    """Bring what can be read of a damaged file into a new one, encrypted where the old one was.

    ``stand_in`` names a lost card of which something is left, with ``{id}`` for its key. Raises
    InputError ``file_missing``, ``file_exists``, ``folder_missing``, ``file_protected`` or
    ``nothing_to_salvage``, FailureError ``disk_full``, ``disk_full_for`` or ``cannot_write``, and
    CancelledError; there is no new file then.
    """
    if not path.is_file():
        raise InputError("file_missing", path=str(path))
    if target.exists():
        raise InputError("file_exists", path=str(target))
    if not target.parent.is_dir():
        raise InputError("folder_missing", path=str(target.parent))
    used, steps = fitting_key(path, key), _Steps(progress or NoProgress())
    with _private_copy(path, target) as copy, drafted(target) as draft:
        report = _tried(copy, draft, used, steps, stand_in)
        if not _has_any(report):
            graft_schema(copy, used)
            forget(draft)
            report = _tried(copy, draft, used, steps, stand_in)
        if not _has_any(report):
            raise InputError("nothing_to_salvage", path=str(path))
        if used is not None:
            copy_key_file(path, target)
        publish(draft, target)
    counts, stand_ins, unread = report
    return SalvageReport(
        path,
        target,
        {kind: one for kind in Kind if (one := counts[kind.value]).saved or one.lost},
        counts[FILES],
        counts[LOG[0]],
        stand_ins,
        unread,
    )


def _tried(copy: Path, draft: Path, key: DataKey | None, steps: "_Steps", stand_in: str) -> _Report:
    with (
        closing(DamagedFile(copy, key, steps.one)) as source,
        closing(create(draft, key)) as database,
        database.write("salvaged") as work,
    ):
        one = Salvage(work, source, steps.one, stand_in=stand_in)
        counts, stand_ins = one.run()
        note(work, TrustNote(TrustCode.SALVAGED, name=copy.name))
        return counts, stand_ins, tuple(one.unread)


def _has_any(report: _Report) -> bool:
    return any(one.saved for one in report[0].values())


@contextmanager
def _private_copy(path: Path, target: Path) -> Iterator[Path]:
    """Copy the file and its log where there is room for the new one; gone afterwards."""
    try:
        with private_folder(_PLACE, target.parent) as folder:
            for ending in _WITH_LOG:
                part = path.with_name(path.name + ending)
                if part.exists():
                    shutil.copyfile(part, folder / part.name)
            yield folder / path.name
    except OSError as error:
        raise write_failure(error, target) from error


class _Steps:
    """Tells a listener that something goes on; how much there is of a damaged file nobody knows."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._done = progress, 0

    def one(self) -> None:
        """Count one step; raises CancelledError."""
        self._done += 1
        self._progress.report(min(self._done, _STEPS - 1), _STEPS)
