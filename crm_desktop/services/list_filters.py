"""Choosing the rows of the customer list that a typed filter asks for."""

from collections.abc import Callable, Iterable
from functools import partial

from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.list_filters import UNTIERED, Answer, FilterKey, ListFilter
from crm_desktop.language.folding import fold
from crm_desktop.storage import list_filters, search
from crm_desktop.storage.reading import Reading

Test = Callable[[ListRow], bool]


def chosen(reading: Reading, rows: list[ListRow], wanted: ListFilter) -> list[ListRow]:
    """Return the rows that meet the filter; with words the best tier and index come first."""
    tests = [_test(reading, key, values) for key, values in wanted.terms.items()]
    if wanted.words:
        hits = set(search.find(reading, wanted.words, limit=len(rows)))
        rows = sorted((row for row in rows if row.id in hits), key=_worth)
    return [row for row in rows if all(test(row) for test in tests)]


def _worth(row: ListRow) -> tuple[bool, str, object]:
    return not row.tier, row.tier, -(row.value_index or 0)


def _test(reading: Reading, key: FilterKey, values: tuple[str, ...]) -> Test:
    match key:
        case FilterKey.TIER:
            tiers = {"" if value == UNTIERED else value for value in values}
            return lambda row: row.tier in tiers
        case FilterKey.STAGE:
            return lambda row: row.stage.value in values
        case FilterKey.KIND:
            return lambda row: row.kind.value in values
        case FilterKey.OWNER:
            return lambda row: _holds(row.owner, values)
        case FilterKey.CITY:
            return lambda row: _holds(row.city, values)
        case FilterKey.TAG:
            return partial(_is_one_of, _with_tag(reading, values))
        case FilterKey.TABOO:
            keys = list_filters.with_taboo(reading)
            return lambda row: (Answer.YES if row.id in keys else Answer.NO) in values


def _is_one_of(keys: set[int], row: ListRow) -> bool:
    return row.id in keys


def _with_tag(reading: Reading, names: Iterable[str]) -> set[int]:
    wanted = {fold(name) for name in names}
    return {customer for customer, name in list_filters.tags(reading) if fold(name) in wanted}


def _holds(text: str, parts: Iterable[str]) -> bool:
    folded = fold(text)
    return any(fold(part) in folded for part in parts)
