"""A page of the customer list against the bare query, and the snapshot behind a scroll bar."""

from collections.abc import Iterator

from measure import Row, Sample, best_ms

from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.storage.database import open_file
from crm_desktop.storage.list_keys import sorted_keys
from crm_desktop.storage.list_page import PAGE, first_page, page, page_sql


def rows(sample: Sample) -> Iterator[Row]:
    """Measure the first page, a page in the middle and the snapshot of keys."""
    database = open_file(sample.path)
    with database.read() as reading:
        base = best_ms(lambda: reading.execute(page_sql(), (PAGE,)).fetchall(), times=50)
        first = best_ms(lambda: first_page(reading), times=50)
        keys = sorted_keys(reading, ListQuery())
        middle = keys[len(keys) // 2 :][:PAGE]
        deep = best_ms(lambda: page(reading, middle), times=50)
        slowest = max(
            best_ms(lambda column=column: first_page(reading, ListQuery(column, True)), times=10)
            for column in ListColumn
        )
        snapshot = best_ms(
            lambda: sorted_keys(reading, ListQuery(ListColumn.LAST_CONTACT)), times=3
        )
    bare = f"the bare indexed query {base:.2f} ms"
    yield Row("first page of 200", first / base, 1.5, note=f"{first:.2f} ms; {bare}")
    yield Row("page of 200 in the middle", deep / base, 1.5, note=f"{deep:.2f} ms; {bare}")
    yield Row("first page by the slowest column", slowest / base, 3, note=f"{slowest:.2f} ms")
    yield Row("snapshot of all keys", snapshot, None, "ms", "off the UI thread")
    database.close()
