"""Which customers a filter of the list means, where the list's own columns can't tell."""

from crm_desktop.storage.reading import Reading, Selection, among

# What a person must not be served or asked goes with the person to every customer (D1).
_WITH_TABOO = (
    "SELECT customer_id FROM taboo WHERE 1{own} UNION SELECT a.customer_id FROM taboo t"
    " JOIN affiliation a ON a.contact_id = t.contact_id WHERE 1{people}"
)


def with_taboo(reading: Reading, keys: Selection = None) -> set[int]:
    """Return the customers whose card shows at least one taboo."""
    only = {"own": among("customer_id", keys), "people": among("a.customer_id", keys)}
    return {row[0] for row in reading.rows(_WITH_TABOO.format(**only))}


def tags(reading: Reading) -> list[tuple[int, str]]:
    """Return every tag with its customer."""
    return reading.rows("SELECT customer_id, name FROM tag")
