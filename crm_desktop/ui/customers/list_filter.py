"""What the person asks of the list by typing, chips and headings; knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crm_desktop.domain.list_filters import YES_OR_NO, FilterKey, checked_value, parse_filter
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.problems import InputError
from crm_desktop.ui.customers.columns import COLUMNS, Column

Terms = Mapping[FilterKey, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListWish:
    """Typed text, terms of the chips and the order; ``sort`` None is the usual one.

    The usual order is by relevance where words are typed, else by name.
    """

    text: str = ""
    terms: Terms = field(default_factory=dict)
    sort: ListColumn | None = None
    descending: bool = False

    @property
    def query(self) -> ListQuery:
        """The query for the services; a key in both text and chips allows the values of both.

        Raises what ``parse_filter`` raises for the text.
        """
        typed = parse_filter(self.text)
        terms = dict(self.terms)
        for key, values in typed.terms.items():
            terms[key] = tuple(dict.fromkeys((*terms.get(key, ()), *values)))
        usual = ListColumn.RELEVANCE if typed.words else ListColumn.NAME
        return ListQuery(self.sort or usual, self.descending, typed.words, terms)

    @property
    def is_filtered(self) -> bool:
        """True where not everybody is asked for."""
        return bool(self.text.strip() or self.terms)

    def typing(self, text: str) -> "ListWish":
        """Return the wish with another text."""
        return replace(self, text=text)

    def choosing(self, key: FilterKey, values: tuple[str, ...]) -> "ListWish":
        """Return the wish with these values of a chip; none takes the chip away."""
        terms = {one: chosen for one, chosen in self.terms.items() if one is not key}
        if values:
            terms[key] = values
        return replace(self, terms={one: terms[one] for one in FilterKey if one in terms})

    def toggling(self, key: FilterKey, value: str) -> "ListWish":
        """Return the wish with one more value of a chip, or one less."""
        chosen = self.terms.get(key, ())
        if value in chosen:
            return self.choosing(key, tuple(one for one in chosen if one != value))
        return self.choosing(key, (*chosen, value))

    def clear(self) -> "ListWish":
        """Return the wish for everybody in the same order."""
        return ListWish(sort=self.sort, descending=self.descending)

    def sorting(self, column: Column) -> "ListWish":
        """Return the wish after a click on a heading: this order, the other way, the usual one."""
        spec = COLUMNS[column]
        if self.sort is not spec.sort:
            return replace(self, sort=spec.sort, descending=spec.falls)
        if self.descending is spec.falls:
            return replace(self, descending=not spec.falls)
        return replace(self, sort=None, descending=False)

    def asks_the_same(self, query: ListQuery) -> bool:
        """Return whether this wish is what a saved query says, order included."""
        try:
            mine = self.query
        except InputError:
            return False
        return mine == query

    def as_json(self) -> dict[str, Any]:
        """Return what to remember of the wish."""
        return {
            "text": self.text,
            "terms": {key.value: list(values) for key, values in self.terms.items()},
            "sort": self.sort.value if self.sort else None,
            "descending": self.descending,
        }


def wish_of_query(query: ListQuery) -> ListWish:
    """Return the wish that asks for a saved query, its words as typed text."""
    usual = ListColumn.RELEVANCE if query.words else ListColumn.NAME
    is_usual = query.sort is usual and not query.descending
    sort = None if is_usual else query.sort
    return ListWish(query.words, query.terms, sort, query.descending)


def remembered_wish(value: object) -> ListWish:
    """Return the wish of ``as_json``; whatever in it is not understood is left out."""
    if not isinstance(value, dict):
        return ListWish()
    text, sort = value.get("text"), value.get("sort")
    return ListWish(
        text if isinstance(text, str) else "",
        _terms(value.get("terms")),
        ListColumn(sort) if isinstance(sort, str) and sort in set(ListColumn) else None,
        value.get("descending") is True,
    )


def _terms(value: object) -> Terms:
    if not isinstance(value, dict):
        return {}
    found: dict[FilterKey, tuple[str, ...]] = {}
    for key in FilterKey:
        values = value.get(key.value)
        for one in values if isinstance(values, list) else ():
            try:
                known = checked_value(key, str(one))
            except InputError:
                continue
            found[key] = (*found.get(key, ()), known)
    return found


IS_TOGGLE = frozenset(YES_OR_NO)
"""Chips that are pressed or not; the others open a menu."""
