"""Finding a customer by what a person types, listing customers, and showing a card."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NoReturn

from crm_desktop.domain.candidates import Candidate
from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.code_links import CodeLink, read_link
from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.list_filters import parse_filter
from crm_desktop.domain.problems import InputError
from crm_desktop.language.folding import fold
from crm_desktop.language.search_tokens import Phrase, index_tokens, query_tokens
from crm_desktop.services.list_filters import chosen
from crm_desktop.services.scans import find_place
from crm_desktop.storage import currency, list_rows, search
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading

MAX_CANDIDATES = 10
_MOST_HITS = 1000
_LONGEST_KEY = 18
_PREFIXED = re.compile(r"\s*(id|ext|name)\s*[:：]\s*(.*\S)\s*", re.IGNORECASE)


def find_customer(reading: Reading, text: str) -> int:
    """Return the key of the one customer that ``text`` means.

    ``id:``, ``ext:`` and ``name:`` say what the rest is; a bare text is tried as exact external
    id, then internal key, then name. A name may be native, romanised, pinyin or its initials, and
    may be only begun; one that is the same throughout comes before one that begins alike. Raises
    InputError ``customer_unknown``, or ``customer_ambiguous`` with the candidates. The text of a
    code on a brief means its customer; raises what ``scans.find_place`` raises.
    """
    if (link := read_link(text)) is not None:
        return _by_code(reading, link)
    prefixed = _PREFIXED.fullmatch(text)
    ways = {"id": _by_key, "ext": _by_external_id, "name": _by_name}
    tried = (ways[prefixed[1].lower()],) if prefixed else _BARE
    wanted = prefixed[2] if prefixed else text.strip()
    for way in tried:
        hits = way(reading, wanted)
        if len(hits) == 1:
            return hits[0]
        if hits:
            _refuse_many(reading, text, hits)
    raise InputError("customer_unknown", text=text)


def show(database: Database, text: str, *, as_of: date) -> Card:
    """Return the card of the customer that ``text`` means, as of a day."""
    with database.read() as reading:
        return load_card(reading, find_customer(reading, text)).as_of(as_of)


def list_row(database: Database, card: Card, *, as_of: date) -> ListRow:
    """Return the list row of a card's customer, as of a day."""
    with database.read() as reading:
        return list_rows.one_row(reading, as_of, card.customer.id or 0)


def list_customers(database: Database, *, as_of: date, query: str = "") -> list[ListRow]:
    """Return all customers by name, or those that meet the filter ``query``.

    With words in it the best tier and index come first. Raises what ``parse_filter`` raises.
    """
    wanted = parse_filter(query)
    with database.read() as reading:
        return chosen(reading, list_rows.all_rows(reading, as_of), wanted, as_of=as_of)


def names(database: Database) -> dict[int, tuple[str, str]]:
    """Return name and external id of every customer."""
    with database.read() as reading:
        found = list_rows.names(reading)
        external = list_rows.external_ids(reading, found)
    return {key: (name, external.get(key, "")) for key, name in found.items()}


def amounts_without_rate(database: Database, *, as_of: date) -> dict[str, int]:
    """Return how many purchases of each currency no sum holds, for want of an exchange rate."""
    with database.read() as reading:
        return currency.without_rate(reading, as_of)


def _by_code(reading: Reading, link: CodeLink) -> int:
    place = find_place(reading, link)
    if place is None:
        raise InputError("code_of_nothing")
    return place.customer_id


def _by_key(reading: Reading, text: str) -> list[int]:
    if not text.isdecimal() or len(text) > _LONGEST_KEY:
        return []
    found = reading.get(Kind.CUSTOMER, int(text))
    return [int(text)] if found is not None and found.binned_at is None else []


def _by_external_id(reading: Reading, text: str) -> list[int]:
    return search.keys_of_external_id(reading, text)


def _by_name(reading: Reading, text: str) -> list[int]:
    hits = search.find(reading, text, limit=_MOST_HITS)
    known = {key: search.folded_names(reading, key) for key in hits}
    wanted = fold(text)
    exact = [key for key in hits if wanted in known[key]]
    return exact or [key for key in hits if _is_named(known[key], text)]


_BARE = (_by_external_id, _by_key, _by_name)


def _is_named(folded: Iterable[str], text: str) -> bool:
    """True when the names alone meet the query: a city or a phone number names nobody."""
    terms = index_tokens(folded, (), (), ()).split(" ")
    return all(
        any(_has(terms, phrase) for phrase in token.alternatives) for token in query_tokens(text)
    )


def _has(terms: list[str], phrase: Phrase) -> bool:
    *whole, last = phrase.terms
    for place in range(len(terms) - len(whole)):
        end = terms[place + len(whole)]
        fits = end.startswith(last) if phrase.is_prefix else end == last
        if fits and terms[place : place + len(whole)] == whole:
            return True
    return False


def _refuse_many(reading: Reading, text: str, hits: list[int]) -> NoReturn:
    rows = list_rows.brief_rows(reading, hits[:MAX_CANDIDATES])
    candidates = [Candidate(*row) for row in rows]
    raise InputError("customer_ambiguous", text=text, count=len(hits), candidates=candidates)
