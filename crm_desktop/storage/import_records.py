"""What earlier imports brought, for the next one to compare with ("Import identity")."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.reading import Reading, id_list

Stored = tuple[Any, ...]
_BINNED = frozenset({Kind.CUSTOMER, Kind.CONTACT})


@dataclass(frozen=True, slots=True)
class KnownRow:
    """An identity: its own key, the record it became, and the JSON of what was brought last.

    ``exists`` is false when that record was removed since.
    """

    id: int
    record_id: int
    imported: str
    exists: int

    @property
    def living_id(self) -> int | None:
        """The record's key, None when it is gone."""
        return self.record_id if self.exists else None


def has_rows(reading: Reading, source: str, entity: str) -> bool:
    """Report whether anything of that entity ever came from ``source``."""
    sql = "SELECT 1 FROM import_identity WHERE source = ? AND entity = ? LIMIT 1"
    return reading.one(sql, (source, entity)) is not None


def known_rows(
    reading: Reading, kind: Kind, source: str, entity: str, external_ids: Sequence[str]
) -> dict[str, KnownRow]:
    """Return the identities of those external ids that came from ``source`` before."""
    rows = reading.rows(
        "SELECT external_id, id, record_id, imported,"
        f" EXISTS (SELECT 1 FROM {kind.value} r WHERE r.id = record_id) FROM import_identity"
        " WHERE source = ? AND entity = ? AND external_id IN (SELECT value FROM json_each(?))",
        (source, entity, json.dumps(list(external_ids), ensure_ascii=False)),
    )
    return {key: KnownRow(*rest) for key, *rest in rows}


def keys_of_source(
    reading: Reading, kind: Kind, source: str, *, is_prefix: bool = False
) -> Iterator[tuple[str, int]]:
    """Yield external id and record of everything of ``kind`` that still exists, oldest first.

    With ``is_prefix`` all sources count whose name begins so.
    """
    living = " AND r.binned_at IS NULL" if kind in _BINNED else ""
    match = "substr(i.source, 1, length(?2)) = ?2" if is_prefix else "i.source = ?2"
    yield from reading.rows(
        f"SELECT i.external_id, i.record_id FROM import_identity i JOIN {kind.value} r"
        f" ON r.id = i.record_id WHERE i.entity = ?1 AND {match}{living} ORDER BY i.id",
        (kind.value, source),
    )


def keys_of_names(reading: Reading, kind: Kind, column: str) -> list[tuple[str, int]]:
    """Return a text column and the key of every record of ``kind`` that has one, oldest first."""
    living = " AND binned_at IS NULL" if kind in _BINNED else ""
    return reading.rows(
        f"SELECT {column}, id FROM {kind.value} WHERE {column} <> ''{living} ORDER BY id"
    )


def contacts_by_name(reading: Reading) -> list[tuple[int, str, int]]:
    """Return customer, name and key of every contact, oldest first."""
    return reading.rows(
        "SELECT a.customer_id, c.name, c.id FROM affiliation a JOIN contact c"
        " ON c.id = a.contact_id WHERE c.binned_at IS NULL ORDER BY a.id"
    )


def stored_values(
    reading: Reading, kind: Kind, columns: Sequence[str], ids: Iterable[int]
) -> dict[int, Stored]:
    """Return the stored values of some columns by key; a key that is gone is left out."""
    sql = f"SELECT id, {', '.join(columns)} FROM {kind.value} WHERE id IN ({id_list(ids)})"
    return {row[0]: row[1:] for row in reading.rows(sql)}


def stored_children(
    reading: Reading, kind: Kind, owner: str, columns: Sequence[str], owner_ids: Iterable[int]
) -> dict[tuple[int, Stored], int]:
    """Return the key of each record that belongs to one of the owners, by owner and values."""
    sql = (
        f"SELECT id, {owner}, {', '.join(columns)} FROM {kind.value}"
        f" WHERE {owner} IN ({id_list(owner_ids)}) ORDER BY id DESC"
    )
    return {(row[1], row[2:]): row[0] for row in reading.rows(sql)}


def imported_of(reading: Reading, kind: Kind, ids: Iterable[int]) -> dict[int, list[str]]:
    """Return what every source brought last of each record, as JSON."""
    sql = (
        "SELECT record_id, imported FROM import_identity"
        f" WHERE entity = ? AND record_id IN ({id_list(ids)})"
    )
    found: dict[int, list[str]] = {}
    for record_id, imported in reading.rows(sql, (kind.value,)):
        found.setdefault(record_id, []).append(imported)
    return found


def line_values(reading: Reading, purchase_ids: Iterable[int]) -> list[tuple[int, int, int, int]]:
    """Return purchase, quantity, unit price and discount (in 10^-6 units) of their lines."""
    return reading.rows(
        "SELECT purchase_id, quantity, unit_price, discount FROM purchase_line"
        f" WHERE purchase_id IN ({id_list(purchase_ids)})"
    )
