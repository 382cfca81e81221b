"""Compares what a list brings with what it brought before and with what stands in the file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_plan import (
    IdentityChange,
    NewRows,
    RecordChange,
    Removal,
    RowNote,
    Stored,
    Writes,
)
from crm_desktop.services.import_references import References
from crm_desktop.services.import_stored import NO_DEFAULT, defaults
from crm_desktop.storage.import_records import (
    KnownRow,
    has_rows,
    known_rows,
    stored_children,
    stored_values,
)
from crm_desktop.storage.reading import Reading

UNCHANGED, UPDATED, NEW = 0, 1, 2
_quoted = json.encoder.encode_basestring
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Link:
    """A column that refers to a record of ``kind``: its keys here, and how the list names them."""

    kind: Kind
    keys: Sequence[int | None]
    names: Sequence[str | None] = ()

    def only(self, places: Sequence[int]) -> "Link":
        """What some of the records refer to."""
        names = [self.names[place] for place in places] if self.names else ()
        return Link(self.kind, [self.keys[place] for place in places], names)


@dataclass(frozen=True, slots=True)
class Children:
    """A list of values that belongs to each record, such as its phones.

    ``rows`` holds the stored values of each record's children; ``name`` is the field it is
    filled from.
    """

    name: str
    kind: Kind
    owner: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Stored]]


@dataclass(slots=True)
class Records:
    """Some records of one kind as a list brings them; ``lines`` are where they stand in it.

    ``unsaid`` columns are filled in for new records; the list itself says nothing about them.
    """

    kind: Kind
    source: str
    keys: Sequence[str]
    lines: Sequence[int]
    columns: dict[str, list[Any]]
    links: dict[str, Link] = field(default_factory=dict)
    children: list[Children] = field(default_factory=list)
    file: str = ""
    entity: str = ""
    unsaid: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entity = self.entity or self.kind.value

    def only(self, places: Sequence[int]) -> "Records":
        """Some of the records."""
        return replace(
            self,
            keys=[self.keys[place] for place in places],
            lines=[self.lines[place] for place in places],
            columns=_only(self.columns, places),
            links={name: link.only(places) for name, link in self.links.items()},
            children=[
                replace(one, rows=[one.rows[place] for place in places]) for one in self.children
            ],
            unsaid=_only(self.unsaid, places),
        )


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The key of each record and whether it is new or changes.

    A key below zero is a new record's; None stands for one that was removed by hand since.
    """

    keys: list[int | None]
    states: list[int]


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
        self._has_rows: dict[tuple[str, str], bool] = {}

    def writes(self, base_currency: str) -> Writes:
        """Everything gathered so far."""
        return Writes(
            tuple(block for block in self._blocks.values() if block.rows),
            tuple(self._changes),
            tuple(self._identities),
            tuple(self._removals),
            base_currency,
        )

    def reconcile(self, records: Records) -> Reconciled:
        """Take records in: new ones are added, known ones changed where the list says new.

        What belongs to a record that was removed by hand is left out with it.
        """
        orphans = _orphans(records)
        if orphans:
            return self._reconcile_without(orphans, records)
        known = self._known(records)
        imported = _imported(records)
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
            and known[key].imported != imported[place]
            and known[key].living_id is not None
        ]
        if moved:
            _Comparison(self, records, known).run(moved, states)
        keys = [
            added[place] if place in added else known[key].living_id
            for place, key in enumerate(records.keys)
        ]
        return Reconciled(keys, states)

    def _reconcile_without(self, orphans: set[int], records: Records) -> Reconciled:
        count = len(records.keys)
        kept = [place for place in range(count) if place not in orphans]
        found = self.reconcile(records.only(kept))
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


