"""Editing a card: fields, records, people and sections, each edit one undoable operation."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint
from crm_desktop.domain.customers import Customer, Section, SectionConfirmation, Tag
from crm_desktop.domain.problems import InputError, refuse
from crm_desktop.domain.record_rules import check_move, check_record
from crm_desktop.services.attachments import (
    add_attachment,
    attachment_content,
    photos,
    remove_photo,
    set_photo,
)
from crm_desktop.services.customer_bulk import (
    bin_customers,
    restore_customers,
    set_of_many,
    tag_many,
    untag_many,
)
from crm_desktop.services.field_values import (
    Setting,
    check_edit,
    checked,
    consequences,
    not_understood,
    region_for,
)
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_removal import remove_whole
from crm_desktop.storage.records import kind_of
from crm_desktop.storage.writing import Writing

__all__ = [
    "add_attachment",
    "add_contact",
    "add_record",
    "attachment_content",
    "bin_customers",
    "check_edit",
    "confirm_section",
    "create_customer",
    "not_understood",
    "photos",
    "remove_photo",
    "remove_record",
    "restore_customers",
    "set_fields",
    "set_of_many",
    "set_photo",
    "tag_many",
    "untag_many",
]

_DAYS = ("stage_since", "closed_on")
_REFERENCES = {
    "customer_id": Kind.CUSTOMER,
    "contact_id": Kind.CONTACT,
    "from_contact_id": Kind.CONTACT,
    "to_contact_id": Kind.CONTACT,
    "product_id": Kind.PRODUCT,
    "purchase_id": Kind.PURCHASE,
    "interaction_id": Kind.INTERACTION,
    "visit_id": Kind.VISIT,
    "preference_id": Kind.PREFERENCE,
    "snapshot_id": Kind.MAN_SNAPSHOT,
    "opportunity_id": Kind.OPPORTUNITY,
}


def set_fields(
    database: Database,
    kind: Kind,
    record_id: int,
    values: Mapping[str, object],
    *,
    author: str = "",
) -> Changes:
    """Set fields of one record; a value equal to the stored one writes nothing.

    Raises InputError with the field and the code of what is wrong, or ``record_gone``.
    """
    params = {"kind": kind.value, "fields": sorted(values)}
    with database.write("fields_set", params=params, author=author) as work:
        change_fields(work, kind, record_id, values)
    return work.changes


def change_fields(work: Writing, kind: Kind, record_id: int, values: Mapping[str, object]) -> None:
    """Check and set fields inside a write; raises like :func:`set_fields`."""
    before = work.get(kind, record_id)
    if before is None:
        raise InputError("record_gone", kind=kind.value, id=record_id)
    wanted = {name: _checked(kind, name, value) for name, value in values.items()}
    changed = {name: value for name, value in wanted.items() if value != getattr(before, name)}
    after = replace(before, **changed)
    setting = _setting(work, after)
    further = consequences(kind, before, after, wanted, setting) if changed else {}
    changed |= further
    after = replace(before, **changed)
    refuse(check_record(kind, after, changed.keys()))
    refuse(check_move(kind, before, after))
    _check_references(work, changed)
    work.change(kind, record_id, **changed)


def add_record(database: Database, draft: object, *, author: str = "") -> tuple[int, Changes]:
    """Store a new record and return its key; a tag that is there already is not added twice.

    Raises InputError with the field and the code of what is wrong.
    """
    kind = kind_of(draft)
    with database.write("record_added", params={"kind": kind.value}, author=author) as work:
        key = add(work, draft)
    return key, work.changes


def add(work: Writing, draft: Any) -> int:
    """Check and store a new record inside a write; raises like :func:`add_record`."""
    kind = kind_of(draft)
    names = [one.name for one in fields(draft) if one.name != "id"]
    values = {name: _checked(kind, name, getattr(draft, name)) for name in names}
    record = replace(draft, id=None, **values)
    _check_references(work, values)
    if isinstance(record, Tag) and (known := _known_tag(work, record)):
        return known
    said = {name: values[name] for name in _DAYS if values.get(name) is not None}
    further = consequences(kind, None, record, said, _setting(work, record))
    record = replace(record, **further)
    refuse(check_record(kind, record))
    return work.add(record)


def remove_record(database: Database, kind: Kind, record_id: int, *, author: str = "") -> Changes:
    """Remove a record with what hangs on it: lines, attendees, a contact of nobody else.

    Raises InputError ``record_gone``, ``product_in_use`` or ``customer_not_removable``.
    """
    with database.write("record_removed", params={"kind": kind.value}, author=author) as work:
        remove_whole(work, kind, record_id)
    return work.changes


def add_contact(
    database: Database, customer_id: int, contact: Contact, *, author: str = "",
    points: Sequence[ContactPoint] = (), **place: Any,
) -> tuple[int, Changes]:  # fmt: skip
    """Store a new contact and its place at a customer; ``place`` are fields of the affiliation.

    Returns the key of the contact. A contact with a key is known and only gets the place and the
    ``points`` to be reached by.
    """
    with database.write("contact_added", params={"name": contact.name}, author=author) as work:
        key = contact.id if contact.id is not None else add(work, contact)
        add(work, Affiliation(key, customer_id, **place))
        for point in points:
            add(work, replace(point, contact_id=key))
    return key, work.changes


def create_customer(
    database: Database, draft: Customer, *, author: str = ""
) -> tuple[int, Changes]:
    """Store a new customer and return its key; raises like :func:`add_record`."""
    with database.write("customer_created", params={"name": draft.name}, author=author) as work:
        key = add(work, draft)
    return key, work.changes


def confirm_section(
    database: Database, customer_id: int, section: Section, today: date, *, author: str = ""
) -> Changes:
    """Note that somebody confirmed a section of a card today (D1); a second time changes nothing
    but the name."""
    params = {"section": section.value}
    with database.write("section_confirmed", params=params, author=author) as work:
        known = work.values(
            Kind.SECTION_CONFIRMATION,
            "WHERE customer_id = ? AND confirmed_on = ? AND section = ?",
            (customer_id, today.isoformat(), section.value),
        )
        if known:
            work.change(Kind.SECTION_CONFIRMATION, known[0].id, confirmed_by=author)
        else:
            add(work, SectionConfirmation(customer_id, section, today, author))
    return work.changes


def _checked(kind: Kind, name: str, value: object) -> Any:
    if name == "id":
        raise KeyError(name)
    return checked(kind, name, value)


def _setting(reading: Writing, record: Any) -> Setting:
    today = reading.now.astimezone().date()
    if kind_of(record) is not Kind.CONTACT_POINT:
        return Setting(today)
    return Setting(today, region_for(_owner(reading, record)))


def _owner(reading: Reading, record: Any) -> Customer | None:
    if record.customer_id is not None:
        found: Customer | None = reading.get(Kind.CUSTOMER, record.customer_id)
        return found
    places = reading.values(
        Kind.AFFILIATION, "WHERE contact_id = ? ORDER BY id LIMIT 1", (record.contact_id,)
    )
    return reading.get(Kind.CUSTOMER, places[0].customer_id) if places else None


def _check_references(reading: Reading, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        kind = _REFERENCES.get(name)
        if kind is not None and isinstance(value, int) and reading.get(kind, value) is None:
            raise InputError("record_gone", field=name, kind=kind.value, id=value)


def _known_tag(reading: Reading, tag: Tag) -> int | None:
    known = reading.values(Kind.TAG, "WHERE customer_id = ?", (tag.customer_id,))
    wanted = tag.name.casefold()
    return next((one.id for one in known if one.name.casefold() == wanted), None)
