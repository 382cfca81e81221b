"""Finding cards by whatever a person types, the best matches first."""

from array import array
from math import isqrt

from crm_desktop.language.folding import fold
from crm_desktop.language.search_tokens import (
    WORD_LENGTH,
    Phrase,
    Token,
    match_expression,
    query_tokens,
)
from crm_desktop.storage.list_order import keys_of
from crm_desktop.storage.reading import Reading, Row, id_list
from crm_desktop.storage.search_table import SHORTEST

LEADING = 20
WALK_FACTOR = 4
"""Testing the text of a card costs about four times as much as sorting in a hit."""

FEW = 300
"""So many hits are sorted by their keys, without asking the index a second time."""

HEAD = 1000
"""So many of the best cards are tested one by one before the index gathers a short beginning."""

_AFTER_ALL = "\U0010ffff"
_LEADERS = " UNION ".join(
    f"SELECT * FROM (SELECT customer_id, {column} AS key_ FROM listing WHERE {column} >= :low"
    f" AND {column} < :high AND {column} <> '' ORDER BY {column} LIMIT :most)"
    for column in ("key_name", "key_latin", "key_short")
)
_LEADING = (
    f"SELECT customer_id FROM ({_LEADERS}) JOIN rating USING (customer_id)"
    " GROUP BY customer_id ORDER BY max(key_ = :low) DESC, standing, customer_id LIMIT :most"
)
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :cap)"
_FIRST = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
_BEST = (
    "SELECT customer_id FROM rating WHERE customer_id IN ({keys})"
    " ORDER BY standing, customer_id LIMIT ?"
)
_SOME = (
    "SELECT customer_id FROM search CROSS JOIN rating ON customer_id = search.rowid"
    " WHERE search MATCH :match ORDER BY standing, customer_id LIMIT :limit"
)
_TESTED = (
    "SELECT customer_id FROM search CROSS JOIN search_content ON id = search.rowid"
    " CROSS JOIN rating ON customer_id = id"
    " WHERE search MATCH ? AND {test} ORDER BY standing, customer_id LIMIT ?"
)
_MANY = (
    "SELECT customer_id FROM rating CROSS JOIN search_content ON id = customer_id"
    " WHERE {test} ORDER BY standing, customer_id LIMIT ?"
)
_HEAD = (
    "SELECT customer_id FROM"
    f" (SELECT customer_id FROM rating ORDER BY standing, customer_id LIMIT {HEAD})"
    " CROSS JOIN search_content ON id = customer_id WHERE {test} LIMIT ?"
)


def find(reading: Reading, query: str, *, limit: int = 200) -> list[int]:
    """Return the keys of the cards that meet every part of the query, the best first.

    A few cards whose name is or begins with the query lead; the rest stand by tier and value
    index. An empty query, or one without a letter or digit, finds nothing.
    """
    tokens = query_tokens(query)
    if not tokens:
        return []
    ranked = _ranked(reading, tokens, limit)
    return list(dict.fromkeys([*leading(reading, query, limit=limit), *ranked]))[:limit]


def hits(reading: Reading, query: str, *, most: int = -1) -> "array[int]":
    """Return the keys of the cards that meet every part of the query, in no order."""
    tokens = query_tokens(query)
    if not tokens:
        return array("q")
    return keys_of(reading, _FIRST, (match_expression(tokens), most), "rowid")


def leading(reading: Reading, query: str, *, limit: int = LEADING) -> list[int]:
    """Return the few cards whose name is or begins with the query, the same ones first."""
    beginning = fold(query.strip())
    bounds = {"low": beginning, "high": beginning + _AFTER_ALL, "most": min(LEADING, limit)}
    return _keys(reading.rows(_LEADING, bounds))


def text_test(tokens: list[Token]) -> tuple[str, tuple[str, ...]]:
    """Return the SQL that holds the text ``c0`` of one card against a query, and its parameters."""
    return _test(tokens) if tokens else "0", tuple(_texts(tokens))


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
        "SELECT key_name, key_latin, key_short FROM listing WHERE customer_id = ?", (customer_id,)
    )
    return set(filter(None, found or ()))


def _ranked(reading: Reading, tokens: list[Token], limit: int) -> list[int]:
    """What is asked for decides the way; every way gives the same order.

    A short beginning that many cards meet fills the page from the best cards alone. Other words
    of the query say first which cards are worth testing for one that the index has no terms for.
    """
    broad = [token for token in tokens if _length(token) < SHORTEST]
    narrow = [token for token in tokens if token not in broad]
    if broad:
        found = _walk(reading, _HEAD.format(test=_test(tokens)), tokens, limit)
        if len(found) == limit:
            return found
    if narrow and broad and not _is_frequent(reading, match_expression(narrow), limit):
        parameters = [match_expression(narrow), *_texts(broad), limit]
        return _keys(reading.rows(_TESTED.format(test=_test(broad)), parameters))
    return _indexed(reading, tokens, limit)


def _indexed(reading: Reading, tokens: list[Token], limit: int) -> list[int]:
    """Few hits are joined with their standing and sorted; for many, the cards are walked from the
    best on until enough of them match. Either way the work grows with the root of the file."""
    match = match_expression(tokens)
    first = _keys(reading.rows(_FIRST, (match, FEW)))
    if len(first) < FEW:
        return _keys(reading.rows(_BEST.format(keys=id_list(first)), (limit,)))
    if not _is_frequent(reading, match, limit):
        return _keys(reading.rows(_SOME, {"match": match, "limit": limit}))
    return _walk(reading, _MANY.format(test=_test(tokens)), tokens, limit)


def _is_frequent(reading: Reading, match: str, limit: int) -> bool:
    found = reading.one("SELECT max(customer_id) FROM rating")
    cap = isqrt(WALK_FACTOR * limit * (found[0] or 1 if found else 1)) + 1
    counted = reading.one(_COUNT, {"match": match, "cap": cap})
    return counted is not None and counted[0] >= cap


def _walk(reading: Reading, sql: str, tokens: list[Token], limit: int) -> list[int]:
    return _keys(reading.rows(sql, [*_texts(tokens), limit]))


def _length(token: Token) -> int:
    """The letters of the shortest beginning the token asks for; whole terms count as long."""
    starts = [len(one.terms[-1]) for one in token.alternatives if one.is_prefix]
    return min(starts, default=WORD_LENGTH)


def _texts(tokens: list[Token]) -> list[str]:
    return [_written(phrase) for token in tokens for phrase in token.alternatives]


def _test(tokens: list[Token]) -> str:
    """Return the SQL that holds the text of one card against the query, like MATCH does."""
    return " AND ".join(
        "(" + " OR ".join(["instr(c0, ?)"] * len(token.alternatives)) + ")" for token in tokens
    )


def _written(phrase: Phrase) -> str:
    """Return a phrase as it stands in the text of a card, where every term has blanks around."""
    return f" {' '.join(phrase.terms)}" + ("" if phrase.is_prefix else " ")


def _keys(rows: list[Row]) -> list[int]:
    return [row[0] for row in rows]
