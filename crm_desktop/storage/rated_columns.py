"""The value indexes of the stored lines, reckoned column by column."""

from collections.abc import Mapping, Sequence
from datetime import date

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.tier_scheme import Scheme, Term
from crm_desktop.domain.value_index import expected_column, index_columns
from crm_desktop.storage.reading import Reading, Row

_SQL = (
    "SELECT customer_id, revenue_12m, purchases_12m, growth, coalesce(strategic, 0), last_purchase,"
    " revenue_total, first_purchase FROM listing WHERE is_rated{only} ORDER BY customer_id"
)


def stored_indexes(reading: Reading, day: date, scheme: Scheme) -> dict[int, int]:
    """Return the value index in 10^-6 points of everybody in the population (D3).

    The same as ``ratings.value_indexes`` of the stored lines, which must be of ``day``.
    """
    if not scheme.kinds_apart:
        return _indexes(reading.rows(_SQL.format(only="")), day, scheme)
    found: dict[int, int] = {}
    for kind in CustomerKind:
        rows = reading.rows(_SQL.format(only=" AND kind = ?"), (kind.value,))
        found |= _indexes(rows, day, scheme)
    return found


def _indexes(rows: Sequence[Row], day: date, scheme: Scheme) -> dict[int, int]:
    if not rows:
        return {}
    keys, recent, counts, growth, strategic, last, total, first = zip(*rows, strict=True)
    today = day.toordinal()
    columns: Mapping[Term, Sequence[int]] = {
        Term.REVENUE: recent,
        Term.FREQUENCY: counts,
        Term.GROWTH: growth,
        Term.STRATEGIC: strategic,
        Term.RECENCY: _ordinals(last, 0),
        Term.EXPECTED: expected_column(total, _ordinals(first, today), today),
    }
    return dict(zip(keys, index_columns(columns, len(rows), scheme), strict=True))


def _ordinals(texts: Sequence[str | None], unknown: int) -> list[int]:
    """Return days as numbers; there are few different ones."""
    known = {text: date.fromisoformat(text).toordinal() if text else unknown for text in set(texts)}
    return list(map(known.__getitem__, texts))
