"""Which customers have a fact that is marked as sensitive on their card (D28)."""

from collections.abc import Mapping

from crm_desktop.storage.reading import Reading, Selection, among

# A note on a person, and a person's days, stand on the card of every customer they belong to.
MARKED_CUSTOMERS = (
    "SELECT customer_id FROM taboo WHERE sensitive"
    " UNION SELECT customer_id FROM preference WHERE sensitive"
    " UNION SELECT customer_id FROM special_need WHERE sensitive"
    " UNION SELECT customer_id FROM interaction WHERE sensitive"
    " UNION SELECT customer_id FROM important_date WHERE sensitive AND customer_id IS NOT NULL"
    " UNION SELECT a.customer_id FROM contact p JOIN affiliation a ON a.contact_id = p.id"
    " WHERE p.sensitive"
    " UNION SELECT a.customer_id FROM important_date d JOIN affiliation a"
    " ON a.contact_id = d.contact_id WHERE d.sensitive"
)
"""SQL for their keys; each part is served by an index of the marked alone."""

_NOTES_ON_VCARDS = (
    "SELECT count(*) FROM contact p WHERE p.sensitive AND p.binned_at IS NULL AND EXISTS"
    " (SELECT 1 FROM affiliation a WHERE a.contact_id = p.id{people})"
)
_DAYS_ON_VCARDS = (
    "SELECT count(*) FROM important_date d WHERE d.sensitive AND NOT d.lunar"
    " AND d.kind IN ('birthday', 'anniversary') AND"
    " (EXISTS (SELECT 1 FROM customer WHERE id = d.customer_id{customers}) OR EXISTS"
    " (SELECT 1 FROM affiliation a WHERE a.contact_id = d.contact_id{people}))"
)


def with_sensitive(reading: Reading) -> set[int]:
    """Return the customers whose card shows at least one fact that is marked."""
    return {row[0] for row in reading.rows(MARKED_CUSTOMERS)}


def count_on_vcards(reading: Reading, keys: Selection) -> int:
    """Return how many marked notes and days the vCards of customers would carry."""
    only: Mapping[str, str] = {
        "people": among("a.customer_id", keys),
        "customers": among("id", keys),
    }
    both = (_NOTES_ON_VCARDS, _DAYS_ON_VCARDS)
    return sum(reading.rows(sql.format(**only))[0][0] for sql in both)
