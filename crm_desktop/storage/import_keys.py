"""By what else than an id an import finds customers and people: addresses, numbers, names."""

from collections.abc import Sequence

from crm_desktop.domain.imports import UpdateKey
from crm_desktop.storage.reading import Reading, id_list

_POINTS = {UpdateKey.EMAIL: "('email')", UpdateKey.PHONE: "('phone', 'mobile')"}


def customer_keys(reading: Reading, key: UpdateKey) -> list[tuple[int, str, str]]:
    """Return customer, key and (for name and city) city; also the addresses of its contacts."""
    if key in _POINTS:
        kinds = _POINTS[key]
        return reading.rows(
            "SELECT c.id, p.normalised, '' FROM contact_point p JOIN customer c"
            f" ON c.id = p.customer_id WHERE p.kind IN {kinds} AND p.normalised <> ''"
            " AND c.binned_at IS NULL UNION "
            "SELECT c.id, p.normalised, '' FROM contact_point p JOIN affiliation a"
            " ON a.contact_id = p.contact_id JOIN customer c ON c.id = a.customer_id"
            f" WHERE p.kind IN {kinds} AND p.normalised <> '' AND c.binned_at IS NULL"
        )
    column = "tax_number, ''" if key is UpdateKey.TAX_NUMBER else "name, city"
    return reading.rows(f"SELECT id, {column} FROM customer WHERE binned_at IS NULL")


def contact_keys(reading: Reading, key: UpdateKey) -> list[tuple[int, str, str]]:
    """Return contact, e-mail or phone, and nothing."""
    kinds = _POINTS.get(key, "('')")
    return reading.rows(
        "SELECT c.id, p.normalised, '' FROM contact_point p JOIN contact c"
        f" ON c.id = p.contact_id WHERE p.kind IN {kinds} AND p.normalised <> ''"
        " AND c.binned_at IS NULL"
    )


def contacts_at(reading: Reading, customers: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return customer, contact and name of the people at some customers."""
    return reading.rows(
        "SELECT a.customer_id, c.id, c.name FROM affiliation a JOIN contact c"
        f" ON c.id = a.contact_id WHERE a.customer_id IN ({id_list(customers)})"
        " AND c.binned_at IS NULL"
    )


def affiliations_at(reading: Reading, customers: Sequence[int]) -> dict[tuple[int, int], int]:
    """Return the key of each place at some customers by contact and customer."""
    rows = reading.rows(
        "SELECT contact_id, customer_id, id FROM affiliation"
        f" WHERE customer_id IN ({id_list(customers)})"
    )
    return {(contact, customer): key for contact, customer, key in rows}


def taboo_texts(reading: Reading, customers: Sequence[int]) -> list[tuple[int, str]]:
    """Return customer and text of the taboos of some customers."""
    return reading.rows(
        f"SELECT customer_id, text FROM taboo WHERE customer_id IN ({id_list(customers)})"
    )
