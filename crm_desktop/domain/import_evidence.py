"""Decides how dates, numbers and ids of a table are written, from whole columns, never a cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.domain.import_dates import DateEvidence
from crm_desktop.domain.import_fields import field_of
from crm_desktop.domain.import_numbers import NumberEvidence
from crm_desktop.domain.imports import (
    Assumption,
    Binding,
    Conventions,
    DateOrder,
    DecimalMark,
    Field,
    FieldType,
    TableMapping,
)

EMPTY_CELLS = frozenset({"", "NULL", "\\N"})
_WHOLE = re.compile(r"\d+\.0+$", re.ASCII)
_BROKEN = re.compile(r"\d+\.\d*[1-9]\d*$", re.ASCII)
_DATED = frozenset({FieldType.DATE, FieldType.BIRTHDAY, FieldType.LUNAR_BIRTHDAY})
_NUMERIC = frozenset(
    {
        FieldType.INTEGER,
        FieldType.DECIMAL,
        FieldType.MONEY,
        FieldType.PERCENT,
        FieldType.FRACTION,
    }
)
_SIZED = frozenset({FieldType.PERCENT, FieldType.FRACTION})
_IDS = frozenset({FieldType.ID, FieldType.REFERENCE})


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """How one column is written; `is_share` (all between 0 and 1) matters to percentages,
    `has_whole_ids` says that its ids are numbers with a meaningless `.0`."""

    date_order: DateOrder = DateOrder.YEAR_FIRST
    decimal_mark: DecimalMark = DecimalMark.POINT
    is_share: bool = False
    is_above_one: bool = False
    has_whole_ids: bool = False


@dataclass(slots=True)
class _IdEvidence:
    """Whether ids are whole numbers that a spreadsheet or data frame wrote with a fraction."""

    whole: int = 0
    broken: int = 0

    def is_settled_by(self, joined: str) -> bool:
        """True when cells that make up this text can't tell more; a cheap look at many."""
        return "." not in joined

    def observe(self, text: str) -> None:
        if "." in text:
            self.whole += bool(_WHOLE.match(text))
            self.broken += bool(_BROKEN.match(text))


_Evidence = DateEvidence | NumberEvidence | _IdEvidence


def filled(cells: Iterable[str]) -> Iterator[str]:
    """The different cells that hold something, without the blanks around it."""
    return (text for text in map(str.strip, set(cells)) if text not in EMPTY_CELLS)


class TableEvidence:
    """Gathers what a table's columns say while its rows stream by once."""

    def __init__(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self._evidence = [_evidence_for(mapping, binding) for binding in mapping.bindings]

    @property
    def is_needed(self) -> bool:
        """False when no column depends on a decision, so that the first pass can be left out."""
        return any(evidence is not None for evidence in self._evidence)

    def observe(self, rows: Sequence[Sequence[str]]) -> None:
        """Takes in some rows (their cells, all of the table's width)."""
        for binding, evidence in zip(self._mapping.bindings, self._evidence, strict=True):
            if evidence is not None:
                place = binding.columns[0]
                column = [cells[place] for cells in rows]
                if not evidence.is_settled_by("".join(column)):
                    for text in filled(column):
                        evidence.observe(text)

    def formats(self, default: Conventions) -> tuple[ColumnFormat, ...]:
        """One format a binding; what neither mapping nor columns settle follows `default`."""
        dates, marks = self._table_order(default), self._table_mark(default)
        pairs = zip(self._mapping.bindings, self._evidence, strict=True)
        return tuple(
            self._format(evidence, binding.date_order, dates, marks) for binding, evidence in pairs
        )

    def assumptions(self, default: Conventions) -> list[Assumption]:
        """What had to be assumed or stays contradictory, column by column."""
        formats = self.formats(default)
        pairs = zip(self._mapping.bindings, self._evidence, formats, strict=True)
        stated = self._mapping.conventions
        return [
            Assumption(code, {"table": self._mapping.table, "field": binding.field, **params})
            for binding, evidence, chosen in pairs
            if binding.date_order is None
            for code, params in _doubts(evidence, chosen, stated)
        ]

    def _table_order(self, default: Conventions) -> DateOrder:
        stated = self._mapping.conventions.date_order
        found = {e.order for e in self._evidence if isinstance(e, DateEvidence)} - {None}
        only = found.pop() if len(found) == 1 else None
        return stated or only or default.date_order or DateOrder.DAY_FIRST

    def _table_mark(self, default: Conventions) -> DecimalMark:
        stated = self._mapping.conventions.decimal_mark
        found = {e.mark for e in self._evidence if isinstance(e, NumberEvidence)} - {None}
        only = found.pop() if len(found) == 1 else None
        return stated or only or default.decimal_mark or DecimalMark.POINT

    def _format(
        self,
        evidence: _Evidence | None,
        own: DateOrder | None,
        order: DateOrder,
        mark: DecimalMark,
    ) -> ColumnFormat:
        stated = self._mapping.conventions
        if isinstance(evidence, DateEvidence):
            return ColumnFormat(date_order=own or stated.date_order or evidence.order or order)
        if isinstance(evidence, NumberEvidence):
            return ColumnFormat(
                decimal_mark=stated.decimal_mark or evidence.mark or mark,
                is_share=evidence.is_share,
                is_above_one=evidence.above_one > 0,
            )
        if isinstance(evidence, _IdEvidence):
            return ColumnFormat(has_whole_ids=evidence.whole > 0 and not evidence.broken)
        return ColumnFormat(date_order=own or order, decimal_mark=mark)


def _evidence_for(mapping: TableMapping, binding: Binding) -> _Evidence | None:
    field = field_of(mapping.entity, binding.field)
    if field is None or len(binding.columns) != 1:
        return None
    return _evidence_of(field)


def _evidence_of(field: Field) -> _Evidence | None:
    if field.kind in _DATED:
        return DateEvidence()
    if field.kind in _NUMERIC:
        return NumberEvidence(needs_size=field.kind in _SIZED)
    return _IdEvidence() if field.kind in _IDS else None


def _doubts(
    evidence: _Evidence | None, chosen: ColumnFormat, stated: Conventions
) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(evidence, DateEvidence) and stated.date_order is None:
        if evidence.is_mixed:
            yield "date_order_mixed", {"order": chosen.date_order}
        elif evidence.order is None and evidence.either:
            yield "date_order_assumed", {"order": chosen.date_order}
    if isinstance(evidence, NumberEvidence) and stated.decimal_mark is None:
        if evidence.points and evidence.commas:
            yield "decimal_mark_mixed", {"mark": chosen.decimal_mark}
        elif evidence.mark is None and evidence.either:
            yield "decimal_mark_assumed", {"mark": chosen.decimal_mark}
    if isinstance(evidence, _IdEvidence) and chosen.has_whole_ids:
        yield "ids_without_fraction", {}