class _Comparison:
    """Known records whose list says something else than the last time."""

    def __init__(self, ledger: Ledger, records: Records, known: Mapping[str, KnownRow]) -> None:
        self._ledger = ledger
        self._records = records
        self._known = known
        self._defaults = defaults(records.kind)

    def run(self, places: Sequence[int], states: list[int]) -> None:
        """Record the changes of those rows and mark them in ``states``."""
        records, ids = self._records, [self._of(place).record_id for place in places]
        names = (*records.columns, *records.links)
        current = stored_values(self._ledger.reading, records.kind, names, ids) if names else {}
        owned = {
            children.name: stored_children(
                self._ledger.reading, children.kind, children.owner, children.columns, ids
            )
            for children in records.children
        }
        for place in places:
            known = self._of(place)
            now = dict(zip(names, current.get(known.record_id, ()), strict=True))
            if self._compare(place, known, now, owned):
                states[place] = UPDATED

    def _of(self, place: int) -> KnownRow:
        return self._known[self._records.keys[place]]

    def _compare(
        self,
        place: int,
        known: KnownRow,
        now: Mapping[str, Any],
        owned: Mapping[str, Mapping[tuple[int, Stored], int]],
    ) -> bool:
        last = dict(json.loads(known.imported))
        said = dict(last)
        values = self._changed_values(place, last, said, now)
        values |= self._changed_links(place, last, said, now)
        if values:
            links = {
                name: link.kind for name, link in self._records.links.items() if name in values
            }
            self._ledger.change(RecordChange(self._records.kind, known.record_id, values, links))
        for children in self._records.children:
            self._compare_children(
                children, children.rows[place], known.record_id, last, said, owned[children.name]
            )
        if said == last:
            return False
        self._ledger.change_identity(known.id, said)
        return True

    def _changed_values(
        self, place: int, last: Mapping[str, Any], said: dict[str, Any], now: Mapping[str, Any]
    ) -> dict[str, Any]:
        values = {}
        for name, column in self._records.columns.items():
            default = self._defaults[name]
            before, new = last.get(name, default), column[place]
            if new == before:
                continue
            _say(said, name, new, default)
            if before is NO_DEFAULT or now[name] == before:
                values[name] = new
            elif now[name] != new:
                self._note(place, "kept_by_hand", field=name)
        return values

    def _changed_links(
        self, place: int, last: Mapping[str, Any], said: dict[str, Any], now: Mapping[str, Any]
    ) -> dict[str, Any]:
        values = {}
        for name, link in self._records.links.items():
            if not link.names or link.names[place] == last.get(name):
                continue
            _say(said, name, link.names[place], None)
            before = self._ledger.references.find(
                link.kind, self._records.source, last.get(name) or ""
            )
            if now[name] == before:
                values[name] = link.keys[place]
            elif now[name] != link.keys[place]:
                self._note(place, "kept_by_hand", field=name)
        return values

    def _compare_children(
        self,
        children: Children,
        rows: Sequence[Stored],
        record_id: int,
        last: Mapping[str, Any],
        said: dict[str, Any],
        owned: Mapping[tuple[int, Stored], int],
    ) -> None:
        before = [tuple(row) for row in last.get(children.name, [])]
        new = [row for row in rows if row not in before]
        gone = [row for row in before if row not in rows]
        if not new and not gone:
            return
        _say(said, children.name, [list(row) for row in rows], [])
        added = [(record_id, *row) for row in new if (record_id, row) not in owned]
        names = (children.owner, *children.columns)
        self._ledger.add_plain(children.kind, names, added, self._records.kind)
        for row in gone:
            if (record_id, row) in owned:
                self._ledger.remove(children.kind, owned[record_id, row])

    def _note(self, place: int, code: str, **params: object) -> None:
        records = self._records
        self._ledger.notes.append(RowNote(records.file, records.lines[place], code, params))


def _orphans(records: Records) -> set[int]:
    """The records that lack what every record of their kind must refer to."""
    known = defaults(records.kind)
    return {
        place
        for name, link in records.links.items()
        if known[name] is NO_DEFAULT and None in link.keys
        for place, key in enumerate(link.keys)
        if key is None
    }


def _only(columns: Mapping[str, Sequence[Any]], places: Sequence[int]) -> dict[str, list[Any]]:
    return {name: [values[place] for place in places] for name, values in columns.items()}


def _say(said: dict[str, Any], name: str, value: Any, default: Any) -> None:
    if value == default:
        said.pop(name, None)
    else:
        said[name] = value


def _imported(records: Records) -> list[str]:
    """What each record brings as a JSON object, without what every record says anyway."""
    known = defaults(records.kind)
    parts = [_parts(name, values, known[name]) for name, values in records.columns.items()]
    parts += [_parts(name, link.names, None) for name, link in records.links.items() if link.names]
    parts += [_list_parts(children) for children in records.children]
    if not parts:
        return ["{}"] * len(records.keys)
    return [f"{{{''.join(row)[1:]}}}" for row in zip(*parts, strict=True)]


def _parts(name: str, values: Sequence[Any], default: Any) -> list[str]:
    """The member of an object for each text, whole number or None, with a comma before it.

    A default becomes "".
    """
    head = f',"{name}":'
    known = {None: f"{head}null", default: ""}
    found = []
    for value in values:
        part = known.get(value)
        if part is None:
            part = head + (_quoted(value) if isinstance(value, str) else str(value))
            known[value] = part
        found.append(part)
    return found


def _list_parts(children: Children) -> list[str]:
    head = f",{_quoted(children.name)}:"
    return [f"{head}[{','.join(map(_row_json, rows))}]" if rows else "" for rows in children.rows]


def _row_json(row: Stored) -> str:
    """A list of texts, whole numbers and None; half the time of the general encoder."""
    parts = [
        _quoted(one) if isinstance(one, str) else "null" if one is None else str(one) for one in row
    ]
    return f"[{','.join(parts)}]"
