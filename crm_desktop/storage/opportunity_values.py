"""What the opportunities of a customer are worth in the base currency."""

from decimal import Decimal

from crm_desktop.storage.reading import Reading
from crm_desktop.storage.types import from_micro


def base_values(reading: Reading, customer_id: int) -> dict[int, Decimal]:
    """Return what each opportunity is worth in the base currency; without a rate it is missing."""
    rows = reading.rows(
        "SELECT id, base_value FROM opportunity WHERE customer_id = ? AND base_value IS NOT NULL",
        (customer_id,),
    )
    return {key: from_micro(value) for key, value in rows}
