"""Amounts of other currencies turned into the file's base currency."""

from datetime import date

from crm_desktop.storage.reading import Reading, Selection, among
from crm_desktop.storage.settings import base_currency
from crm_desktop.storage.writing import Writing

# Whole units and the rest are multiplied apart: their product would not fit 64 bits.
_CONVERTED = (
    "UPDATE {table} SET {target} = CASE WHEN currency IN ('', :base) THEN {source} ELSE ("
    " SELECT ({source} / 1000000) * r.rate + ({source} % 1000000) * r.rate / 1000000"
    " FROM exchange_rate r WHERE r.currency = {table}.currency AND r.valid_from <= {day}"
    " ORDER BY r.valid_from DESC LIMIT 1) END WHERE {source} IS NOT NULL{only}"
)
_MEASURES = (
    {"table": "purchase", "source": "amount", "target": "base_amount", "day": "purchased_on"},
    {
        "table": "opportunity",
        "source": "value",
        "target": "base_value",
        "day": "coalesce(opened_on, '9999-12-31')",
    },
)


def convert_all(work: Writing) -> None:
    """Bring every derived base amount up to date."""
    for measure in _MEASURES:
        _convert(work, measure, "")


def convert(work: Writing, table: str, keys: Selection) -> None:
    """Bring the base amounts of some purchases or opportunities up to date."""
    for measure in _MEASURES:
        if measure["table"] == table:
            _convert(work, measure, among("id", keys))


def _convert(work: Writing, measure: dict[str, str], only: str) -> None:
    sql = _CONVERTED.format(only=only, **measure)
    work.execute(sql, {"base": base_currency(work)})


def without_rate(reading: Reading, as_of: date) -> dict[str, int]:
    """Return how many purchases of each currency are in no sum, having no rate on their day."""
    rows = reading.rows(
        "SELECT currency, count(*) FROM purchase WHERE base_amount IS NULL AND purchased_on <= ?"
        " GROUP BY currency ORDER BY currency",
        (as_of.isoformat(),),
    )
    return dict(rows)
