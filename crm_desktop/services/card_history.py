"""The history of a whole card, and putting a single field back to what it was."""

from collections.abc import Iterable, Mapping
from typing import Any

from crm_desktop.domain.card_history import HistoryEntry
from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Changes, FieldChange, Kind
from crm_desktop.services.card_edits import change_fields
from crm_desktop.storage import card_history as log
from crm_desktop.storage import change_log
from crm_desktop.storage.card_history import LoggedChange
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.records import codec, kind_of

LIMIT = 200
_LONGEST_LABEL = 80
_LABELLED_BY = (
    "name",
    "text",
    "title",
    "summary",
    "objective",
    "value",
    "question",
    "reference",
    "tier",
)
_DAYS = ("visit_on", "purchased_on", "assessed_on", "printed_on", "confirmed_on", "received_at")
_PEOPLE = ("contact_id", "from_contact_id", "to_contact_id")
_POINTING = (*_PEOPLE, "product_id")
_HIDDEN = frozenset({"id", "customer_id"})

Names = Mapping[tuple[str, int], str]


def card_history(database: Database, customer_id: int, *, limit: int = LIMIT) -> list[HistoryEntry]:
    """Return the newest changes of all records of a card, the newest first.

    Records that were removed are among them. Raises InputError ``customer_unknown``.
    """
    with database.read() as reading:
        card = log.card_of(reading, customer_id)
        places = log.places_of(reading, card)
        lines = log.logged(reading, places, limit)
        lines += log.added_with_others(reading, places, limit)
        names = _names(reading, card, lines)
    lines.sort(key=lambda one: one.place, reverse=True)
    labels = _labels(card, names)
    return [_entry(line, labels, names) for line in lines[:limit]]


def restore_field(
    database: Database, kind: Kind, record_id: int, field: str, value: object, *, author: str = ""
) -> Changes:
    """Set a field back to a value it had; raises what ``card_edits.set_fields`` raises."""
    params = {"kind": kind.value, "field": field}
    with database.write("field_restored", params=params, author=author) as work:
        change_fields(work, kind, record_id, {field: value})
    return work.changes


def undo_operation(database: Database, operation_id: int, *, author: str = "") -> Changes:
    """Take one operation of the history back; raises what ``change_log.undo`` raises."""
    return change_log.undo(database, operation_id, author=author)


def _entry(
    line: LoggedChange, labels: Mapping[tuple[Kind, int], str], names: Names
) -> HistoryEntry:
    record = codec(line.kind)
    before, after = record.decode_fields(line.before), record.decode_fields(line.after)
    changes = tuple(
        FieldChange(line.kind, line.record_id, name, before.get(name), after.get(name))
        for name in record.names
        if name not in _HIDDEN and _says_something(name, before, after)
    )
    known = labels.get((line.kind, line.record_id), "")
    label = known or _label({**before, **after}, names)
    return HistoryEntry(
        line.operation, line.kind, line.record_id, label, line.action, changes, names
    )


def _says_something(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    if name in before and name in after:
        return True
    state = before if name in before else after
    return state.get(name) not in (None, "", (), False)


def _labels(card: Card, names: Names) -> dict[tuple[Kind, int], str]:
    found = {(Kind.CUSTOMER, card.customer.id or 0): card.customer.name}
    for part in card.__slots__:
        records: Iterable[Any] = getattr(card, part) if part != "customer" else ()
        for one in records:
            if not isinstance(one, str):
                kind = kind_of(one)
                values = {name: getattr(one, name) for name in codec(kind).names}
                found[kind, one.id] = _label(values, names)
    return found


def _label(values: Mapping[str, Any], names: Names) -> str:
    """Return what a record says of itself: its name or text, whom it is about, or its day."""
    for field in _LABELLED_BY:
        if isinstance(values.get(field), str) and values[field]:
            text: str = values[field]
            return text if len(text) <= _LONGEST_LABEL else f"{text[:_LONGEST_LABEL]}…"
    for field in _POINTING:
        if (name := names.get((field, values.get(field) or 0))) is not None:
            return name
    day = next((values[field] for field in _DAYS if values.get(field) is not None), None)
    return f"{day:%Y-%m-%d}" if day is not None else ""


def _names(
    reading: Reading, card: Card, lines: Iterable[LoggedChange]
) -> dict[tuple[str, int], str]:
    """Return names of contacts and products for the fields that point at them.

    Of a contact that was removed the log still knows the name.
    """
    contacts: dict[int | None, str] = {}
    for line in lines:
        if line.kind is Kind.CONTACT and (name := line.before.get("name")):
            contacts.setdefault(line.record_id, str(name))
    states = (state for one in lines for state in (one.before, one.after))
    asked = {state[field] for state in states for field in _PEOPLE if state.get(field)}
    contacts |= {one.id: one.name for one in reading.by_ids(Kind.CONTACT, "id", asked)}
    contacts |= {one.id: one.name for one in card.contacts}
    found = {(field, key or 0): name for key, name in contacts.items() for field in _PEOPLE}
    return found | {("product_id", one.id or 0): one.name for one in card.products}
