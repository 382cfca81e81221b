"""Tells whether the first row of a table names its columns or is data already."""

import re
from collections.abc import Iterator, Sequence

from crm_desktop.formats.table import Cells, TableWarning, TableWarningCode

_NUMBER = re.compile(r"[-+(]?[\s¥$€£]*\d[\d.,'\s]*%?\)?$")
_DATE = re.compile(
    r"\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,4}日?)?([T ]\d{1,2}:\d{2}.*)?$|\d{1,2}:\d{2}(:\d{2})?$"
)
_PHONE = re.compile(r"\+?[\d()][\d\s().\-/]{6,}$")
_EMAIL = re.compile(r"\S+@\S+\.\S+$")
_LINK = re.compile(r"(https?://|www\.)\S+$", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d$")
_DATA_SHAPES = (_NUMBER, _DATE, _PHONE, _EMAIL, _LINK)
_LONGEST_NAME = 120


def has_header(first: Cells, below: Sequence[Cells]) -> bool:
    """True when the first row looks like names: filled, different, and no numbers or addresses.

    `below` are some rows under it (they may be none). Years may name columns when the cells
    below them aren't years.
    """
    names = [cell.strip() for cell in first]
    filled = [name for name in names if name]
    if not filled or any(len(name) > _LONGEST_NAME for name in filled):
        return False
    if len(set(filled)) < len(filled) * 0.9 and not _differs(names, below):
        return False
    data = [place for place, name in enumerate(names) if name and looks_like_data(name)]
    return all(_is_year_heading(names[place], place, below) for place in data)


def header_warnings(header: Cells | None) -> Iterator[TableWarning]:
    """Say that there is no header, or which of its names stands there twice."""
    if header is None:
        yield TableWarning(TableWarningCode.NO_HEADER)
        return
    names = [name for name in header if name]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield TableWarning(TableWarningCode.DUPLICATE_HEADER, {"name": name})


def looks_like_data(text: str) -> bool:
    """True for a number, a date, a phone number, an e-mail address or a link."""
    return any(shape.match(text) for shape in _DATA_SHAPES)


def _is_year_heading(name: str, place: int, below: Sequence[Cells]) -> bool:
    column = [row[place].strip() for row in below if place < len(row)]
    return bool(_YEAR.match(name)) and bool(column) and not any(map(_YEAR.match, column))


def _differs(names: Sequence[str], below: Sequence[Cells]) -> bool:
    """True when columns hold data below a text: repeated headings still are headings."""
    return any(
        name and not looks_like_data(name) and _is_data_column(place, below)
        for place, name in enumerate(names)
    )


def _is_data_column(place: int, below: Sequence[Cells]) -> bool:
    column = [row[place].strip() for row in below if place < len(row)]
    filled = [cell for cell in column if cell]
    return bool(filled) and all(map(looks_like_data, filled))
