"""Moving all that hangs on one customer or contact to another, as part of a write."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.kinds import VALUE_CLASSES
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_removal import DEPENDENTS, remove_whole
from crm_desktop.storage.records import codec
from crm_desktop.storage.writing import Writing

_APART = frozenset({Kind.CUSTOMER, Kind.CONTACT, Kind.AFFILIATION, Kind.TIER_RECORD})
_SAME_WHEN_READ = {
    (Kind.CONTACT_POINT, "value"): "CASE normalised WHEN '' THEN value ELSE normalised END"
}
"""A number is the same however it was typed."""

Moved = dict[Kind, list[int]]
CONTACT_COLUMNS = ("contact_id", "from_contact_id", "to_contact_id")


def kinds_with(column: str) -> Iterator[Kind]:
    """Yield the kinds of record that have a column, in their fixed order."""
    for kind, value_class in VALUE_CLASSES.items():
        if any(one.name == column for one in fields(value_class)):  # type: ignore[arg-type]
            yield kind


def move(work: Writing, column: str, source: int, target: int) -> Moved:
    """Let every record that refers to ``source`` in a column refer to ``target``; return which."""
    moved = {}
    for kind in kinds_with(column):
        if kind not in _APART and (found := keys(work, kind, column, source)):
            work.change_many(kind, found, **{column: target})
            moved[kind] = found
    return moved


def keys(reading: Reading, kind: Kind, column: str, value: int) -> list[int]:
    """Return the keys of a kind whose column has a value, oldest first."""
    sql = f"SELECT id FROM {kind.value} WHERE {column} = ? ORDER BY id"
    return [row[0] for row in reading.rows(sql, (value,))]


def changed_at(reading: Reading, customer_id: int) -> int:
    """Return when the fields of a customer were changed last, in microseconds since 1970."""
    found = reading.one("SELECT updated_at FROM customer WHERE id = ?", (customer_id,))
    return int(found[0]) if found else 0


def move_identities(work: Writing, entity: str, source: int, target: int) -> None:
    """Lists that brought one record update the other from now on."""
    found = work.rows(
        "SELECT id FROM import_identity WHERE entity = ? AND record_id = ?", (entity, source)
    )
    work.change_many(Kind.IMPORT_IDENTITY, [key for (key,) in found], record_id=target)


def leave_one_photo(work: Writing, column: str, source: int, target: int) -> None:
    """Where both have a photo, that of ``target`` stays the photo."""
    photo = f"WHERE {column} = ? AND is_photo"
    if work.values(Kind.ATTACHMENT, photo, (target,)):
        photos = work.values(Kind.ATTACHMENT, photo, (source,))
        work.change_many(Kind.ATTACHMENT, [one.id for one in photos], is_photo=False)


def drop_doubles(work: Writing, column: str, owner: int, moved: Moved) -> None:
    """Remove of the moved records those that say exactly what the owner's own ones say.

    What hangs on a record counts as part of it; a record something else refers to stays.
    """
    for kind, found in moved.items():
        own = set(keys(work, kind, column, owner)) - set(found)
        known = {_said(work, kind, key): key for key in own}
        for key in found:
            twin = known.get(_said(work, kind, key))
            if twin is not None and _may_go(work, kind, key):
                move_identities(work, kind.value, key, twin)
                remove_whole(work, kind, key)


def _said(reading: Reading, kind: Kind, key: int, without: str = "id") -> tuple[Any, ...]:
    """Return all a record says, and all that hangs on it, without keys."""
    names = [name for name in codec(kind).names if name not in ("id", without)]
    columns = ", ".join(_SAME_WHEN_READ.get((kind, name), name) for name in names)
    (row,) = reading.rows(f"SELECT {columns} FROM {kind.value} WHERE id = ?", (key,))
    parts = [
        (child.value, *sorted(repr(_said(reading, child, one, column)) for one in found))
        for child, column in DEPENDENTS.get(kind, ())
        if (found := keys(reading, child, column, key))
    ]
    return (*row, *parts)


def _may_go(reading: Reading, kind: Kind, key: int) -> bool:
    """Two purchases of one day and amount may both have been made, unless a number says not."""
    if kind is Kind.PURCHASE:
        found = reading.one("SELECT 1 FROM purchase WHERE id = ? AND reference <> ''", (key,))
        return found is not None
    column = f"{kind.value}_id"
    hanging = {child for child, _ in DEPENDENTS.get(kind, ())}
    return not any(
        keys(reading, other, column, key) for other in kinds_with(column) if other not in hanging
    )
