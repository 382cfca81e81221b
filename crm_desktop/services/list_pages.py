"""The customer list of a window: first rows, the snapshot behind them, and pages of it.

What the first paint needs is imported here and no more: it is read before anything else is loaded.
"""

from array import array
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.storage import list_page, settings
from crm_desktop.storage.database import Database
from crm_desktop.storage.errors import TookTooLongError
from crm_desktop.storage.list_page import PAGE, PageRow

if TYPE_CHECKING:
    from crm_desktop.domain.list_facets import Facet
    from crm_desktop.domain.list_filters import FilterKey

FIRST = 64
"""More rows than a window shows; all of a page would take a keystroke twice as long."""

AT_ONCE_S = 0.004
"""Longer than nearly every answer of 100,000 customers takes; a thread costs 1.5 ms."""

__all__ = [
    "FIRST",
    "PAGE",
    "PageRow",
    "base_currency",
    "count",
    "facet_values",
    "first_rows",
    "first_rows_at_once",
    "keys",
    "rows",
]


def base_currency(database: Database) -> str:
    """Return the ISO code of the file's base currency, empty while none is set."""
    with database.read() as reading:
        return settings.base_currency(reading)


def first_rows(database: Database, query: ListQuery, limit: int = PAGE) -> list[PageRow]:
    """Return the beginning of the list, to be painted at once.

    A few milliseconds at any size, but where words or terms that many customers meet leave few of
    them together: then as long as ``keys``.
    """
    with database.read() as reading:
        return list_page.first_page(reading, query, limit=limit)


def first_rows_at_once(database: Database, query: ListQuery, limit: int) -> list[PageRow] | None:
    """Return the beginning of the list where that hardly takes time, else None."""
    with suppress(TookTooLongError), database.read(within_s=AT_ONCE_S) as reading:
        return list_page.first_page(reading, query, limit=limit)
    return None


def keys(database: Database, query: ListQuery) -> "array[int]":
    """Return the keys of all customers a query asks for, in its order; for a worker."""
    from crm_desktop.storage import list_keys

    with database.read() as reading:
        return list_keys.sorted_keys(reading, query)


def rows(database: Database, wanted: Sequence[int]) -> list[PageRow]:
    """Return the rows of some keys in their order; a customer gone since is left out."""
    with database.read() as reading:
        return list_page.page(reading, wanted)


def count(database: Database) -> int:
    """Return how many customers are not in the bin."""
    with database.read() as reading:
        return list_page.living(reading)


def facet_values(database: Database, key: "FilterKey") -> "list[Facet]":
    """Return what a term of the list may ask for, with how many customers meet it.

    Open choices (owner, city, tag ...) stand with the most frequent first, closed ones (tier,
    stage, yes or no) in their own order. None for completeness. For a worker.
    """
    from crm_desktop.storage import list_facets

    with database.read() as reading:
        return list_facets.facets(reading, key)
