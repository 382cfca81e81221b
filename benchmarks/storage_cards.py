"""Opening a card against the same queries run bare."""

from collections.abc import Iterator

from generate import RICH_CARDS
from measure import Row, Sample, best_of_both_ms

from crm_desktop.storage.cards import load_card, queries
from crm_desktop.storage.database import open_file
from crm_desktop.storage.engine import connect

CARDS = range(1, min(100, RICH_CARDS) + 1)


def rows(sample: Sample) -> Iterator[Row]:
    """Measure cards on which every section is filled, about 120 records each."""
    database, bare = open_file(sample.path), connect(sample.path)

    def raw() -> None:
        for key in CARDS:
            for query in queries():
                bare.execute(query.sql, {"id": key}).fetchall()

    with database.read() as reading:
        card, base = best_of_both_ms(lambda: [load_card(reading, key) for key in CARDS], raw)
    note = f"{card / len(CARDS) * 1000:.0f} us; the same SQL bare {base / len(CARDS) * 1000:.0f} us"
    yield Row("open a card", card / base, 2, note=note)
    bare.close()
    database.close()
