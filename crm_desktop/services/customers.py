"""Finding a customer by what a person types, listing customers, and showing a card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from crm_desktop.domain.cards import Card
from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.problems import InputError
from crm_desktop.language.folding import fold
from crm_desktop.storage import list_rows, search, settings
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading

MAX_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several customers a text may mean."""

    id: int
    external_id: str
    name: str
    city: str


def find_customer(reading: Reading, text: str) -> int:
    """Return the key of the one customer that ``text`` means.

    ``id:``, ``ext:`` and ``name:`` say what the rest is; a bare text is tried as exact external
    id, then internal key, then name. Raises InputError ``customer_unknown``, or
    ``customer_ambiguous`` with the candidates.
    """
    prefix, _, rest = text.partition(":")
    ways = {"id": _by_key, "ext": _by_external_id, "name": _by_name}
    tried = (ways[prefix],) if prefix in ways and rest else tuple(_BARE)
    wanted = (rest if prefix in ways and rest else text).strip()
    for way in tried:
        hits = way(reading, wanted)
        if len(hits) == 1:
            return hits[0]
        if hits:
            _refuse_many(reading, text, hits)
    raise InputError("customer_unknown", text=text)


def find_customers(database: Database, texts: Iterable[str]) -> list[int]:
    """Return the keys of several customers in the order given, each once."""
    with database.read() as reading:
        return list(dict.fromkeys(find_customer(reading, text) for text in texts))


def show(database: Database, text: str, *, as_of: date) -> Card:
    """Return the card of the customer that ``text`` means, as of a day."""
    with database.read() as reading:
        return load_card(reading, find_customer(reading, text)).as_of(as_of)


def list_row(database: Database, card: Card, *, as_of: date) -> ListRow:
    """Return the list row of a card's customer, as of a day."""
    with database.read() as reading:
        rows = list_rows.all_rows(reading, as_of)
    return next(row for row in rows if row.id == card.customer.id)


def list_customers(database: Database, *, as_of: date, query: str = "") -> list[ListRow]:
    """Return all customers by name, or those that meet ``query``, best tier first."""
    with database.read() as reading:
        rows = list_rows.all_rows(reading, as_of)
        if not query:
            return rows
        by_id = {row.id: row for row in rows}
        hits = search.find(reading, query, limit=len(rows))
    return [by_id[key] for key in hits if key in by_id]


def base_currency(database: Database) -> str:
    """Return the ISO code of the file's base currency, empty while none is set."""
    with database.read() as reading:
        return settings.base_currency(reading)


def _by_key(reading: Reading, text: str) -> list[int]:
    if not text.isdecimal() or len(text) > 18:
        return []
    sql = "SELECT id FROM customer WHERE id = ? AND binned_at IS NULL"
    return [row[0] for row in reading.rows(sql, (int(text),))]


def _by_external_id(reading: Reading, text: str) -> list[int]:
    return search.keys_of_external_id(reading, text)


def _by_name(reading: Reading, text: str) -> list[int]:
    hits = search.find(reading, text, limit=10 * MAX_CANDIDATES)
    wanted = fold(text)
    exact = [key for key in hits if wanted in search.folded_names(reading, key)]
    return exact or hits


_BARE = (_by_external_id, _by_key, _by_name)


def _refuse_many(reading: Reading, text: str, hits: list[int]) -> NoReturn:
    rows = list_rows.brief_rows(reading, hits[:MAX_CANDIDATES])
    candidates = [Candidate(*row) for row in rows]
    raise InputError("customer_ambiguous", text=text, count=len(hits), candidates=candidates)
