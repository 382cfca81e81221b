"""Records of every kind as tables: exact CSV for programs, one workbook with a sheet by kind.

Rows are written as they come and none is kept, so that any number of them fits in memory.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO

from crm_desktop.domain.changes import Kind
from crm_desktop.reports.plain_workbook import Cell, PlainWorkbook
from crm_desktop.reports.tier_list_xlsx import sheet_name
from crm_desktop.text import Language
from crm_desktop.wording.field_labels import LABELS, OF_KIND
from crm_desktop.wording.history import kind_name

MOST_LINES = 1_048_575
"""Lines of a sheet beneath its heads."""
_AS_THEY_ARE = frozenset({str, int, type(None)})


class CsvTable:
    """An exact table for programs: UTF-8, heads and values as in the JSON of an export."""

    def __init__(self, binary: IO[bytes], names: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(binary, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        self._writer.writerow(names)

    def write(self, cells: Iterable[Cell]) -> None:
        """Write a line."""
        self._writer.writerow([one if type(one) in _AS_THEY_ARE else _exact(one) for one in cells])

    def close(self) -> None:
        """Write out what waits; the file below stays open."""
        self._text.flush()
        self._text.detach()


class RecordBook:
    """A workbook made in a file, a sheet for every kind and another where one is full."""

    def __init__(self, path: Path, language: Language) -> None:
        self._language = language
        self._book = PlainWorkbook(path)

    def write(self, kind: Kind, names: Sequence[str], lines: Iterable[Sequence[Cell]]) -> None:
        """Write the sheets of a kind."""
        title, heads = kind_name(self._language, kind), _heads(self._language, kind, names)
        waiting, number = iter(lines), 1
        last = self._fill(title, heads, waiting)
        while last == MOST_LINES and (more := next(waiting, None)) is not None:
            number += 1
            last = self._fill(f"{title} {number}", heads, chain((more,), waiting))

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _fill(self, title: str, heads: Sequence[str], lines: Iterable[Sequence[Cell]]) -> int:
        """Write a sheet as far as it goes and return how many lines it took."""
        count = 0
        with self._book.sheet(sheet_name(title[:1].upper() + title[1:]), heads) as sheet:
            for cells in islice(lines, MOST_LINES):
                sheet.write(cells)
                count += 1
        return count


def _exact(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "true" if cell else "false"


def _heads(language: Language, kind: Kind, names: Sequence[str]) -> list[str]:
    """The labels people know; keys and stamps keep the name that programs read."""
    labels = {name: OF_KIND.get((kind, name)) or LABELS.get(name) for name in names}
    return [language.text(label) if label else name for name, label in labels.items()]
