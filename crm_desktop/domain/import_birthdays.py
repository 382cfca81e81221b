"""Understands days that come back each year, which may lack their year or be lunar (D1, D19)."""

import re
from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.domain.import_dates import month_number, parse_date
from crm_desktop.domain.imports import DateOrder

_LUNAR = re.compile(
    r"^\s*(?:农历|農曆|阴历|陰曆|旧历|lunar)\s*|\s*[(（]?(?:农历|農曆|阴历|lunar)[)）]?\s*$", re.I
)
_CHINESE = re.compile(
    r"(?:([\d零〇一二三四五六七八九]{2,4})年)?(闰|閏)?([\d一二三四五六七八九十正冬腊臘]+)月初?([\d一二三四五六七八九十廿卅]+)[日号]?$"
)
_NO_YEAR = re.compile(r"-{0,2}\s*(\d{1,2})\s*([-/.])\s*(\d{1,2})\.?$")
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s*([^\W\d_]{3,9})|([^\W\d_]{3,9})\.?\s*(\d{1,2}))$")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九十")}
_DIGITS |= {"〇": 0, "正": 1, "冬": 11, "腊": 12, "臘": 12}
# Address books write an unknown year as 1604, the first leap year of the old Macintosh calendar.
_UNKNOWN_YEAR = 1604
_LONGEST_MONTH = 31
_LONGEST_LUNAR_MONTH = 30


@dataclass(frozen=True, slots=True)
class Birthday:
    """A month (1-12) and day of the Gregorian or Chinese calendar, with its year where known."""

    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    leap_month: bool = False


def parse_birthday(text: str, order: DateOrder, today: date) -> Birthday | None:
    """The day a cell names, or None: `1980-05-12`, `--05-12`, `5月12日`, `12 May`, `农历五月初五`.

    Days counted in Chinese words (初五) are lunar without being called so.
    """
    bare = _LUNAR.sub("", text).strip()
    found = _solar_or_bare(bare, order, today)
    if found is None or bare == text.strip():
        return found
    return as_lunar(found)


def as_lunar(day: Birthday) -> Birthday | None:
    """The same numbers in the Chinese calendar, whose months have 30 days at most."""
    return replace(day, lunar=True) if day.day <= _LONGEST_LUNAR_MONTH else None


def _solar_or_bare(text: str, order: DateOrder, today: date) -> Birthday | None:
    if match := _CHINESE.match(text):
        return _from_chinese(match)
    if match := _NO_YEAR.match(text):
        first, second = int(match[1]), int(match[3])
        is_day_first = order is DateOrder.DAY_FIRST and match[2] != "-"
        return _checked(*((second, first) if is_day_first else (first, second)))
    day = parse_date(text, order, today)
    if day is not None:
        return Birthday(day.month, day.day, None if day.year == _UNKNOWN_YEAR else day.year)
    return _from_named(text)


def _from_chinese(match: re.Match[str]) -> Birthday | None:
    month, day = _chinese_number(match[3]), _chinese_number(match[4])
    is_numeric = match[3].isascii() and match[4].isascii()
    year = _chinese_year(match[1]) if match[1] else None
    found = _checked(month, day, year)
    if found is None or (is_numeric and not match[2]):
        return found
    # Only the Chinese calendar counts its days in words, and only it has leap months.
    return replace(found, lunar=True, leap_month=bool(match[2]))


def _chinese_year(text: str) -> int | None:
    digits = "".join(str(_DIGITS.get(character, character)) for character in text)
    return int(digits) if len(digits) == 4 else None


def _chinese_number(text: str) -> int:
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + _DIGITS.get(ones, 0) * bool(ones)


def _from_named(text: str) -> Birthday | None:
    match = _NAMED.match(text)
    if match is None:
        return None
    month = month_number(match[2] or match[3])
    return _checked(month, int(match[1] or match[4])) if month else None


def _checked(month: int, day: int, year: int | None = None) -> Birthday | None:
    if 1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH:
        return Birthday(month, day, None if year == _UNKNOWN_YEAR else year)
    return None
