"""The best few customers for what is being typed into the search box."""

from dataclasses import dataclass

from crm_desktop.storage import search
from crm_desktop.storage.database import Database
from crm_desktop.storage.list_page import page

SHOWN = 9


@dataclass(frozen=True, slots=True)
class Match:
    """A customer that matches; ``tier`` is empty for who has none."""

    customer_id: int
    name: str
    tier: str
    city: str
    external_id: str
    owner: str


def best_matches(database: Database, text: str, *, limit: int = SHOWN) -> list[Match]:
    """Return the best matches: exact and begun names first, then by standing."""
    with database.read() as reading:
        rows = page(reading, search.find(reading, text, limit=limit))
    return [Match(row.id, row.name, row.tier, row.city, row.external_id, row.owner) for row in rows]
