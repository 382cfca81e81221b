"""Writing: one edit, many rows at once, and a whole tier run with its undo."""

from collections.abc import Iterator
from random import Random
from shutil import copyfile
from time import perf_counter

from generate import CUSTOMER_COLUMNS, TODAY, clock, customer_rows
from measure import Row, Sample, best_ms, percentile

from crm_desktop.domain.changes import Kind
from crm_desktop.services import tiers
from crm_desktop.storage.change_log import undo
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.day_change import bring_up_to_date
from crm_desktop.storage.engine import connect
from crm_desktop.storage.records import STAMPS


def rows(sample: Sample) -> Iterator[Row]:
    """Measure on a copy of the file."""
    database = Database(copyfile(sample.path, sample.scratch / "writes.crm"), clock=clock)
    bring_up_to_date(database, TODAY)
    yield from _edit(database)
    yield from _bulk(sample)
    yield from _import(database, sample.customers)
    yield from _retier(database, sample)
    database.close()


def _edit(database: Database) -> Iterator[Row]:
    for field in ("note", "city"):
        derived, whole = [], []
        for number in range(60):
            start = perf_counter()
            with database.write("customer_changed") as work:
                work.change(Kind.CUSTOMER, 77 + number, **{field: f"{field} {number}"})
                edited = perf_counter()
                database.derive(work, {Kind.CUSTOMER: {77 + number}}, {})
                derived.append(perf_counter() - edited)
            whole.append(perf_counter() - start)
        what = "derive after editing a field" + (" that is searched" if field == "city" else "")
        note = f"with its commit {percentile(whole, 0.5) * 1000:.1f} ms; medians of 60"
        yield Row(what, percentile(derived, 0.5) * 1000, 3, "ms", note)


def _bulk(sample: Sample) -> Iterator[Row]:
    """Put 100,000 customers of 12 columns into an empty file, without what is derived."""
    drafts = list(customer_rows(Random(3), 100_000))

    def taken(number: int, add: bool) -> float:
        database = create(sample.scratch / f"bulk-{number}-{add}.crm", clock=clock)
        ready = _with_stamps(drafts)
        start = perf_counter()
        with database.write("measured") as work:
            if add:
                work.add_rows(Kind.CUSTOMER, CUSTOMER_COLUMNS, drafts)
            else:
                names = ", ".join(("id", *STAMPS, *CUSTOMER_COLUMNS))
                marks = ", ".join("?" * len(ready[0]))
                work.execute_many(f"INSERT INTO customer ({names}) VALUES ({marks})", ready)
            work.execute("COMMIT")
            seconds = perf_counter() - start
            # Leaves out what is derived; it is measured by itself.
            work._operation_id = None
            work.execute("BEGIN")
        database.close()
        return seconds

    pairs = [(taken(number, True), taken(number, False)) for number in range(4)]
    added, base = min(one for one, _ in pairs), min(other for _, other in pairs)
    note = f"{added * 1000:.0f} ms; bare executemany {base * 1000:.0f} ms"
    yield Row("100,000 rows with identities and log", added / base, 1.5, note=note)


def _with_stamps(drafts: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    uid = bytes(16)
    return [(key, uid, 0, 0, 1, *row) for key, row in enumerate(drafts, 1)]


def _import(database: Database, customers: int) -> Iterator[Row]:
    """Add a hundredth to the file, everything derived."""
    drafts = list(customer_rows(Random(4), customers // 100))
    start = perf_counter()
    with database.write("imported") as work:
        work.add_rows(Kind.CUSTOMER, CUSTOMER_COLUMNS, drafts)
    added = perf_counter() - start
    start = perf_counter()
    undo(database, work.changes.operation_id or 0)
    note = f"undo {(perf_counter() - start) * 1000:.0f} ms"
    yield Row("import 1 % more customers, all derived", added * 1000, None, "ms", note)


def _retier(database: Database, sample: Sample) -> Iterator[Row]:
    def age() -> None:
        """Let the ratings be of an earlier state, so that they are made again."""
        with database.write("measured") as work:
            sql = "UPDATE state SET value = json_set(value, '$.revision', 0) WHERE key = 'rated'"
            work.execute(sql)

    found = []
    for _ in range(3):
        age()
        found.append(best_ms(lambda: bring_up_to_date(database, TODAY), times=1))
    retier = min(found)
    base = min(_plain_update(sample) for _ in range(3))
    note = f"{retier:.0f} ms; one UPDATE of two columns of every customer {base:.0f} ms"
    yield Row("retier: ratings and ranks", retier / base, 0.6, note=note)
    start = perf_counter()
    plan = tiers.plan(database, as_of=TODAY)
    planned = perf_counter()
    changes = tiers.apply(database, plan)
    applied = perf_counter()
    undo(database, changes.operation_id or 0)
    undone = perf_counter()
    yield Row("tier plan", (planned - start) * 1000, None, "ms")
    yield Row("tiers applied with history", (applied - planned) * 1000, None, "ms")
    yield Row("tier run undone", (undone - applied) * 1000, None, "ms")


def _plain_update(sample: Sample) -> float:
    connection = connect(copyfile(sample.path, sample.scratch / "update.crm"))
    values = [(key % 5, f"reason {key}", key) for key in range(1, sample.customers + 1)]
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "UPDATE customer SET strategic_value = ?, strategic_reason = ? WHERE id = ?", values
    )
    connection.execute("COMMIT")
    taken = (perf_counter() - start) * 1000
    connection.close()
    return taken
