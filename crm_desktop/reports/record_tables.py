"""Records of every kind as tables: exact CSV for programs, one workbook with a sheet by kind.

Rows are written as they come and none is kept, so that any number of them fits in memory.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from crm_desktop.domain.changes import Kind
from crm_desktop.reports.tier_list_xlsx import sheet_name
from crm_desktop.text import Language
from crm_desktop.wording.field_labels import LABELS, OF_KIND
from crm_desktop.wording.history import kind_name

Cell = str | int | bool | Decimal | date | None
MOST_LINES = 1_048_575
"""Lines of a sheet beneath its heads."""
LONGEST_CELL = 32_767
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheet programs count days each in its own way."""
_WIDTH = 18
_MOST_DIGITS = 10**15
"""Larger numbers would lose digits in a spreadsheet, so they stand as text."""


class CsvTable:
    """An exact table for programs: UTF-8, heads and values as in the JSON of an export."""

    def __init__(self, binary: IO[bytes], names: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(binary, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        self._writer.writerow(names)

    def write(self, cells: Iterable[Cell]) -> None:
        """Write a line."""
        self._writer.writerow(["" if one is None else _exact(one) for one in cells])

    def close(self) -> None:
        """Write out what waits; the file below stays open."""
        self._text.flush()
        self._text.detach()


class RecordBook:
    """A workbook made in a file, a sheet for every kind and another where one is full."""

    def __init__(self, path: Path, language: Language) -> None:
        options: dict[str, Any] = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        }
        self._language = language
        self._book = Workbook(str(path), options)
        self._head = self._book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#14505C"}
        )
        self._text = self._book.add_format({"num_format": "@"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})

    def sheet(self, kind: Kind, names: Sequence[str]) -> Callable[[Sequence[Cell]], None]:
        """Begin the sheets of a kind and return what writes a line to them."""
        title, heads = kind_name(self._language, kind), _heads(self._language, kind, names)
        sheet, line, number = self._begin(title, heads), 0, 1

        def write(cells: Sequence[Cell]) -> None:
            nonlocal sheet, line, number
            if line == MOST_LINES:
                line, number = 0, number + 1
                sheet = self._begin(f"{title} {number}", heads)
            line += 1
            for column, cell in enumerate(cells):
                self._put(sheet, (line, column), cell)

        return write

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _begin(self, title: str, heads: Sequence[str]) -> Worksheet:
        sheet: Worksheet = self._book.add_worksheet(sheet_name(title[:1].upper() + title[1:]))
        sheet.set_column(0, len(heads) - 1, _WIDTH)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self._head)
        return sheet

    def _put(self, sheet: Worksheet, at: tuple[int, int], cell: Cell) -> None:
        """Write a cell typed; text stays text whatever it begins with."""
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            sheet.write_boolean(*at, cell)
        elif isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(*at, cell, self._day)
        elif isinstance(cell, (int, Decimal)) and -_MOST_DIGITS < cell < _MOST_DIGITS:
            sheet.write_number(*at, float(cell))
        else:
            _put_text(sheet, at, _exact(cell), self._text)


def _put_text(sheet: Worksheet, at: tuple[int, int], text: str, form: Format) -> None:
    cut = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    sheet.write_string(*at, cut, form)


def _exact(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _heads(language: Language, kind: Kind, names: Sequence[str]) -> list[str]:
    """The labels people know; keys and stamps keep the name that programs read."""
    labels = {name: OF_KIND.get((kind, name)) or LABELS.get(name) for name in names}
    return [language.text(label) if label else name for name, label in labels.items()]
