"""Pages of the customer list for a window: a sorted snapshot of keys, and the rows of some keys."""

from array import array
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.storage.reading import Reading, id_list

PAGE = 200
_FETCHED_AT_ONCE = 20_000


class ListColumn(StrEnum):
    """What a list may be sorted by; every one has an index with the key behind it."""

    NAME = "sort_name"
    STANDING = "standing"
    EXTERNAL_ID = "external_id"
    KIND = "kind"
    CITY = "city"
    COUNTRY = "country"
    OWNER = "owner"
    STAGE = "stage"
    MAN_CLASS = "man_class"
    MAN_SCORE = "man_score"
    PURCHASES = "purchases"
    REVENUE_TOTAL = "revenue_total"
    REVENUE_12M = "revenue_12m"
    LAST_PURCHASE = "last_purchase"
    LAST_CONTACT = "last_contact"


class PageRow(NamedTuple):
    """One line as it is stored, to be formatted when it is painted.

    Amounts, scores and indexes are whole numbers of 10^-6, days ISO text; kind, stage and tier
    are the values of their enums. Making dates and decimals of every cell would double the time.
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


_COLUMNS = (
    "l.customer_id, external_id, name, kind, city, country, owner, stage, tier, value_index,"
    " man_class, man_score, purchases, revenue_total, revenue_12m, last_purchase, last_contact"
)


def page_sql(column: ListColumn = ListColumn.NAME, *, descending: bool = False) -> str:
    """Return the SQL of the first page in an order; its one parameter is the number of rows."""
    tables = "listing l CROSS JOIN rating r"
    if column is ListColumn.STANDING:
        tables = "rating r CROSS JOIN listing l"
    return (
        f"SELECT {_COLUMNS} FROM {tables} ON r.customer_id = l.customer_id"
        f" {_order(column, descending)} LIMIT ?"
    )


def first_page(
    reading: Reading,
    column: ListColumn = ListColumn.NAME,
    *,
    descending: bool = False,
    limit: int = PAGE,
) -> list[PageRow]:
    """Return the first rows in an order, without waiting for the snapshot of keys."""
    rows = reading.rows(page_sql(column, descending=descending), (limit,))
    return list(map(PageRow._make, rows))


def sorted_keys(
    reading: Reading, column: ListColumn = ListColumn.NAME, *, descending: bool = False
) -> "array[int]":
    """Return the keys of all living customers in an order: eight bytes each, off the UI thread.

    Ties stand by key, in the direction of the order. What is empty comes first, or last with
    ``descending``.
    """
    keys = array("q")
    table = "rating r" if column is ListColumn.STANDING else "listing l"
    cursor = reading.execute(f"SELECT customer_id FROM {table} {_order(column, descending)}")
    while rows := cursor.fetchmany(_FETCHED_AT_ONCE):
        keys.extend([key for (key,) in rows])
    return keys


def page(reading: Reading, keys: Sequence[int]) -> list[PageRow]:
    """Return the rows of a slice of a snapshot in its order; a customer gone since is left out."""
    rows = reading.rows(
        f"SELECT {_COLUMNS} FROM listing l CROSS JOIN rating r ON r.customer_id = l.customer_id"
        f" WHERE l.customer_id IN ({id_list(keys)})"
    )
    found = {row[0]: row for row in rows}
    return [PageRow._make(found[key]) for key in keys if key in found]


def _order(column: ListColumn, descending: bool) -> str:
    way = "DESC" if descending else "ASC"
    key = "r.customer_id" if column is ListColumn.STANDING else "l.customer_id"
    return f"ORDER BY {column.value} {way}, {key} {way}"
