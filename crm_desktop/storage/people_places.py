"""Who is where: the names of people beside the customers they belong to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from crm_desktop.storage.reading import Reading, id_list


class PersonPlace(NamedTuple):
    """A person at a customer, as far as is needed to find and name them."""

    affiliation_id: int
    contact_id: int
    customer_id: int
    title: str
    name: str
    latin_name: str
    customer: str
    tier: str


_PLACES = (
    "SELECT a.id, a.contact_id, a.customer_id, a.title, c.name, c.latin_name, l.name, r.tier"
    " FROM affiliation a JOIN contact c ON c.id = a.contact_id"
    " JOIN listing l ON l.customer_id = a.customer_id"
    " JOIN rating r ON r.customer_id = a.customer_id"
    " WHERE a.customer_id IN ({keys}) AND a.left_on IS NULL AND c.binned_at IS NULL ORDER BY a.id"
)
_POINTS = "SELECT contact_id, value, normalised FROM contact_point WHERE contact_id IN ({keys})"


def people_at(reading: Reading, customer_ids: Iterable[int]) -> list[PersonPlace]:
    """Return who is at some customers now, in the order they came there."""
    rows = reading.rows(_PLACES.format(keys=id_list(customer_ids)))
    return [PersonPlace(*row) for row in rows]


def numbers_of(reading: Reading, contact_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the numbers and addresses of some people, as written and as dialled."""
    found: dict[int, list[str]] = defaultdict(list)
    for contact_id, *values in reading.rows(_POINTS.format(keys=id_list(contact_ids))):
        found[contact_id] += filter(None, values)
    return found
