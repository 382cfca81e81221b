"""In which currency the amounts of a list are."""

from crm_desktop.services.import_batches import Columns
from crm_desktop.services.import_work import TableWork


def currencies(work: TableWork, columns: Columns, amount: str, currency: str) -> list[str]:
    """The currency of each row's amount: of the row, its cell, its column, its list, the file."""
    bound = columns.binding(amount).currency if amount in columns else ""
    default = bound or work.default_currency
    stated = columns.get(currency)
    return [
        said or (value[1] if value else "") or default
        for said, value in zip(stated, columns.get(amount), strict=True)
    ]
