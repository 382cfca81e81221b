"""The whole day of a large file: everything due on it, ranked, as the page reads it.

The generated file gets tiers, promises, visits, birthdays and actions first, so many that every
part has far more than is shown.
"""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta

from generate import NOW, TODAY
from measure import Row, Sample, best_ms

from crm_desktop.domain.changes import Kind
from crm_desktop.paths import find_paths
from crm_desktop.services import files, tiers
from crm_desktop.services.cadence import check_capacity
from crm_desktop.services.playbook import load_playbook
from crm_desktop.services.today import day_wish, load_day
from crm_desktop.storage.database import Database, open_file
from crm_desktop.storage.writing import Writing

LIMIT_MS = {100_000: 120.0, 1_000_000: 1_200.0}
"""80 ms of a quiet processor; 50 of them go over every overdue promise, contract and customer."""
_PROMISE = ("customer_id", "text", "due_on")
_ACTION = ("customer_id", "text", "due_on")
_VISIT = ("customer_id", "visit_on", "visit_time", "objective")
_DATE = ("contact_id", "kind", "month", "day")
_CONTRACT = ("customer_id", "name", "renews_on")


def rows(sample: Sample) -> Iterator[Row]:
    """Measure the day, against the bare count of what is overdue, and the capacity check."""
    path = sample.scratch / "today.crm"
    shutil.copyfile(sample.path, path)
    database = open_file(path)
    _fill(database, sample.customers)
    playbook = load_playbook(find_paths({}).resources / "playbook")
    wish = day_wish(TODAY, NOW)
    day = load_day(database, wish, playbook)
    whole = best_ms(lambda: load_day(database, wish, playbook), times=7)
    with database.read() as reading:
        sql, params = "SELECT count(*) FROM list_mark WHERE due_on < ?", (TODAY.isoformat(),)
        bare = best_ms(lambda: reading.execute(sql, params).fetchall(), times=20)
    counted = ", ".join(f"{part.part} {part.total:,}" for part in day.parts)
    note = f"{whole / bare:.0f} times the bare count of who is overdue; {counted}"
    yield Row("the whole day", whole, LIMIT_MS.get(sample.customers), "ms", note)
    capacity = best_ms(lambda: check_capacity(database), times=7)
    yield Row("capacity check", capacity, None, "ms", "off the UI thread")
    database.close()


def _fill(database: Database, customers: int) -> None:
    files.bring_up_to_date(database, TODAY)
    tiers.apply(database, tiers.plan(database, as_of=TODAY - timedelta(days=60)))
    with database.write("generated") as work:
        _add_due(work, customers)
    files.bring_up_to_date(database, TODAY)


def _add_due(work: Writing, customers: int) -> None:
    keys = range(1, customers + 1)
    due = ((key, "Send the offer", _day(key)) for key in keys[::4])
    work.add_rows(Kind.PROMISE, _PROMISE, due)
    actions = ((key, "Tea together", _day(key)) for key in keys[1::7])
    work.add_rows(Kind.RELATIONSHIP_ACTION, _ACTION, actions)
    seen = ((key, _day(key), "09:30", "Renew") for key in keys[2::40])
    work.add_rows(Kind.VISIT, _VISIT, seen)
    born = ((key, "birthday", key % 12 + 1, key % 28 + 1) for key in keys[::5])
    work.add_rows(Kind.IMPORTANT_DATE, _DATE, born)
    agreed = ((key, "Frame", _day(key + 30)) for key in keys[3::9])
    work.add_rows(Kind.CONTRACT, _CONTRACT, agreed)


def _day(key: int) -> str:
    """A day in the two months around the day that is looked at."""
    day: date = TODAY + timedelta(days=key % 61 - 30)
    return day.isoformat()
