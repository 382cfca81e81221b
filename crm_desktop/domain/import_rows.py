"""Reads rows of a mapped table into values, a batch at a time and column by column."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import compress

from crm_desktop.domain.import_evidence import ColumnFormat
from crm_desktop.domain.import_fields import NEEDS, field_of
from crm_desktop.domain.import_headers import fold
from crm_desktop.domain.import_values import (
    ReadColumn,
    ReadingContext,
    Unreadable,
    column_reader,
)
from crm_desktop.domain.imports import (
    Batch,
    Binding,
    Field,
    FieldType,
    Refusal,
    TableMapping,
)

Columns = Sequence[Sequence[str]]
Values = Sequence[object]
_GOOGLE_SEPARATOR = " ::: "


class RowReader:
    """Understands batches of one table; keeps what it learned of repeated cells between them."""

    def __init__(
        self, mapping: TableMapping, formats: Sequence[ColumnFormat], context: ReadingContext
    ) -> None:
        self._bindings = mapping.bindings
        self._file = context.file
        pairs = zip(mapping.bindings, formats, strict=True)
        self._readers = [
            _binding_reader(mapping, binding, form, context) for binding, form in pairs
        ]
        self._needs = [
            places
            for group in NEEDS[mapping.entity]
            if (places := [i for i, b in enumerate(mapping.bindings) if b.field in group])
        ]
        self._missing = [
            group[0]
            for group in NEEDS[mapping.entity]
            if not any(binding.field in group for binding in mapping.bindings)
        ]

    @property
    def missing_fields(self) -> list[str]:
        """Fields every row needs and no column fills; then every row would be refused."""
        return list(self._missing)

    def read(self, rows: Sequence[tuple[int, tuple[str, ...]]]) -> Batch:
        """The values of some rows of the table's width, in order; refused ones are left out."""
        lines = [line for line, _ in rows]
        columns = list(zip(*(cells for _, cells in rows), strict=True))
        values = [read(columns, len(rows)) for read in self._readers]
        refused: dict[int, Refusal] = {}
        self._refuse_unreadable(values, lines, refused)
        self._refuse_incomplete(values, lines, refused)
        if refused:
            kept = [place not in refused for place in range(len(lines))]
            values = [list(compress(column, kept)) for column in values]
            lines = list(compress(lines, kept))
        return Batch(self._bindings, lines, values, [refused[place] for place in sorted(refused)])

    def _refuse_unreadable(
        self, values: list[Values], lines: list[int], refused: dict[int, Refusal]
    ) -> None:
        for binding, column in zip(self._bindings, values, strict=True):
            if Unreadable in set(map(type, column)):
                for place, value in enumerate(column):
                    if isinstance(value, Unreadable):
                        refusal = Refusal(
                            self._file, lines[place], value.code, binding.field, value.params
                        )
                        refused.setdefault(place, refusal)

    def _refuse_incomplete(
        self, values: list[Values], lines: list[int], refused: dict[int, Refusal]
    ) -> None:
        for places in self._needs:
            name = self._bindings[places[0]].field
            if all(None in values[place] for place in places):
                for place, group in enumerate(zip(*(values[p] for p in places), strict=True)):
                    if all(value is None for value in group):
                        refusal = Refusal(self._file, lines[place], "value_missing", name)
                        refused.setdefault(place, refusal)


def _binding_reader(
    mapping: TableMapping, binding: Binding, form: ColumnFormat, context: ReadingContext
) -> Callable[[Columns, int], Values]:
    """A function from all columns of a batch and its length to the values of one binding."""
    what = field_of(mapping.entity, binding.field) or Field(binding.field)
    read = _replacing(column_reader(what, form, context), binding)
    if binding.constant is not None:
        constant = read([binding.constant])[0]
        if what.takes_many and isinstance(constant, str):
            constant = ((binding.label, constant),)
        return lambda _, count: [constant] * count
    if what.takes_many:
        return lambda columns, _: _labelled(columns, binding, read)
    scaled = _scaled(read, binding.scale)
    return lambda columns, _: scaled(_cells(columns, binding, what))


def _cells(columns: Columns, binding: Binding, what: Field) -> Sequence[str]:
    places = binding.columns
    if len(places) == 1:
        cells = columns[places[0]]
        return cells if binding.part is None else [_part(cell, binding) for cell in cells]
    parts = zip(*(columns[place] for place in places), strict=True)
    if what.kind in (FieldType.BIRTHDAY, FieldType.LUNAR_BIRTHDAY, FieldType.DATE):
        return [_joined_day(group) for group in parts]
    return [_joined(group, binding.joiner) for group in parts]


def _joined(group: Sequence[str], joiner: str) -> str:
    return joiner.join(part for part in map(str.strip, group) if part)


def _joined_day(group: Sequence[str]) -> str:
    """Year, month and day in columns of their own; a missing year leaves its place empty."""
    parts = [part.strip() for part in group]
    return "-".join(["-" if part == "" else part for part in parts]) if any(parts[1:]) else ""


def _part(cell: str, binding: Binding) -> str:
    parts = cell.split(binding.separator) if binding.separator else cell.split()
    place = binding.part or 0
    return parts[place] if place < len(parts) else ""


def _replacing(read: ReadColumn, binding: Binding) -> ReadColumn:
    if not binding.replacements:
        return read
    wanted = {fold(cell): wording for cell, wording in binding.replacements.items()}
    return lambda cells: read([wanted.get(fold(cell), cell) for cell in cells])


def _scaled(read: ReadColumn, scale: int) -> ReadColumn:
    if scale == 1:
        return read
    return lambda cells: [_times(value, scale) for value in read(cells)]


def _times(value: object, scale: int) -> object:
    if isinstance(value, tuple):
        amount, currency = value
        return amount * scale, currency
    return value * scale if isinstance(value, int | Decimal) else value


def _labelled(columns: Columns, binding: Binding, read: ReadColumn) -> Values:
    """Tuples of (label, text); a cell may hold several values at the binding's separator."""
    cells = columns[binding.columns[0]]
    values = read(cells)
    separator = binding.separator or _GOOGLE_SEPARATOR
    if binding.label_column is None and separator not in "\n".join(cells):
        label = binding.label
        return [((label, value),) if isinstance(value, str) else value for value in values]
    labels: Sequence[str] = [binding.label] * len(cells)
    if binding.label_column is not None:
        labels = [text.strip(" *") for text in columns[binding.label_column]]
    return [
        tuple((label, part) for part in _several(cell, separator, read))
        if isinstance(value, str)
        else value
        for label, cell, value in zip(labels, cells, values, strict=True)
    ]


def _several(cell: str, separator: str, read: ReadColumn) -> list[str]:
    return [value for value in read(cell.split(separator)) if isinstance(value, str)]
