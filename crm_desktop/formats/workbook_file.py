"""Opens the sheets of a workbook (XLSX, XLSM, XLSB, XLS, ODS) as lists and streams their rows."""

import multiprocessing
import weakref
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

from crm_desktop.formats import workbook_child as child
from crm_desktop.formats.csv_header import has_header, header_warnings
from crm_desktop.formats.table import (
    Cells,
    Report,
    Row,
    RowProblem,
    RowProblemCode,
    Table,
    TableError,
    TableErrorCode,
    TableWarning,
    TableWarningCode,
)
from crm_desktop.formats.workbook_check import check_workbook

SHEET_MARK = "#"
"""Stands between a workbook and a sheet where it has several: `customers.xlsx#2024`."""
LONGEST_SILENCE_S = 60
"""The parser says nothing while it unpacks a sheet."""
_SAMPLE_ROWS = 200
_LONGEST_CELL = 1_000_000
_ENCODING = "utf-8"
_MOST_TITLES = 20
_PACKED = 5
"""A workbook is about five times as small as the text of its rows."""


class WorkbookReader:
    """A workbook as another process reads it, which ends with this object.

    One reading at a time: beginning another ends the one before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._readings = 0
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=child.serve, args=(there, str(path)), daemon=True)
        self._process.start()
        there.close()
        self._end = weakref.finalize(self, _stop, self._process, self._here)

    def sheets(self) -> tuple[list[str], int]:
        """Return the visible sheets and how many are hidden; asked first, and once."""
        found: tuple[list[str], int] = self._received()
        return found

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet from its first; raises RuntimeError after another began."""
        self._readings += 1
        own = self._readings
        batch = self._asked(sheet)
        while batch:
            yield from _unpacked(*batch)
            if own != self._readings:
                raise RuntimeError(sheet)
            batch = self._asked(None)

    def _asked(self, sheet: str | None) -> child.Batch:
        try:
            self._here.send(sheet)
        except OSError as error:
            raise TableError(TableErrorCode.WORKBOOK_UNREASONABLE, self.path) from error
        batch: child.Batch = self._received()
        return batch

    def _received(self) -> Any:
        try:
            if not self._here.poll(LONGEST_SILENCE_S):
                self._end()
                raise TableError(TableErrorCode.WORKBOOK_UNREASONABLE, self.path)
            answer = self._here.recv()
        except (EOFError, OSError) as error:  # out of memory or time, or the parser gave up
            raise TableError(TableErrorCode.WORKBOOK_UNREASONABLE, self.path) from error
        if answer and answer[0] == child.FAILED:
            raise TableError(TableErrorCode(answer[1]), self.path)
        return answer


def _unpacked(first: int, width: int, packed: str | list[str]) -> Iterator[Row]:
    cells = packed.split(child.SEPARATOR) if isinstance(packed, str) else packed
    return zip(count(first), zip(*[iter(cells)] * width, strict=True))


