"""Gathers what an import will write: new records, and changes of those it brought before."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_comparison import ADOPTED, Comparison
from crm_desktop.services.import_drafts import (
    NEW,
    UNCHANGED,
    Children,
    Reconciled,
    Records,
    imported_json,
    orphans,
)
from crm_desktop.services.import_outcomes import OutcomeBook
from crm_desktop.services.import_plan import (
    Adopted,
    IdentityChange,
    NewRows,
    RecordChange,
    Removal,
    RowNote,
    RowOutcomes,
    Stored,
    Writes,
)
from crm_desktop.services.import_references import References
from crm_desktop.storage.import_records import KnownRow, has_rows, known_rows
from crm_desktop.storage.reading import Reading

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Ledger:
    """Gathers what will be written, and answers which key every record has or will have."""

    def __init__(self, reading: Reading, references: References) -> None:
        self.reading = reading
        self.references = references
        self.notes: list[RowNote] = []
        self._blocks: dict[tuple[Any, ...], NewRows] = {}
        self._counts: dict[Kind, int] = {}
        self._starts: dict[Kind, list[tuple[int, NewRows]]] = {}
        self._changes: list[RecordChange] = []
        self._identities: list[IdentityChange] = []
        self._removals: list[Removal] = []
        self._adopted: list[Adopted] = []
        self._outcomes = OutcomeBook()
        self._has_rows: dict[tuple[str, str], bool] = {}

    def writes(self, base_currency: str) -> Writes:
        """Everything gathered so far."""
        return Writes(
            tuple(block for block in self._blocks.values() if block.rows),
            tuple(self._changes),
            tuple(self._identities),
            tuple(self._removals),
            tuple(self._adopted),
            base_currency,
        )

    def reconcile(self, records: Records) -> Reconciled:
        """Take records in: new ones are added, known ones changed where the list says new.

        What belongs to a record that was removed by hand is left out with it.
        """
        found = self._reconcile(records)
        self._outcomes.take(records, found)
        return found

    def outcomes(self) -> dict[str, RowOutcomes]:
        """Return what becomes of the rows of each list."""
        return self._outcomes.found()

    def expect(self, file: str, kind: Kind) -> None:
        """Say which records the rows of a list are, for what is told of them."""
        self._outcomes.expect(file, kind)

    def knows(self, records: Records) -> set[str]:
        """Return the keys of records that came from their source before."""
        return set(self._known(records))

    def adopt(self, adopted: Adopted) -> None:
        """Remember from where a record comes that was found by another key."""
        self._adopted.append(adopted)

    def _reconcile(self, records: Records) -> Reconciled:
        lost = orphans(records)
        if lost:
            return self._reconcile_without(lost, records)
        known = self._known(records)
        for key, record in records.found.items():
            known.setdefault(key, KnownRow(ADOPTED, record, "{}", 1))
        imported = imported_json(records)
        if not known:
            every = self._add(records, range(len(records.keys)), imported)
            return Reconciled(list(every), [NEW] * len(every))
        places = [place for place, key in enumerate(records.keys) if key not in known]
        added = dict(zip(places, self._add(records, places, imported), strict=True))
        states = [NEW if place in added else UNCHANGED for place in range(len(records.keys))]
        moved = [
            place
            for place, key in enumerate(records.keys)
            if place not in added
            and (known[key].imported != imported[place] or known[key].id == ADOPTED)
            and known[key].living_id is not None
        ]
        if moved:
            Comparison(self, records, known).run(moved, states)
        keys = [
            added[place] if place in added else known[key].living_id
            for place, key in enumerate(records.keys)
        ]
        return Reconciled(keys, states)

    def _reconcile_without(self, lost: set[int], records: Records) -> Reconciled:
        count = len(records.keys)
        kept = [place for place in range(count) if place not in lost]
        found = self._reconcile(records.only(kept))
        keys: list[int | None] = [None] * count
        states = [UNCHANGED] * count
        for place, key, state in zip(kept, found.keys, found.states, strict=True):
            keys[place], states[place] = key, state
        return Reconciled(keys, states)

    def add_plain(
        self, kind: Kind, columns: tuple[str, ...], rows: Sequence[Stored], owner: Kind
    ) -> None:
        """Add records without an identity whose first column refers to a record of ``owner``."""
        block = self._block(kind, columns, ((0, owner),), "", "")
        block.rows.extend(rows)
        self._counts[kind] = self._counts.get(kind, 0) + len(rows)

    def amend(self, kind: Kind, key: int, column: str, value: Any) -> None:
        """Set a value of a new record, whose key is below zero."""
        number = -key - 1
        start, block = next(one for one in reversed(self._starts[kind]) if one[0] <= number)
        row = list(block.rows[number - start])
        row[block.columns.index(column)] = value
        block.rows[number - start] = tuple(row)

    def note(self, file: str, line: int, code: str, **params: object) -> None:
        """Tell something about a row that is taken."""
        self.notes.append(RowNote(file, line, code, params))

    def change(self, change: RecordChange) -> None:
        """Change a record that is in the file."""
        self._changes.append(change)

    def change_identity(self, identity_id: int, imported: Mapping[str, Any]) -> None:
        """Remember what was brought this time."""
        self._identities.append(IdentityChange(identity_id, _encode(imported)))

    def remove(self, kind: Kind, record_id: int) -> None:
        """Take a record out."""
        self._removals.append(Removal(kind, record_id))

    def _known(self, records: Records) -> dict[str, KnownRow]:
        place = (records.source, records.entity)
        if place not in self._has_rows:
            self._has_rows[place] = has_rows(self.reading, *place)
        if not self._has_rows[place]:
            return {}
        return known_rows(self.reading, records.kind, *place, records.keys)

    def _add(self, records: Records, places: Sequence[int], imported: Sequence[str]) -> range:
        values = {**records.columns, **records.unsaid}
        names = (*values, *records.links)
        linked = tuple(
            (len(values) + at, link.kind) for at, link in enumerate(records.links.values())
        )
        block = self._block(records.kind, names, linked, records.source, records.entity)
        columns = (*values.values(), *(link.keys for link in records.links.values()))
        rows: list[Stored] = list(zip(*columns, strict=True))
        is_all = len(places) == len(rows)
        block.rows.extend(rows if is_all else [rows[place] for place in places])
        keys = records.keys if is_all else [records.keys[place] for place in places]
        block.keys.extend(keys)
        block.imported.extend(imported if is_all else [imported[place] for place in places])
        last = self._counts.get(records.kind, 0)
        self._counts[records.kind] = last + len(places)
        found = range(-last - 1, -last - 1 - len(places), -1)
        self.references.add(records.kind, records.source, keys, found)
        for children in records.children:
            self._add_children(records.kind, children, places, found)
        return found

    def _add_children(
        self, owner: Kind, children: Children, places: Sequence[int], keys: Sequence[int]
    ) -> None:
        rows = [
            (key, *values)
            for place, key in zip(places, keys, strict=True)
            for values in children.rows[place]
        ]
        if rows:
            self.add_plain(children.kind, (children.owner, *children.columns), rows, owner)

    def _block(
        self,
        kind: Kind,
        columns: tuple[str, ...],
        references: tuple[tuple[int, Kind], ...],
        source: str,
        entity: str,
    ) -> NewRows:
        """The block the next new records of a kind go to; their numbers never interleave."""
        place = (kind, columns, references, source, entity)
        last = next((key for key in reversed(self._blocks) if key[0] is kind), None)
        if last is not None and last[:5] == place:
            return self._blocks[last]
        block = NewRows(kind, columns, references, source, entity)
        self._blocks[(*place, len(self._blocks))] = block
        self._starts.setdefault(kind, []).append((self._counts.get(kind, 0), block))
        return block
