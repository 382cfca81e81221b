"""A folder of backups: the names in it, the note beside each backup, what is there.

A backup is called ``000012-20260615T103000Z-opened.crm``. The note (JSON) and the key file of an
encrypted one come before it and leave after it, so that what has a name is whole.
"""

import contextlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crm_desktop.domain.backups import Backup, Contents, Reason
from crm_desktop.domain.changes import Kind
from crm_desktop.storage.durable import write_durably
from crm_desktop.storage.encryption.header import is_protected, key_path

ENDING = ".crm"
PART = ".part"
_NOTE = ".json"
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{6,18})-(\d{8}T\d{6}Z)-([a-z-]+)\.crm")
_LOGS = ("-wal", "-shm", "-journal")
_OF_SCHEMA = re.compile(r"\.before-schema-\d+")


def name_of(number: int, moment: datetime, reason: Reason) -> str:
    """Return what a backup is called."""
    return f"{number:06}-{moment.astimezone(UTC):{_MOMENT}}-{reason.value}{ENDING}"


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups of a folder by number; one that can't be read has none."""
    found = [_backup(path) for path in _files(folder) if _NAME.fullmatch(path.name)]
    return sorted(filter(None, found), key=lambda one: (one.number, one.path.name))


def copies_before_migration(path: Path) -> list[Backup]:
    """Return the copies that migrations made beside a customer file, as backups before all others.

    They were verified when they were made, but nothing beside them tells what they hold.
    """
    return [
        Backup(
            one,
            0,
            datetime.fromtimestamp(one.stat().st_mtime, UTC),
            Reason.BEFORE_MIGRATION,
            one.stat().st_size,
            is_protected=is_protected(one),
        )
        for one in _files(path.parent)
        if one.name.startswith(path.stem)
        and one.suffix == path.suffix
        and _OF_SCHEMA.fullmatch(one.name[len(path.stem) : -len(path.suffix) or None])
    ]


def newest_number(folder: Path) -> int:
    """Return the highest number in a folder, of notes without a backup too; 0 in an empty one."""
    names = (_NAME.match(path.name) for path in _files(folder))
    return max((int(name[1]) for name in names if name), default=0)


def write_note(backup: Backup, path: Path) -> None:
    """Write what is known of a backup beside the place it will have; raises FailureError."""
    contents = backup.contents
    assert contents is not None
    note = {
        "number": backup.number,
        "made_at": backup.made_at.astimezone(UTC).isoformat(),
        "reason": backup.reason.value,
        "size": backup.size,
        "sha256": backup.sha256,
        "digest": contents.digest,
        "mark": contents.mark,
        "schema": contents.schema,
        "counts": {kind.value: count for kind, count in contents.counts.items()},
    }
    text = json.dumps(note, indent=1)
    write_durably(_note_path(path), f"{text}\n".encode())


def remove(backup: Path) -> None:
    """Remove a backup and what lies beside it; what can't be removed stays."""
    for path in (
        backup,
        *(backup.with_name(backup.name + log) for log in _LOGS),
        key_path(backup),
        _note_path(backup),
    ):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a killed process left: drafts, and notes and key files without a backup.

    Only for whoever alone makes backups in this folder now.
    """
    for path in _files(folder):
        owner = path.with_name(path.name.removesuffix(_NOTE).removesuffix(".key"))
        is_left = bool(_NAME.fullmatch(owner.name)) and owner != path and not owner.exists()
        if is_left or f"{ENDING}{PART}" in path.name:
            with contextlib.suppress(OSError):
                path.unlink()


def _backup(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    try:
        size = path.stat().st_size
        assert found is not None
        moment = datetime.strptime(found[2], _MOMENT).replace(tzinfo=UTC)
        reason = Reason(found[3])
    except (OSError, ValueError):
        return None
    note = _read_note(path)
    contents = _contents(note)
    return Backup(
        path,
        int(found[1]),
        moment,
        reason,
        size,
        contents,
        str(note.get("sha256", "")),
        is_protected(path),
        is_verified=contents is not None and note.get("size") == size,
    )


def _read_note(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(_note_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _contents(note: dict[str, Any]) -> Contents | None:
    kinds = {kind.value: kind for kind in Kind}
    try:
        counts = {kinds[name]: int(count) for name, count in note["counts"].items()}
        return Contents(str(note["digest"]), str(note["mark"]), int(note["schema"]), counts)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _note_path(path: Path) -> Path:
    return path.with_name(path.name + _NOTE)


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return
