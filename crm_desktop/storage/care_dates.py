"""Which important dates, contracts and festivals fall in a run of days, over the whole file."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.dismissals import Dismissal
from crm_desktop.domain.promises import Promise
from crm_desktop.storage.reading import Reading, Row, id_list
from crm_desktop.storage.visits import customer_names

TOP_KEEPERS = 50

_COLUMNS = (
    "d.id, d.kind, d.month, d.day, d.year, d.lunar, d.leap_month, d.label, d.contact_id,"
    " d.sensitive, c.id, c.name"
)
_OWN = (
    f"SELECT {_COLUMNS}, '', 1 FROM {{dates}} JOIN customer c ON c.id = d.customer_id"
    " WHERE d.contact_id IS NULL AND c.binned_at IS NULL{only}"
)
_OF_PEOPLE = (
    f"SELECT {_COLUMNS}, p.name, a.is_main FROM {{dates}}"
    " JOIN contact p ON p.id = d.contact_id JOIN affiliation a ON a.contact_id = p.id"
    " JOIN customer c ON c.id = a.customer_id"
    " WHERE p.binned_at IS NULL AND c.binned_at IS NULL"
    " AND (a.left_on IS NULL OR a.left_on > :today)"
    " AND (d.customer_id IS NULL OR d.customer_id = a.customer_id){only}"
)
_ON_DAYS = "day CROSS JOIN important_date d USING (lunar, month, day)"
_CONTRACTS = (
    "SELECT k.id, k.name, k.{column}, c.id, c.name FROM contract k"
    " JOIN customer c ON c.id = k.customer_id WHERE c.binned_at IS NULL"
    " AND k.{column} BETWEEN :first AND :last"
    " AND (k.starts_on IS NULL OR k.starts_on <= :today){only}"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """An important date with whose it is at one customer; ``person`` is empty for its own."""

    date: ImportantDate
    customer_id: int
    customer_name: str
    person: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """A day of a contract."""

    on: date
    contract_id: int
    name: str
    customer_id: int
    customer_name: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """How to know who keeps the Chinese festivals, in the spellings that the file has."""

    countries: tuple[str, ...]
    languages: tuple[str, ...]
    speakers: tuple[str, ...]


def dates_on(reading: Reading, days: Iterable[tuple[int, int, int]], today: date) -> list[Dated]:
    """Return the dates on ``(is lunar, month, day)`` of everybody who is there on ``today``.

    A date of somebody who stands at several customers is there once for each.
    """
    wanted = ", ".join(f"({int(lunar)}, {int(month)}, {int(day)})" for lunar, month, day in days)
    if not wanted:
        return []
    own, people = (sql.format(dates=_ON_DAYS, only="") for sql in (_OWN, _OF_PEOPLE))
    sql = f"WITH day (lunar, month, day) AS (VALUES {wanted}) {own} UNION ALL {people}"
    return [_dated(row) for row in reading.rows(sql, {"today": today.isoformat()})]


def dates_at(reading: Reading, customer_id: int, today: date) -> list[Dated]:
    """Return the dates of one customer and of who is there on ``today``."""
    own = _OWN.format(dates="important_date d", only=" AND d.customer_id = :key")
    people = _OF_PEOPLE.format(dates="important_date d", only=" AND a.customer_id = :key")
    values = {"today": today.isoformat(), "key": customer_id}
    return [_dated(row) for row in reading.rows(f"{own} UNION ALL {people}", values)]


def contract_days(
    reading: Reading,
    column: str,
    days: tuple[date, date],
    today: date,
    customer_id: int | None = None,
) -> list[Agreed]:
    """Return the contracts whose ``renews_on`` or ``ends_on`` is in a run of days.

    One that starts after ``today`` is not known yet.
    """
    sql = _CONTRACTS.format(column=column, only=_only(customer_id))
    first, last = (day.isoformat() for day in days)
    rows = reading.rows(sql, {"first": first, "last": last, "today": today.isoformat()})
    return [
        Agreed(date.fromisoformat(on), key, name, customer, customer_name)
        for key, name, on, customer, customer_name in rows
    ]


def open_promises(reading: Reading, first: date, last: date) -> list[tuple[Promise, str, str]]:
    """Return the open promises due in a run of days, with the customer's and a person's name."""
    found = reading.values(
        Kind.PROMISE,
        "WHERE state = 'open' AND due_on BETWEEN ? AND ? ORDER BY due_on, id",
        (first.isoformat(), last.isoformat()),
    )
    names = customer_names(reading, {one.customer_id for one in found})
    contacts = {one.contact_id for one in found if one.contact_id is not None}
    people = {one.id: one.name for one in reading.by_ids(Kind.CONTACT, "id", contacts)}
    return [
        (one, names[one.customer_id], people.get(one.contact_id) or one.who)
        for one in found
        if one.customer_id in names
    ]


def dismissals_between(reading: Reading, first: date, last: date) -> list[Dismissal]:
    """Return what was done with or put off of a run of days."""
    return reading.values(
        Kind.DISMISSAL,
        "WHERE occurs_on BETWEEN ? AND ? ORDER BY id",
        (first.isoformat(), last.isoformat()),
    )


def taboos_with(
    reading: Reading, words: Collection[str], customer_ids: Collection[int] | None = None
) -> list[tuple[int, str]]:
    """Return customer and text of the taboos that hold one of some words.

    Of all customers or of these.
    """
    if not words:
        return []
    like = " OR ".join("text LIKE ?" for _ in words)
    only = "" if customer_ids is None else f" AND customer_id IN ({id_list(customer_ids)})"
    sql = f"SELECT customer_id, text FROM taboo WHERE ({like}){only}"
    return [(key, text) for key, text in reading.rows(sql, [f"%{word}%" for word in words])]


def spellings(reading: Reading) -> tuple[list[str], list[str], list[str]]:
    """Return every country and language of customers and language of contacts that occurs."""
    return (
        _distinct(reading, "SELECT DISTINCT country FROM listing"),
        _distinct(reading, "SELECT DISTINCT language FROM customer WHERE country = ''"),
        _distinct(reading, "SELECT DISTINCT language FROM contact"),
    )


def keepers(
    reading: Reading, keeping: Keeping, without: Collection[int], today: date
) -> tuple[int, list[tuple[int, str, str]]]:
    """Return how many customers keep the festivals, and those of tier A and B first in value.

    A customer elsewhere keeps them for the sake of a contact who speaks Chinese. The second part
    has key, name and tier of at most ``TOP_KEEPERS``.
    """
    condition, parameters = _keeping(keeping, without, today)
    count = reading.one(f"SELECT count(*) FROM customer c WHERE {condition}", parameters)
    rows = reading.rows(
        "SELECT c.id, c.name, r.tier FROM rating r JOIN customer c ON c.id = r.customer_id"
        f" WHERE r.tier IN ('A', 'B') AND ({condition}) ORDER BY r.standing LIMIT {TOP_KEEPERS}",
        parameters,
    )
    return (count[0] if count else 0), [(key, name, tier) for key, name, tier in rows]


def _keeping(keeping: Keeping, without: Collection[int], today: date) -> tuple[str, Sequence[str]]:
    """The country decides, then the language, then a name in Han characters without kana."""
    here, tongues, speakers = (
        ", ".join("?" for _ in words)
        for words in (keeping.countries, keeping.languages, keeping.speakers)
    )
    by_card = (
        f"c.country IN ({here}) OR (c.country = '' AND (c.language IN ({tongues})"
        " OR (c.language = '' AND c.name GLOB '*[\u3400-\u9fff]*'"
        " AND c.name NOT GLOB '*[\u3040-\u30ff]*')))"
    )
    by_contact = (
        "c.id IN (SELECT a.customer_id FROM contact p JOIN affiliation a ON a.contact_id = p.id"
        f" WHERE p.language IN ({speakers}) AND p.binned_at IS NULL"
        " AND (a.left_on IS NULL OR a.left_on > ?))"
    )
    left_out = f"c.id NOT IN ({id_list(without)})"
    words = (*keeping.countries, *keeping.languages, *keeping.speakers, today.isoformat())
    return f"c.binned_at IS NULL AND {left_out} AND ({by_card} OR {by_contact})", words


def _only(customer_id: int | None) -> str:
    return "" if customer_id is None else f" AND c.id = {int(customer_id)}"


def _distinct(reading: Reading, sql: str) -> list[str]:
    return [text for (text,) in reading.rows(sql)]


def _dated(row: Row) -> Dated:
    key, kind, month, day, year, lunar, leap, label, contact, marked, *place = row
    customer, name, person, main = place
    one = ImportantDate(
        kind=DateKind(kind),
        month=month,
        day=day,
        year=year,
        lunar=bool(lunar),
        leap_month=bool(leap),
        label=label,
        contact_id=contact,
        sensitive=bool(marked),
        id=key,
    )
    return Dated(one, customer, name, person, bool(main))
