"""What a key costs: opening, reading and writing an encrypted file against the same file plain."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copyfile
from time import process_time

from measure import Row, Sample, best_of_both_ms

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.progress import NoProgress
from crm_desktop.storage.database import open_file
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.wrapping import Cost, unwrap, wrap
from crm_desktop.storage.reencryption import Keys, write_again

KEY = DataKey(bytes(range(32)))
FIRST = "ORDER BY id LIMIT 100"


def rows(sample: Sample) -> Iterator[Row]:
    """Measure a copy of the sample, encrypted."""
    plain = Path(copyfile(sample.path, sample.scratch / "plain.crm"))
    protected = Path(copyfile(sample.path, sample.scratch / "protected.crm"))
    took = _cpu_s(lambda: write_again(protected, Keys(None, KEY), NoProgress()))
    yield Row("encrypt the file", took / sample.customers * 100_000, 20, "s per 100,000")
    for name, limit, work in (
        ("open, first rows", 2, _open),
        ("open, every customer", 3, _read_all),
        ("open, one customer added", 2, _write),
    ):
        key, bare = best_of_both_ms(partial(work, protected, KEY), partial(work, plain, None))
        yield Row(name, key / bare, limit, note=f"{key:.1f} ms; not encrypted {bare:.1f} ms")
    slot = wrap(KEY, "words", Cost())
    yield Row("a passphrase", _cpu_s(lambda: unwrap(slot, "words")), 1, "s")


def _cpu_s(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start


def _open(path: Path, key: DataKey | None) -> None:
    with closing(open_file(path, key)) as database, database.read() as reading:
        reading.values(Kind.CUSTOMER, FIRST)


def _read_all(path: Path, key: DataKey | None) -> None:
    with closing(open_file(path, key)) as database, database.read() as reading:
        reading.rows("SELECT id, name, city FROM customer")


def _write(path: Path, key: DataKey | None) -> None:
    with closing(open_file(path, key)) as database, database.write("added") as work:
        work.add(Customer("Bench"))
