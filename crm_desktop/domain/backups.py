"""Backups of a customer file: what one is, where they lie, and what a restore would change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from crm_desktop.domain.changes import Kind, Operation
from crm_desktop.domain.problems import Problem


class Reason(StrEnum):
    """Why a backup was made; the values are part of its name."""

    OPENED = "opened"
    WORKED = "worked"
    CLOSED = "closed"
    BY_HAND = "by-hand"
    BEFORE_IMPORT = "before-import"
    BEFORE_BULK_EDIT = "before-bulk-edit"
    BEFORE_MERGE = "before-merge"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_RESTORE = "before-restore"
    BEFORE_REKEY = "before-rekey"
    BEFORE_ERASE = "before-erase"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders for the backups of one file; ``own`` is the main one.

    ``beside`` lies beside the file and serves where the main one can't be written; ``second``
    takes a copy of each backup.
    """

    own: Path
    beside: Path
    second: Path | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a customer file holds: enough to know it again.

    ``digest`` is over all rows of all tables that hold facts. ``mark`` names the newest entry of
    the change log, so that two files with one mark hold the same.
    """

    digest: str
    mark: str
    schema: int
    counts: Mapping[Kind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in a folder; ``number`` grows with each one, whatever the clock says.

    Verified means: it was read again when it was made, and has the size it had then. What was set
    aside before a restore, damaged as it was, is not. ``copies`` lie in other folders.
    """

    path: Path
    number: int
    made_at: datetime
    reason: Reason
    size: int
    contents: Contents | None = None
    sha256: str = ""
    is_protected: bool = False
    is_verified: bool = False
    copies: tuple[Path, ...] = ()

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many records of each kind it holds; empty where nothing tells."""
        return self.contents.counts if self.contents else {}


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and what went wrong beside it: the second folder, for one."""

    backup: Backup
    troubles: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """What a restore would change: records now and then, and the entries that would be lost.

    ``now`` is None where the file can't be read any more. ``lost`` has the newest entry of the
    change log first, at most so many as were asked for; ``lost_count`` counts all of them.
    """

    then: Mapping[Kind, int]
    now: Mapping[Kind, int] | None
    lost: tuple[Operation, ...] = ()
    lost_count: int = 0

    @property
    def changed_kinds(self) -> tuple[tuple[Kind, int | None, int], ...]:
        """Each kind of which there would be more or fewer records, with how many now and then."""
        found = (
            (kind, None if self.now is None else self.now.get(kind, 0), self.then.get(kind, 0))
            for kind in Kind
        )
        return tuple(one for one in found if one[1] != one[2] and any(one[1:]))
