"""What somebody is typing, kept so that a killed program loses none of it."""

import json
from dataclasses import dataclass
from datetime import datetime

from crm_desktop.domain.changes import Kind
from crm_desktop.storage import state
from crm_desktop.storage.database import Database

_PREFIX = "typing"


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """The field being typed into; ``record_id`` is 0 for a record that is not stored yet."""

    kind: Kind
    record_id: int
    customer_id: int
    field: str

    @property
    def key(self) -> str:
        """Where it is kept; those of a customer stand together."""
        place = f"{self.customer_id}:{self.kind.value}:{self.record_id}:{self.field}"
        return f"{_PREFIX}:{place}"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Text that was typed and not saved; ``base`` is what stood in the field before."""

    place: DraftPlace
    text: str
    base: str
    kept_at: datetime


def keep(database: Database, place: DraftPlace, text: str, *, base: str = "") -> None:
    """Keep what stands in a field just now, whatever it is; leaves no entry in the change log."""
    with database.write("typing") as work:
        content = {"text": text, "base": base, "at": work.now.isoformat()}
        state.write(work, place.key, json.dumps(content))


def kept(database: Database, customer_id: int) -> list[KeptDraft]:
    """Return the unsaved texts of a customer (0: of new customers) by place."""
    with database.read() as reading:
        found = state.starting(reading, f"{_PREFIX}:{customer_id}:")
    return [_draft(key, value) for key, value in found]


def kept_customers(database: Database) -> list[int]:
    """Return the customers with unsaved texts, to be told of at the next start."""
    with database.read() as reading:
        found = state.starting(reading, f"{_PREFIX}:")
    return sorted({int(key.split(":")[1]) for key, _ in found})


def discard(database: Database, place: DraftPlace) -> None:
    """Forget the text of a field, after it was saved or given up."""
    with database.write("typing") as work:
        state.remove(work, place.key)


def _draft(key: str, value: str) -> KeptDraft:
    _, customer_id, kind, record_id, field = key.split(":", 4)
    content = json.loads(value)
    place = DraftPlace(Kind(kind), int(record_id), int(customer_id), field)
    return KeptDraft(place, content["text"], content["base"], datetime.fromisoformat(content["at"]))
