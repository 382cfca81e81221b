"""Tables for spreadsheets: typed XLSX cells, CSV guarded for people and exact for programs."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from babel.numbers import get_currency_precision
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from crm_desktop.domain.formula_guard import GUARDED_ENCODING, guarded
from crm_desktop.text import Language

Row = TypeVar("Row")
Value = str | int | Decimal | date | None

_WIDEST = 60.0
_NARROWEST = 8.0
_MEASURED_ROWS = 2000


class CellKind(StrEnum):
    """How a value is typed and shown; text wraps in its cell, plain text runs on."""

    TEXT = "text"
    PLAIN = "plain"
    WHOLE = "whole"
    POINTS = "points"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: ``key`` heads it for programs, ``heading`` (a msgid) for people.

    ``shown`` is what people read where that differs from the exact ``value``.
    """

    key: str
    heading: str
    kind: CellKind
    value: Callable[[Row], Value]
    shown: Callable[[Row, Language], str] | None = None

    def words(self, row: Row, language: Language) -> Value:
        """Return the value as people read it."""
        return self.shown(row, language) if self.shown else self.value(row)


def exact_csv(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """Return UTF-8 CSV for programs: snake_case heads, ISO dates, plain decimals, text as it is."""
    heads = [column.key for column in columns]
    return _csv(heads, ([_exact(column.value(row)) for column in columns] for row in rows)).encode()


def guarded_csv(columns: Sequence[Column[Row]], rows: Iterable[Row], language: Language) -> bytes:
    """Return CSV for spreadsheet programs: a byte order mark, localised heads, no formula.

    Text that begins like a formula gets a leading apostrophe; our own numbers stay numbers.
    """
    heads = [language.text(column.heading) for column in columns]
    lines = ([_guarded(column.words(row, language)) for column in columns] for row in rows)
    return _csv(heads, lines).encode(GUARDED_ENCODING)


def _csv(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(heads)
    writer.writerows(lines)
    return buffer.getvalue()


def _exact(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _guarded(value: Value) -> str:
    return guarded(value) if isinstance(value, str) else _exact(value)


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats of a workbook, made once."""

    head: Format
    title: Format
    label: Format
    note: Format
    by_kind: dict[CellKind, Format]


def formats_of(workbook: Workbook, currency: str) -> Formats:
    """Return the formats; money shows its currency code with the digits that currency has."""
    decimals = get_currency_precision(currency)
    money = f"[${currency}] #,##0" + (f".{'0' * decimals}" if decimals else "")
    codes = {
        CellKind.TEXT: "@",
        CellKind.PLAIN: "@",
        CellKind.WHOLE: "#,##0",
        CellKind.POINTS: "0.0",
        CellKind.MONEY: f"{money};-{money}",
        CellKind.SHARE: "0.0%",
        CellKind.DAY: "yyyy-mm-dd",
    }
    top = {"valign": "top"}
    wrapped = {CellKind.TEXT: {"text_wrap": True}}
    return Formats(
        head=workbook.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#14505C", "text_wrap": True, **top}
        ),
        title=workbook.add_format({"bold": True, "font_size": 16, "font_color": "#14505C"}),
        label=workbook.add_format({"bold": True, **top}),
        note=workbook.add_format({"font_color": "#66707A", "text_wrap": True, **top}),
        by_kind={
            kind: workbook.add_format({"num_format": code, **top, **wrapped.get(kind, {})})
            for kind, code in codes.items()
        },
    )


def write_table(
    sheet: Worksheet,
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    *,
    formats: Formats,
    language: Language,
) -> None:
    """Write a table from the upper left cell: frozen heads, filter, widths that cut no name."""
    heads = [language.text(column.heading) for column in columns]
    for at, (column, head) in enumerate(zip(columns, heads, strict=True)):
        sheet.set_column(at, at, _width(column, head, rows[:_MEASURED_ROWS], language))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.repeat_rows(0)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, formats.head)
    for line, row in enumerate(rows, 1):
        for at, column in enumerate(columns):
            write_cell(sheet, (line, at), column.words(row, language), formats.by_kind[column.kind])


def write_cell(sheet: Worksheet, at: tuple[int, int], value: Value, style: Format) -> None:
    """Write a value typed: text stays text whatever it begins with, an absent value stays empty."""
    line, column = at
    if isinstance(value, str):
        sheet.write_string(line, column, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(line, column, value, style)
    elif value is not None:
        sheet.write_number(line, column, float(value), style)


def _width(column: Column[Row], head: str, rows: Sequence[Row], language: Language) -> float:
    """Return a width in characters: text as long as it is up to a wrap, figures by their kind."""
    fixed = {CellKind.MONEY: 18.0, CellKind.DAY: 12.0}.get(column.kind, _NARROWEST)
    if column.kind not in (CellKind.TEXT, CellKind.PLAIN):
        return max(fixed, min(cells(head) + 3, 16))
    longest = max((cells(str(column.words(row, language))) for row in rows), default=0)
    return min(max(longest + 1, cells(head) + 3, _NARROWEST), _WIDEST)


def cells(text: str) -> int:
    """Return how many character cells ``text`` takes; an East Asian wide one takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
