"""Which customers a filter of the list means, where the list's own columns can't tell."""

from crm_desktop.storage.reading import Reading

# What a person must not be served or asked goes with the person to every customer (D1).
_WITH_TABOO = (
    "SELECT customer_id FROM taboo UNION SELECT a.customer_id FROM taboo t"
    " JOIN affiliation a ON a.contact_id = t.contact_id"
)


def customers_with_taboo(reading: Reading) -> set[int]:
    """Return the customers whose card shows at least one taboo."""
    return {row[0] for row in reading.rows(_WITH_TABOO)}


def tags(reading: Reading) -> list[tuple[int, str]]:
    """Return every tag with its customer."""
    return reading.rows("SELECT customer_id, name FROM tag")
