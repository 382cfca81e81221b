"""Looking for duplicates: exact keys of a file, the whole fuzzy scan, and the memory it takes."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from shutil import copyfile
from time import process_time

from measure import Row, Sample, best_ms, percentile

from crm_desktop.domain.changes import Kind
from crm_desktop.services.duplicate_hints import KnownBy, double_keys, likely_same
from crm_desktop.services.duplicates import find_duplicates
from crm_desktop.storage.database import Database, open_file
from crm_desktop.storage.writing import Writing

ROADS, HOUSES, TOWNS, TWINS = 3_000, 200, 250, 500
EXACT_S, SCAN_S, MEMORY_MB, HINT_MS = 2.0, 10.0, 300, 10.0
_ADDED = "randomblob(16), 0, 0, 1"


def rows(sample: Sample) -> Iterator[Row]:
    """Measure a copy in which people live somewhere, have birthdays, and some stand twice."""
    path = peopled(sample)
    answer = subprocess.run(
        [sys.executable, __file__, str(path)], capture_output=True, text=True, check=True
    )
    found = json.loads(answer.stdout)
    part = sample.customers / 100_000
    note = f"{found['keys']:,} shared keys"
    yield Row("duplicates by exact keys", found["exact_s"] / part, EXACT_S, "s per 100,000", note)
    note = f"{found['pairs']:,} pairs, {TWINS} true"
    yield Row("whole fuzzy scan", found["scan_s"] / part, SCAN_S, "s per 100,000", note)
    most = MEMORY_MB if sample.customers <= 100_000 else None
    yield Row("memory of the scan", found["memory_mb"], most, "MB", "of the whole process")
    yield Row("true pairs missed", TWINS - found["true"], 0, "pairs")
    yield Row("hint while a card is added, p95", found["hint_ms"], HINT_MS, "ms")


def peopled(sample: Sample) -> Path:
    """Give everybody a street and a birthday, and some of them a second card with a slip."""
    random, path = Random(11), sample.scratch / "peopled.crm"
    database = open_file(Path(copyfile(sample.path, path)))
    with database.write("measured") as work:
        keys = [key for (key,) in work.rows("SELECT id FROM customer")]
        homes = [(_home(random), f"Town {random.randrange(TOWNS)}", key) for key in keys]
        work.execute_many("UPDATE customer SET street = ?, city = ? WHERE id = ?", homes)
        _add_birthdays(work, random, keys)
        for key in random.sample(keys, TWINS):
            _add_twin(work, key)
    database.close()
    return path


def _home(random: Random) -> str:
    return f"{random.randrange(1, HOUSES)} Road of the {random.randrange(ROADS)} trees"


def _add_birthdays(work: Writing, random: Random, keys: list[int]) -> None:
    days = [
        (random.randint(1, 12), random.randint(1, 28), random.randint(1940, 2005), key)
        for key in keys
    ]
    work.execute_many(
        "INSERT INTO important_date (kind, month, day, year, lunar, leap_month, label,"
        " customer_id, uid, created_at, updated_at, version)"
        f" VALUES ('birthday', ?, ?, ?, 0, 0, '', ?, {_ADDED})",
        days,
    )


def _add_twin(work: Writing, key: int) -> None:
    who = work.get(Kind.CUSTOMER, key)
    assert who is not None
    slip = {"name": f"{who.name[:-1]}x", "street": f"{who.street} A", "note": str(key)}
    twin = work.add(replace(who, id=None, **slip))
    for day in work.values(Kind.IMPORTANT_DATE, "WHERE customer_id = ?", (key,)):
        work.add(replace(day, id=None, customer_id=twin))


def main() -> None:
    """Print what a process of its own measured, as processor time, on the file that is named."""
    database = open_file(Path(sys.argv[1]))
    start = process_time()
    with database.read() as reading:
        keys = double_keys(reading)
    exact_s = process_time() - start
    start = process_time()
    pairs = find_duplicates(database)
    scan_s = process_time() - start
    with database.read() as reading:
        true = set(reading.rows("SELECT CAST(note AS INTEGER), id FROM customer WHERE note <> ''"))
    found = {
        "keys": len(keys),
        "exact_s": exact_s,
        "scan_s": scan_s,
        "pairs": len(pairs),
        "true": len(true & {one.keys for one in pairs}),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "hint_ms": percentile(_hints_ms(database), 0.95),
    }
    print(json.dumps(found))


def _hints_ms(database: Database) -> list[float]:
    with database.read() as reading:
        known = reading.rows(
            "SELECT c.name, p.value FROM customer c JOIN affiliation a ON a.customer_id = c.id"
            " JOIN contact_point p USING (contact_id) WHERE c.id % 997 = 0"
        )
        taken = []
        for name, value in known:
            wanted = KnownBy(name, (value,), (value,))
            taken.append(best_ms(partial(likely_same, reading, wanted), times=3))
    return taken


if __name__ == "__main__":
    main()
