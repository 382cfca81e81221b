"""Who was erased stays erased, and what was noted stays noted, whatever older file comes back."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import ERASED, Subject, Tombstone
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.trust_log import TrustCode, TrustLine, TrustNote
from crm_desktop.services import trust_log as noted
from crm_desktop.services.erase import erase_in
from crm_desktop.storage import scrubbing, tombstones, trust_log
from crm_desktop.storage.database import SCHEMA_VERSION, Database, schema_version
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing


@dataclass(frozen=True, slots=True)
class Memory:
    """What a file must not forget when an older one takes its place."""

    lines: tuple[TrustLine, ...] = ()
    stones: tuple[Tombstone, ...] = ()


def remembered(reading: Reading) -> Memory:
    """Return what a file knows of prints, exports and the erased."""
    lines = trust_log.lines(reading, "ORDER BY sequence")
    return Memory(tuple(lines), tuple(tombstones.stored(reading)))


def remembered_at(path: Path, key: DataKey | None) -> Memory | None:
    """Return what a closed file knows; None where it can't be read or is of an older schema."""
    try:
        # Looked at from outside first: SQLite would take away the log of what it can't open.
        is_ours = path.is_file() and schema_version(path, key, is_still=True) == SCHEMA_VERSION
        if not is_ours:
            return None
        with closing(Database(path, key)) as database, database.read() as reading:
            return remembered(reading)
    except CrmError:
        return None


def replay(database: Database, memory: Memory, note: TrustNote) -> int:
    """Bring an older file up to what was remembered, note it, and return how many were erased.

    Cleans the file where anybody was. Raises what keeps a file from being written.
    """
    with database.write(ERASED, author=note.author) as work:
        trust_log.go_on(work, memory.lines)
        noted.note(work, note)
        count = erase_risen(work, memory.stones, author=note.author)
    scrubbing.finish(database)
    return count


def erase_risen(
    work: Writing, stones: Iterable[Tombstone] = (), *, author: str = "", is_noted: bool = True
) -> int:
    """Erase again who is in the file though a tombstone says they were erased; return how many.

    ``stones`` are taken in first. The file is to be cleaned afterwards.
    """
    tombstones.carry(work, stones)
    code = TrustCode.ERASED_AGAIN if is_noted else None
    count = 0
    for kind, key in tombstones.risen(work):
        # Whom a customer took along is gone already.
        if work.get(Kind(kind), key) is not None:
            erase_in(work, Subject(kind, key), code, author)
            count += 1
    return count
