"""The days to think of customers in two weeks, over the whole file, against the bare join."""

import shutil
from collections.abc import Iterator
from datetime import timedelta

from generate import TODAY
from measure import Row, Sample, best_of_both_ms

from crm_desktop.domain.changes import Kind
from crm_desktop.paths import find_resources
from crm_desktop.services.care_calendar import lunar_codes, solar_codes
from crm_desktop.services.care_dates import care_dates_between
from crm_desktop.services.playbook import load_playbook
from crm_desktop.storage.database import Database, open_file

LAST = TODAY + timedelta(days=14)
_BARE = (
    "WITH day (lunar, month, day) AS (VALUES {days})"
    " SELECT d.*, p.name, c.name FROM day CROSS JOIN important_date d USING (lunar, month, day)"
    " JOIN contact p ON p.id = d.contact_id JOIN affiliation a ON a.contact_id = p.id"
    " JOIN customer c ON c.id = a.customer_id"
)


def rows(sample: Sample) -> Iterator[Row]:
    """Measure with a birthday for three of five contacts, a third of them by the moon."""
    path = shutil.copyfile(sample.path, sample.scratch / "care.crm")
    database = open_file(path)
    _add_birthdays(database)
    playbook = load_playbook(find_resources() / "playbook")
    codes = [(0, code) for code in solar_codes(TODAY, LAST)]
    codes += [(1, code) for code in lunar_codes(TODAY, LAST)]
    days = ", ".join(f"({lunar}, {code // 100}, {code % 100})" for lunar, code in codes)
    found = care_dates_between(database, TODAY, LAST, today=TODAY, playbook=playbook)
    with database.read() as reading:
        took, base = best_of_both_ms(
            lambda: care_dates_between(database, TODAY, LAST, today=TODAY, playbook=playbook),
            lambda: reading.rows(_BARE.format(days=days)),
            times=9,
        )
    note = f"{len(found):,} dates in {took:.0f} ms; the same rows bare {base:.0f} ms"
    yield Row("days to remember of two weeks", took / base, 4, note=note)
    database.close()


def _add_birthdays(database: Database) -> None:
    with database.read() as reading:
        people = [key for (key,) in reading.rows("SELECT id FROM contact ORDER BY id")]
    columns = ("kind", "month", "day", "year", "lunar", "contact_id")
    born = (
        ("birthday", key % 12 + 1, key % 28 + 1, 1950 + key % 50, key % 3 == 0, key)
        for key in people
        if key % 5 < 3
    )
    with database.write("generated") as work:
        work.add_rows(Kind.IMPORTANT_DATE, columns, born)
