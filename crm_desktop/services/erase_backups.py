"""Older backups that still hold somebody who was erased: found, and rewritten or deleted (D28).

A backup is replaced when its new form was read whole, so that a kill leaves the old or the new one.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from crm_desktop.domain.backups import Backup, Places
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import ERASED, Older
from crm_desktop.domain.problems import CrmError, FailureError, Problem
from crm_desktop.domain.progress import CancelledError, NoProgress, Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import backups
from crm_desktop.services.erase_replay import Memory, erase_risen, remembered, remembered_at
from crm_desktop.services.restored_copies import make_copy, readable
from crm_desktop.services.trust_log import note_alone
from crm_desktop.storage import backup_folder, erase_scope, restore_journal, scrubbing
from crm_desktop.storage.backup import file_hash, sync_file, verified_contents
from crm_desktop.storage.database import Database
from crm_desktop.storage.durable import sync_folder
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import fitting_key

PATIENCE_S, _AGAIN_S = 120.0, 0.1
"""So long a backup that is being made is waited for; then the old one is deleted instead."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of them; ``troubles`` are those that still hold the erased, and why."""

    rewritten: int = 0
    deleted: int = 0
    troubles: tuple[Problem, ...] = ()


def holders(database: Database, places: Places, erased: Iterable[tuple[Kind, int]]) -> list[Backup]:
    """Return the backups made since one of the records was there, newest first.

    ``erased`` are customers and contacts by key. A backup that can't be read counts as one.
    """
    wanted = list(erased)
    found = backups.all_of(database.path, places)
    return [one for one in found if _may_hold(one, database.key, wanted)]


def memory_of(path: Path, places: Places, key: DataKey | None) -> Memory:
    """Return what a closed file must not forget; of a damaged one its newest good backup tells."""
    files = (path, *(one.path for one in backups.good_of(path, places)))
    known = (remembered_at(one, _key_of(one, key)) for one in files)
    return next((one for one in known if one is not None), Memory())


def clean(
    database: Database,
    found: Iterable[Backup],
    older: Older,
    progress: Progress | None = None,
    *,
    author: str = "",
) -> Cleaned:
    """Take the erased out of backups, or delete them, and note it; the file must know the erased.

    A backup that can't be read, or can't be made anew, is deleted: nobody must come back by it.
    Stopped by ``progress`` it returns those that are left among the ``troubles``.
    """
    with database.read() as reading:
        memory = remembered(reading)
    done = Cleaned()
    every = list(found)
    for number, one in enumerate(every):
        try:
            (progress or NoProgress()).report(number, len(every))
        except CancelledError:
            return _with_left(done, every[number:])
        done = _cleaned(done, database, one, (older, memory, author))
    return done


def _cleaned(
    done: Cleaned, database: Database, one: Backup, how: tuple[Older, Memory, str]
) -> Cleaned:
    older, memory, author = how
    code = TrustCode.BACKUP_DELETED
    if older is Older.REWRITE:
        with suppress(CrmError, OSError):
            _rewrite(one, database.path, database.key, memory)
            code = TrustCode.BACKUP_ERASED
    if code is TrustCode.BACKUP_DELETED:
        backups.remove(one)
        if any(path.exists() for path in (one.path, *one.copies)):
            return _with_left(done, [one])
    note_alone(database, TrustNote(code, author, name=one.path.name))
    if code is TrustCode.BACKUP_DELETED:
        return replace(done, deleted=done.deleted + 1)
    return replace(done, rewritten=done.rewritten + 1)


def _with_left(done: Cleaned, left: Iterable[Backup]) -> Cleaned:
    """Return what was done, with those files of backups that still hold the erased."""
    files = (path for one in left for path in (one.path, *one.copies) if path.exists())
    told = tuple(Problem("backup_holds_erased", {"path": str(path)}) for path in files)
    return replace(done, troubles=(*done.troubles, *told))


def _key_of(path: Path, key: DataKey | None) -> DataKey | None:
    try:
        return fitting_key(path, key)
    except (CrmError, OSError):
        return None


def _may_hold(one: Backup, key: DataKey | None, wanted: list[tuple[Kind, int]]) -> bool:
    """Keys are never given twice: who came later than a backup was made is not in it."""
    try:
        with readable(one, key) as then, then.read() as reading:
            return any(erase_scope.was_there(reading, kind, record) for kind, record in wanted)
    except CrmError:
        return True


def _rewrite(one: Backup, file: Path, key: DataKey | None, memory: Memory) -> None:
    """Put a backup without the erased in the place of one and of its copies.

    Nobody else makes backups in their folders meanwhile, who would sweep the draft away.
    """
    draft = one.path.with_name(f"{one.path.name}{backup_folder.PART}")
    folders = {path.parent for path in (one.path, *one.copies)} if one.number else set()
    with ExitStack() as held:
        for folder in sorted(folders):
            held.enter_context(_held(folder, file))
        try:
            _write_without(one, draft, key, memory)
        finally:
            restore_journal.forget(draft)


def _write_without(one: Backup, draft: Path, key: DataKey | None, memory: Memory) -> None:
    make_copy(one, draft, key, NoProgress())
    used = fitting_key(draft, key)
    with closing(Database(draft, used)) as database:
        with database.write(ERASED) as work:
            erase_risen(work, memory.stones, is_noted=False)
        scrubbing.finish(database)
    scrubbing.leave_no_log(draft, used)
    sync_file(draft)
    found = verified_contents(draft, used, NoProgress())
    new = replace(one, size=draft.stat().st_size, contents=found, sha256=file_hash(draft))
    for path in (*one.copies, one.path):
        _put(new, draft, path)


@contextmanager
def _held(folder: Path, file: Path) -> Iterator[None]:
    """Hold a folder of backups as soon as the backup that is made in it is done."""
    until = time.monotonic() + PATIENCE_S
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(backups.held_folder(folder, file))
                break
            except FailureError as error:
                if error.problem.code != "backup_under_way" or time.monotonic() > until:
                    raise
            time.sleep(_AGAIN_S)
        yield


def _put(backup: Backup, draft: Path, path: Path) -> None:
    part = path.with_name(f"{path.name}.new{backup_folder.PART}")
    part.write_bytes(draft.read_bytes())
    sync_file(part)
    if backup.number:
        backup_folder.write_note(backup, path)
    part.replace(path)
    sync_folder(path.parent)
