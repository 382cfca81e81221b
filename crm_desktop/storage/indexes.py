"""Leaving the indexes of a table out while most of its rows are written."""

from collections.abc import Iterator
from contextlib import contextmanager

from crm_desktop.storage.writing import Writing


@contextmanager
def without_indexes(work: Writing, table: str) -> Iterator[None]:
    """Drop the indexes of a table for the block and make them again at its end.

    Building an index over all rows at once costs a fraction of keeping it row by row. All in the
    one transaction of ``work``: when the block fails, the indexes were never gone.
    """
    found = work.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
        " AND sql IS NOT NULL",
        (table,),
    )
    for name, _ in found:
        work.execute(f"DROP INDEX {name}")
    yield
    for _, sql in found:
        work.execute(sql)
