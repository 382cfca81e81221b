"""Which facts of a file are marked as sensitive, whom they are about, and the consents (D28)."""

from collections.abc import Iterable, Mapping
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent, SensitiveFact
from crm_desktop.domain.sensitive import MARKED, sensitive_kind
from crm_desktop.storage.reading import Reading, id_list

_OF_CUSTOMERS = (Kind.TABOO, Kind.PREFERENCE, Kind.SPECIAL_NEED, Kind.INTERACTION)
_PLACES = (
    "SELECT a.contact_id, a.customer_id FROM affiliation a JOIN customer c ON c.id = a.customer_id"
    " WHERE c.binned_at IS NULL AND a.contact_id IN ({keys}) ORDER BY a.left_on IS NOT NULL,"
    " NOT a.is_main, a.id"
)


def sensitive_facts(reading: Reading) -> list[SensitiveFact]:
    """Return every marked fact of a card that is not in the bin, by kind and key.

    A fact about a person stands once, with the customer it was noted at or the person's main one.
    """
    found = {kind: reading.values(kind, "WHERE sensitive ORDER BY id") for kind in MARKED}
    people = {one.id for one in found[Kind.CONTACT]}
    people |= {one.contact_id for one in found[Kind.IMPORTANT_DATE] if one.contact_id}
    homes = _homes(reading, people)
    talks = _participants(reading, [one.id for one in found[Kind.INTERACTION]])
    living = _living(reading, found, homes)
    facts = []
    for kind, records in found.items():
        for one in records:
            about = _people_of(kind, one, talks)
            customer = getattr(one, "customer_id", None) or homes.get(about[0] if about else 0)
            if customer in living:
                facts.append(_fact(kind, one, customer, about))
    return facts


def consents(reading: Reading) -> list[Consent]:
    """Return every record of a consent or another ground."""
    return reading.values(Kind.CONSENT, "ORDER BY id")


def names(reading: Reading, kind: Kind, keys: Iterable[int]) -> Mapping[int, str]:
    """Return the names of customers or contacts by key."""
    rows = reading.rows(f"SELECT id, name FROM {kind.value} WHERE id IN ({id_list(keys)})")
    return dict(rows)


def _fact(kind: Kind, one: Any, customer: int, people: tuple[int, ...]) -> SensitiveFact:
    text = str(getattr(one, MARKED[kind][0])) or str(getattr(one, "kind", ""))
    is_safety = bool(getattr(one, "is_safety_fact", False))
    about = sensitive_kind(kind, one)
    return SensitiveFact(kind, one.id, customer, about, text, people, is_safety)


def _people_of(kind: Kind, one: Any, talks: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    if kind is Kind.CONTACT:
        return (one.id,)
    if kind is Kind.INTERACTION:
        return talks.get(one.id, ())
    return (one.contact_id,) if one.contact_id is not None else ()


def _homes(reading: Reading, people: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for contact, customer in reading.rows(_PLACES.format(keys=id_list(people))):
        found.setdefault(contact, customer)
    return found


def _participants(reading: Reading, interactions: Iterable[int]) -> dict[int, tuple[int, ...]]:
    rows = reading.rows(
        "SELECT interaction_id, contact_id FROM interaction_contact"
        f" WHERE interaction_id IN ({id_list(interactions)}) ORDER BY id"
    )
    found: dict[int, tuple[int, ...]] = {}
    for key, contact in rows:
        found[key] = (*found.get(key, ()), contact)
    return found


def _living(
    reading: Reading, found: Mapping[Kind, list[Any]], homes: Mapping[int, int]
) -> set[int]:
    wanted = set(homes.values())
    for kind in (*_OF_CUSTOMERS, Kind.IMPORTANT_DATE):
        wanted |= {one.customer_id for one in found[kind] if one.customer_id is not None}
    rows = reading.rows(
        f"SELECT id FROM customer WHERE id IN ({id_list(wanted)}) AND binned_at IS NULL"
    )
    return {row[0] for row in rows}
