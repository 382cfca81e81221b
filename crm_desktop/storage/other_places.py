"""Where else the people of a customer belong: one person stands in several cards (D1)."""

from collections.abc import Iterator

from crm_desktop.storage.reading import Reading

_ELSEWHERE = (
    "SELECT a.contact_id, c.id, c.name, a.title, a.role FROM affiliation a"
    " JOIN customer c ON c.id = a.customer_id AND c.binned_at IS NULL"
    " WHERE a.contact_id IN (SELECT contact_id FROM affiliation WHERE customer_id = :id)"
    " AND a.customer_id <> :id AND a.left_on IS NULL ORDER BY c.name, a.id"
)


def other_places(reading: Reading, customer_id: int) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield contact, customer, its name, title and code of the role there, by the name.

    Cards in the bin and places somebody has left are none.
    """
    for contact_id, key, name, title, role in reading.rows(_ELSEWHERE, {"id": customer_id}):
        yield contact_id, key, name, title, role or ""
