"""Sorted snapshots of the keys a list query asks for, whole or their beginning.

A term that few customers meet gives the candidates, which are tested and sorted; else the customers
are walked in the order of the list, by its index, and each is tested.
"""

import json
from array import array
from collections import deque
from collections.abc import Iterable
from itertools import compress, repeat
from typing import Any

from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.storage import search
from crm_desktop.storage.list_order import everybody, keys_of, order_of
from crm_desktop.storage.list_terms import Term, terms_of, words_term
from crm_desktop.storage.reading import Reading

FEW = 4_000
"""So many candidates are tested and sorted by themselves."""

STEPS = 5_000
"""So far the list is walked for its beginning; then the whole snapshot is made."""

TURN = 50_000
"""So many keys are picked out before another thread, that of the window, may have its turn."""

SORTED_PART = 20
"""Fewer than one in so many customers are sorted faster than picked out of all."""


def sorted_keys(reading: Reading, query: ListQuery) -> "array[int]":
    """Return the keys of all customers a query asks for: eight bytes each, off the UI thread."""
    if not query.is_filtered:
        return everybody(reading, query)
    wanted = _flags(reading, query)
    count = wanted.count(1)
    if count * SORTED_PART < len(wanted):
        chosen = json.dumps(list(compress(range(len(wanted)), wanted)))
        table, order = order_of(query)
        some = f"WHERE customer_id IN (SELECT value FROM json_each(?)) {order}"
        found = keys_of(reading, f"SELECT customer_id AS key FROM {table} {some}", (chosen,))
    else:
        ordered = everybody(reading, query)
        found = array("q")
        for start in range(0, len(ordered), TURN):
            part = ordered[start : start + TURN]
            found.extend(compress(part, map(wanted.__getitem__, part)))
    return _led(reading, query, found)


def first_keys(reading: Reading, query: ListQuery, limit: int) -> list[int]:
    """Return the beginning of the snapshot of a filtered query without making all of it."""
    terms = terms_of(reading, query)
    if query.words.strip() and not terms and query.sort is ListColumn.RELEVANCE:
        return search.find(reading, query.words, limit=limit)
    candidates = _fewest(reading, query, terms)
    if candidates is None and not query.words.strip():
        found = _walked(reading, query, terms, limit)
        if len(found) == limit:
            return found
    if candidates is None:
        return list(sorted_keys(reading, query)[:limit])
    return list(_sorted_candidates(reading, query, terms, candidates)[:limit])


def _fewest(reading: Reading, query: ListQuery, terms: Iterable[Term]) -> list[int] | None:
    """Return the customers of the rarest term, None where none of them is rare."""
    best: list[int] | None = None
    if query.words.strip():
        best = _if_few(list(search.hits(reading, query.words, most=FEW + 1)))
    for term in terms:
        if not term.is_negated:
            sql = f"{term.keys_sql} LIMIT {FEW + 1}"
            found = _if_few([row[0] for row in reading.rows(sql, term.parameters)])
            if found is not None and (best is None or len(found) < len(best)):
                best = found
    return best


def _if_few(keys: list[int]) -> list[int] | None:
    return keys if len(keys) <= FEW else None


def _sorted_candidates(
    reading: Reading, query: ListQuery, terms: list[Term], candidates: list[int]
) -> "array[int]":
    table, order = order_of(query, "one")
    if query.words.strip():
        terms = [*terms, words_term(query.words)]
    tests = "".join(f" AND {term.condition('one.customer_id')}" for term in terms)
    rows = reading.rows(
        f"SELECT customer_id FROM {table} AS one"
        f" WHERE customer_id IN (SELECT value FROM json_each(?)){tests} {order}",
        [json.dumps(candidates), *_parameters(terms)],
    )
    return _led(reading, query, array("q", [row[0] for row in rows]))


def _walked(reading: Reading, query: ListQuery, terms: list[Term], limit: int) -> list[int]:
    table, order = order_of(query)
    tests = " AND ".join(term.condition("walked.key") for term in terms) or "1"
    rows = reading.rows(
        f"SELECT key FROM (SELECT customer_id AS key FROM {table} {order} LIMIT {STEPS}) AS walked"
        f" WHERE {tests} LIMIT {limit}",
        _parameters(terms),
    )
    return [row[0] for row in rows]


def _parameters(terms: Iterable[Term]) -> list[Any]:
    return [value for term in terms for value in term.parameters]


def _flags(reading: Reading, query: ListQuery) -> bytearray:
    """Return a byte for each key up to the highest: 1 for who meets every term and the words."""
    found = reading.one("SELECT max(id) FROM customer")
    size = (found[0] or 0 if found else 0) + 1
    wanted = int.from_bytes(b"\1" * size, "big")
    for term in terms_of(reading, query):
        met = _marked(size, keys_of(reading, term.keys_sql, term.parameters, term.key))
        wanted &= ~met if term.is_negated else met
    if query.words.strip():
        wanted &= _marked(size, search.hits(reading, query.words))
    return bytearray(wanted.to_bytes(size, "big"))


def _marked(size: int, keys: Iterable[int]) -> int:
    flags = bytearray(size)
    # Nothing is kept of what setting a million of them returns.
    deque(map(flags.__setitem__, keys, repeat(1)), maxlen=0)
    return int.from_bytes(flags, "big")


def _led(reading: Reading, query: ListQuery, keys: "array[int]") -> "array[int]":
    """Put those first whose name begins with the words, where the order is by relevance."""
    if query.sort is not ListColumn.RELEVANCE or not query.words.strip():
        return keys
    leading = search.leading(reading, query.words)
    shown = set(leading).intersection(keys)
    led = array("q", [key for key in leading if key in shown])
    led.extend([key for key in keys if key not in shown])
    return led
