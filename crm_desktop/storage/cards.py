"""Reading a whole card: one indexed query a kind, rows decoded straight into values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import InputError
from crm_desktop.storage.reading import Reading, Row
from crm_desktop.storage.records import codec
from crm_desktop.storage.types import from_micro

_OWN = "WHERE customer_id = :id"
_PEOPLE = "SELECT contact_id FROM affiliation WHERE customer_id = :id"
_OF_PEOPLE = (
    f"WHERE customer_id = :id UNION ALL {{select}} WHERE contact_id IN ({_PEOPLE})"
    " AND +customer_id IS NULL"
)
# What a person must not be served or asked goes with the person to every customer (D1).
_OWN_AND_PEOPLE = (
    f"WHERE customer_id = :id UNION ALL {{select}} WHERE contact_id IN ({_PEOPLE})"
    " AND customer_id <> :id"
)
_SOLD = (
    "WHERE id IN (SELECT product_id FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id"
    " WHERE p.customer_id = :id"
    " UNION ALL SELECT product_id FROM opportunity WHERE customer_id = :id)"
)

_PARTS: tuple[tuple[str, Kind, str], ...] = (
    ("addresses", Kind.ADDRESS, _OWN),
    ("confirmations", Kind.SECTION_CONFIRMATION, f"{_OWN} ORDER BY confirmed_on DESC, id DESC"),
    ("tags", Kind.TAG, f"{_OWN} ORDER BY name"),
    ("custom_fields", Kind.CUSTOM_FIELD, _OWN),
    ("attachments", Kind.ATTACHMENT, _OF_PEOPLE),
    ("contacts", Kind.CONTACT, f"WHERE id IN ({_PEOPLE}) AND binned_at IS NULL ORDER BY id"),
    ("affiliations", Kind.AFFILIATION, _OWN),
    ("links", Kind.CONTACT_LINK, _OWN),
    ("points", Kind.CONTACT_POINT, _OF_PEOPLE),
    ("dates", Kind.IMPORTANT_DATE, _OF_PEOPLE),
    ("styles", Kind.COMMUNICATION_STYLE, _OWN),
    ("consents", Kind.CONSENT, _OF_PEOPLE),
    ("taboos", Kind.TABOO, _OWN_AND_PEOPLE),
    ("preferences", Kind.PREFERENCE, _OWN),
    (
        "preference_uses",
        Kind.PREFERENCE_USE,
        "WHERE preference_id IN (SELECT id FROM preference WHERE customer_id = :id)",
    ),
    ("special_needs", Kind.SPECIAL_NEED, _OWN_AND_PEOPLE),
    ("pain_points", Kind.PAIN_POINT, _OWN),
    ("purchases", Kind.PURCHASE, f"{_OWN} ORDER BY purchased_on DESC, id DESC"),
    (
        "lines",
        Kind.PURCHASE_LINE,
        "WHERE purchase_id IN (SELECT id FROM purchase WHERE customer_id = :id)",
    ),
    ("products", Kind.PRODUCT, _SOLD),
    ("contracts", Kind.CONTRACT, _OWN),
    ("interactions", Kind.INTERACTION, f"{_OWN} ORDER BY happened_on DESC, id DESC"),
    (
        "interaction_contacts",
        Kind.INTERACTION_CONTACT,
        "WHERE interaction_id IN (SELECT id FROM interaction WHERE customer_id = :id)",
    ),
    ("complaints", Kind.COMPLAINT, _OWN),
    ("promises", Kind.PROMISE, _OWN),
    ("visits", Kind.VISIT, f"{_OWN} ORDER BY visit_on DESC, visit_time DESC, id DESC"),
    (
        "visit_contacts",
        Kind.VISIT_CONTACT,
        "WHERE visit_id IN (SELECT id FROM visit WHERE customer_id = :id)",
    ),
    ("printed_briefs", Kind.PRINTED_BRIEF, f"{_OWN} ORDER BY printed_on DESC, id DESC"),
    ("man_snapshots", Kind.MAN_SNAPSHOT, f"{_OWN} ORDER BY assessed_on DESC, id DESC"),
    (
        "man_answers",
        Kind.MAN_ANSWER,
        "WHERE snapshot_id IN (SELECT id FROM man_snapshot WHERE customer_id = :id)",
    ),
    ("tier_records", Kind.TIER_RECORD, f"{_OWN} ORDER BY run_id DESC"),
    ("tier_pins", Kind.TIER_PIN, f"{_OWN} ORDER BY id DESC"),
    ("opportunities", Kind.OPPORTUNITY, _OWN),
    ("actions", Kind.RELATIONSHIP_ACTION, _OWN),
    ("swot", Kind.SWOT_ITEM, _OWN),
    ("goals", Kind.GOAL, _OWN),
)
_EXTERNAL_IDS = (
    "SELECT external_id FROM import_identity WHERE entity = 'customer' AND record_id = :id"
    " ORDER BY id"
)


_COUNTED = tuple(
    f"SELECT count(*) FROM (SELECT 1 FROM {kind.value} WHERE customer_id = ? LIMIT ?)"
    for kind in (Kind.INTERACTION, Kind.PURCHASE)
)


@dataclass(frozen=True, slots=True)
class Query:
    """One part of a card: its name, the whole SQL, and how rows become values."""

    part: str
    sql: str
    decode: Callable[[Iterable[Row]], list[Any]]


def load_card(reading: Reading, customer_id: int) -> Card:
    """Return the card of a customer; raises InputError ``customer_unknown``."""
    customer = load_customer(reading, customer_id)
    parameters = {"id": customer_id}
    parts: dict[str, Any] = {}
    for query in queries():
        rows = reading.rows(query.sql, parameters)
        if rows:
            parts[query.part] = tuple(query.decode(rows))
    external = tuple(row[0] for row in reading.rows(_EXTERNAL_IDS, parameters))
    # A sort by the main contact first has no index to serve it, and a card has few people.
    affiliations = parts.pop("affiliations", ())
    parts["affiliations"] = tuple(sorted(affiliations, key=lambda one: (not one.is_main, one.id)))
    return Card(customer, external_ids=external, **parts)


def base_amounts(reading: Reading, customer_id: int) -> dict[int, Decimal]:
    """Return what each purchase is worth in the base currency; without a rate it is missing."""
    rows = reading.rows(
        "SELECT id, base_amount FROM purchase WHERE customer_id = ? AND base_amount IS NOT NULL",
        (customer_id,),
    )
    return {key: from_micro(amount) for key, amount in rows}


def photos(reading: Reading, customer_id: int) -> dict[int, bytes]:
    """Return the photos of a card by contact; the customer's own stands under 0."""
    rows = reading.rows(
        "SELECT coalesce(a.contact_id, 0), b.content FROM attachment a"
        " JOIN blob b ON b.sha256 = a.sha256 WHERE a.is_photo AND (a.customer_id = :id"
        f" OR a.contact_id IN ({_PEOPLE})) ORDER BY a.id",
        {"id": customer_id},
    )
    return dict(rows)


def has_records(reading: Reading, customer_id: int, most: int) -> bool:
    """Return whether a card has so many interactions and purchases, counting no further."""
    found = [reading.one(sql, (customer_id, most)) for sql in _COUNTED]
    return sum(int(row[0]) for row in found if row is not None) >= most


def load_customer(reading: Reading, customer_id: int) -> Customer:
    """Return a customer's basics; raises InputError ``customer_unknown``."""
    found: Customer | None = reading.get(Kind.CUSTOMER, customer_id)
    if found is None:
        raise InputError("customer_unknown", text=str(customer_id))
    return found


@cache
def queries() -> tuple[Query, ...]:
    """Return the queries a card is read by; ``:id`` is the customer."""
    found = []
    for part, kind, where in _PARTS:
        record = codec(kind)
        sql = f"{record.select} {where.format(select=record.select)}"
        found.append(Query(part, sql, record.decode_all))
    return tuple(found)
