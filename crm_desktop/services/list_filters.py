"""Choosing the rows of the customer list that a typed filter asks for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from crm_desktop.domain.figures import ListRow
from crm_desktop.domain.list_filters import UNSET, Answer, FilterKey, ListFilter
from crm_desktop.language.folding import fold
from crm_desktop.storage import list_filters, list_marks, search
from crm_desktop.storage.list_marks import Mark
from crm_desktop.storage.list_terms import meant
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.sensitive_customers import with_sensitive

Test = Callable[[ListRow], bool]
_MARKED = {FilterKey.OVERDUE, FilterKey.RISK, FilterKey.COMPLAINT, FilterKey.COMPLETENESS}
_WRITTEN: Mapping[FilterKey, Callable[[ListRow], str]] = {
    FilterKey.TIER: lambda row: row.tier,
    FilterKey.STAGE: lambda row: row.stage.value,
    FilterKey.KIND: lambda row: row.kind.value,
    FilterKey.MAN: lambda row: row.man_class,
    FilterKey.OWNER: lambda row: row.owner,
    FilterKey.CITY: lambda row: row.city,
    FilterKey.COUNTRY: lambda row: row.country,
}
_PARTS = {FilterKey.OWNER, FilterKey.CITY, FilterKey.COUNTRY}


def chosen(
    reading: Reading, rows: list[ListRow], wanted: ListFilter, *, as_of: date
) -> list[ListRow]:
    """Return the rows that meet the filter; with words the best tier and index come first."""
    marks: dict[int, Mark] = {}
    if _MARKED & wanted.terms.keys():
        marks = {mark.customer_id: mark for mark in list_marks.compute(reading, as_of)}
    tests: list[Test] = []
    for key, values in wanted.terms.items():
        if key in _MARKED:
            tests.append(partial(_is_marked, marks, key, values, as_of.isoformat()))
        else:
            tests.append(_test(reading, rows, key, values))
    if wanted.words:
        hits = set(search.hits(reading, wanted.words))
        rows = sorted((row for row in rows if row.id in hits), key=_worth)
    return [row for row in rows if all(test(row) for test in tests)]


def _worth(row: ListRow) -> tuple[bool, str, object]:
    return not row.tier, row.tier, -(row.value_index or 0)


def _test(
    reading: Reading, rows: Iterable[ListRow], key: FilterKey, values: tuple[str, ...]
) -> Test:
    if key is FilterKey.TAG:
        return partial(_is_tagged, _tags(reading), {fold(value) for value in values})
    if key is FilterKey.BOUGHT:
        return lambda row: (Answer.YES if row.purchases else Answer.NO) in values
    if key is FilterKey.TABOO:
        keys = list_filters.with_taboo(reading)
        return lambda row: (Answer.YES if row.id in keys else Answer.NO) in values
    if key is FilterKey.SENSITIVE:
        marked = with_sensitive(reading)
        return lambda row: (Answer.YES if row.id in marked else Answer.NO) in values
    written = _WRITTEN[key]
    allowed = {"" if value == UNSET else value for value in values}
    if key in _PARTS:
        known = {written(row) for row in rows}
        allowed = {value for one in values for value in meant(known, one)}
    return lambda row: written(row) in allowed


def _is_marked(
    marks: Mapping[int, Mark], key: FilterKey, values: tuple[str, ...], day: str, row: ListRow
) -> bool:
    mark = marks[row.id]
    if key is FilterKey.COMPLETENESS:
        return mark.completeness < max(map(int, values))
    is_so = {
        FilterKey.OVERDUE: mark.due_on is not None and mark.due_on < day,
        FilterKey.RISK: bool(mark.at_risk),
        FilterKey.COMPLAINT: bool(mark.open_complaint),
    }[key]
    return (Answer.YES if is_so else Answer.NO) in values


def _tags(reading: Reading) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = {}
    for customer, name in list_filters.tags(reading):
        found.setdefault(customer, set()).add(fold(name))
    return found


def _is_tagged(tags: Mapping[int, set[str]], wanted: set[str], row: ListRow) -> bool:
    return not wanted.isdisjoint(tags.get(row.id, {UNSET}))
