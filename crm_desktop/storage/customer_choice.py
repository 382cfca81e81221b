"""What an edit of many customers needs to know of those it is for."""

import json
from collections.abc import Iterable
from datetime import datetime

from crm_desktop.storage.reading import Reading
from crm_desktop.storage.types import from_moment

_CHOSEN = "IN (SELECT value FROM json_each(?))"


def living(reading: Reading, ids: Iterable[int]) -> list[int]:
    """Return those of the customers that are not in the bin."""
    sql = f"SELECT id FROM customer WHERE id {_CHOSEN} AND binned_at IS NULL"
    return _keys(reading, sql, ids)


def all_living(reading: Reading) -> list[int]:
    """Return every customer that is not in the bin, in the order of their keys."""
    return [
        row[0]
        for row in reading.rows("SELECT id FROM customer WHERE binned_at IS NULL ORDER BY id")
    ]


def existing(reading: Reading, ids: Iterable[int]) -> list[int]:
    """Return those of the customers that the file has, in the bin or not."""
    return _keys(reading, f"SELECT id FROM customer WHERE id {_CHOSEN}", ids)


def with_another(reading: Reading, ids: Iterable[int], column: str, stored: str) -> list[int]:
    """Return those of the customers whose ``column`` holds something else."""
    return _keys(
        reading, f"SELECT id FROM customer WHERE id {_CHOSEN} AND {column} <> ?", ids, stored
    )


def tags_of(reading: Reading, ids: Iterable[int]) -> list[tuple[int, int, str]]:
    """Return key, customer and name of every tag of the customers."""
    sql = f"SELECT id, customer_id, name FROM tag WHERE customer_id {_CHOSEN}"
    return reading.rows(sql, (_json(ids),))


def binned(reading: Reading) -> list[tuple[int, str, datetime]]:
    """Return key, name and moment of everybody in the bin, the last one put there first.

    Looks at every customer (0.1 s at a million): not for the UI thread.
    """
    rows = reading.rows(
        "SELECT id, name, binned_at FROM customer WHERE binned_at IS NOT NULL"
        " ORDER BY binned_at DESC, id DESC"
    )
    return [(key, name, from_moment(moment)) for key, name, moment in rows]


def _keys(reading: Reading, sql: str, ids: Iterable[int], *more: str) -> list[int]:
    return [row[0] for row in reading.rows(sql, (_json(ids), *more))]


def _json(ids: Iterable[int]) -> str:
    return json.dumps([int(key) for key in ids])
