"""What is derived from a card inside the same write: base amounts, what lists show, search."""

from collections.abc import Iterator, Mapping
from datetime import date

from crm_desktop.domain.changes import Kind
from crm_desktop.storage import (
    currency,
    list_marks,
    listing,
    product_pairs,
    ratings,
    search_index,
)
from crm_desktop.storage.reading import Reading, Selection, among
from crm_desktop.storage.settings import BASE_CURRENCY, CADENCE, TIER_SCHEME, tier_scheme
from crm_desktop.storage.writing import Writing

Touched = Mapping[Kind, set[int]]
Ranges = Mapping[Kind, list[range]]

BULK_PART = 4
"""From one customer in so many on, making everything anew beats mending line by line."""

_TIERED_BY = {Kind.TIER_RUN, Kind.TIER_RECORD}
_AMOUNTS = (Kind.PURCHASE, Kind.OPPORTUNITY)
_OWN = "SELECT customer_id FROM {kind} WHERE 1{only}"
_ANSWERED = (
    "SELECT s.customer_id FROM man_answer JOIN man_snapshot s ON s.id = snapshot_id WHERE 1{only}"
)
_IDENTITY = "SELECT record_id FROM import_identity WHERE entity = 'customer'{only}"
_LISTED_BY = {
    Kind.CUSTOMER: "SELECT id FROM customer WHERE 1{only}",
    Kind.IMPORT_IDENTITY: _IDENTITY,
    Kind.MAN_ANSWER: _ANSWERED,
    Kind.PURCHASE: _OWN,
    Kind.CONTRACT: _OWN,
    Kind.INTERACTION: _OWN,
    Kind.OPPORTUNITY: _OWN,
    Kind.MAN_SNAPSHOT: _OWN,
    Kind.TIER_PIN: _OWN,
}
_FOUND_BY = {
    Kind.CUSTOMER: "SELECT id FROM customer WHERE 1{only}",
    Kind.IMPORT_IDENTITY: _IDENTITY,
    Kind.TAG: _OWN,
    Kind.AFFILIATION: _OWN,
    Kind.CONTACT: "SELECT customer_id FROM contact JOIN affiliation a ON a.contact_id = contact.id"
    " WHERE 1{only}",
    Kind.CONTACT_POINT: "SELECT customer_id FROM contact_point WHERE customer_id IS NOT NULL{only}"
    " UNION ALL SELECT a.customer_id FROM contact_point JOIN affiliation a USING (contact_id)"
    " WHERE 1{only}",
}
_OF_PERSON = (
    "SELECT customer_id FROM {kind} WHERE customer_id IS NOT NULL{only}"
    " UNION ALL SELECT a.customer_id FROM {kind} JOIN affiliation a USING (contact_id)"
    " WHERE 1{only}"
)
_MARKED_BY = {
    Kind.CUSTOMER: "SELECT id FROM customer WHERE 1{only}",
    Kind.CONTACT: _FOUND_BY[Kind.CONTACT],
    Kind.PURCHASE_LINE: "SELECT customer_id FROM purchase_line"
    " JOIN purchase p ON p.id = purchase_id WHERE 1{only}",
    **dict.fromkeys(
        (Kind.CONTACT_POINT, Kind.IMPORTANT_DATE, Kind.CONSENT, Kind.TABOO), _OF_PERSON
    ),
    **dict.fromkeys(
        (
            Kind.ADDRESS,
            Kind.AFFILIATION,
            Kind.CONTACT_LINK,
            Kind.COMMUNICATION_STYLE,
            Kind.PREFERENCE,
            Kind.PAIN_POINT,
            Kind.PURCHASE,
            Kind.CONTRACT,
            Kind.INTERACTION,
            Kind.COMPLAINT,
            Kind.PROMISE,
            Kind.VISIT,
            Kind.TIER_PIN,
            Kind.OPPORTUNITY,
            Kind.RELATIONSHIP_ACTION,
            Kind.SWOT_ITEM,
            Kind.GOAL,
        ),
        _OWN,
    ),
}
_OWNERS = {
    "customer_id": "SELECT id FROM customer WHERE 1{only}",
    "contact_id": "SELECT customer_id FROM affiliation WHERE 1{only}",
    "purchase_id": "SELECT customer_id FROM purchase WHERE 1{only}",
    "snapshot_id": "SELECT customer_id FROM man_snapshot WHERE 1{only}",
    "record_id": "SELECT id FROM customer WHERE 1{only}",
}
_KEYS = {"snapshot_id": "id", "customer_id": "id", "purchase_id": "id", "record_id": "id"}


