"""Makes the stored file of the present schema: python tests/databases/make.py.

A file of every shipped schema stays here for good, so that each later program is tested on real
files of all earlier ones. Content is generated; nobody in it exists.
"""

import gzip
import json
import sys
import tempfile
from pathlib import Path
from random import Random

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(FOLDER)]


def main() -> None:
    """Write the file, packed, and beside it what must be read from it."""
    from generate import CUSTOMER_COLUMNS, TODAY, clock, customer_rows
    from rich_cards import add_rich_cards
    from stored_content import content_of

    from crm_desktop.domain.changes import Kind
    from crm_desktop.domain.import_identity import ImportIdentity
    from crm_desktop.domain.trust_log import TrustCode, TrustNote
    from crm_desktop.storage import tombstones, trust_log
    from crm_desktop.storage.database import SCHEMA_VERSION, create

    name = f"schema-{SCHEMA_VERSION:04}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.crm"
        database = create(path, clock=clock)
        with database.write("imported") as work:
            random = Random(1)
            rows = customer_rows(random, 6)
            keys = work.add_rows(Kind.CUSTOMER, CUSTOMER_COLUMNS, rows)
            for key in keys:
                work.add(ImportIdentity("list", "customer", f"L{key}", key))
        with database.write("filled", author="Li") as work:
            add_rich_cards(work, random, range(1, 3), TODAY)
        with database.write("customer_changed", author="Li") as work:
            work.change(Kind.CUSTOMER, 1, note="Prefers mornings")
            left = TrustNote(
                TrustCode.EVERYTHING_EXPORTED, "Li", params={"customers": 6}, name="a.zip"
            )
            trust_log.append_all(work, [left, TrustNote(TrustCode.ERASED, "Li", "customer:7")])
            tombstones.add(work, Kind.CUSTOMER, [bytes(16)])
        database.close()
        (FOLDER / f"{name}.crm.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        notes = json.dumps(content_of(path), indent=1)
    (FOLDER / f"{name}.json").write_text(notes + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
