"""The derived lines of the customer list, kept in step with every write for one day."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.figures import Figures
from crm_desktop.domain.man import assess
from crm_desktop.domain.man_questions import Answer
from crm_desktop.domain.value_index import Facts
from crm_desktop.language.folding import fold
from crm_desktop.language.pinyin import toneless
from crm_desktop.storage.figures import figures, idle
from crm_desktop.storage.indexes import without_indexes
from crm_desktop.storage.man_records import man_answers
from crm_desktop.storage.reading import Reading, Row, Selection, among
from crm_desktop.storage.types import MICRO
from crm_desktop.storage.writing import Writing

LISTED = "listed"
CHUNK = 20_000
SOUNDED = 8
"""How many characters of a name are read for sorting; reading is what costs most of a line."""
_KINDS = {kind.value: kind for kind in CustomerKind}


class Line(NamedTuple):
    """One customer as the table keeps it: days as ISO text, numbers in 10^-6 units."""

    customer_id: int
    name: str
    sort_name: str
    external_id: str
    kind: str
    city: str
    country: str
    owner: str
    stage: str
    man_class: str
    man_score: int | None
    purchases: int
    revenue_total: int
    revenue_12m: int
    last_purchase: str | None
    last_contact: str | None
    key_name: str
    key_latin: str
    key_short: str
    is_rated: int
    purchases_12m: int
    first_purchase: str | None
    growth: int
    strategic: int | None

    def facts(self) -> Facts:
        """Return what the value index needs to know (D3)."""
        return _facts(_FACTS(self))


_FACT_COLUMNS = (
    "customer_id",
    "kind",
    "revenue_12m",
    "revenue_total",
    "purchases_12m",
    "first_purchase",
    "last_purchase",
    "growth",
    "strategic",
)
_FACTS = attrgetter(*_FACT_COLUMNS)
COLUMNS = ", ".join(Line._fields)
_WRITE = f"INSERT OR REPLACE INTO listing ({COLUMNS}) VALUES ({', '.join('?' * len(Line._fields))})"
_BASICS = (
    "customer_id, name, sort_name, external_id, kind, city, country, owner, stage,"
    " key_name, key_latin, key_short, strategic"
)
_WRITE_IDLE = f"INSERT INTO listing ({_BASICS}) VALUES ({', '.join('?' * 13)})"
"""The other columns have the defaults that a customer without facts has."""
_CUSTOMERS = (
    "SELECT id, name, kind, city, country, owner, stage, latin_name, short_name,"
    " strategic_value FROM customer WHERE binned_at IS NULL{only}"
)
_IDLE_COLUMNS = itemgetter(2, 6, 9)
"""Kind, stage and strategic value of such a row."""
# The newest first, so that the oldest identity of a customer is the one that stays.
_EXTERNAL_IDS = (
    "SELECT record_id, external_id FROM import_identity WHERE entity = 'customer'{only}"
    " ORDER BY record_id DESC, id DESC"
)


def listed_day(reading: Reading) -> date | None:
    """Return the day the stored lines are of, None before the first one."""
    found = reading.one("SELECT value FROM state WHERE key = ?", (LISTED,))
    return date.fromisoformat(json.loads(found[0])) if found else None


def stored(reading: Reading, keys: Selection = None) -> list[Line]:
    """Return the stored lines by key."""
    only = among("customer_id", keys)
    rows = reading.rows(f"SELECT {COLUMNS} FROM listing WHERE 1{only} ORDER BY customer_id")
    return list(map(Line._make, rows))


def stored_facts(reading: Reading) -> list[Facts]:
    """Return what the value index needs of everybody in the population, by key."""
    columns = ", ".join(_FACT_COLUMNS)
    sql = f"SELECT {columns} FROM listing WHERE is_rated ORDER BY customer_id"
    return [_facts(row) for row in reading.rows(sql)]


def compute(reading: Reading, day: date, keys: Selection = None) -> list[Line]:
    """Return the lines of living customers as of a day, from the facts, by key."""
    return _lines(_gather(reading, day, keys), day, _customers(reading, keys))


class _Gathered(NamedTuple):
    """What the facts say, by customer; who has none is left out."""

    figures: dict[int, Figures]
    answers: dict[int, list[Answer]]
    external: dict[int, str]


def _gather(reading: Reading, day: date, keys: Selection) -> _Gathered:
    only = among("record_id", keys)
    return _Gathered(
        figures(reading, day, keys, with_idle=False),
        man_answers(reading, day, keys),
        dict(reading.rows(_EXTERNAL_IDS.format(only=only))),
    )


def _customers(reading: Reading, keys: Selection) -> list[Row]:
    return reading.rows(_CUSTOMERS.format(only=among("id", keys)))


def _lines(found: _Gathered, day: date, customers: Iterable[Row]) -> list[Line]:
    lines = []
    for row in customers:
        key = row[0]
        one = found.figures.get(key) or idle(*_IDLE_COLUMNS(row))
        man = _man(one, found.answers.get(key), day)
        lines.append(_line(row, found.external.get(key, ""), one, man=man))
    return lines


def refresh(work: Writing, keys: Collection[int], day: date) -> None:
    """Bring the lines of some customers up to date."""
    _store_differences(work, compute(work, day, keys), keys)
    _remember(work, day)


def rebuild(work: Writing, day: date, *, bulk: bool) -> None:
    """Bring every line up to date for a day, writing only those that differ.

    With ``bulk`` most of them will: their indexes are made anew at the end.
    """
    if bulk:
        with without_indexes(work, "listing"):
            _rebuild(work, day)
    else:
        _rebuild(work, day)
    _remember(work, day)


def _rebuild(work: Writing, day: date) -> None:
    for keys in key_chunks(work, "listing"):
        if work.one(f"SELECT 1 FROM listing WHERE 1{among('customer_id', keys)} LIMIT 1"):
            _store_differences(work, compute(work, day, keys), keys)
        else:
            _store_new(work, day, keys)


def _store_new(work: Writing, day: date, keys: Selection) -> None:
    """Add the lines of customers that have none; who has no facts yet costs half of a line."""
    found = _gather(work, day, keys)
    known = found.figures.keys() | found.answers.keys()
    rows = _customers(work, keys)
    external = found.external
    work.execute_many(
        _WRITE_IDLE, [_basics(row, external.get(row[0], "")) for row in rows if row[0] not in known]
    )
    work.execute_many(_WRITE, _lines(found, day, [row for row in rows if row[0] in known]))


def key_chunks(reading: Reading, table: str) -> Iterator[range]:
    """Return runs of keys that hold every customer and every row of a derived table of them."""
    found = reading.one("SELECT max(id) FROM customer")
    last = found[0] or 0 if found else 0
    listed = reading.one(f"SELECT max(customer_id) FROM {table}")
    last = max(last, listed[0] or 0 if listed else 0)
    for first in range(1, last + 1, CHUNK):
        yield range(first, min(first + CHUNK, last + 1))


def _store_differences(work: Writing, lines: list[Line], keys: Selection) -> None:
    only = among("customer_id", keys)
    old = {row[0]: row for row in work.rows(f"SELECT {COLUMNS} FROM listing WHERE 1{only}")}
    gone = old.keys() - {line.customer_id for line in lines}
    work.execute_many("DELETE FROM listing WHERE customer_id = ?", [(key,) for key in gone])
    work.execute_many(_WRITE, [line for line in lines if line != old.get(line.customer_id)])


def _remember(work: Writing, day: date) -> None:
    value = json.dumps(day.isoformat())
    work.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (LISTED, value))


def _facts(row: Row) -> Facts:
    key, kind, recent, total, count, first, last, growth, strategic = row
    first_day, last_day = _day(first), _day(last)
    return Facts(key, _KINDS[kind], recent, total, count, first_day, last_day, growth, strategic)


def _basics(customer: Row, external_id: str) -> tuple[Any, ...]:
    """Return the columns of a line that follow from the card alone."""
    key, name, kind, city, country, owner, stage, latin, short, strategic = customer
    return (
        key,
        name,
        sort_name(name, kind),
        external_id,
        kind,
        city,
        country,
        owner,
        stage,
        fold(name),
        latin and fold(latin),
        short and fold(short),
        strategic,
    )


def _line(
    customer: Row, external_id: str, figures_: Figures, *, man: tuple[str, int | None]
) -> Line:
    *head, key_name, key_latin, key_short, strategic = _basics(customer, external_id)
    facts = (
        figures_.purchases,
        figures_.revenue_total,
        figures_.revenue_12m,
        _text(figures_.last_purchase),
        _text(figures_.last_contact),
    )
    rated = (
        int(figures_.is_in_population),
        figures_.purchases_12m,
        _text(figures_.first_purchase),
        figures_.growth,
    )
    return Line._make((*head, *man, *facts, key_name, key_latin, key_short, *rated, strategic))


def sort_name(name: str, kind: str) -> str:
    """Return what a list sorts a name by: its sound, so that 张 stands among the Z."""
    if name.isascii():
        return name.lower()
    sounds = toneless(name[:SOUNDED], surname_first=kind == CustomerKind.PERSON)
    sounded = " ".join(sounds)
    return sounded if len(name) <= SOUNDED else sounded + fold(name[SOUNDED:])


def _man(one: Figures, answers: list[Answer] | None, day: date) -> tuple[str, int | None]:
    if not answers or not one.shows_man:
        return "", None
    assessment = assess(answers, as_of=day, kind=one.kind)
    return assessment.man_class, round(Fraction(assessment.overall) * MICRO)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
