"""Streams the records of a CSV text, so that a broken quote costs its own line and no other."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from crm_desktop.formats.table import Cells, Report, Row, RowProblem, RowProblemCode

MAX_LINE_CHARACTERS = 1_000_000
# A quoted note may have many lines; a stray quote must not look for its partner through the file.
MAX_RECORD_LINES = 200


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are kept apart: the delimiter and two habits of some programs."""

    delimiter: str = ","
    has_backslash_escapes: bool = False
    has_space_after_delimiter: bool = False

    def reader(self, lines: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        """A csv reader over physical lines that keep their line ends."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            escapechar="\\" if self.has_backslash_escapes else None,
            skipinitialspace=self.has_space_after_delimiter,
            strict=strict,
        )


@dataclass(frozen=True, slots=True)
class Form:
    """The table part of a text: cells in a row (0: not known yet), physical lines before it.

    `is_clean` false looks at each line for NUL and U+FFFD, which costs time.
    """

    width: int = 0
    skipped_lines: int = 0
    is_clean: bool = True


@dataclass(slots=True)
class _Feed:
    """Physical lines with their number; `held` are those of the record being read."""

    stream: TextIO
    report: Report
    is_clean: bool
    number: int = 0
    held: list[str] = field(default_factory=list)
    returned: deque[str] = field(default_factory=deque)

    def lines(self) -> Iterator[str]:
        """Yields lines until the end; raises csv.Error when one record takes too many."""
        held, returned, readline = self.held, self.returned, self.stream.readline
        while line := returned.popleft() if returned else readline(MAX_LINE_CHARACTERS):
            self.number += 1
            if len(line) >= MAX_LINE_CHARACTERS and not line.endswith(("\n", "\r")):
                self._skip_rest()
                continue
            if len(held) >= MAX_RECORD_LINES:
                returned.appendleft(line)
                self.number -= 1
                raise csv.Error("record takes too many lines")
            if not self.is_clean:
                line = self._repaired(line)
            held.append(line)
            yield line

    def take_back(self, kept: int) -> None:
        """Returns all held lines after the first `kept` to be read again."""
        again = self.held[kept:]
        self.returned.extendleft(reversed(again))
        self.number -= len(again)
        self.held.clear()

    def _skip_rest(self) -> None:
        while rest := self.stream.readline(MAX_LINE_CHARACTERS):
            if rest.endswith(("\n", "\r")):
                break
        self.report(RowProblem(RowProblemCode.LINE_TOO_LONG, self.number))

    def _repaired(self, line: str) -> str:
        if "\ufffd" in line:
            self.report(RowProblem(RowProblemCode.DAMAGED_CHARACTERS, self.number))
        return line.replace("\0", "")


def read_records(stream: TextIO, dialect: Dialect, form: Form, report: Report) -> Iterator[Row]:
    """Yields (first physical line, cells) of every record, blank lines included as no cells.

    `stream` must be opened with newline="" and stand after the lines that `form` skips.
    """
    feed = _Feed(stream, report, form.is_clean, form.skipped_lines)
    held = feed.held
    is_going = True
    while is_going:
        is_going = False
        reader = dialect.reader(feed.lines(), strict=True)
        try:
            for cells in reader:
                lines = len(held)
                first = feed.number - lines + 1
                if lines > 1:
                    _warn_of_swallowed_rows(cells, dialect, first, report)
                held.clear()
                yield first, tuple(cells)
        except csv.Error:
            is_going = True
            yield from _repair(feed, dialect, form.width)


def _warn_of_swallowed_rows(cells: list[str], dialect: Dialect, first: int, report: Report) -> None:
    """A cell that holds whole lines with as many delimiters as a row may have swallowed rows."""
    if any("\n" in cell and _holds_rows(cell, dialect, len(cells)) for cell in cells):
        report(RowProblem(RowProblemCode.LINES_INSIDE_QUOTES, first))


def _holds_rows(cell: str, dialect: Dialect, width: int) -> bool:
    whole_lines = cell.split("\n")[1:-1]
    ends_like_a_row = cell[0] == dialect.delimiter or cell[-1] == dialect.delimiter
    return ends_like_a_row or any(_looks_like_row(line, dialect, width) for line in whole_lines)


def _looks_like_row(line: str, dialect: Dialect, width: int) -> bool:
    return line.count(dialect.delimiter) >= max(1, width - 1)


def _repair(feed: _Feed, dialect: Dialect, width: int) -> Iterator[Row]:
    held = feed.held
    if not held:
        return
    first = feed.number - len(held) + 1
    if max(map(len, held)) > csv.field_size_limit():
        feed.report(RowProblem(RowProblemCode.CELL_TOO_LARGE, first))
        feed.take_back(1)
        return
    cells, kept = _reading(held, dialect, width)
    feed.take_back(kept)
    feed.report(RowProblem(RowProblemCode.STRAY_QUOTE, first, cells, {"lines": kept}))
    yield first, cells


def _reading(held: list[str], dialect: Dialect, width: int) -> tuple[Cells, int]:
    """The most likely cells of a broken record and how many of its lines they take.

    Lines that look like rows of their own are never taken in: a reading that swallows a
    neighbour may still have the right number of cells.
    """
    alone = _tolerant(held[:1], dialect)
    bare = _unquoted(held[0], dialect)
    if len(held) == 1:
        return (bare if len(bare) == width != len(alone) else alone), 1
    whole = _tolerant(held, dialect)
    swallows = any(_looks_like_row(line, dialect, width) for line in held[1:])
    if len(whole) == width and not swallows and len(held) < MAX_RECORD_LINES:
        return whole, len(held)
    return (bare if len(bare) == width else alone), 1


def _tolerant(lines: list[str], dialect: Dialect) -> Cells:
    cells = next(dialect.reader(iter(lines), strict=False), [])
    return tuple(cell.removesuffix("\n").removesuffix("\r") for cell in cells)


def _unquoted(line: str, dialect: Dialect) -> Cells:
    parts = line.rstrip("\r\n").split(dialect.delimiter)
    return tuple(re.sub(r'^\s*"|"\s*$', "", part).replace('""', '"') for part in parts)
