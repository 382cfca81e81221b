"""The search index over cards: names, sounds, numbers and addresses in one FTS5 table."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from crm_desktop.language.search_tokens import index_tokens
from crm_desktop.storage.reading import Reading, Row, Selection, among
from crm_desktop.storage.search_table import STATEMENTS
from crm_desktop.storage.writing import Writing

CHUNK = 20_000
_NAMES = (
    "SELECT id, name, latin_name, short_name, phonetic, city FROM customer"
    " WHERE binned_at IS NULL{customers}"
)
_CONTACT_NAMES = (
    "SELECT a.customer_id, c.name, c.latin_name FROM affiliation a"
    " JOIN contact c ON c.id = a.contact_id WHERE c.binned_at IS NULL{affiliations}"
)
_POINTS = (
    "SELECT customer_id, kind, value, normalised FROM contact_point"
    " WHERE customer_id IS NOT NULL{own}"
    " UNION ALL SELECT a.customer_id, p.kind, p.value, p.normalised FROM affiliation a"
    " JOIN contact_point p ON p.contact_id = a.contact_id WHERE 1{affiliations}"
)
_WORDS = (
    "SELECT customer_id, name FROM tag WHERE 1{own}"
    " UNION ALL SELECT record_id, external_id FROM import_identity"
    " WHERE entity = 'customer'{records}"
)
_PHONES = frozenset({"phone", "mobile", "fax"})
MANY = 200
"""More rows than so many are taken out as a bulk."""
_SECURE = "INSERT INTO search (search, rank) VALUES ('secure-delete', ?)"
_INSERT = "INSERT INTO search (rowid, tokens) VALUES (?, ?)"


def rebuild(work: Writing) -> None:
    """Index every card again; after a bulk change this is cheaper than row by row."""
    for statement in ("DROP TABLE search", *STATEMENTS):
        work.execute(statement)
    found = work.one("SELECT max(id) FROM customer")
    last = found[0] or 0 if found else 0
    for first in range(1, last + 1, CHUNK):
        keys = range(first, min(first + CHUNK, last + 1))
        work.execute_many(_INSERT, _token_rows(work, keys))


def refresh(work: Writing, customer_ids: Collection[int]) -> None:
    """Index the cards again whose terms changed; a card in the bin is not found."""
    only = among("id", customer_ids)
    old: dict[int, str] = dict(work.rows(f"SELECT id, c0 FROM search_content WHERE 1{only}"))
    new = dict(_token_rows(work, customer_ids))
    # Taking one card out of the index rewrites a page for each of its terms.
    outdated = [(key,) for key, text in old.items() if new.get(key) != text]
    _forget(work, outdated)
    work.execute_many(_INSERT, [row for row in new.items() if old.get(row[0]) != row[1]])


def differing(reading: Reading) -> int:
    """Return how many cards are not indexed by just their terms."""
    found = reading.one(
        "SELECT max((SELECT coalesce(max(id), 0) FROM customer),"
        " (SELECT coalesce(max(id), 0) FROM search_content))"
    )
    last, wrong = found[0] if found else 0, 0
    for first in range(1, last + 1, CHUNK):
        keys = range(first, min(first + CHUNK, last + 1))
        old = reading.rows(f"SELECT id, c0 FROM search_content WHERE 1{among('id', keys)}")
        wrong += len({key for key, _ in set(old) ^ set(_token_rows(reading, keys))})
    return wrong


def _forget(work: Writing, rows: list[tuple[int]]) -> None:
    """Take rows out, many of them without rewriting a page for each term at once.

    Their terms then leave with the next merge, while the log and the cards know them anyhow;
    1 ms a row is saved.
    """
    is_bulk = len(rows) > MANY
    if is_bulk:
        work.execute(_SECURE, (0,))
    work.execute_many("DELETE FROM search WHERE rowid = ?", rows)
    if is_bulk:
        work.execute(_SECURE, (1,))


def _token_rows(reading: Reading, customer_ids: Selection) -> Iterator[tuple[int, str]]:
    columns = {"customers": "id", "own": "customer_id", "affiliations": "a.customer_id"}
    only = {
        name: among(column, customer_ids)
        for name, column in (columns | {"records": "record_id"}).items()
    }
    contacts = _gathered(reading.rows(_CONTACT_NAMES.format(**only)))
    words = _gathered(reading.rows(_WORDS.format(**only)))
    phones, emails = _points(reading.rows(_POINTS.format(**only)))
    nothing: list[str] = []
    for key, name, latin, short, phonetic, city in reading.rows(_NAMES.format(**only)):
        names = [name]
        if latin or short or phonetic or key in contacts:
            names += [*filter(None, (latin, short, phonetic)), *contacts.get(key, nothing)]
        other = words.get(key, nothing)
        text = index_tokens(
            names,
            phones.get(key, nothing),
            emails.get(key, nothing),
            [city, *other] if city else other,
        )
        # Blanks around every term: a search may then test the text of a card by itself.
        yield key, f" {text} "


def _points(rows: list[Row]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the phones of each customer as written and in normal form, and the other texts."""
    phones: defaultdict[int, list[str]] = defaultdict(list)
    emails: defaultdict[int, list[str]] = defaultdict(list)
    for key, kind, value, normalised in rows:
        texts = (phones if kind in _PHONES else emails)[key]
        texts.append(value)
        if normalised and normalised != value:
            texts.append(normalised)
    return phones, emails


def _gathered(rows: list[Row]) -> Mapping[int, list[str]]:
    """Return the texts of each customer, each once."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, *texts in rows:
        known = found[key]
        known += [text for text in texts if text and text not in known]
    return found
