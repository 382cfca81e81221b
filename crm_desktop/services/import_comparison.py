"""Decides what of a known record a list may change: what it says anew and nobody changed since."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_drafts import UPDATED, Children, Records, imported_json
from crm_desktop.services.import_plan import Adopted, RecordChange, Stored
from crm_desktop.services.import_references import References
from crm_desktop.services.import_stored import NO_DEFAULT, defaults
from crm_desktop.storage.import_records import KnownRow, stored_children, stored_values
from crm_desktop.storage.reading import Reading

ADOPTED = 0
"""Stands for the identity a record is about to get that was found by another key than its id."""


class Sink(Protocol):
    """Where changes go."""

    reading: Reading
    references: References

    def change(self, change: RecordChange) -> None:
        """Change a record that is in the file."""

    def change_identity(self, identity_id: int, imported: Mapping[str, Any]) -> None:
        """Remember what was brought this time."""

    def adopt(self, adopted: Adopted) -> None:
        """Remember from where a record comes that was found by another key."""

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
        self._is_adopted = self._grew = False

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
        self._is_adopted, self._grew = known.id == ADOPTED, False
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
        if known.id == ADOPTED:
            return self._adopt(place, known, bool(values))
        if said == last:
            return False
        self._sink.change_identity(known.id, said)
        return True

    def _adopt(self, place: int, known: KnownRow, is_changed: bool) -> bool:
        records = self._records
        key, imported = records.keys[place], imported_json(records.only([place]))[0]
        self._sink.adopt(Adopted(records.source, records.entity, key, known.record_id, imported))
        links = [link.keys[place] for link in records.links.values()]
        self._sink.references.add(records.kind, records.source, [key], [known.record_id])
        return is_changed or self._grew or any(one is not None and one < 0 for one in links)

    def _changed_values(
        self, place: int, last: Mapping[str, Any], said: dict[str, Any], now: Mapping[str, Any]
    ) -> dict[str, Any]:
        values, kept = {}, self._kept(place, now)
        for name, column in self._records.columns.items():
            default = self._defaults[name]
            before, new = last.get(name, default), column[place]
            if new == before or name in kept or (self._is_adopted and new == now[name]):
                continue
            _say(said, name, new, default)
            if before is NO_DEFAULT or now[name] == before or self._is_adopted:
                values[name] = new
            elif now[name] != new:
                self._note(place, "kept_by_hand", field=name)
        return values

    def _kept(self, place: int, now: Mapping[str, Any]) -> tuple[str, ...]:
        """What a found card keeps: a guess alone makes no person of a company, nor the reverse."""
        records = self._records
        if not (self._is_adopted and records.is_kind_guessed):
            return ()
        kind, name = records.columns["kind"][place], records.columns["name"][place]
        if kind == now["kind"]:
            return ()
        if name != now["name"]:
            self._note(place, "name_kept", value=name)
        return "kind", "name"

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
            if now[name] == before and not self._is_adopted:
                values[name] = link.keys[place]
            elif now[name] != link.keys[place] and not self._is_adopted:
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
        if self._is_adopted:
            added = self._unknown(children.kind, added, owned)
        self._grew = self._grew or bool(added)
        names = (children.owner, *children.columns)
        self._sink.add_plain(children.kind, names, added, self._records.kind)
        for row in gone:
            if (record_id, row) in owned:
                self._sink.remove(children.kind, owned[record_id, row])

    def _unknown(
        self, kind: Kind, rows: list[Stored], owned: Mapping[tuple[int, Stored], int]
    ) -> list[Stored]:
        """Values a found record lacks: a number is the same under another label; one custom
        field has one value, so that the old one goes."""
        if kind is Kind.CUSTOM_FIELD:
            names = {(row[0], row[1]) for row in rows}
            for (owner, values), key in owned.items():
                if (owner, values[0]) in names:
                    self._sink.remove(kind, key)
            return rows
        known = {(owner, _meaning(kind, values)) for owner, values in owned}
        return [row for row in rows if (row[0], _meaning(kind, row[1:])) not in known]

    def _note(self, place: int, code: str, **params: object) -> None:
        records = self._records
        self._sink.note(records.file, records.lines[place], code, **params)


def _meaning(kind: Kind, values: Stored) -> Stored:
    """The part of a value of a list that tells whether it is the same as another."""
    if kind is Kind.CONTACT_POINT:
        sort, text, normalised, extension, _ = values
        return (normalised.casefold(), extension) if normalised else (sort, text)
    if kind is Kind.IMPORTANT_DATE:
        return values[:3]
    return values[1:4] if kind is Kind.ADDRESS else values


def _say(said: dict[str, Any], name: str, value: Any, default: Any) -> None:
    if value == default:
        said.pop(name, None)
    else:
        said[name] = value
