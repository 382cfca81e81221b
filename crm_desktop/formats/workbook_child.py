"""Parses a workbook in a process of its own: what kills it there harms nothing here."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

MOST_MEMORY = 2_000_000_000
MOST_CPU_S = 120
BATCH_ROWS = 4_000
FAILED = "failed"
LOCKED, DAMAGED = "workbook_locked", "workbook_damaged"

Merged = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a range, as (row, column) from 0."""
SEPARATOR = "\x1e"
Batch = tuple[int, int, str | list[str]] | tuple[()]
"""The number of the first of some rows that stand one below the other, their width, and their
cells in one text; as a list where a cell holds the separator."""


def serve(connection: Connection, path: str) -> None:
    """Answer until the other side is gone.

    First come the names of the visible sheets and how many are hidden. The name of a sheet begins
    it, None goes on with it: both are answered by the next rows as texts, numbered from 1, and by
    an empty batch at the end. Trouble is (FAILED, code), and the end.
    """
    _limit()
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
        connection.send(_sheets(workbook))
        opened = Opened(workbook)
        while True:
            connection.send(opened.batch(connection.recv()))
    except calamine.PasswordError:
        connection.send((FAILED, LOCKED))
    except calamine.CalamineError:
        connection.send((FAILED, DAMAGED))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # whoever asked has seen enough


class Opened:
    """A workbook of which one sheet at a time is unpacked, which is what takes long."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._name: str | None = None
        self._sheet: Any = None
        self._rows: Iterator[tuple[int, list[Any]]] = iter(())
        self._top = 0

    def batch(self, sheet: str | None) -> Batch:
        """Return the first rows of a sheet, or the next ones."""
        if sheet is not None:
            self._begin(sheet)
        rows = list(islice(self._rows, BATCH_ROWS))
        if not rows:
            return ()
        cells = [
            cell if cell.__class__ is str else cell_text(cell) for _, row in rows for cell in row
        ]
        # One text is handed over in a third of the time that many take.
        text = SEPARATOR.join(cells)
        is_plain = text.count(SEPARATOR) == len(cells) - 1
        return self._top + 1 + rows[0][0], len(rows[0][1]), text if is_plain else cells

    def _begin(self, name: str) -> None:
        if name != self._name:
            self._sheet, self._name = None, None
            self._sheet, self._name = self._workbook.get_sheet_by_name(name), name
        self._rows = iter(())
        if self._sheet.start is not None:
            self._top, left = self._sheet.start
            ranges = self._sheet.merged_cell_ranges or ()
            merged = [_moved(one, self._top, left) for one in ranges]
            rows = enumerate(self._sheet.iter_rows())
            self._rows = _filled(rows, merged) if merged else rows


def _limit() -> None:
    """Keep this process within its means, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))


def _sheets(workbook: Any) -> tuple[list[str], int]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    seen = [one.name for one in tables if one.visible == SheetVisibleEnum.Visible]
    return seen, len(tables) - len(seen)


def _moved(merged: Merged, top: int, left: int) -> Merged:
    (first, west), (last, east) = merged
    return (first - top, west - left), (last - top, east - left)


def _filled(
    rows: Iterator[tuple[int, list[Any]]], merged: list[Merged]
) -> Iterator[tuple[int, list[Any]]]:
    """Repeat what is merged downwards in each row it stands for.

    What is merged across is left alone: that is a title, or a heading over several columns.
    """
    upright = [one for one in merged if one[0][0] < one[1][0] and one[0][1] == one[1][1]]
    begins: dict[int, list[Merged]] = {}
    for one in upright:
        begins.setdefault(one[0][0], []).append(one)
    running: dict[int, tuple[int, Any]] = {}
    for number, cells in rows:
        for column, (last, value) in list(running.items()):
            if number > last:
                del running[column]
            elif column < len(cells):
                cells[column] = value
        for (_, column), (last, _) in begins.get(number, ()):
            if column < len(cells):
                running[column] = (last, cells[column])
        yield number, cells


def cell_text(value: object) -> str:
    """Return a cell as a person reads it, the same for every program that wrote it.

    Whole numbers have no fraction (an id kept as 17850.0 is 17850), days and moments are ISO.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