def refresh(work: Writing, touched: Touched, ranges: Ranges) -> None:
    """Bring derived rows up to date with what a unit of work touched.

    After a few changes the lines keep the day they stand on and everybody else's value index: a
    day change, or a bulk change, brings them along.
    """
    settings = _settings(work, touched.get(Kind.SETTING, set()))
    listed = _customers(work, touched, ranges, _LISTED_BY)
    if BASE_CURRENCY in settings or Kind.EXCHANGE_RATE in touched or Kind.EXCHANGE_RATE in ranges:
        currency.convert_all(work)
        _list_anew(work, is_bulk=_is_most(work, listed))
    else:
        for kind, keys in _selections(touched, ranges):
            if kind in _AMOUNTS:
                currency.convert(work, kind.value, keys)
        _list(work, listed, _customers(work, touched, ranges, _MARKED_BY))
    if TIER_SCHEME in settings or not _TIERED_BY.isdisjoint([*touched, *ranges]):
        _rate_anew(work)
        list_marks.retier(work, _day(work))
    elif CADENCE in settings:
        list_marks.retier(work, _day(work))
    _index(work, _customers(work, touched, ranges, _FOUND_BY))
    if Kind.PURCHASE_LINE in ranges:
        product_pairs.rebuild(work)


def _list(work: Writing, listed: set[int], marked: set[int]) -> None:
    """A file whose lines have no day yet, for one just migrated, is listed anew."""
    if _is_most(work, listed) or listing.listed_day(work) is None:
        _list_anew(work, is_bulk=True)
        return
    day = _day(work)
    if listed:
        listing.refresh(work, listed, day)
        ratings.refresh(work, listed, day=day)
    if _is_most(work, marked):
        list_marks.rebuild(work, day, bulk=True)
    elif marked:
        list_marks.refresh(work, marked, day)


def _list_anew(work: Writing, *, is_bulk: bool) -> None:
    day = _today(work)
    listing.rebuild(work, day, bulk=is_bulk)
    list_marks.rebuild(work, day, bulk=is_bulk)
    _rate_anew(work)


def _rate_anew(work: Writing) -> None:
    day = _day(work)
    ratings.rebuild(work, day=day, scheme=tier_scheme(work), revision=work.operation_id)


def _index(work: Writing, customers: set[int]) -> None:
    if _is_most(work, customers):
        search_index.rebuild(work)
    elif customers:
        search_index.refresh(work, customers)


def _is_most(reading: Reading, customers: set[int]) -> bool:
    found = reading.one("SELECT max(id) FROM customer")
    last = found[0] or 0 if found else 0
    return len(customers) > 1 and len(customers) * BULK_PART > last


def _today(work: Writing) -> date:
    return work.now.astimezone().date()


def _day(work: Writing) -> date:
    return listing.listed_day(work) or _today(work)


def _settings(work: Writing, keys: set[int]) -> set[str]:
    """Return which settings were touched; the names of removed ones stand only in the log."""
    if not keys:
        return set()
    rows = work.rows(f"SELECT key FROM setting WHERE 1{among('id', keys)}")
    removed = work.rows(
        "SELECT json_extract(before, '$.key') FROM change"
        " WHERE operation_id = ? AND kind = 'setting' AND action = 'removed'",
        (work.operation_id,),
    )
    return {key for (key,) in (*rows, *removed)}


def _customers(
    work: Writing, touched: Touched, ranges: Ranges, queries: Mapping[Kind, str]
) -> set[int]:
    """Return the customers whose derived rows depend on what was touched.

    Those that are most of the file are told without looking for the others.
    """
    found: set[int] = set(touched.get(Kind.CUSTOMER, ()))
    found.update(key for keys in ranges.get(Kind.CUSTOMER, ()) for key in keys)
    if _is_most(work, found):
        return found
    for kind, keys in _selections(touched, ranges):
        if kind in queries:
            only = among(f"{kind.value}.id", keys)
            found |= _keys(work, queries[kind].format(kind=kind.value, only=only))
    for (kind, column), owners in work.owners.items():
        if kind in queries:
            only = among(_KEYS.get(column, column), owners)
            found |= _keys(work, _OWNERS[column].format(only=only))
    return found


def _selections(touched: Touched, ranges: Ranges) -> Iterator[tuple[Kind, Selection]]:
    yield from touched.items()
    for kind, runs in ranges.items():
        for run in runs:
            yield kind, run


def _keys(reading: Reading, sql: str) -> set[int]:
    return {row[0] for row in reading.rows(sql) if row[0] is not None}
