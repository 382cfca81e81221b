"""The terms of a list query as tests of single customers, each served by an index of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.domain.list_filters import UNSET, Answer, FilterKey
from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.language.folding import fold
from crm_desktop.language.search_tokens import query_tokens
from crm_desktop.storage import search
from crm_desktop.storage.listing import listed_day
from crm_desktop.storage.ratings import standing_range
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.sensitive_customers import MARKED_CUSTOMERS

COLUMNS = {
    FilterKey.STAGE: "stage",
    FilterKey.KIND: "kind",
    FilterKey.OWNER: "owner",
    FilterKey.CITY: "city",
    FilterKey.COUNTRY: "country",
    FilterKey.MAN: "man_class",
}
_PARTS = (FilterKey.OWNER, FilterKey.CITY, FilterKey.COUNTRY)
"""Keys whose values may be only a part of what is written on the card."""

_FLAGS = {
    FilterKey.BOUGHT: ("listing", "purchases > 0"),
    FilterKey.TABOO: ("list_mark", "has_taboo"),
    FilterKey.RISK: ("list_mark", "at_risk"),
    FilterKey.COMPLAINT: ("list_mark", "open_complaint"),
    FilterKey.OVERDUE: ("list_mark", "due_on < ?"),
    FilterKey.SENSITIVE: (f"({MARKED_CUSTOMERS})", "1"),
}
_UNTAGGED = "NOT EXISTS (SELECT 1 FROM tag t WHERE t.customer_id = listing.customer_id)"
_TAGGED = "listing.customer_id IN (SELECT t.customer_id FROM tag t WHERE t.name IN ({marks}))"
_DISTINCT = (
    "WITH RECURSIVE found(value) AS (SELECT min({column}) FROM {table} UNION ALL"
    " SELECT (SELECT min({column}) FROM {table} WHERE {column} > value)"
    " FROM found WHERE value IS NOT NULL) SELECT value FROM found WHERE value IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: rows of ``table`` for whose ``key`` the SQL ``test`` holds, or does not."""

    table: str
    test: str
    parameters: tuple[Any, ...] = ()
    is_negated: bool = False
    key: str = "customer_id"

    @property
    def keys_sql(self) -> str:
        """The SQL that gives the customers of whom the test holds, by the index of the test."""
        return f"SELECT {self.key} FROM {self.table} WHERE {self.test}"

    def condition(self, outer: str) -> str:
        """Return the SQL that tests the one customer whose key is ``outer``."""
        kept = "NOT EXISTS" if self.is_negated else "EXISTS"
        return f"{kept} (SELECT 1 FROM {self.table} WHERE {self.key} = {outer} AND {self.test})"


def terms_of(reading: Reading, query: ListQuery) -> list[Term]:
    """Return the terms of a query without its words; all of them must be met."""
    return [
        term
        for key, values in query.terms.items()
        for term in (_term(reading, key, values),)
        if term is not None
    ]


def words_term(words: str) -> Term:
    """Return the term that a card holds the words; it tests the text of single cards."""
    test, parameters = search.text_test(query_tokens(words))
    return Term("search_content", test, parameters, key="id")


def meant(values: Iterable[str], wanted: str) -> list[str]:
    """Return which values a person means: exactly the one, else alike, else those that hold it."""
    if wanted == UNSET:
        return [""]
    known = [value for value in values if value]
    if wanted in known:
        return [wanted]
    folded = fold(wanted)
    same = [value for value in known if fold(value) == folded]
    return same or [value for value in known if folded in fold(value)]


def distinct(reading: Reading, table: str, column: str) -> list[str]:
    """Return every value of an indexed column once, skipping from one to the next."""
    return [row[0] for row in reading.rows(_DISTINCT.format(table=table, column=column))]


def _term(reading: Reading, key: FilterKey, values: Sequence[str]) -> Term | None:
    if key in _FLAGS:
        return _flag_term(reading, key, values)
    if key is FilterKey.TIER:
        bounds = [standing_range("" if value == UNSET else value) for value in values]
        test = " OR ".join("standing >= ? AND standing < ?" for _ in bounds)
        return Term("rating", f"({test})", tuple(bound for pair in bounds for bound in pair))
    if key is FilterKey.COMPLETENESS:
        return Term("list_mark", "completeness < ?", (max(map(int, values)),))
    if key is FilterKey.TAG:
        return _tag_term(reading, values)
    column = COLUMNS[key]
    chosen = ["" if value == UNSET else value for value in values]
    if key in _PARTS:
        chosen = _written(reading, column, values)
    return _among("listing", column, chosen)


def _flag_term(reading: Reading, key: FilterKey, values: Sequence[str]) -> Term | None:
    if len(set(values)) > 1:
        return None
    day = listed_day(reading)
    parameters = (day.isoformat() if day else "",) if key is FilterKey.OVERDUE else ()
    table, test = _FLAGS[key]
    return Term(table, test, parameters, is_negated=values[0] == Answer.NO)


def _among(table: str, column: str, values: Sequence[str]) -> Term:
    marks = ", ".join("?" * len(values))
    return Term(table, f"{column} IN ({marks})", tuple(values))


def _tag_term(reading: Reading, wanted: Sequence[str]) -> Term:
    folded = {fold(value) for value in wanted if value != UNSET}
    names = [name for name in distinct(reading, "tag", "name") if fold(name) in folded]
    if UNSET not in wanted:
        return _among("tag", "name", names)
    tagged = _TAGGED.format(marks=", ".join("?" * len(names)))
    return Term("listing", f"({_UNTAGGED} OR {tagged})", tuple(names))


def _written(reading: Reading, column: str, wanted: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for value in wanted:
        exact = reading.one(f"SELECT 1 FROM listing WHERE {column} = ? LIMIT 1", (value,))
        known = [value] if exact else distinct(reading, "listing", column)
        found |= dict.fromkeys(meant(known, value))
    return list(found)
