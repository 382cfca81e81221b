"""Measures what must stay fast: python benchmarks/run.py [--customers N] [--only NAME].

Every line is a value against its limit; the exit code is 1 when a limit is passed. Generated files
are kept in the folder of temporary files and made anew when the schema changes or with --fresh.
"""

import argparse
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measure import Row

MEASUREMENTS = {
    "cards": "storage_cards.rows",
    "lists": "storage_lists.rows",
    "search": "storage_search.rows",
    "today": "storage_today.rows",
    "writes": "storage_writes.rows",
    "backups": "backups.rows",
    "encryption": "storage_encryption.rows",
    "care-dates": "care_dates.rows",
    "brief": "brief.rows",
    "import": "importing.rows",
    "import-others": "importing_others.rows",
    "duplicates": "duplicates.rows",
    "window-start": "window.start_rows",
    "window-search": "window.search_rows",
    "window-list": "window.list_rows",
    "window-brief": "window.brief_rows",
    "window-memory": "window.memory_rows",
    "window-held": "window.held_rows",
}
"""What is measured by name; each gives its lines for one generated file.

Imported at need: a process that is started for reading a workbook imports this module again.
"""


def main() -> int:
    """Print the report and return the exit code."""
    options = _options()
    path = _sample_file(options.customers, is_fresh=options.fresh)
    print(f"{options.customers:,} customers, {path.stat().st_size / 1e6:,.0f} MB")
    failed = 0
    for name in options.only or MEASUREMENTS:
        with tempfile.TemporaryDirectory() as scratch:
            for row in _rows(name, path, options.customers, Path(scratch)):
                print(_line(row), flush=True)
                failed += not row.is_met
    print(f"{failed} over the limit" if failed else "all within their limits")
    return 1 if failed else 0


def _rows(name: str, path: Path, customers: int, scratch: Path) -> "Iterator[Row]":
    from measure import Sample

    module, _, function = MEASUREMENTS[name].partition(".")
    measured: Callable[[Sample], Iterator[Row]] = getattr(import_module(module), function)
    return measured(Sample(path, customers, scratch))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000, help="size of the file")
    parser.add_argument("--only", choices=list(MEASUREMENTS), nargs="+", help="what to measure")
    parser.add_argument("--fresh", action="store_true", help="generate the file again")
    return parser.parse_args()


def _sample_file(customers: int, *, is_fresh: bool) -> Path:
    from generate import generate

    from crm_desktop.storage.empty_file import NEWEST

    schema = hashlib.sha256(NEWEST.read_bytes()).hexdigest()
    folder = Path(tempfile.gettempdir()) / "crm-desktop-benchmarks"
    folder.mkdir(exist_ok=True)
    path = folder / f"{customers}-{schema[:8]}.crm"
    if is_fresh:
        path.unlink(missing_ok=True)
    if not path.exists():
        generate(path, customers).close()
    return path


def _line(row: "Row") -> str:
    limit = "-" if row.limit is None else f"{row.limit:g}"
    verdict = "" if row.limit is None else "ok" if row.is_met else "OVER"
    return f"{row.name:40} {row.value:9.2f} {limit:>6} {row.unit:14} {verdict:5} {row.note}"


if __name__ == "__main__":
    raise SystemExit(main())
