"""Opens a CSV file whatever its encoding and delimiter and streams its rows."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from crm_desktop.domain.formula_guard import GUARD, GUARDED_ENCODING, unguarded
from crm_desktop.formats import csv_dialect, file_kind, text_encoding
from crm_desktop.formats.csv_header import has_header, header_warnings
from crm_desktop.formats.csv_records import Dialect, Form, read_records
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
    readable,
)

_BLOCK_BYTES = 1_048_576
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """What a person or a mapping states about a file; None is found out."""

    encoding: str | None = None
    delimiter: str | None = None
    has_header: bool | None = None


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is needed to read the rows again: where they start and how they are written."""

    path: Path
    encoding: text_encoding.Encoding
    dialect: Dialect
    width: int
    skipped_lines: int
    has_header: bool = False


def read_table(path: Path, options: CsvOptions | None = None) -> Table:
    """The list in a CSV file; its rows are read when asked for, one at a time.

    Raises TableError: not there, a folder, a pipe or device, unreadable, without rows, above 1 GB,
    another kind of file (`looks_like` names it), or stated in an encoding nobody knows.
    Thread-safe, no shared state.
    """
    options = options or CsvOptions()
    encoding = _encoding(path, options)
    opening = _opening(path, encoding, options)
    first = tuple(islice(_records(opening, _ignore), _SAMPLE_ROWS + 1))
    if not first:
        raise TableError(TableErrorCode.EMPTY, path)
    header = _header(first, opening.width, options)
    width = max(opening.width, len(header or ()))
    opening = replace(opening, has_header=header is not None, width=width)
    return Table(
        path=path,
        name=path.stem,
        encoding=encoding.name,
        delimiter=opening.dialect.delimiter,
        header=header,
        width=width,
        sample=tuple(islice(_rows(opening, _ignore), _SAMPLE_ROWS)),
        warnings=tuple(_warnings(opening, header)),
        rows=partial(_rows, opening),
        size=path.stat().st_size,
    )


def _ignore(_: RowProblem) -> None:
    """Leaves problems of a first look to the reading that counts."""


def _encoding(path: Path, options: CsvOptions) -> text_encoding.Encoding:
    head = file_kind.head_of(path)
    kind = file_kind.recognise(head)
    if kind is not None:
        raise TableError(TableErrorCode.NOT_A_LIST, path, looks_like=kind.value)
    if options.encoding and not text_encoding.is_known(options.encoding):
        raise TableError(TableErrorCode.UNKNOWN_ENCODING, path, encoding=options.encoding)
    found = text_encoding.detect(_blocks(path))
    if options.encoding:
        found = replace(found, name=options.encoding, is_certain=True)
    elif not found.name.startswith("utf") and file_kind.is_binary(head):
        binary = file_kind.FileKind.BINARY.value
        raise TableError(TableErrorCode.NOT_A_LIST, path, looks_like=binary)
    if found.name != "utf-8":
        damaged = not text_encoding.decodes(_blocks(path), found.name)
        found = replace(found, is_damaged=damaged)
    return found


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            yield block


def _opening(path: Path, encoding: text_encoding.Encoding, options: CsvOptions) -> _Opening:
    sample = _sample(path, encoding)
    first_line = sample.split("\n", 1)[0].rstrip("\r")
    separator = csv_dialect.separator_line(first_line)
    if separator:
        sample = sample.split("\n", 1)[1] if "\n" in sample else ""
    found = csv_dialect.guess(sample, delimiter=options.delimiter or separator)
    if found is None:
        raise TableError(TableErrorCode.EMPTY, path)
    skipped = found.skipped_lines + bool(separator)
    return _Opening(path, encoding, found.dialect, found.width, skipped)


def _open_text(path: Path, encoding: text_encoding.Encoding) -> io.TextIOWrapper:
    return path.open(encoding=encoding.name, errors="replace", newline="")


def _sample(path: Path, encoding: text_encoding.Encoding) -> str:
    with _open_text(path, encoding) as stream:
        text = stream.read(_SAMPLE_CHARACTERS).replace("\0", "")
        if len(text) < _SAMPLE_CHARACTERS:
            return text
    end = max(text.rfind("\n"), text.rfind("\r")) + 1
    return text[:end] if end else text


def _records(opening: _Opening, report: Report) -> Iterator[Row]:
    """Records of the table part, header included, blank ones left out, widths unchecked."""
    encoding = opening.encoding
    with readable(opening.path), _open_text(opening.path, encoding) as stream:
        for _ in range(opening.skipped_lines):
            stream.readline()
        clean = not (encoding.has_nul or encoding.is_damaged)
        form = Form(opening.width, opening.skipped_lines, clean)
        for row in read_records(stream, opening.dialect, form, report):
            cells = row[1]
            if cells and (cells[0] or "".join(cells).strip()):
                yield row


def _rows(opening: _Opening, report: Report) -> Iterator[Row]:
    """Rows of exactly the table's width; the others go to `report`."""
    width = opening.width
    records = _records(opening, report)
    if opening.has_header:
        next(records, None)
    may_be_guarded = opening.encoding.name == GUARDED_ENCODING
    for row in records:
        if may_be_guarded and GUARD in "".join(row[1]):
            row = row[0], tuple(map(unguarded, row[1]))
        if len(row[1]) == width:
            yield row
        else:
            yield from _ragged(row, width, report)


def _ragged(row: Row, width: int, report: Report) -> Iterator[Row]:
    """Empty cells too many are dropped; a row that has other cells too many or too few isn't."""
    line, cells = row
    params = {"cells": len(cells), "expected": width}
    if len(cells) < width:
        report(RowProblem(RowProblemCode.TOO_SHORT, line, cells, params))
    elif any(cell.strip() for cell in cells[width:]):
        report(RowProblem(RowProblemCode.TOO_LONG, line, cells, params))
    else:
        yield line, cells[:width]


def _header(first: tuple[Row, ...], width: int, options: CsvOptions) -> Cells | None:
    """The names of the columns, at least `width` of them: "" where the file gives none."""
    top = first[0][1]
    stated = options.has_header
    if stated is False or (stated is None and not has_header(top, [row[1] for row in first[1:]])):
        return None
    names = [name.strip() for name in top]
    while len(names) > width and not names[-1]:
        names.pop()
    return tuple(names + [""] * (width - len(names)))


def _warnings(opening: _Opening, header: Cells | None) -> Iterator[TableWarning]:
    encoding = opening.encoding
    if not encoding.is_certain:
        yield TableWarning(TableWarningCode.ENCODING_UNCERTAIN, {"encoding": encoding.name})
    if encoding.is_damaged:
        yield TableWarning(TableWarningCode.UNDECODABLE_BYTES, {"encoding": encoding.name})
    if encoding.has_nul:
        yield TableWarning(TableWarningCode.NUL_REMOVED)
    if opening.skipped_lines:
        yield TableWarning(TableWarningCode.LINES_BEFORE_HEADER, {"lines": opening.skipped_lines})
    yield from header_warnings(header)
