"""What an import is going to do: counted, told row by row, and ready to be written at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.imports import Assumption, Entity, Refusal
from crm_desktop.services.packed_rows import PackedRows

Stored = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FileCount:
    """What becomes of the rows of one file; ``rows`` is the sum of the other four."""

    path: Path
    entity: Entity
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def rows(self) -> int:
        """Every row of the file, blank ones aside."""
        return self.new + self.updated + self.unchanged + self.refused


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is left out, with its cells as they stand in the file."""

    refusal: Refusal
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something a person should know of a row that is taken: a warning, or a value kept."""

    file: str
    line: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InputFile:
    """How one file was read, for writing its refused rows the same way."""

    path: Path
    header: tuple[str, ...] | None
    delimiter: str
    encoding: str


@dataclass(slots=True)
class NewRows:
    """New records of one kind as stored values.

    In the columns of ``references`` (position, kind) a number below zero means the new record of
    that kind with this number, counted from -1 down. ``keys`` and ``imported`` are empty for
    records that have no identity of their own.
    """

    kind: Kind
    columns: tuple[str, ...]
    references: tuple[tuple[int, Kind], ...] = ()
    source: str = ""
    entity: str = ""
    rows: PackedRows[Stored] = field(default_factory=PackedRows)
    keys: PackedRows[str] = field(default_factory=PackedRows)
    imported: PackedRows[str] = field(default_factory=PackedRows)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """Stored values to set; ``references`` names those that may be new records."""

    kind: Kind
    record_id: int
    values: Mapping[str, Any]
    references: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IdentityChange:
    """What an identity says was brought last."""

    id: int
    imported: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """A new identity of a record that a list found by another key than its id."""

    source: str
    entity: str
    external_id: str
    record_id: int
    imported: str


@dataclass(frozen=True, slots=True)
class RowOutcomes:
    """What becomes of the rows of one list that are taken: their lines, states and records.

    A record below zero is the new one of that number; 0 is one that was removed by hand since.
    """

    kind: Kind
    lines: Sequence[int]
    states: bytearray
    records: Sequence[int]


@dataclass(frozen=True, slots=True)
class Removal:
    """A value of a list (a phone, a tag) that the source no longer has."""

    kind: Kind
    record_id: int


@dataclass(frozen=True, slots=True)
class Writes:
    """Everything to be written, in no order of its own."""

    new: tuple[NewRows, ...] = ()
    changes: tuple[RecordChange, ...] = ()
    identities: tuple[IdentityChange, ...] = ()
    removals: tuple[Removal, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    base_currency: str = ""

    @property
    def is_empty(self) -> bool:
        """True when applying would change nothing."""
        found = self.new or self.changes or self.identities or self.removals or self.adopted
        return not found and not self.base_currency


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """An import that was thought through against ``revision`` of the data and not yet written."""

    files: tuple[FileCount, ...]
    inputs: tuple[InputFile, ...]
    assumptions: tuple[Assumption, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[RowNote, ...]
    writes: Writes
    revision: int
    outcomes: Mapping[str, RowOutcomes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was written; ``rejects`` maps each input to the file with its refused rows."""

    plan: ImportPlan
    changes: Changes
    rejects: Mapping[Path, Path]
