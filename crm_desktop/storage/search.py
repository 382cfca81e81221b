"""The search index over cards: names, sounds, numbers and addresses in one FTS5 table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from crm_desktop.language.folding import fold
from crm_desktop.language.search_tokens import index_tokens, match_expression, query_tokens
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.writing import Writing

_NAMES = (
    "SELECT id, name, latin_name, short_name, phonetic, city FROM customer"
    " WHERE binned_at IS NULL{only_id}"
)
_CONTACT_NAMES = (
    "SELECT a.customer_id, c.name, c.latin_name FROM affiliation a"
    " JOIN contact c ON c.id = a.contact_id WHERE c.binned_at IS NULL{only_a}"
)
_POINTS = (
    "SELECT customer_id, kind, value, normalised FROM contact_point"
    " WHERE customer_id IS NOT NULL{only}"
    " UNION ALL SELECT a.customer_id, p.kind, p.value, p.normalised FROM affiliation a"
    " JOIN contact_point p USING (contact_id) WHERE p.contact_id IS NOT NULL{only_a}"
)
_WORDS = (
    "SELECT customer_id, name FROM tag WHERE 1{only}"
    " UNION ALL SELECT record_id, external_id FROM import_identity"
    " WHERE entity = 'customer'{only_record}"
)
_PHONES = frozenset({"phone", "mobile", "fax"})
_INSERT = "INSERT INTO search (rowid, tokens) VALUES (?, ?)"


def rebuild(work: Writing) -> None:
    """Index every card again; after a bulk change this is cheaper than row by row."""
    work.execute("DELETE FROM search")
    work.execute_many(_INSERT, _token_rows(work, None).items())


def refresh(work: Writing, customer_ids: Iterable[int]) -> None:
    """Index some cards again; a card in the bin is not found."""
    keys = list(customer_ids)
    work.execute_many("DELETE FROM search WHERE rowid = ?", ((key,) for key in keys))
    work.execute_many(_INSERT, _token_rows(work, keys).items())


def find(reading: Reading, query: str, *, limit: int = 200) -> list[int]:
    """Return the keys of the cards that meet every part of the query, the best tiers first.

    An empty query, or one without a letter or digit, finds nothing.
    """
    expression = match_expression(query_tokens(query))
    if not expression:
        return []
    rows = reading.rows(
        "SELECT s.rowid FROM search s LEFT JOIN rating r ON r.customer_id = s.rowid"
        " WHERE search MATCH ? ORDER BY r.tier = '', r.tier, r.value_index DESC, s.rowid LIMIT ?",
        (expression, limit),
    )
    return [row[0] for row in rows]


def keys_of_external_id(reading: Reading, external_id: str) -> list[int]:
    """Return the customers that came with exactly this external id, from whatever source."""
    rows = reading.rows(
        "SELECT DISTINCT record_id FROM import_identity JOIN customer c ON c.id = record_id"
        " WHERE entity = 'customer' AND external_id = ? AND c.binned_at IS NULL ORDER BY record_id",
        (external_id,),
    )
    return [row[0] for row in rows]


def folded_names(reading: Reading, customer_id: int) -> set[str]:
    """Return the names of a customer as they are compared."""
    found = reading.one(
        "SELECT name, latin_name, short_name FROM customer WHERE id = ?", (customer_id,)
    )
    return {fold(name) for name in found or () if name}


def _token_rows(reading: Reading, customer_ids: list[int] | None) -> dict[int, str]:
    rows = _Gathered(reading, customer_ids)
    return {
        key: index_tokens(
            [*names, *rows.contacts.get(key, ())],
            rows.phones.get(key, ()),
            rows.emails.get(key, ()),
            [city, *rows.words.get(key, ())],
        )
        for key, *names, city in rows.customers
    }


class _Gathered:
    """What is indexed of some or all cards, each list by customer."""

    def __init__(self, reading: Reading, customer_ids: list[int] | None) -> None:
        only = _conditions(customer_ids)
        self.customers = reading.rows(_NAMES.format(**only))
        self.contacts: Mapping[int, list[str]] = defaultdict(list)
        for key, *names in reading.rows(_CONTACT_NAMES.format(**only)):
            self.contacts[key] += names
        self.words: Mapping[int, list[str]] = defaultdict(list)
        for key, word in reading.rows(_WORDS.format(**only)):
            self.words[key].append(word)
        self._take_points(reading.rows(_POINTS.format(**only)))

    def _take_points(self, rows: list[tuple[Any, ...]]) -> None:
        self.phones: Mapping[int, list[str]] = defaultdict(list)
        self.emails: Mapping[int, list[str]] = defaultdict(list)
        for key, kind, value, normalised in rows:
            target = self.phones if kind in _PHONES else self.emails
            target[key] += [value, normalised]


def _conditions(customer_ids: list[int] | None) -> dict[str, str]:
    names = {"only": "customer_id", "only_id": "id", "only_a": "a.customer_id"}
    names["only_record"] = "record_id"
    if customer_ids is None:
        return dict.fromkeys(names, "")
    keys = id_list(customer_ids)
    return {name: f" AND {column} IN ({keys})" for name, column in names.items()}
