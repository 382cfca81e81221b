"""Backups of a large file against a plain copy of it, and what comes back from them."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from time import perf_counter

from generate import TODAY, clock
from measure import Row, Sample, best_ms

from crm_desktop.domain.backups import Reason
from crm_desktop.services import backups, restores
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.file_check import check
from crm_desktop.services.salvage import salvage
from crm_desktop.storage.database import Database
from crm_desktop.storage.day_change import bring_up_to_date
from crm_desktop.storage.engine import connect
from crm_desktop.storage.table_digest import table_digest


def rows(sample: Sample) -> Iterator[Row]:
    """Measure on a copy of the file."""
    path = Path(copyfile(sample.path, sample.scratch / "customers.crm"))
    with closing(Database(path, clock=clock)) as database:
        bring_up_to_date(database, TODAY)
        yield from _making(sample, database)
        yield from _asking(database)
    yield from _coming_back(sample, path)


def _making(sample: Sample, database: Database) -> Iterator[Row]:
    """A backup copies the file once, reads it twice and the copy three times."""
    places = places_of(database.path)

    def plain() -> None:
        copy = copyfile(database.path, sample.scratch / "plain.crm")
        with copy.open("rb+") as file:
            os.fsync(file.fileno())

    copied = best_ms(plain, times=3)
    made = best_ms(lambda: backups.make(database, Reason.WORKED, places), times=3)
    note = f"{made / 1000:.1f} s; a copy written through to the disk {copied:.0f} ms"
    yield Row("a verified backup to a plain copy", made / copied, None, note=note)
    with closing(connect(database.path)) as connection:
        read = best_ms(lambda: connection.execute("PRAGMA integrity_check").fetchall(), times=2)
        digest = best_ms(lambda: table_digest(connection), times=2)
    note = f"the digest {digest:.0f} ms, SQLite's own check {read:.0f} ms"
    yield Row("a verified backup to SQLite's own check", made / read, 4, note=note)


def _asking(database: Database) -> Iterator[Row]:
    places = places_of(database.path)
    yield Row(
        "whether a backup is due", best_ms(lambda: backups.is_due(database, places)), 15, "ms"
    )


def _coming_back(sample: Sample, path: Path) -> Iterator[Row]:
    file = sample.scratch / path.name
    places = places_of(file)
    newest = backups.all_of(file, places)[0]
    for what, act in (
        ("what a restore would change", lambda: restores.differences(file, newest)),
        ("a restore, with a backup before it", lambda: restores.restore(file, newest, places)),
        ("a check from pages to figures", lambda: check(file)),
        ("a salvage of everything", lambda: salvage(file, sample.scratch / "saved.crm")),
    ):
        start = perf_counter()
        act()
        yield Row(what, perf_counter() - start, None, "s")
