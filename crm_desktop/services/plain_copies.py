"""What of an encrypted file still lies about readable: older copies and backups of it.

Only what the program itself made is known: exports and papers a person saved are not.
"""

from collections.abc import Iterable
from pathlib import Path

from crm_desktop.services.backup_places import places_of
from crm_desktop.storage import backup_folder
from crm_desktop.storage.durable import overwrite
from crm_desktop.storage.encryption.header import is_plain


def find(path: Path, config: Path | None) -> tuple[Path, ...]:
    """Return the readable copies and backups of a file that can be reached now, by their names."""
    places = places_of(path, config)
    folders = {one for one in (places.own, places.beside, places.second) if one is not None}
    found = {one.path for one in backup_folder.copies_before_migration(path)}
    found.update(one for folder in folders for one in _files(folder))
    return tuple(sorted(one for one in found if is_plain(one)))


def delete(copies: Iterable[Path]) -> tuple[Path, ...]:
    """Overwrite and remove copies with what lies beside them; return those that could not be."""
    kept = []
    for copy in copies:
        overwrite(copy)
        backup_folder.remove(copy)
        if copy.exists():
            kept.append(copy)
    return tuple(kept)


def _files(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.is_file() and not one.is_symlink()]
    except OSError:
        return []
