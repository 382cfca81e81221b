"""Streams a list in batches of understood rows, column by column."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from crm_desktop.domain.import_evidence import TableEvidence
from crm_desktop.domain.import_rows import RowReader
from crm_desktop.domain.import_values import ReadingContext
from crm_desktop.domain.imports import (
    CUSTOM,
    STATES_NOTHING,
    Assumption,
    Batch,
    Binding,
    Refusal,
)
from crm_desktop.domain.problems import InputError
from crm_desktop.formats.table import Row, RowProblem
from crm_desktop.language.cleaning import clean
from crm_desktop.services.import_inputs import InputTable
from crm_desktop.services.import_plan import RefusedRow, RowNote

BATCH_ROWS = 4000
MAX_REFUSED = 200_000
Column = Sequence[Any]


@dataclass(frozen=True, slots=True)
class BoundColumn:
    """The values of one binding."""

    binding: Binding
    values: Column


class Columns:
    """A batch by field; `lines` are where its rows begin in the file."""

    def __init__(
        self, bindings: Sequence[Binding], lines: list[int], values: Sequence[Column]
    ) -> None:
        self.bindings = bindings
        self.lines = lines
        self._values = values
        self._bound = [
            BoundColumn(binding, column) for binding, column in zip(bindings, values, strict=True)
        ]
        self._by_field = {bound.binding.field: bound for bound in reversed(self._bound)}

    def __len__(self) -> int:
        return len(self.lines)

    def __contains__(self, field: str) -> bool:
        return field in self._by_field

    def get(self, field: str) -> Column:
        """The values of a field, None throughout where no column has them."""
        bound = self._by_field.get(field)
        return [None] * len(self.lines) if bound is None else bound.values

    def binding(self, field: str) -> Binding:
        """How a field that is there was read."""
        return self._by_field[field].binding

    def several(self, field: str) -> list[Column]:
        """The columns of a field that takes many; each value is labelled texts or None."""
        return [bound.values for bound in self._bound if bound.binding.field == field]

    def custom(self) -> list[tuple[str, Column]]:
        """Names and values of the columns that become custom fields."""
        return [
            (bound.binding.field.removeprefix(CUSTOM), bound.values)
            for bound in self._bound
            if bound.binding.field.startswith(CUSTOM)
        ]

    def without(self, places: Iterable[int]) -> "Columns":
        """The batch without some of its rows."""
        gone = set(places)
        if not gone:
            return self
        return self.only([place for place in range(len(self.lines)) if place not in gone])

    def only(self, places: Iterable[int]) -> "Columns":
        """Some of the rows."""
        kept = list(places)
        return Columns(
            self.bindings,
            [self.lines[place] for place in kept],
            [[column[place] for place in kept] for column in self._values],
        )


class TableReading:
    """One list being read: what could not be taken, what was repaired, what was assumed."""

    def __init__(self, source: InputTable, today: date, tick: Callable[[int], None]) -> None:
        self.table = source.table
        self.mapping = source.mapping
        self.file = str(source.path)
        self.refused: list[RefusedRow] = []
        self.notes: list[RowNote] = []
        self._tick = tick
        self._context = ReadingContext(self.file, today, clean)
        evidence = TableEvidence(source.mapping)
        if evidence.is_needed:
            for rows in _chunks(self.table.rows(_ignore)):
                evidence.observe([cells for _, cells in rows])
                tick(len(rows))
        self._formats = evidence.formats(STATES_NOTHING)
        self.assumptions: list[Assumption] = [
            *source.mapping.assumptions,
            *evidence.assumptions(STATES_NOTHING),
        ]

    def batches(self) -> Iterator[tuple[Columns, list[Row]]]:
        """Yield understood rows with the rows of the file they came from (refused ones too).

        Raises InputError ``too_many_refused`` above 200,000 rows that can't be taken.
        """
        reader = RowReader(self.mapping, self._formats, self._context)
        for rows in _chunks(self.table.rows(self._take_problem)):
            batch: Batch = reader.read(rows)
            self._take_refusals(batch.refusals, rows)
            yield Columns(batch.bindings, batch.lines, batch.columns), rows
            self._tick(len(rows))

    def refuse(self, refusal: Refusal, rows: Sequence[Row]) -> None:
        """Leave out a row of the batch that ``rows`` is."""
        cells = next((cells for line, cells in rows if line == refusal.line), ())
        self._leave_out(RefusedRow(refusal, cells))

    def _take_refusals(self, refusals: Sequence[Refusal], rows: Sequence[Row]) -> None:
        if refusals:
            by_line = dict(rows)
            for one in refusals:
                self._leave_out(RefusedRow(one, by_line.get(one.line, ())))

    def _leave_out(self, row: RefusedRow) -> None:
        """Keep a refused row; a list that has nothing else would fill the memory with them."""
        self.refused.append(row)
        if len(self.refused) > MAX_REFUSED:
            line = self.refused[0].refusal.line
            raise InputError("too_many_refused", path=self.file, limit=MAX_REFUSED, line=line)

    def _take_problem(self, problem: RowProblem) -> None:
        if problem.is_refused:
            refusal = Refusal(self.file, problem.line, problem.code.value, params=problem.params)
            self._leave_out(RefusedRow(refusal, problem.cells))
        else:
            self.notes.append(RowNote(self.file, problem.line, problem.code.value, problem.params))


def _ignore(_: RowProblem) -> None:
    """Leaves problems of the first look to the reading that counts."""


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, BATCH_ROWS)):
        yield chunk
