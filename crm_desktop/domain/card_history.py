"""The history of a card: every change of every record on it, operation by operation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crm_desktop.domain.changes import Action, FieldChange, Kind, Operation


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one operation did to one record of a card.

    ``label`` is the record's own name or text. ``changes`` are its fields before and after as
    values; of an added record those that say something, of a removed one its last state.
    ``names`` are of the records that fields such as ``contact_id`` point at, by field and key.
    """

    operation: Operation
    kind: Kind
    record_id: int
    label: str
    action: Action
    changes: tuple[FieldChange, ...] = ()
    names: Mapping[tuple[str, int], str] = field(default_factory=dict)
