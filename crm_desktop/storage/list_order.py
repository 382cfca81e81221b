"""The order of a list query as SQL, which an index serves, and keys fetched in it.

Apart from what filters ask, so that the first rows of a window are read with little to import.
"""

import json
from array import array
from collections.abc import Iterable
from typing import Any

from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.storage.reading import Reading

_PIECE = 100_000
_SORTED_BY = {
    ListColumn.NAME: ("listing", "sort_name"),
    ListColumn.STANDING: ("rating", "standing"),
    ListColumn.RELEVANCE: ("rating", "standing"),
    ListColumn.VALUE_INDEX: ("rating", "value_index"),
    ListColumn.OVERDUE: ("list_mark", "due_on"),
    ListColumn.NEXT_ACTION: ("list_mark", "next_action_on"),
    ListColumn.COMPLETENESS: ("list_mark", "completeness"),
}
_EMPTY_LAST = (ListColumn.OVERDUE, ListColumn.NEXT_ACTION)


def order_of(query: ListQuery, alias: str = "") -> tuple[str, str]:
    """Return the table a query is sorted by and its ORDER BY, which an index of it serves."""
    table, column = _SORTED_BY.get(query.sort, ("listing", query.sort.value))
    # Who is the longest overdue has the earliest day.
    is_down = query.descending is not (query.sort is ListColumn.OVERDUE)
    way = "DESC" if is_down and query.sort is not ListColumn.RELEVANCE else "ASC"
    nulls = " NULLS LAST" if query.sort in _EMPTY_LAST and way == "ASC" else ""
    name = alias or table
    return table, f"ORDER BY {name}.{column} {way}{nulls}, {name}.customer_id {way}"


def everybody(reading: Reading, query: ListQuery) -> "array[int]":
    """Return the keys of all living customers in the order of a query."""
    table, order = order_of(query)
    return keys_of(reading, f"SELECT customer_id AS key FROM {table} {order}")


def keys_of(
    reading: Reading, sql: str, parameters: Iterable[Any] = (), column: str = "key"
) -> "array[int]":
    """Return the keys a query gives, in its order.

    As one text they come in half the time; it is read in pieces, since a million numbers at once
    would take 40 MB.
    """
    keys = array("q")
    found = reading.one(f"SELECT group_concat({column}) FROM ({sql})", tuple(parameters))
    text = found[0] or "" if found else ""
    start = 0
    while start < len(text):
        end = text.find(",", start + _PIECE)
        end = len(text) if end < 0 else end
        keys.extend(json.loads(f"[{text[start:end]}]"))
        start = end + 1
    return keys
