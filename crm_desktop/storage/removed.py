"""Which records were removed from whom, so that the history of a card finds them by an index.

The log itself knows a removed record by its key alone. What belonged to it is noted in the table of
what the program remembers, without a log entry of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.storage import state
from crm_desktop.storage.reading import Reading

OWNED_BY = {
    "customer_id": Kind.CUSTOMER,
    "contact_id": Kind.CONTACT,
    "purchase_id": Kind.PURCHASE,
    "interaction_id": Kind.INTERACTION,
    "visit_id": Kind.VISIT,
    "preference_id": Kind.PREFERENCE,
    "snapshot_id": Kind.MAN_SNAPSHOT,
}
"""Columns that say whom a record belongs to."""

_PREFIX = "removed"


def note(
    work: Reading, kind: Kind, states: Iterable[tuple[int, Mapping[str, Any] | None, Any]]
) -> None:
    """Remember whom removed records belonged to, by their last states."""
    for key, before, _ in states:
        for column, owner in OWNED_BY.items():
            if before and before.get(column):
                place = f"{owner.value}:{before[column]}:{kind.value}:{key}"
                state.write(work, f"{_PREFIX}:{place}", "null")


def removed_from(reading: Reading, owner: Kind, owner_id: int) -> Iterator[tuple[Kind, int]]:
    """Yield kind and key of what was removed from an owner, also where it was put back since."""
    for key, _ in state.starting(reading, f"{_PREFIX}:{owner.value}:{owner_id}:"):
        *_, kind, record_id = key.split(":")
        yield Kind(kind), int(record_id)
