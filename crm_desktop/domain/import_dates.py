"""Understands written days; the order of day and month is known from the whole column."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from crm_desktop.domain.imports import DateOrder

_TIME = r"(?:[T\s]+(?:上午|下午)?\s*\d{1,2}[:时点].*)?"
_NUMERIC = re.compile(
    rf"(\d{{1,4}})\s*([-/.年])\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,4}})\s*[日号]?{_TIME}$"
)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}$")
_DAY_NAME = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s\-/]*([^\W\d_]{{3,9}})\.?,?[\s\-/]*(\d{{2,4}}){_TIME}$"
)
_NAME_DAY = re.compile(rf"([^\W\d_]{{3,9}})\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}$")
_OFFSET = re.compile(r"([+-]?\d{1,5})\s*([dw天周])$", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:^|[T\s])(上午|下午)?\s*(\d{1,2})[:时点](\d{1,2})?(?:[:分]?(\d{1,2}))?(?:\.\d+)?\s*([AaPp])?"
)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?([^\W\d_]{3,9})\.?$")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?$")
_CHINESE_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$")
_CLOCK_WITHIN = re.compile(
    r"(?:上午|下午)?\s*\d{1,2}(?:[:：]\d{2}|点\d{0,2}分?)\s*(?:[ap]m)?", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL_START = {
    DateOrder.SERIAL_1900: date(1899, 12, 30),
    DateOrder.SERIAL_1904: date(1904, 1, 1),
}
# 69 and later is the last century, as POSIX has it.
_FIRST_YEAR_OF_LAST_CENTURY = 69
_EMPTY_DAYS = frozenset({"0000-00-00", "00/00/0000", "0/0/00", "0/0/0000", "00.00.0000"})


@dataclass(slots=True)
class DateEvidence:
    """What the cells of a column say about the order of their parts."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    dotted: int = 0
    offsets: int = 0

    def is_settled_by(self, joined: str) -> bool:  # noqa: ARG002
        """False: a single cell among many may show the order or contradict it."""
        return False

    def observe(self, text: str) -> None:
        """Counts one filled cell."""
        match = _NUMERIC.match(text)
        if match is None:
            self.offsets += bool(_OFFSET.match(text) and not text.isdigit())
        elif len(match[1]) < 3:
            self._count(int(match[1]), int(match[3]), match[2])

    def _count(self, first: int, second: int, separator: str) -> None:
        self.dotted += separator == "."
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second:
            self.either += 1

    @property
    def order(self) -> DateOrder | None:
        """The order the column proves, or None where every cell could be read both ways."""
        if self.day_first or self.month_first:
            is_day_first = self.day_first >= self.month_first
            return DateOrder.DAY_FIRST if is_day_first else DateOrder.MONTH_FIRST
        # Nobody writes the month first with full stops.
        return DateOrder.DAY_FIRST if self.dotted else None

    @property
    def is_mixed(self) -> bool:
        """True when some cells can only be read one way and some only the other."""
        return bool(self.day_first and self.month_first)


def parse_date(text: str, order: DateOrder, today: date) -> date | None:
    """The day a cell names, or None when it names none in that order.

    Days with the year first, with a named month and without separators are read in any order;
    two digits of a year are 1969-2068; a time of day is left out. Offsets (`-14d`, `+2w`) and
    serial numbers are read only when `order` says so.
    """
    if order in _SERIAL_START:
        return _from_serial(text, order)
    if order is DateOrder.OFFSET and (match := _OFFSET.match(text)):
        return _shifted(today, int(match[1]), match[2])
    if match := _NUMERIC.match(text):
        return _from_parts(match, order)
    if match := _COMPACT.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return _from_named_month(text)


def is_no_date(text: str) -> bool:
    """True for the zero days databases and address books write for an unknown one."""
    return text.split(" ", 1)[0] in _EMPTY_DAYS


def parse_time(text: str) -> time | None:
    """The time of day in a cell, alone or after a date; None where there is none."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute, second = (int(match[place] or 0) for place in (2, 3, 4))
    is_afternoon = match[1] == "下午" or (match[5] or "").lower() == "p"
    is_morning = match[1] == "上午" or (match[5] or "").lower() == "a"
    if is_afternoon and hour < 12:
        hour += 12
    elif is_morning and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def without_time(text: str) -> tuple[str, str]:
    """The time of day in a line as it is written, empty where none is, and the rest of the line."""
    match = _CLOCK_WITHIN.search(text)
    if match is None:
        return "", text
    return match[0].replace("：", ":"), f"{text[: match.start()]} {text[match.end() :]}"


def month_and_day(text: str) -> tuple[int, int] | None:
    """Month and day of `5 March`, `March 5th` or `3月5日`, None for anything else."""
    if match := _CHINESE_DAY.match(text):
        return int(match[1]), int(match[2])
    if match := _DAY_MONTH.match(text):
        day, name = match[1], match[2]
    elif match := _MONTH_DAY.match(text):
        name, day = match[1], match[2]
    else:
        return None
    month = month_number(name)
    return None if month is None else (month, int(day))


def full_year(text: str) -> int:
    """A year as written; two digits are 1969-2068."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= _FIRST_YEAR_OF_LAST_CENTURY else 2000)


def month_number(name: str) -> int | None:
    """1-12 for an English month or its first three letters."""
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _from_parts(match: re.Match[str], order: DateOrder) -> date | None:
    first, second, third = match[1], match[3], match[4]
    if len(first) > 2:
        return _day(int(first), int(second), int(third)) if len(first) == 4 else None
    if order is DateOrder.YEAR_FIRST:
        return _day(full_year(first), int(second), int(third)) if len(third) < 3 else None
    if order is DateOrder.DAY_FIRST:
        return _day(full_year(third), int(second), int(first))
    if order is DateOrder.MONTH_FIRST:
        return _day(full_year(third), int(first), int(second))
    return None


def _from_named_month(text: str) -> date | None:
    if match := _DAY_NAME.match(text):
        day, name, year = match[1], match[2], match[3]
    elif match := _NAME_DAY.match(text):
        name, day, year = match[1], match[2], match[3]
    else:
        return None
    month = month_number(name)
    return _day(full_year(year), month, int(day)) if month else None


def _from_serial(text: str, order: DateOrder) -> date | None:
    whole = text.split(".", 1)[0]
    if not (whole.isascii() and whole.isdigit()):
        return None
    return _plus(_SERIAL_START[order], int(whole))


def _shifted(today: date, count: int, unit: str) -> date | None:
    return _plus(today, count * (7 if unit in "wW周" else 1))


def _plus(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
