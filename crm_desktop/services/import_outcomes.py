"""What becomes of every row of a list that is taken, kept small: a few bytes a row."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_drafts import Reconciled, Records
from crm_desktop.services.import_plan import RowOutcomes


@dataclass(slots=True)
class _Batch:
    """The rows of one batch; their states are settled when all that belongs to them is planned."""

    lines: Sequence[int]
    found: Reconciled


@dataclass(slots=True)
class OutcomeBook:
    """Notes what becomes of the rows of each list while they are planned."""

    _expected: dict[str, Kind] = field(default_factory=dict)
    _batches: dict[str, list[_Batch]] = field(default_factory=dict)

    def expect(self, file: str, kind: Kind) -> None:
        """Say which records the rows of a list are."""
        self._expected[file] = kind

    def take(self, records: Records, found: Reconciled) -> None:
        """Note what became of some rows of a list."""
        if self._expected.get(records.file) is records.kind:
            self._batches.setdefault(records.file, []).append(_Batch(records.lines, found))

    def found(self) -> dict[str, RowOutcomes]:
        """Return what becomes of the rows of each list, in the order of their lines."""
        return {file: self._of(file, batches) for file, batches in self._batches.items()}

    def _of(self, file: str, batches: Sequence[_Batch]) -> RowOutcomes:
        lines, states, keys = array("q"), bytearray(), array("q")
        for batch in batches:
            lines.extend(batch.lines)
            states.extend(batch.found.states)
            keys.extend(key or 0 for key in batch.found.keys)
        return RowOutcomes(self._expected[file], lines, states, keys)
