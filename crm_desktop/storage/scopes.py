"""Which records of a file belong to one customer, or to one person."""

from collections.abc import Iterable

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import Scope
from crm_desktop.storage.records import codec, kind_of

_BETWEEN_PEOPLE = ("from_contact_id", "to_contact_id")
_OF_PERSON = "contact_id"
_TAKING_PART = (
    (Kind.INTERACTION, Kind.INTERACTION_CONTACT, "interaction_id"),
    (Kind.VISIT, Kind.VISIT_CONTACT, "visit_id"),
)


def scope_of_customer(reading: Reading, customer_id: int) -> Scope:
    """Return the records of a card, and those it needs to stand in a file of its own.

    Raises InputError ``customer_unknown``.
    """
    card = load_card(reading, customer_id)
    scope: dict[Kind, set[int]] = {Kind.CUSTOMER: {customer_id}}
    for one in _records(card):
        scope.setdefault(kind_of(one), set()).add(one.id)  # type: ignore[attr-defined]
    runs = {one.run_id for one in card.tier_records}
    scope[Kind.TIER_RUN] = {run for run in runs if run is not None}
    scope[Kind.EXCHANGE_RATE] = _keys(reading, Kind.EXCHANGE_RATE, "1 = 1")
    scope[Kind.SETTING] = _keys(reading, Kind.SETTING, "key = 'base_currency'")
    scope[Kind.DISMISSAL] = _keys(reading, Kind.DISMISSAL, "customer_id = ?", customer_id)
    scope[Kind.IMPORT_IDENTITY] = _keys(
        reading, Kind.IMPORT_IDENTITY, "entity = 'customer' AND record_id = ?", customer_id
    )
    return scope


def scope_of_person(reading: Reading, contact_id: int) -> Scope:
    """Return every record about a contact, with what happened in which they took part."""
    scope: dict[Kind, set[int]] = {Kind.CONTACT: {contact_id}}
    for kind in Kind:
        names = codec(kind).names
        if _OF_PERSON in names:
            scope[kind] = _keys(reading, kind, "contact_id = ?", contact_id)
    first, second = _BETWEEN_PEOPLE
    links = _keys(reading, Kind.CONTACT_LINK, f"{first} = ?", contact_id)
    scope[Kind.CONTACT_LINK] = links | _keys(
        reading, Kind.CONTACT_LINK, f"{second} = ?", contact_id
    )
    for kind, part, column in _TAKING_PART:
        wanted = f"id IN (SELECT {column} FROM {part.value} WHERE contact_id = ?)"
        scope[kind] = _keys(reading, kind, wanted, contact_id)
    told = ", ".join(map(str, sorted(scope[Kind.INTERACTION])))
    scope[Kind.COMPLAINT] = _keys(reading, Kind.COMPLAINT, f"interaction_id IN ({told})")
    return scope


def _records(card: Card) -> Iterable[object]:
    for name in card.__slots__:
        value = getattr(card, name)
        if name not in ("customer", "external_ids") and isinstance(value, tuple):
            yield from value


def _keys(reading: Reading, kind: Kind, where: str, *parameters: int) -> set[int]:
    rows = reading.rows(f"SELECT id FROM {kind.value} WHERE {where}", parameters)
    return {key for (key,) in rows}
