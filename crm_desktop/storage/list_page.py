"""Pages of the customer list for a window: the first rows of a query, and the rows of some keys."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.storage.list_order import order_of
from crm_desktop.storage.reading import Reading, id_list

PAGE = 200
EVERYBODY = ListQuery()


class PageRow(NamedTuple):
    """One line as it is stored, to be formatted when it is painted.

    Amounts, scores and indexes are whole numbers of 10^-6, days ISO text; kind, stage and tier
    are the values of their enums. Making dates and decimals of every cell would double the time.
    ``due_on`` is the day the most pressing duty is due, ``completeness`` in per cent.
    """

    id: int
    external_id: str
    name: str
    kind: str
    city: str
    country: str
    owner: str
    stage: str
    tier: str
    value_index: int | None
    man_class: str
    man_score: int | None
    purchases: int
    revenue_total: int
    revenue_12m: int
    last_purchase: str | None
    last_contact: str | None
    due_on: str | None
    next_action: str
    next_action_on: str | None
    completeness: int
    at_risk: int
    has_taboo: int
    open_complaint: int


_COLUMNS = ", ".join(("listing.customer_id", *PageRow._fields[1:]))
_TABLES = ("listing", "rating", "list_mark")


def page_sql(query: ListQuery = EVERYBODY) -> str:
    """Return the SQL of the first page of everybody; its one parameter is the number of rows."""
    table, order = order_of(query)
    return f"SELECT {_COLUMNS} FROM {_joined(table)} {order} LIMIT ?"


def first_page(
    reading: Reading, query: ListQuery = EVERYBODY, *, limit: int = PAGE
) -> list[PageRow]:
    """Return the first rows of a query, without waiting for the snapshot of keys."""
    if query.is_filtered:
        from crm_desktop.storage.list_keys import first_keys

        return page(reading, first_keys(reading, query, limit))
    return list(map(PageRow._make, reading.rows(page_sql(query), (limit,))))


def page(reading: Reading, keys: Sequence[int]) -> list[PageRow]:
    """Return the rows of a slice of a snapshot in its order; a customer gone since is left out."""
    if not keys:
        return []
    # A statement with marks is kept: to prepare one anew is a fifth of the time of a page.
    few = tuple(keys) if len(keys) <= PAGE else ()
    chosen = ",".join("?" * len(few)) or id_list(keys)
    sql = f"SELECT {_COLUMNS} FROM {_FROM_LISTING} WHERE listing.customer_id IN ({chosen})"
    rows = reading.rows(sql, few)
    found = {row[0]: row for row in rows}
    return [PageRow._make(found[key]) for key in keys if key in found]


def living(reading: Reading) -> int:
    """Return how many customers are not in the bin."""
    found = reading.one("SELECT count(*) FROM listing")
    return int(found[0]) if found else 0


def _joined(first: str) -> str:
    others = [table for table in _TABLES if table != first]
    joins = (f"CROSS JOIN {one} ON {one}.customer_id = {first}.customer_id" for one in others)
    return f"{first} {' '.join(joins)}"


_FROM_LISTING = _joined("listing")
