"""Finds how a CSV text keeps its cells apart, by which reading gives rows of equal width."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from crm_desktop.formats.csv_records import Dialect, Form, read_records
from crm_desktop.formats.table import Cells, RowProblem

# Equal readings go to the rarer character: a comma also stands in numbers and sentences.
DELIMITERS = ("\t", "|", ";", ",")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?$', re.IGNORECASE)
_SAMPLE_RECORDS = 300
_LEAST_CONSISTENT = 0.25
_PENALTY_FOR_OTHER_FIRST_ROW = 0.5
_PENALTY_FOR_BROKEN_QUOTES = 0.8


@dataclass(frozen=True, slots=True)
class Guess:
    """A dialect with the table it gives: its width and the physical lines before it."""

    dialect: Dialect
    width: int
    skipped_lines: int


def separator_line(first_line: str) -> str | None:
    """The delimiter a leading `sep=;` line names, as spreadsheets write it."""
    match = _SEPARATOR_LINE.match(first_line)
    return match[1] if match else None


def guess(sample: str, *, delimiter: str | None = None) -> Guess | None:
    """The best reading of the first part of a text; None when it holds no cell at all.

    `sample` should end with a whole line. A stated `delimiter` is kept.
    """
    candidates = _candidates(sample, delimiter)
    weighed = [(*_weigh(sample, dialect), dialect) for dialect in candidates]
    score, width, skipped, dialect = max(weighed, key=lambda entry: entry[0])
    if width == 0:
        return None
    if score == 0 and delimiter is None:
        return Guess(Dialect(), 1, 0)
    return Guess(dialect, width, skipped)


def _candidates(sample: str, delimiter: str | None) -> list[Dialect]:
    found = []
    for mark in (delimiter,) if delimiter else DELIMITERS:
        found.append(Dialect(mark))
        if '\\"' in sample:
            found.append(Dialect(mark, has_backslash_escapes=True))
        if f'{mark} "' in sample:
            found.append(Dialect(mark, has_space_after_delimiter=True))
    return found


def _weigh(sample: str, dialect: Dialect) -> tuple[float, int, int]:
    """(score 0..1, width, lines before the table): share of rows that have the usual width."""
    rows, broken = _records(sample, dialect)
    widths = Counter(len(cells) for _, cells in rows)
    if not widths:
        return 0.0, 0, 0
    width = _usual_width(widths)
    start = _first_row_of_table(rows, width)
    rows = rows[start:]
    share = sum(len(cells) == width for _, cells in rows) / len(rows)
    if width == 1 or share < _LEAST_CONSISTENT:
        return 0.0, width, 0
    score = share * (1 - 1 / (width + 1))
    if start or len(rows[0][1]) != width:
        score *= _PENALTY_FOR_OTHER_FIRST_ROW
    if broken:
        score *= _PENALTY_FOR_BROKEN_QUOTES
    return score, width, rows[0][0] - 1 if start else 0


def _records(sample: str, dialect: Dialect) -> tuple[list[tuple[int, Cells]], int]:
    problems: list[RowProblem] = []
    stream = io.StringIO(sample, newline="")
    records = read_records(stream, dialect, Form(), problems.append)
    filled = [(line, cells) for line, cells in records if any(map(str.strip, cells))]
    return filled[:_SAMPLE_RECORDS], len(problems)


def _usual_width(widths: Counter[int]) -> int:
    """The most frequent width; among equals the greatest."""
    return max(widths, key=lambda width: (widths[width], width))


def _first_row_of_table(rows: Sequence[tuple[int, Cells]], width: int) -> int:
    """Leaves out title and comment lines: leading rows with one filled cell of a wider table."""
    for place, (_, cells) in enumerate(islice(rows, 20)):
        if width == 1 or len(cells) == width or sum(bool(cell.strip()) for cell in cells) > 1:
            return place
    return 0