def _stop(process: Any, connection: Any) -> None:
    connection.close()
    process.kill()
    process.join()


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is needed to read the rows again."""

    reader: WorkbookReader
    sheet: str
    width: int
    skipped: int
    """Rows of the sheet before the first row of the list, or before the one below the header."""


def read_sheets(path: Path) -> tuple[Table, ...]:
    """Return a list for every visible sheet that holds rows; they are read when asked for.

    Raises TableError: locked by a password, damaged, unreasonably large once unpacked, or without
    rows. Parsing happens in another process, which has 2 GB and two minutes.
    """
    check_workbook(path)
    reader = WorkbookReader(path)
    names, hidden = reader.sheets()
    found = [(name, table) for name in names if (table := _table(reader, name)) is not None]
    if not found:
        raise TableError(TableErrorCode.EMPTY, path)
    if hidden:
        told = TableWarning(TableWarningCode.HIDDEN_SHEETS, {"count": hidden})
        found[0] = (found[0][0], replace(found[0][1], warnings=(*found[0][1].warnings, told)))
    return tuple(_named(table, name) if len(found) > 1 else table for name, table in found)


def _table(reader: WorkbookReader, sheet: str) -> Table | None:
    """Return the list of a sheet, None where it has no row."""
    filled = ((line, _trimmed(cells)) for line, cells in reader.rows(sheet))
    first = list(islice((row for row in filled if row[1]), _SAMPLE_ROWS + 1))
    if not first:
        return None
    width = max(len(cells) for _, cells in first)
    first = first[_start(first, width) :]
    header, heads = _header([_padded(cells, width) for _, cells in first])
    last_above = first[heads - 1][0] if heads else first[0][0] - 1
    opening = _Opening(reader, sheet, width, last_above)
    sample = tuple((line, _padded(cells, width)) for line, cells in first[heads:])
    before = first[0][0] - 1
    skipped = [TableWarning(TableWarningCode.LINES_BEFORE_HEADER, {"lines": before})]
    return Table(
        path=reader.path,
        name=reader.path.stem,
        encoding=_ENCODING,
        delimiter=",",
        header=header,
        width=width,
        sample=sample,
        warnings=(*(skipped if before else ()), *header_warnings(header)),
        rows=partial(_rows, opening),
        is_text=False,
        size=reader.path.stat().st_size * _PACKED,
    )


def _start(rows: Sequence[Row], width: int) -> int:
    """Leave out titles and notes: leading rows with fewer cells than rows usually have."""
    counts = Counter(_filled(cells) for _, cells in rows)
    usual = max(counts, key=lambda count: (counts[count], count))
    for at, (_, cells) in enumerate(rows[:_MOST_TITLES]):
        if _filled(cells) >= usual:
            return at
        if at + 1 < len(rows):
            upper, lower = _padded(cells, width), _padded(rows[at + 1][1], width)
            if _is_over(upper, lower) and _filled(_joined(upper, lower)) >= usual:
                return at
    return 0


def _filled(cells: Cells) -> int:
    return sum(1 for cell in cells if cell.strip())


def _header(rows: Sequence[Cells]) -> tuple[Cells | None, int]:
    """Return the headings, which stand in one or two rows, and how many rows they are."""
    if len(rows) > 2 and _is_over(rows[0], rows[1]):
        joined = _joined(rows[0], rows[1])
        if has_header(joined, rows[2:]):
            return joined, 2
    if has_header(rows[0], rows[1:]):
        return tuple(name.strip() for name in rows[0]), 1
    return None, 0


def _is_over(upper: Cells, lower: Cells) -> bool:
    """True for headings over several columns: two have names beneath one, others have none."""
    filled = [place for place, name in enumerate(upper) if name.strip()]
    groups = [place for place in filled if upper[place + 1 : place + 2] == ("",)]
    over = [place for place in groups if lower[place].strip() and lower[place + 1].strip()]
    alone = [place for place in filled if place not in over]
    return bool(over) and all(lower[one].strip() in ("", upper[one].strip()) for one in alone)


def _joined(upper: Cells, lower: Cells) -> Cells:
    """Return headings with what stands over them, which reaches as far as names stand beneath."""
    found, over = [], ""
    for above, below in zip(upper, lower, strict=True):
        over, under = above.strip() or over, below.strip()
        parts = dict.fromkeys((over if under else above.strip(), under))
        found.append(" ".join(part for part in parts if part))
    return tuple(found)


def _named(table: Table, sheet: str) -> Table:
    """Tell a list from the others of its workbook."""
    told = sheet.replace("/", "_")
    path = table.path.with_name(f"{table.path.name}{SHEET_MARK}{told}")
    return replace(table, path=path, name=f"{table.name} {told}")


def _rows(opening: _Opening, report: Report) -> Iterator[Row]:
    """Rows of exactly the width of the list; one with cells beyond it goes to ``report``."""
    width = opening.width
    for line, cells in opening.reader.rows(opening.sheet):
        if line <= opening.skipped or not (cells[0].strip() or any(map(str.strip, cells))):
            continue
        if len(cells) > width and any(map(str.strip, cells[width:])):
            params = {"cells": len(_trimmed(cells)), "expected": width}
            report(RowProblem(RowProblemCode.TOO_LONG, line, cells, params))
        elif max(map(len, cells)) > _LONGEST_CELL:
            report(RowProblem(RowProblemCode.CELL_TOO_LARGE, line, cells[:width]))
        else:
            yield line, cells if len(cells) == width else _padded(cells, width)


def _ignore(_: RowProblem) -> None:
    """Leaves problems of a first look to the reading that counts."""


def _padded(cells: Cells, width: int) -> Cells:
    return (*cells[:width], *("",) * (width - len(cells)))


def _trimmed(cells: Cells) -> Cells:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
