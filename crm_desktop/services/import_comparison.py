"""Decides what of a known record a list may change: what it says anew and nobody changed since."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_drafts import UPDATED, Children, Records
from crm_desktop.services.import_plan import RecordChange, Stored
from crm_desktop.services.import_references import References
from crm_desktop.services.import_stored import NO_DEFAULT, defaults
from crm_desktop.storage.import_records import KnownRow, stored_children, stored_values
from crm_desktop.storage.reading import Reading


class Sink(Protocol):
    """Where changes go."""

    reading: Reading
    references: References

    def change(self, change: RecordChange) -> None:
        """Change a record that is in the file."""

    def change_identity(self, identity_id: int, imported: Mapping[str, Any]) -> None:
        """Remember what was brought this time."""

    def add_plain(
        self, kind: Kind, columns: tuple[str, ...], rows: Sequence[Stored], owner: Kind
    ) -> None:
        """Add values of a list that belongs to a record of kind ``owner``."""

    def remove(self, kind: Kind, record_id: int) -> None:
        """Take a record out."""

    def note(self, file: str, line: int, code: str, **params: object) -> None:
        """Tell something about a row that is taken."""


class Comparison:
    """Known records whose list says something else than the last time."""

    def __init__(self, sink: Sink, records: Records, known: Mapping[str, KnownRow]) -> None:
        self._sink = sink
        self._records = records
        self._known = known
        self._defaults = defaults(records.kind)

    def run(self, places: Sequence[int], states: list[int]) -> None:
        """Record the changes of those rows and mark them in ``states``."""
        records, ids = self._records, [self._of(place).record_id for place in places]
        names = (*records.columns, *records.links)
        current = stored_values(self._sink.reading, records.kind, names, ids) if names else {}
        owned = {
            children.name: stored_children(
                self._sink.reading, children.kind, children.owner, children.columns, ids
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
            self._sink.change(RecordChange(self._records.kind, known.record_id, values, links))
        for children in self._records.children:
            self._compare_children(
                children, children.rows[place], known.record_id, last, said, owned[children.name]
            )
        if said == last:
            return False
        self._sink.change_identity(known.id, said)
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
            before = self._sink.references.find(
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
        self._sink.add_plain(children.kind, names, added, self._records.kind)
        for row in gone:
            if (record_id, row) in owned:
                self._sink.remove(children.kind, owned[record_id, row])

    def _note(self, place: int, code: str, **params: object) -> None:
        records = self._records
        self._sink.note(records.file, records.lines[place], code, **params)


def _say(said: dict[str, Any], name: str, value: Any, default: Any) -> None:
    if value == default:
        said.pop(name, None)
    else:
        said[name] = value
