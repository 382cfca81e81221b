"""Saved views of the customer list: a query and the columns shown with it, under a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from crm_desktop.domain.list_filters import UNSET, Answer, FilterKey, checked_value
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_scheme import Tier


@dataclass(frozen=True, slots=True)
class ListView:
    """``columns`` are the codes of the shown columns in order, empty for the usual ones."""

    name: str
    query: ListQuery
    columns: tuple[str, ...] = ()


class BuiltInView(StrEnum):
    """Views that are always there and can't be changed."""

    ALL = "all"
    A_OVERDUE = "a_overdue"
    PROSPECTS = "prospects"


BUILT_IN: Mapping[BuiltInView, ListQuery] = MappingProxyType(
    {
        BuiltInView.ALL: ListQuery(),
        BuiltInView.A_OVERDUE: ListQuery(
            ListColumn.OVERDUE,
            descending=True,
            terms={FilterKey.TIER: (Tier.A.value,), FilterKey.OVERDUE: (Answer.YES.value,)},
        ),
        BuiltInView.PROSPECTS: ListQuery(
            ListColumn.MAN_SCORE,
            descending=True,
            terms={FilterKey.TIER: (UNSET,), FilterKey.BOUGHT: (Answer.NO.value,)},
        ),
    }
)


def to_stored(view: ListView) -> dict[str, Any]:
    """Return a view as JSON values."""
    query = view.query
    return {
        "name": view.name,
        "sort": query.sort.value,
        "descending": query.descending,
        "words": query.words,
        "terms": {key.value: list(values) for key, values in query.terms.items()},
        "columns": list(view.columns),
    }


def from_stored(stored: Mapping[str, Any]) -> ListView:
    """Return a stored view; what another version of the program wrote and we don't know is left
    out."""
    sort = stored.get("sort")
    terms: dict[FilterKey, tuple[str, ...]] = {}
    for key, values in dict(stored.get("terms") or {}).items():
        terms |= _known(str(key), map(str, values))
    query = ListQuery(
        ListColumn(sort) if sort in list(ListColumn) else ListColumn.NAME,
        bool(stored.get("descending")),
        str(stored.get("words") or ""),
        terms,
    )
    columns = tuple(map(str, stored.get("columns") or ()))
    return ListView(str(stored.get("name") or ""), query, columns)


def _known(key: str, values: Iterable[str]) -> dict[FilterKey, tuple[str, ...]]:
    try:
        found = FilterKey(key)
        kept = tuple(checked_value(found, value) for value in values)
    except (ValueError, InputError):
        return {}
    return {found: kept} if kept else {}
