"""A page of the customer list against the bare query, and the snapshot behind a scroll bar.

Filters are of every sort: met by few and by many, on one table and on several, with words.
"""

from collections.abc import Iterator

from measure import Row, Sample, best_ms

from crm_desktop.domain.list_filters import parse_filter
from crm_desktop.domain.list_queries import ListColumn, ListQuery, query_of
from crm_desktop.storage.database import open_file
from crm_desktop.storage.list_keys import sorted_keys
from crm_desktop.storage.list_page import PAGE, first_page, page, page_sql
from crm_desktop.storage.reading import Reading

FILTERS = (
    "kind:person",
    "stage:lead stage:won",
    "city:上海 kind:company",
    'owner:"Owner 03" completeness:50',
    "taboo:yes",
    "taboo:no country:CN",
    "risk:yes bought:yes",
    "stage:won city:berlin kind:person",
    "wang",
    "zhang kind:person",
    "138 stage:lead",
)
SNAPSHOT_LIMITS_MS = {100_000: 60.0, 1_000_000: 600.0}


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
        filtered = list(_filtered(reading, sample.customers))
    bare = f"the bare indexed query {base:.2f} ms"
    yield Row("first page of 200", first / base, 1.5, note=f"{first:.2f} ms; {bare}")
    yield Row("page of 200 in the middle", deep / base, 1.5, note=f"{deep:.2f} ms; {bare}")
    yield Row("first page by the slowest column", slowest / base, 3, note=f"{slowest:.2f} ms")
    yield Row("snapshot of all keys", snapshot, None, "ms", "off the UI thread")
    yield from filtered
    database.close()


def _filtered(reading: Reading, customers: int) -> Iterator[Row]:
    """The slowest filter, its whole snapshot and its first page."""
    first, whole = {}, {}
    for text in FILTERS:
        wanted = parse_filter(text)
        for query in (query_of(wanted), query_of(wanted, ListColumn.REVENUE_12M, descending=True)):
            first[query.sort, text] = best_ms(lambda query=query: first_page(reading, query))
            whole[query.sort, text] = best_ms(
                lambda query=query: sorted_keys(reading, query), times=2
            )
    sort, text = max(whole, key=lambda query: whole[query])
    limit = SNAPSHOT_LIMITS_MS.get(customers)
    note = f"{text} by {sort}"
    yield Row("snapshot of a filter, the slowest", whole[sort, text], limit, "ms", note)
    sort, text = max(first, key=lambda query: first[query])
    note = f"{text} by {sort}; median {sorted(first.values())[len(first) // 2]:.1f} ms"
    yield Row("first page of a filter, the slowest", first[sort, text], None, "ms", note)
